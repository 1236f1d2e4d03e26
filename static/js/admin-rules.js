// In the editor of a form: a rule's question is chosen from the questions that stand before it, and follows when
// its words are changed. The words themselves are what is posted, in the field that this only stands in front of.
const RULES = "input[data-earlier-question]";

function isGone(field) {
  const block = field.closest("[data-contentpath]");
  return block?.querySelector('input[name$="-deleted"]')?.value === "1";
}

function wordsOfSet(select) {
  return JSON.parse(select.selectedOptions[0]?.dataset.questions ?? "[]");
}

function wordsBefore(input) {
  const own = input.name.replace(/-value-(show_if|required_if)-.*$/, "-value-label");
  const before = [];
  for (const part of document.querySelectorAll('input[name$="-value-label"], select[data-question-set]')) {
    if (part.name === own) break;
    if (isGone(part)) continue;
    before.push(...(part.matches("select") ? wordsOfSet(part) : [part.value.trim()]).filter(Boolean));
  }
  return before;
}

function offer(select, input) {
  const words = wordsBefore(input);
  const said = input.value.trim();
  const options = [new Option("Choose a question", ""), ...words.map((each) => new Option(each, each))];
  if (said && !words.includes(said)) options.push(new Option(`${said} (not before this question)`, said));
  select.replaceChildren(...options);
  select.value = said;
}

function dress(input) {
  const select = document.createElement("select");
  select.setAttribute("aria-label", "Question");
  select.addEventListener("change", () => {
    input.value = select.value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  for (const moment of ["focus", "pointerdown"]) select.addEventListener(moment, () => offer(select, input));
  offer(select, input);
  input.dataset.dressed = "";
  input.hidden = true;
  input.before(select);
}

const dressAll = () => document.querySelectorAll(`${RULES}:not([data-dressed])`).forEach(dress);

let old = "";
document.addEventListener("focusin", ({ target }) => { if (target.matches?.('input[name$="-value-label"]')) old = target.value.trim(); });
document.addEventListener("change", ({ target }) => {
  if (!target.matches?.('input[name$="-value-label"]') || !old) return;
  for (const input of document.querySelectorAll(RULES)) {
    if (input.value.trim() !== old) continue;
    input.value = target.value.trim();
    offer(input.previousElementSibling, input);
  }
  old = target.value.trim();
});

new MutationObserver(dressAll).observe(document.body, { childList: true, subtree: true });
dressAll();

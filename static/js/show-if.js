// Shows and hides questions at once as earlier answers change: <form data-answers="{other pages' answers}"> with
// [data-question] around each question, and [data-show-if] or [data-required-if] on those with a rule. The label of
// the latter says whether it must be answered now. The server settles the same rules by itself
// (grants/programmes/showing.py) and keeps nothing that is typed into a hidden question.
const plain = (value) => String(value).toLowerCase().split(/\s+/).filter(Boolean).join(" ");

function isBlank(answer) {
  if (Array.isArray(answer)) return !answer.length;
  if (answer && typeof answer === "object") return !Object.values(answer).some(Boolean);
  return !answer;
}

function wordsOf(answer) {
  if (Array.isArray(answer)) return answer.filter((part) => typeof part !== "object").map(plain);
  return typeof answer === "object" ? [] : [plain(answer)];
}

function measure(text) {
  const bare = text.replace(/[,£%]/g, "").trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(bare)) return ["number", Number(bare)];
  const day = bare.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/) ?? bare.match(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/);
  if (!day) return null;
  const [year, month, date] = day[1].length === 4 ? [day[1], day[2], day[3]] : [day[3], day[2], day[1]];
  return ["day", Date.UTC(year, month - 1, date)];
}

function isTrue(test, words, values) {
  if (test === "answered") return true;
  if (test === "is_not") return !words.some((word) => values.includes(word));
  if (test === "is" || test === "one_of") return words.some((word) => values.includes(word));
  const [answer, limit] = [measure(words[0] ?? ""), measure(values[0] ?? "")];
  if (words.length !== 1 || !answer || !limit || answer[0] !== limit[0]) return false;
  return test === "more_than" ? answer[1] > limit[1] : test === "less_than" && answer[1] < limit[1];
}

function holds(rule, answers) {
  if (rule.all) return rule.all.length > 0 && rule.all.every((part) => holds(part, answers));
  if (rule.any) return rule.any.some((part) => holds(part, answers));
  const answer = answers[rule.question];
  return !isBlank(answer) && isTrue(rule.test, wordsOf(answer), rule.values.map(plain));
}

function answerOf(question) {
  const id = question.dataset.question;
  const fields = [...question.querySelectorAll("input, textarea, select")].filter((field) => field.type !== "hidden");
  if (fields[0]?.type === "file") return fields[0].value !== "" || Boolean(question.querySelector("[data-given]"));
  const given = fields.filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked);
  if (fields.some((field) => field.name !== id)) return Object.fromEntries(given.map((field) => [field.name, field.value.trim()]));
  if (fields.length === 1 && fields[0].type === "checkbox") return given.length ? "yes" : "";
  return fields[0]?.type === "checkbox" ? given.map((field) => field.value) : (given[0]?.value.trim() ?? "");
}

// Whether it must be answered, said in its label, where an earlier answer settles it.
function sayNeed(question, needed) {
  const label = question.querySelector(".field__title");
  if (!label) return;
  const said = label.querySelector("[data-need]") ?? label.appendChild(document.createElement("span"));
  said.className = "field__optional";
  said.dataset.need = "";
  const words = needed ? " (must be answered)" : " (optional)";
  if (said.textContent !== words) said.textContent = words;
}

function watch(form) {
  const settle = () => {
    const answers = JSON.parse(form.dataset.answers);
    for (const question of form.querySelectorAll("[data-question]")) {
      const rule = question.dataset.showIf;
      question.hidden = Boolean(rule) && !holds(JSON.parse(rule), answers);
      const need = question.dataset.requiredIf;
      if (need) sayNeed(question, holds(JSON.parse(need), answers));
      if (!question.hidden) answers[question.dataset.question] = answerOf(question);
    }
  };
  form.addEventListener("input", settle);
  form.addEventListener("change", settle);
  form.addEventListener("given", settle);
  settle();
}

for (const form of document.querySelectorAll("form[data-answers]")) watch(form);

// Keeps each answer as it is typed: <form data-autosave="address"> with a [data-question] around each question.
// One answer travels at a time, with the token of the words its reader saw; the answer brings a new token.
const PAUSE = 1200;

function partOf(question) {
  const body = new FormData();
  for (const field of question.querySelectorAll("input, textarea, select")) {
    const unticked = (field.type === "checkbox" || field.type === "radio") && !field.checked;
    if (field.name && field.type !== "file" && !unticked) body.append(field.name, field.value);
  }
  return body;
}

function watch(form) {
  const line = form.querySelector("[data-autosave-says]");
  const waiting = new Map();
  let queue = Promise.resolve();
  let travelling = 0;

  async function save(question) {
    const body = partOf(question);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { says, seen } = await answer.json();
    for (const [name, token] of Object.entries(seen)) form.elements[name].value = token;
    line.textContent = says;
  }

  function soon(question, pause) {
    clearTimeout(waiting.get(question));
    waiting.set(question, setTimeout(() => {
      waiting.delete(question);
      travelling += 1;
      queue = queue.then(() => save(question)).then(
        () => { if (!waiting.size) form.dispatchEvent(new Event("saved")); },
        () => { line.textContent = "Not saved just now. Use “Save and continue” to keep what you typed."; },
      ).then(() => { travelling -= 1; });
    }, pause));
  }

  const asked = (event) => event.target.closest("[data-question]");
  form.addEventListener("input", (event) => { if (asked(event) && event.target.type !== "file") soon(asked(event), PAUSE); });
  form.addEventListener("change", (event) => { if (asked(event) && event.target.type !== "file") soon(asked(event), 0); });
  // A form sent while an answer still travels would carry an old token, and meet its own words as a colleague's.
  form.addEventListener("submit", (event) => {
    waiting.forEach((timer) => clearTimeout(timer));
    if (!travelling) return;
    event.preventDefault();
    queue.then(() => form.requestSubmit(event.submitter));
  });
}

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);

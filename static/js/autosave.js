// Keeps each answer as it is typed: <form data-autosave="address" data-keeps="whose" data-sign-in="address">
// with a [data-question] around each question. One answer travels at a time, with the token of the words its
// writer saw; the reply brings a new token. Until a reply has come, the words are kept in this browser too.
const PAUSE = 1200;
const TRY_AGAIN = 8000;
const FORGET_AFTER = 30 * 24 * 3600 * 1000;
const SAY_SAVING_AFTER = 800;
const SAVING = "Saving…";
const NO_SIGNAL = "No signal just now. What you typed is kept in this browser, and is sent when the signal is back.";
const NOT_SAVED = "Not saved just now. What you typed is kept in this browser, and we try again in a moment.";

const fieldsOf = (question) => [...question.querySelectorAll("input, textarea, select")].filter(
  (field) => field.name && field.type !== "file" && !field.name.startsWith("seen_"),
);
const isTicked = (field) => !["checkbox", "radio"].includes(field.type) || field.checked;
const valuesOf = (question) => fieldsOf(question).filter(isTicked).map((field) => [field.name, field.value]);
const said = (values) => JSON.stringify(values.map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
// In bytes: browsers refuse to keep a request of more than 64 kB alive behind a page that is closed.
const sizeOf = (values) => new Blob([said(values)]).size;

// Puts kept values back into the fields. False where a row of them has no fields on this page.
function putBack(question, values) {
  const fields = fieldsOf(question);
  for (const field of fields) {
    const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = own.includes(field.value);
    else field.value = own[0] ?? "";
  }
  return values.every(([name]) => fields.some((field) => field.name === name));
}

function watch(form) {
  const line = form.querySelector("[data-autosave-says]");
  const waiting = new Map();
  let queue = Promise.resolve();
  let travelling = 0;
  let unreached = false;
  let vain = 0;
  let slow;

  const nameOf = (question) => `typed ${form.dataset.keeps} ${question.dataset.question}`;
  const seenOf = (question) => form.elements[`seen_${question.dataset.question}`];
  const read = (question) => { try { return JSON.parse(localStorage.getItem(nameOf(question))); } catch { return null; } };
  const forget = (question) => { try { localStorage.removeItem(nameOf(question)); } catch { /* none is kept */ } };

  function keepHere(question) {
    const seen = "editConflict" in question.dataset ? read(question)?.seen ?? "0." : question.dataset.seen ?? seenOf(question).value;
    const kept = { at: Date.now(), seen, values: valuesOf(question) };
    try { localStorage.setItem(nameOf(question), JSON.stringify(kept)); } catch { /* full or refused: the server keeps it */ }
  }

  function say(words, means = "") {
    clearTimeout(slow);
    line.dataset.means = means;
    line.textContent = words;
  }

  function sayWhenSlow() {
    clearTimeout(slow);
    slow = setTimeout(() => say(SAVING), SAY_SAVING_AFTER);
  }

  // Words typed since are not among those that it says are saved.
  function saySavedNoMore() {
    if (line.dataset.means === "saved") say("");
  }

  function askToSignIn(question) {
    const back = `${location.pathname}#${question.id}`;
    say("Sign in again; what you typed is kept here.", "trouble");
    const link = document.createElement("a");
    link.href = `${form.dataset.signIn}?next=${encodeURIComponent(back)}`;
    link.textContent = "Sign in";
    line.append(" ", link);
    form.dispatchEvent(new Event("saved"));
  }

  function showConflict(question, html) {
    question.dataset.editConflict = "new";
    const place = question.querySelector("[data-conflict]");
    place.innerHTML = html;
    place.querySelector("h2")?.scrollIntoView({ block: "nearest" });
  }

  async function save(question, values) {
    const body = new FormData();
    for (const [name, value] of values) body.append(name, value);
    body.append(seenOf(question).name, question.dataset.seen ?? seenOf(question).value);
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
    const headers = { "X-CSRFToken": token };
    const reply = await fetch(form.dataset.autosave, { method: "POST", body, headers, redirect: "error", keepalive: sizeOf(values) < 50000 });
    unreached = false;
    vain = 0;
    if (reply.status === 401 || reply.status === 403) return askToSignIn(question);
    if (reply.status === 409 || reply.status === 413) return say((await reply.json()).says, "trouble");
    if (!reply.ok) throw new Error(String(reply.status));
    const { says, seen, conflict, total } = await reply.json();
    for (const [name, value] of Object.entries(seen)) form.elements[name].value = value;
    say(says, conflict ? "trouble" : travelling > 1 ? "" : "saved");
    if (travelling > 1) sayWhenSlow();
    const sum = question.querySelector("[data-total]");
    if (sum && !conflict) sum.textContent = total;
    if (conflict) return showConflict(question, conflict);
    delete question.dataset.seen;
    const short = "short" in question.dataset;
    if (short || said(values) === said(valuesOf(question))) forget(question);
    if (short) return location.reload();
    if (!waiting.size) form.dispatchEvent(new Event("saved"));
  }

  function soon(question, pause) {
    if ("editConflict" in question.dataset) return;
    clearTimeout(waiting.get(question));
    waiting.set(question, setTimeout(() => now(question), pause));
  }

  function now(question, values) {
    clearTimeout(waiting.get(question));
    waiting.delete(question);
    travelling += 1;
    sayWhenSlow();
    queue = queue.then(() => save(question, values ?? valuesOf(question))).catch((error) => {
      unreached = error instanceof TypeError;
      say(unreached ? NO_SIGNAL : NOT_SAVED, "trouble");
      soon(question, TRY_AGAIN);
    }).finally(() => { travelling -= 1; });
  }

  // What was typed here before and never arrived: put it back, and send it with the token it was typed over.
  function bringBack(question) {
    const kept = read(question);
    if (!kept) return;
    if (Date.now() - kept.at > FORGET_AFTER || said(kept.values) === said(valuesOf(question))) return forget(question);
    question.dataset.seen = kept.seen;
    // Rows that this page does not draw yet are sent as they were kept; then the page is drawn again.
    if (!putBack(question, kept.values)) question.dataset.short = "";
    say("What you typed here before had not been saved. It is back in its place, and is being saved now.");
    now(question, kept.values);
  }

  // Somebody else's words, once they stand on the page, are not written over by a press that did not choose.
  function asksToChoose() {
    const conflicts = [...form.querySelectorAll("[data-edit-conflict=new]")];
    for (const question of conflicts) question.dataset.editConflict = "seen";
    const heading = conflicts[0]?.querySelector("[data-conflict] h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
    return conflicts.length > 0;
  }

  // Without a signal a press would only bring the browser's own page about it. Where just our own requests fail,
  // the third press is let through.
  function staysHere(button) {
    if (navigator.onLine && (!unreached || vain > 1)) return false;
    say(NO_SIGNAL, "trouble");
    if (!navigator.onLine) return true;
    vain += 1;
    [...waiting.keys()].forEach((question) => now(question));
    queue.then(() => unreached || form.requestSubmit(button));
    return true;
  }

  function leave(event) {
    const button = event.submitter;
    const chooses = ["settle", "remove"].includes(button?.name);
    if ((!chooses && asksToChoose()) || staysHere(button)) return event.preventDefault();
    if (chooses && button.closest("[data-question]")) forget(button.closest("[data-question]"));
    waiting.forEach((timer) => clearTimeout(timer));
    if (!travelling) return;
    event.preventDefault();
    queue.then(() => form.requestSubmit(button));
  }

  const asked = (event) => event.target.type !== "file" && event.target.closest("[data-question]");
  form.addEventListener("input", (event) => { const question = asked(event); if (question) { saySavedNoMore(); keepHere(question); soon(question, PAUSE); } });
  form.addEventListener("change", (event) => { const question = asked(event); if (question) { keepHere(question); soon(question, 0); } });
  form.addEventListener("submit", leave);
  addEventListener("online", () => [...waiting.keys()].forEach((question) => now(question)));
  document.addEventListener("visibilitychange", () => { if (document.hidden) [...waiting.keys()].forEach((question) => now(question)); });
  form.querySelectorAll("[data-question]").forEach(bringBack);
}

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);

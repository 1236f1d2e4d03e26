// Sends a form once, however often its button is pressed while the answer is on its way. After a second without
// an answer it says so, because on a slow line nothing else would. A page that comes back may send again.
// A form with data-download answers with a file, and the page stays: nothing would ever end the waiting.
const SAY_AFTER = 1000;
const AGAIN_AFTER = 30000;
const sent = new Map();

function wait(form, button) {
  const line = document.createElement("p");
  line.className = "saved";
  line.setAttribute("role", "status");
  (button?.closest(".form__buttons, p, div") ?? form).append(line);
  const timers = [
    setTimeout(() => { line.textContent = "One moment: it is being sent."; }, SAY_AFTER),
    setTimeout(() => free(form), AGAIN_AFTER),
  ];
  sent.set(form, { line, timers });
}

function free(form) {
  const { line, timers } = sent.get(form);
  timers.forEach(clearTimeout);
  line.remove();
  sent.delete(form);
}

// On the document, so that a form's own scripts have said first whether it is sent at all.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target || "download" in form.dataset) return;
  if (sent.has(form)) event.preventDefault();
  else wait(form, event.submitter);
});
addEventListener("pageshow", () => [...sent.keys()].forEach(free));

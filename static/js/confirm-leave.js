// Warns before typed words are lost: the browser asks when a post form was changed and not sent.
// A form that saves by itself dispatches "saved" on itself once everything is kept.
const changed = new Set();

function watch(form) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("saved", () => changed.delete(form));
  form.addEventListener("submit", () => changed.delete(form));
}

for (const form of document.querySelectorAll('form[method="post"]')) watch(form);

addEventListener("beforeunload", (event) => {
  if (!changed.size) return;
  event.preventDefault();
  event.returnValue = true; // For browsers of some years ago.
});

// Takes people to what they need to fix: the summary of errors first. Where the address names a question, because
// a list elsewhere led here, its first field, so that they can type at once.
const FIELDS = "input:not([type=hidden]), textarea, select";

const asked = location.hash.startsWith("#question-") ? document.getElementById(location.hash.slice(1)) : null;
const summary = document.querySelector(".error-summary");
summary?.focus();
// The browser goes to the question itself once the page is loaded, which takes the focus away again.
if (!summary && asked) addEventListener("load", () => requestAnimationFrame(() => asked.querySelector(FIELDS)?.focus()));

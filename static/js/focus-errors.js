// Takes people to what they need to fix: the summary of errors, and from each line to its field.
document.querySelector(".error-summary")?.focus();

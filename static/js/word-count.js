// Says how many words are left under each textarea that names a limit: <textarea data-word-limit="250">.
const PAUSE = 400;

function words(text) {
  const bare = text.trim();
  return bare ? bare.split(/\s+/).length : 0;
}

function sentence(left) {
  const many = (number) => `${number} ${number === 1 ? "word" : "words"}`;
  return left >= 0 ? `${many(left)} left` : `${many(-left)} too many`;
}

function watch(area) {
  const limit = Number(area.dataset.wordLimit);
  const line = document.createElement("p");
  line.className = "field__after";
  line.setAttribute("aria-live", "polite");
  area.after(line);

  let timer;
  const say = () => {
    const left = limit - words(area.value);
    line.textContent = sentence(left);
    line.classList.toggle("error", left < 0);
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(say, PAUSE);
  });
  say();
}

for (const area of document.querySelectorAll("textarea[data-word-limit]")) watch(area);

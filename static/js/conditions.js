// Shows and hides questions as earlier answers change: <form data-answers="{other pages' answers}"> with
// [data-question] around each question, and [data-show-if] or [data-required-if] on those with a condition. The label
// of the latter says whether the question must be answered now.
//
// `evaluate` reads the same condition trees as the server (grants/forms/conditions.py), whose evaluation is the
// truth; one table of cases holds both to the same results. What can't be told here is null: such a question is shown.
const SPACES = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;
const TESTS = ["is", "is_not", "one_of", "more_than", "less_than", "answered"];
const KINDS = ["text", "number", "day"];
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const tidy = (value) => String(value).replace(SPACES, " ").replace(/^ +| +$/g, "");

function isBlank(answer) {
  if (Array.isArray(answer)) return !answer.length;
  if (isObject(answer)) return !Object.values(answer).some(Boolean);
  return !answer;
}

// Thousands set apart by commas or spaces; any other comma is no number of ours.
function bareAmount(text) {
  const bare = text.trim().replace(/^£/, "").trim();
  return /^-?[0-9]{1,3}([ ,][0-9]{2,3})*[ ,][0-9]{3}(\.[0-9]*)?$/.test(bare) ? bare.replace(/[ ,]/g, "") : bare;
}

// Digits as [sign, whole, fraction], compared without rounding.
function readNumber(text) {
  const bare = bareAmount(text.replace(/%$/, ""));
  if (!/^[+-]?([0-9]{1,18}(\.[0-9]{0,9})?|\.[0-9]{1,9})$/.test(bare)) return null;
  const [whole, fraction = ""] = bare.replace(/^[+-]/, "").split(".");
  const scaled = BigInt(whole || "0") * 1000000000n + BigInt(fraction.padEnd(9, "0"));
  return bare.startsWith("-") ? -scaled : scaled;
}

function readDay(text) {
  const iso = text.match(/^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/);
  const british = text.match(/^([0-9]{1,2})\/([0-9]{1,2})\/([0-9]{4}|[0-9]{2})$/);
  if (!iso && !british) return null;
  let [year, month, day] = (iso ? iso.slice(1) : british.slice(1).reverse()).map(Number);
  if (british && year < 100) year += year >= 69 ? 1900 : 2000;
  if (year < 1900 || year > 2200) return null;
  const moment = new Date(Date.UTC(year, month - 1, day));
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day ? BigInt(moment.getTime()) : null;
}

function readCanonical(kind, typed) {
  const text = tidy(typed);
  if (kind === "number") return readNumber(text);
  return kind === "day" ? readDay(text) : text.toLowerCase();
}

// What has parts, such as an address, is compared with nothing; a postcode is compared without its ward.
function wordsOf(answer) {
  if (isObject(answer)) {
    return Object.keys(answer).sort().join() === "postcode,ward" ? [answer.postcode] : null;
  }
  if (!Array.isArray(answer)) return [answer];
  return answer.some((part) => typeof part === "object" && part !== null) ? null : answer;
}

function compare({ test, kind, values }, answer) {
  if (test === "answered") return true;
  const words = wordsOf(answer);
  const read = words?.map((word) => readCanonical(kind, word));
  if (!read?.length || read.includes(null)) return null;
  if (test === "more_than" || test === "less_than") {
    if (read.length !== 1 || values.length !== 1 || kind === "text") return null;
    return test === "more_than" ? read[0] > values[0] : read[0] < values[0];
  }
  const common = read.some((value) => values.includes(value));
  return test === "is_not" ? !common : common;
}

function readComparison({ question, test, kind, values }) {
  if (typeof question !== "string" || !TESTS.includes(test) || !KINDS.includes(kind) || !Array.isArray(values)) return null;
  const read = values.map((value) => readCanonical(kind, value));
  return read.includes(null) ? null : { question, test, kind, values: read };
}

export function evaluate(condition, answers) {
  if (!isObject(condition)) return null;
  const join = ["all", "any"].find((name) => name in condition);
  if (join) {
    const parts = condition[join];
    if (!Array.isArray(parts) || !parts.length) return null;
    const found = parts.map((part) => evaluate(part, answers));
    const decided = join === "any";
    if (found.includes(decided)) return decided;
    return found.includes(null) ? null : !decided;
  }
  const comparison = readComparison(condition);
  if (!comparison) return null;
  const answer = answers[comparison.question];
  return isBlank(answer) ? false : compare(comparison, answer);
}

function answerOf(question) {
  const id = question.dataset.question;
  const fields = [...question.querySelectorAll("input, textarea, select")].filter((field) => field.type !== "hidden");
  if (fields[0]?.type === "file") return fields[0].value !== "" || Boolean(question.querySelector("[data-given]"));
  const given = fields.filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked);
  const own = fields.filter((field) => field.type !== "file");
  if (own.some((field) => field.name !== id)) {
    return Object.fromEntries(given.map((field) => [field.name, field.value.trim()]));
  }
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
      const { showIf, requiredIf } = question.dataset;
      question.hidden = Boolean(showIf) && evaluate(JSON.parse(showIf), answers) === false;
      if (requiredIf) sayNeed(question, evaluate(JSON.parse(requiredIf), answers) === true);
      if (!question.hidden) answers[question.dataset.question] = answerOf(question);
    }
  };
  form.addEventListener("input", settle);
  form.addEventListener("change", settle);
  form.addEventListener("given", settle);
  settle();
}

for (const form of document.querySelectorAll("form[data-answers]")) watch(form);

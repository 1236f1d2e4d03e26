// Sends files as soon as they are chosen, one after another and piece by piece, and goes on after a break:
// <div data-files="address of the question's files"> inside the form, near the question's file control.
// Each answer of the server says how much is there and where the next piece goes: to us, or straight to the store.
const WAIT = [1000, 2000, 4000, 8000, 15000];
const LOOK_AGAIN = 1000;
const NO_SIGNAL = "No signal just now. Sending goes on by itself when it is back.";
const SIGN_IN = "Sign in again, then choose the file once more: it goes on where it stopped.";

class Refusal extends Error {}
class Stopped extends Error {}
class SignedOut extends Error {}

const pause = (time) => new Promise((done) => { setTimeout(done, time); addEventListener("online", done, { once: true }); });
const tokenOf = (form) => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
const quote = (file) => `“${file.name}”`;

// A print of the content: the server tells by it that the same file was chosen again.
async function printOf(file) {
  if (!crypto.subtle || file.size > 120e6) return "";
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function rowFor(file) {
  const bar = make("progress", { max: file.size || 1, value: 0 });
  bar.setAttribute("aria-label", `How much of ${file.name} is sent`);
  const said = make("span", { className: "soft small", textContent: "Waiting" });
  const stop = make("button", { type: "button", className: "button--link" }, "Stop", make("span", { className: "hidden-visually", textContent: ` sending ${file.name}` }));
  const item = make("li", {}, make("span", { textContent: file.name }), bar, said, stop);
  const show = (sent) => { bar.value = sent; said.textContent = `${Math.floor((100 * sent) / (file.size || 1))}%`; };
  return { item, said, stop, bar, show };
}

function watch(place) {
  const question = place.closest("[data-question]");
  const form = place.closest("form");
  const input = question.querySelector("input[type=file]");
  const [coming, line, list] = ["coming", "say", "list"].map((part) => place.querySelector(`[data-files-${part}]`));
  const tell = (words, means = "") => { line.textContent = words; line.dataset.means = means; };
  const busy = new Set();
  let queue = Promise.resolve();
  let sent = 0;
  let refused = false;
  let goOn = null;
  place.classList.add("files-live");

  // One request, with its progress; a plain fetch can't tell how much of a body has left.
  const ask = (sending, method, address, body, headers, progress) => new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => progress?.(event.loaded));
    request.addEventListener("load", () => done(request));
    request.addEventListener("error", () => fail(new TypeError("no signal")));
    request.addEventListener("abort", () => fail(new Stopped()));
    sending.abort = () => request.abort();
    request.send(body);
  });

  async function ours(sending, method, address, body, extra = {}, progress = null) {
    const reply = await ask(sending, method, address, body, { "X-CSRFToken": tokenOf(form), Accept: "application/json", ...extra }, progress);
    if (reply.status === 401 || reply.status === 403 || reply.responseURL.includes(form.dataset.signIn)) throw new SignedOut();
    if (reply.status >= 500 || reply.status === 429) throw new TypeError(String(reply.status));
    if (reply.status === 404) throw new Refusal("That did not work. Choose the file again.");
    const answer = reply.responseText ? JSON.parse(reply.responseText) : {};
    if (answer.says) throw new Refusal(answer.says);
    return answer;
  }

  async function sendPiece(sending, file, state) {
    const { address, fields, length } = state.next;
    const piece = file.slice(state.offset, state.offset + length);
    const progress = (loaded) => sending.row.show(Math.min(state.offset + loaded, file.size));
    if (!fields) return ours(sending, "POST", address, piece, { "Content-Type": "application/octet-stream", "Upload-Offset": String(state.offset) }, progress);
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append("file", piece);
    const reply = await ask(sending, "POST", address, body, {}, progress);
    if (reply.status >= 400) throw new TypeError(String(reply.status));
    return ours(sending, "GET", state.address);
  }

  function step(sending, file, state) {
    if (state.next) return sendPiece(sending, file, state);
    if (!state.arrived) return ours(sending, "POST", state.address);
    sending.row.said.textContent = "Being looked at";
    return pause(LOOK_AGAIN).then(() => ours(sending, "GET", state.address));
  }

  async function begin(sending, file) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ name: file.name, size: file.size, sha256: sending.print })) body.append(name, value);
    const state = await ours(sending, "POST", place.dataset.files, body);
    sending.address = state.address;
    busy.add(state.address);
    list.querySelectorAll("[data-upload]").forEach((item) => { if (state.address.includes(item.dataset.upload)) item.remove(); });
    return state;
  }

  // Again and again, waiting longer each time, until it is taken or refused. After a break we ask where to go on.
  async function send(sending, file) {
    let state = null;
    for (let failures = 0; !(state?.taken || state?.refused);) {
      if (sending.stopped) throw new Stopped();
      try {
        if (state) state = await step(sending, file, state);
        else state = sending.address ? await ours(sending, "GET", sending.address) : await begin(sending, file);
        sending.row.show(state.offset);
        if (failures) tell(`Sending ${quote(file)} again.`);
        failures = 0;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        tell(NO_SIGNAL, "trouble");
        if (failures >= WAIT.length && state?.next?.fields) return handBack(file);
        await pause(WAIT[Math.min(failures, WAIT.length - 1)]);
        failures += 1;
        state = null;
      }
    }
    if (state.refused) throw new Refusal(state.refused);
    sent += 1;
    tell(`${quote(file)} is sent.`);
  }

  // The store can't be reached from here: leave the file to the plain form, which brings it through us.
  function handBack(file) {
    const held = new DataTransfer();
    held.items.add(file);
    input.files = held.files;
    place.classList.remove("files-live");
    tell(`${quote(file)} can't be sent this way just now. Press “Upload” to send it another way.`, "trouble");
  }

  async function drawList() {
    const { html } = await ours({}, "GET", place.dataset.files);
    list.innerHTML = html;
    list.querySelectorAll("[data-upload]").forEach((item) => { if ([...busy].some((address) => address.includes(item.dataset.upload))) item.remove(); });
    place.dispatchEvent(new Event("given", { bubbles: true }));
  }

  function refuse(sending, file, sentence) {
    refused = sending.refused = true;
    const words = sentence.includes("“") ? sentence : `${quote(file)}: ${sentence}`;
    sending.row.item.className = "files__refused";
    const seen = make("button", { type: "button", className: "button--link", textContent: "I have seen this" });
    seen.addEventListener("click", () => {
      if (sending.address) ours({}, "DELETE", sending.address).catch(() => busy.delete(sending.address));
      sending.row.item.remove();
      input.focus();
    });
    sending.row.item.replaceChildren(make("span", {}, make("span", { className: "hidden-visually", textContent: "Error: " }), words), seen);
    // It stands there for everybody to see; the line says it to who listens.
    tell(words, "trouble");
    line.classList.add("hidden-visually");
  }

  function askToSignIn() {
    line.classList.remove("hidden-visually");
    const back = `${location.pathname}#${question.id}`;
    line.replaceChildren(SIGN_IN, " ", make("a", { href: `${form.dataset.signIn}?next=${encodeURIComponent(back)}`, textContent: "Sign in" }));
  }

  async function take(sending, file) {
    if (sending.stopped) return;
    line.classList.remove("hidden-visually");
    tell(`Sending ${quote(file)}.`);
    try {
      sending.print = await printOf(file);
      await send(sending, file);
      sending.row.item.remove();
    } catch (error) {
      if (error instanceof Refusal) refuse(sending, file, error.message);
      else sending.row.item.remove();
      if (error instanceof SignedOut) askToSignIn();
      else if (!(error instanceof Refusal || error instanceof Stopped)) tell(`${quote(file)} could not be read. Choose it again.`, "trouble");
    }
    // A refusal is said once: by its row here as long as that stands, by the list of the server afterwards.
    if (!sending.refused) busy.delete(sending.address);
    await drawList().catch(() => {});
  }

  function stopIt(sending, file) {
    sending.stopped = true;
    sending.abort?.();
    sending.row.item.remove();
    tell(`${quote(file)} was stopped. It is not sent.`);
    if (sending.address) ours({}, "DELETE", sending.address).catch(() => {});
    input.focus();
  }

  let waiting = 0;
  function choose() {
    for (const file of input.files) {
      const sending = { row: rowFor(file) };
      sending.row.stop.addEventListener("click", () => stopIt(sending, file));
      coming.append(sending.row.item);
      waiting += 1;
      queue = queue.then(() => take(sending, file)).finally(() => {
        waiting -= 1;
        if (waiting) return;
        if (sent > 1 && !refused) tell(`${sent} files are sent.`);
        if (!refused) goOn?.();
        [sent, refused, goOn] = [0, false, null];
      });
    }
    input.value = "";
  }

  // A page that is left takes its sending with it, so a pressed button waits; pressed again, it does not.
  form.addEventListener("submit", (event) => {
    if (!waiting || goOn) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    goOn = () => form.requestSubmit(event.submitter);
    tell("Files are still being sent. The page goes on when they are; press again to go on without them.");
  });
  addEventListener("beforeunload", (event) => { if (waiting && !goOn) event.preventDefault(); });
  input.addEventListener("input", (event) => event.stopPropagation());
  input.addEventListener("change", (event) => { event.stopPropagation(); choose(); });
}

document.querySelectorAll("[data-files]").forEach(watch);

// The desk page: holds the choices, requests the letter, and passes the answers on.

import { LetterFrame } from "./letter.js";
import { Panels } from "./panels.js";

const $ = (id) => document.getElementById(id);
const WHICH = {
  html: "Quick view in HTML. Lines and pages may break elsewhere in print: check the PDF pages.",
  pdf: "Pages of the finished PDF, made by the same code as lettergen render.",
  diff: "Quick view in HTML, compared word by word. Struck out: only in the other letter.",
};

// Identifies this window: its newer request cancels its older one.
const tab = crypto.randomUUID();
const choice = Object.fromEntries(new URLSearchParams(location.search));
let view = "html";
let asking = 0; // counts requests, so that a late answer to an old one is not shown
let showing = 0; // counts letters to show, so that an older choice never replaces a newer one
let version = 0;
let shown = { id: "", view: "" }; // what the frame contains
let current = null; // the last answer about the letter
let finished = null; // the last answer about its PDF
let otherProblem = ""; // why there is nothing to compare with

const frame = new LetterFrame($("stage"), (mark, part) => panels.locate(mark, part));
const panels = new Panels({
  record: (id) => choose({ record: id }),
  light: (target) => lightUp(target),
});

function ask(what, extra = {}) {
  return fetch(`/${what}?${new URLSearchParams({ ...choice, ...extra })}`).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  });
}

function choose(change) {
  Object.assign(choice, change);
  history.replaceState(null, "", `?${new URLSearchParams(choice)}`);
  return refresh();
}

async function refresh() {
  const turn = ++asking;
  const isOld = () => turn !== asking;
  try {
    const found = await ask("letter");
    if (isOld()) return;
    const newLetter = found.id !== shown.id;
    current = found;
    finished = null;
    version = found.version;
    showChoices(found);
    panels.showLetter(found, []);
    $("made").textContent = "PDF: in progress";
    // The visible view comes first; nothing else may delay it.
    const pagesFirst = view === "pdf";
    if (pagesFirst) await askForPages(isOld, newLetter);
    if (!isOld()) await showLetter(newLetter);
    if (isOld()) return;
    document.documentElement.dataset.html = found.version;
    if (!pagesFirst) askForPages(isOld, newLetter);
    ask("records").then((answer) => isOld() || panels.showRecords(answer.records, found.id), () => {});
  } catch {
    setLive("Not live: the preview does not answer", false);
  }
}

async function askForPages(isOld, newLetter) {
  $("download").hidden = true;
  if (newLetter) $("sheets").replaceChildren();
  const answer = await ask("pages", { tab }).catch(() => null);
  if (!answer || isOld() || answer.superseded) return;
  finished = answer;
  panels.showLetter(current, answer.problems);
  $("made").textContent = answer.digest ? `PDF: ${counted(answer.pages, "page")}` : "PDF: cannot be made";
  $("download").hidden = !answer.digest;
  if (answer.digest) $("download").href = `/pdf/${answer.digest}`;
  await showPages();
  if (!isOld()) document.documentElement.dataset.pages = answer.version;
}

async function showLetter(newLetter) {
  const found = current;
  const turn = ++showing;
  const isOld = () => turn !== showing || found !== current;
  if (found.view) {
    const isDiff = view === "diff";
    const other = isDiff ? await askForOther() : { view: newLetter ? "" : shown.view };
    if (isOld()) return;
    otherProblem = isDiff && !other.view ? `The other letter cannot be made: ${other.problems[0]?.message ?? ""}` : "";
    const since = other.view && other.view !== found.view ? `?since=${other.view}` : "";
    await frame.show(`/view/${found.view}${since}`, view);
    if (isOld()) return;
    shown = { id: found.id, view: found.view, at: new Date() };
  } else if (newLetter) {
    frame.clear();
    shown = { id: found.id, view: "" };
  }
  showState();
}

function showState() {
  const isPdf = view === "pdf";
  const hasLetter = Boolean(shown.view);
  const isStale = hasLetter && !current.view;
  $("stage").hidden = isPdf;
  $("sheets").hidden = !isPdf;
  $("scroller").classList.toggle("is-stale", isStale || (isPdf && Boolean(finished) && !finished.digest));
  $("stale").hidden = !isStale;
  if (isStale) {
    $("stale").textContent =
      `No letter can be made from the saved files: see Problems. Below is the letter as of ${shown.at.toLocaleTimeString()}.`;
  }
  $("empty").hidden = hasLetter || isPdf && $("sheets").childElementCount > 0;
  $("empty").textContent = "There is no letter to show: see Problems.";
  $("which").textContent = (view === "diff" && otherProblem) || WHICH[view];
}

async function showPages() {
  const answer = finished;
  if (view !== "pdf" || !answer || !answer.digest) return showState();
  const pictures = Array.from({ length: answer.pages }, (_, index) => {
    const picture = new Image();
    picture.alt = `Page ${index + 1} of ${answer.pages} of the finished PDF`;
    picture.src = `/picture/${answer.digest}/${index + 1}`;
    return picture;
  });
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
  if (answer !== finished) return;
  $("sheets").replaceChildren(...pictures);
  showState();
}

// Requests the letter that this one is compared with.
function askForOther() {
  const form = $("against").elements;
  return ask("letter", { record: form.record.value || current.id, date: form.date.value || choice.date || "" });
}

function setView(name) {
  view = name;
  for (const button of $("views").children) {
    const isChosen = button.dataset.view === name;
    button.setAttribute("aria-selected", isChosen);
    button.tabIndex = isChosen ? 0 : -1;
  }
  $("against").hidden = name !== "diff";
  $("stage").setAttribute("aria-labelledby", name === "diff" ? "tab-diff" : "tab-html");
  if (!current) return;
  showState();
  if (name === "pdf") showPages();
  else showLetter(true);
}

function showChoices(found) {
  $("title").textContent = found.id ? `Preview of ${found.id}` : "Preview";
  document.title = `${found.id || "Preview"} · lettergen`;
  for (const field of $("choices").elements) {
    const offered = found.offered?.[field.name];
    if (offered) fill(field, offered);
    const asked = found.choice[field.name];
    if (field.value !== asked && document.activeElement !== field) field.value = asked;
  }
}

function fill(select, names) {
  const usual = select.name === "template" ? [] : [new Option("default", "")];
  const options = [...usual, ...names.map((name) => new Option(name, name))];
  if (options.map((one) => one.value).join() === Array.from(select, (one) => one.value).join()) return;
  select.replaceChildren(...options);
}

function lightUp(target) {
  if (view === "pdf") setView("html");
  return frame.light(target);
}

function counted(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function setLive(text, isLive) {
  $("live").textContent = text;
  $("live").classList.toggle("is-live", isLive);
}

function listen() {
  const events = new EventSource("/events");
  events.onopen = () => setLive("Live", true);
  events.onmessage = (message) => Number(message.data) > version && refresh();
  events.onerror = () => setLive("Not live: the preview has stopped", false);
}

function begin() {
  $("choices").addEventListener("change", ({ target }) => choose({ [target.name]: target.value }));
  $("choices").addEventListener("submit", (event) => event.preventDefault());
  $("against").addEventListener("change", () => showLetter(true));
  $("against").addEventListener("submit", (event) => event.preventDefault());
  $("views").addEventListener("click", ({ target }) => target.dataset.view && setView(target.dataset.view));
  $("views").addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const tabs = [...$("views").children];
    const next = tabs[(tabs.findIndex((one) => one.dataset.view === view) + step + tabs.length) % tabs.length];
    setView(next.dataset.view);
    next.focus();
  });
  for (const name of ["values", "changes"]) {
    const box = $(`mark-${name}`);
    box.addEventListener("change", () => frame.mark(name, box.checked));
    frame.mark(name, box.checked);
  }
  if (matchMedia("(max-width: 1099px)").matches) $("drawer").open = false;
  setView("html");
  listen();
  refresh();
}

begin();

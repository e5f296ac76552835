// The letter in its frame: keeps the scroll position, highlights the values that are chosen.
//
// The frame is sandboxed: no script runs in it. It has this page's origin, so that the page can
// find the mark under the pointer. A new letter replaces the old one when it is complete, so
// nothing flickers and the scroll position stays. If only words changed, it uses the same frame,
// which is quick; if the look changed, it uses a new one.

const NARROWEST_SHEET = 900; // pixels; in a narrower pane the letter is scaled down
const PHONE = 600; // pixels; below, the letter is laid out again to fit

// Selectors of the letter parts outside the body; a test compares them with the table of parts.
const PARTS = {
  mark: ".handling",
  delivery: ".delivery",
  reference: ".reference",
  your_reference: ".reference",
  date: ".date",
  addressee: ".addressee",
  via: ".via",
  subject: ".subject",
  subject_line: ".matters p",
  salutation: ".salutation",
  close: ".close",
  signatory: ".signatories",
  postscript: ".postscript",
  enclosure: ".enclosures",
  cc: ".cc",
  distribution: ".distribution",
};

const SHEET = `
  html { background: var(--desk) }
  body { background: var(--desk) !important }
  .sheet { color: #1a1a1a }
  [data-mark] { background: none }
  [data-values]:not([data-view="diff"]) [data-mark] { background: #fff3c4 }
  ins { text-decoration: none }
  del { display: none }
  [data-changes] ins { background: #c9ecd6; box-shadow: inset 0 -2px 0 #2c8a57 }
  [data-view="diff"] ins { background: #c9ecd6; box-shadow: inset 0 -2px 0 #2c8a57 }
  [data-view="diff"] del { display: inline; background: #fbd9d5; color: #7a1b14 }
  [data-lit] { outline: 3px solid #0b5c55; outline-offset: 2px; border-radius: 2px }
`;

// The part of a letter's head that decides its look: all but the title.
function look(head) {
  return head.replace(/<title>.*?<\/title>/s, "");
}

export class LetterFrame {
  constructor(stage, located) {
    this.stage = stage;
    this.frame = null;
    this.turn = 0;
    this.look = "";
    this.marks = {};
    this.view = "html";
    this.loaded = Promise.resolve();
    stage.addEventListener("click", (event) => located(...this.at(event)));
    new ResizeObserver(() => this.fit(this.frame)).observe(stage);
  }

  clear() {
    this.turn += 1;
    this.frame?.remove();
    this.frame = null;
  }

  // Resolves when the letter is shown, or a newer one is requested.
  show(address, view) {
    const turn = ++this.turn;
    this.loaded = this.fetched(address, () => turn !== this.turn, view);
    return this.loaded;
  }

  async fetched(address, isOld, view) {
    const answer = await fetch(address);
    const [head, body] = (await answer.text()).split("</head>");
    if (isOld()) return;
    this.view = view;
    if (this.frame && answer.ok && look(head) === this.look) this.swap(body);
    else await this.reload(address, isOld);
    if (!isOld()) this.look = look(head);
  }

  swap(body) {
    const page = this.frame.contentDocument;
    page.body.replaceWith(page.adoptNode(new DOMParser().parseFromString(body, "text/html").body));
    this.dress();
    this.fit(this.frame);
  }

  reload(address, isOld) {
    const next = document.createElement("iframe");
    next.title = "The letter";
    next.setAttribute("sandbox", "allow-same-origin");
    next.className = "is-coming";
    next.src = address;
    const loaded = new Promise((done) => next.addEventListener("load", done));
    this.stage.append(next);
    return loaded.then(() => (isOld() ? next.remove() : this.take(next)));
  }

  take(next) {
    const page = next.contentDocument;
    const sheet = new next.contentWindow.CSSStyleSheet();
    sheet.replaceSync(SHEET);
    page.adoptedStyleSheets = [sheet];
    const old = this.frame;
    this.frame = next;
    this.dress();
    this.fit(next);
    next.className = "";
    old?.remove();
    for (const stray of this.stage.querySelectorAll(".is-coming")) stray.remove();
  }

  // Switch the marks of values or of changes on or off.
  mark(name, on) {
    this.marks[name] = on;
    this.dress();
  }

  dress() {
    const root = this.frame?.contentDocument?.documentElement;
    if (!root) return;
    root.dataset.view = this.view;
    root.style.setProperty("--desk", getComputedStyle(document.documentElement).getPropertyValue("--desk"));
    for (const [name, on] of Object.entries(this.marks)) root.toggleAttribute(`data-${name}`, on);
  }

  fit(frame) {
    const room = this.stage.clientWidth;
    if (!frame?.contentDocument?.body || !room) return;
    const width = room < PHONE ? room : Math.max(room, NARROWEST_SHEET);
    this.scale = room / width;
    frame.style.width = `${width}px`;
    frame.style.height = "0";
    const height = frame.contentDocument.documentElement.scrollHeight;
    frame.style.height = `${height}px`;
    frame.style.transform = `scale(${this.scale})`;
    this.stage.style.height = `${height * this.scale}px`;
  }

  // What is under the pointer: the number of a mark, or the name of a letter part.
  at(event) {
    const page = this.frame?.contentDocument;
    if (!page) return ["", ""];
    const corner = this.frame.getBoundingClientRect();
    const found = page.elementFromPoint((event.clientX - corner.left) / this.scale, (event.clientY - corner.top) / this.scale);
    const mark = found?.closest("[data-mark]")?.dataset.mark ?? "";
    const part = Object.keys(PARTS).find((name) => found?.closest(PARTS[name])) ?? "";
    return [mark, mark ? "" : part];
  }

  // Highlight marks by number, or a letter part by name, and scroll to the first.
  async light({ marks = [], part = "" }, scroll = true) {
    await this.loaded;
    const page = this.frame?.contentDocument;
    if (!page) return 0;
    for (const one of page.querySelectorAll("[data-lit]")) one.removeAttribute("data-lit");
    const asked = [...marks.map((number) => `[data-mark="${number}"]`), ...(part in PARTS ? [PARTS[part]] : [])];
    const found = asked.length ? [...page.querySelectorAll(asked.join())] : [];
    for (const one of found) one.setAttribute("data-lit", "");
    if (scroll) found[0]?.scrollIntoView({ block: "center" });
    return found.length;
  }
}

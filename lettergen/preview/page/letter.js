// The letter in its frame: shown without losing the place, lit where something is asked for.
//
// The frame is sandboxed: no script runs in it. It is of this origin, so that the page may
// look which mark stands under the pointer. A new letter takes the place of the old one when
// all of it is there, so nothing flickers and the scroll position stays: in the same frame,
// where only words changed, which is quick; in a new one, where the look is another.

const NARROWEST_SHEET = 900; // pixels; a sheet on a smaller pane is shown smaller
const PHONE = 600; // pixels; below, the letter is set anew to fit

// Where the letter shows the fields outside its words; a test compares them with the table of parts.
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

// What a letter's head says of its look: all but its title.
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

  // Resolves when the letter is there, or a newer one is asked for.
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

  // Switch the marks of values or of changes.
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

  // What stands under the pointer: the number of a mark, or the name of a part.
  at(event) {
    const page = this.frame?.contentDocument;
    if (!page) return ["", ""];
    const corner = this.frame.getBoundingClientRect();
    const found = page.elementFromPoint((event.clientX - corner.left) / this.scale, (event.clientY - corner.top) / this.scale);
    const mark = found?.closest("[data-mark]")?.dataset.mark ?? "";
    const part = Object.keys(PARTS).find((name) => found?.closest(PARTS[name])) ?? "";
    return [mark, mark ? "" : part];
  }

  // Light up marks by number, or a part by name, and bring the first into sight.
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

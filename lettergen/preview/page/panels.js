// The panels next to the letter: records to the left, problems and fields to the right.
// Every text is inserted as text, never as markup.

const $ = (id) => document.getElementById(id);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== "" && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function counted(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

export class Panels {
  constructor({ record, light }) {
    this.choose = record;
    this.light = light;
    this.letter = { marks: {}, fields: [] };
    this.records = [];
    $("search").addEventListener("input", () => this.filter());
    $("search").addEventListener("keydown", (event) => this.fromSearch(event));
    $("list").addEventListener("click", (event) => this.clicked(event));
    $("list").addEventListener("keydown", (event) => this.walk(event));
  }

  // ------------------------------------------------------------------ records

  showRecords(records, id) {
    if (!records) return; // the office cannot be read now: keep the list
    this.records = records.filter((one) => one.verdict !== "left out");
    const out = records.filter((one) => one.verdict === "left out");
    const hadFocus = $("list").contains(document.activeElement);
    $("list").replaceChildren(...this.records.map((one) => this.row(one, one.id === id)));
    this.filter();
    if (hadFocus) this.current()?.focus({ preventScroll: true });
    $("left-out").hidden = out.length === 0;
    $("left-out").firstElementChild.textContent = `${counted(out.length, "record")} left out`;
    $("left-out").lastElementChild.replaceChildren(
      ...out.map((one) => element("li", {}, element("strong", {}, one.id), ` ${one.reason}`)),
    );
    const other = $("against").elements.record;
    const kept = other.value;
    other.replaceChildren(
      new Option("this record", ""),
      ...this.records.map((one) => new Option(one.state ? `${one.id}, ${one.state}` : one.id, one.id)),
    );
    other.value = this.records.some((one) => one.id === kept) ? kept : "";
  }

  row(one, isCurrent) {
    const badge = one.errors
      ? element("span", { class: "badge is-error" }, counted(one.errors, "error"))
      : one.warnings
        ? element("span", { class: "badge is-warning" }, counted(one.warnings, "warning"))
        : one.verdict === "chosen"
          ? element("span", { class: "badge is-good" }, "ok")
          : element("span", { class: "badge is-warning" }, one.verdict);
    const about = [one.state, one.status, one.language].filter(Boolean).join(" · ") || one.reason;
    return element(
      "li",
      {},
      element(
        "button",
        { type: "button", "data-id": one.id, "aria-current": isCurrent ? "true" : "", tabindex: isCurrent ? "0" : "-1" },
        element("span", { class: "id" }, one.id),
        badge,
        element("span", { class: "line" }, about),
        element("span", { class: "line" }, one.name),
      ),
    );
  }

  buttons() {
    return [...$("list").querySelectorAll("li:not([hidden]) button")];
  }

  current() {
    return $("list").querySelector("[aria-current]");
  }

  filter() {
    const sought = $("search").value.trim().toLowerCase();
    for (const item of $("list").children) {
      item.hidden = !item.textContent.toLowerCase().includes(sought);
    }
    const found = this.buttons();
    $("none").hidden = found.length > 0;
    $("count").textContent = sought ? `${found.length} of ${this.records.length}` : `${this.records.length}`;
    if (found.length && !found.some((one) => one.tabIndex === 0)) found[0].tabIndex = 0;
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (button) this.pick(button);
  }

  pick(button) {
    for (const one of $("list").querySelectorAll("button")) {
      const isThis = one === button;
      one.tabIndex = isThis ? 0 : -1;
      isThis ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current");
    }
    button.focus();
    button.scrollIntoView({ block: "nearest" });
    this.choose(button.dataset.id);
  }

  walk(event) {
    const rows = this.buttons();
    const at = rows.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (rows[to]) this.pick(rows[to]);
  }

  fromSearch(event) {
    const first = this.buttons()[0];
    if (!first || !["ArrowDown", "Enter"].includes(event.key)) return;
    event.preventDefault();
    this.pick(first);
  }

  // ------------------------------------------------- problems, fields, origins

  showLetter(letter, ofPages) {
    this.letter = letter;
    const known = new Set(letter.problems.map((one) => JSON.stringify(one)));
    const problems = [...letter.problems, ...ofPages.filter((one) => !known.has(JSON.stringify(one)))];
    const errors = problems.filter((one) => one.severity === "error").length;
    $("problem-count").textContent = problems.length || "none";
    $("problem-count").className = `badge ${errors ? "is-error" : problems.length ? "is-warning" : "is-good"}`;
    $("problems").replaceChildren(...problems.map((one) => this.problem(one)));
    const focused = document.activeElement?.dataset?.path;
    $("fields").replaceChildren(...letter.fields.map((one) => this.field(one)));
    if (focused) $("fields").querySelector(`[data-path="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  problem(one) {
    return element(
      "li",
      { class: `problem is-${one.severity}` },
      element("p", {}, element("strong", {}, one.severity === "error" ? "Error" : "Warning"), ` ${one.message}`),
      ...one.where.map((place) => element("p", { class: "place" }, element("code", {}, place))),
      one.hint ? element("p", { class: "hint" }, one.hint) : "",
    );
  }

  field(one) {
    const button = element(
      "button",
      { type: "button", "data-path": one.path },
      element("code", {}, one.path),
      element("span", { class: "value" }, one.value),
      element("span", { class: "line" }, one.data),
    );
    button.addEventListener("click", () => this.showField(one));
    return element("li", {}, button);
  }

  async showField(one) {
    const count = await this.light({ marks: one.marks, part: one.part });
    const places = one.marks.map((number) => this.letter.marks[number].template);
    const where = count ? `Appears in the letter ${counted(count, "time")} (highlighted).` : "Used in a condition, or not printed by itself.";
    this.showOrigin(one.path, [
      ["Value", one.value],
      ["Data", one.data],
      ...[...new Set(places)].map((place) => ["Template", place]),
    ], where);
    this.point([one.path]);
  }

  // A place in the letter was clicked: show its origin.
  locate(mark, part) {
    const known = this.letter.marks[mark];
    if (known) {
      this.light({ marks: [mark] });
      const rows = known.paths.map((path) => ["Field", path]);
      this.showOrigin("This value", [["Template", known.template], ...rows, ...known.data.map((place) => ["Data", place])], "");
      this.point(known.paths);
    } else if (part) {
      const fields = this.letter.fields.filter((one) => one.part === part);
      this.light({ part });
      const rows = fields.flatMap((one) => [["Field", one.path], ["Data", one.data]]);
      this.showOrigin("This part of the letter", rows, fields.length ? "" : "Comes from the office's settings or the forms of address.");
      this.point(fields.map((one) => one.path));
    }
  }

  showOrigin(heading, rows, remark) {
    const list = element("dl");
    for (const [name, text] of rows) {
      if (text) list.append(element("dt", {}, name), element("dd", {}, element("code", {}, text)));
    }
    $("origin").replaceChildren(element("h3", {}, heading), list, remark ? element("p", { class: "quiet" }, remark) : "");
  }

  point(paths) {
    for (const button of $("fields").querySelectorAll("button")) {
      const isOne = paths.includes(button.dataset.path);
      isOne ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current");
    }
  }
}

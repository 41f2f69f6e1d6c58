// The list of changes: filters, order, selection. Of thousands of rows only those near the visible ones are in the page.
import { at, make, spoken, what } from "./elements.js";

const MARKS = { accepted: "✓", suggested: "?", refused: "✗", flagged: "!" };
const FILTERS = ["search", "verdict", "stage", "rule", "order", "left-out"];
const BESIDE = 40; // rows in the page above and below those that can be seen

export class ChangeList {
  /** `around` gives the text on both sides of a change by its id. `selected` is called with the row that is selected, or
   * undefined for none, and that text. */
  constructor(rows, selected, around) {
    this.list = at("list");
    this.selected = selected;
    this.around = around;
    this.rows = new Map(rows.map((row) => [row.id, row]));
    this.order = rows.map((row) => row.id);
    this.sorted = "margin"; // as they come
    this.shown = []; // ids, in order, that pass the filters
    this.kept = new Set(); // ids that are shown though they do not, until the filters are touched
    this.items = new Map(); // those in the page
    this.height = 0; // of a row, in pixels; all are of one height
    this.current = undefined;
    this.choices();
    for (const id of FILTERS) at(id)?.addEventListener("input", () => this.filter());
    at("filters").addEventListener("submit", (event) => {
      event.preventDefault();
      this.list.focus();
    });
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) this.select(item.dataset.id);
    });
    this.list.addEventListener("scroll", () => this.render(), { passive: true });
    this.filter();
    new ResizeObserver(() => {
      this.measure();
      this.render(true);
    }).observe(this.list);
  }

  /** Fill the choices of stages and rules. Says whether one that was chosen is no more. */
  choices() {
    let lost = false;
    for (const key of ["stage", "rule"]) {
      const counts = new Map();
      for (const row of this.rows.values()) counts.set(row[key], (counts.get(row[key]) ?? 0) + 1);
      const select = at(key);
      const held = select.value;
      const options = [...counts.keys()].sort().map((name) => make("option", { value: name }, `${name} (${counts.get(name)})`));
      select.replaceChildren(make("option", { value: "" }, "all"), ...options);
      select.value = counts.has(held) ? held : "";
      lost ||= held !== select.value;
    }
    return lost;
  }

  /** Rows that changed take the place of those of the same id, and stay in sight; others are added. */
  update(rows, gone) {
    const left = new Set(gone);
    const next = left.has(this.current) ? this.beside(left) : undefined;
    for (const id of gone) this.rows.delete(id);
    if (gone.length) this.order = this.order.filter((id) => !left.has(id));
    const added = rows.filter((row) => !this.rows.has(row.id));
    const shown = new Set(this.shown);
    for (const row of rows) {
      if (shown.has(row.id)) this.kept.add(row.id);
      this.rows.set(row.id, row);
      this.renew(row.id);
    }
    for (const { id } of added) {
      this.order.unshift(id);
      this.kept.add(id);
    }
    if (added.length || gone.length) {
      if (this.choices()) this.filter();
      else this.pass();
    }
    if (left.has(this.current)) this.select(next);
  }

  /** The row shown after the selected one, or before it, that stays. */
  beside(gone) {
    const place = this.shown.indexOf(this.current);
    return this.shown.slice(place).find((id) => !gone.has(id)) ?? this.shown.slice(0, place).findLast((id) => !gone.has(id));
  }

  filter() {
    document.body.classList.toggle("with-left-out", at("left-out")?.checked ?? false);
    this.kept.clear();
    this.sort(at("order").value);
    this.pass();
    if (!this.shown.includes(this.current)) this.select(this.shown[0]);
    else this.select(this.current);
  }

  /** Find the rows that pass the filters, and show them. */
  pass() {
    const { verdict, stage, rule } = Object.fromEntries(["verdict", "stage", "rule"].map((id) => [id, at(id).value]));
    const words = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const leftOut = at("left-out")?.checked ?? false;
    const passes = (row) =>
      ({ "": true, open: !row.decided, decided: Boolean(row.decided) }[verdict] ?? row.verdict === verdict) &&
      (!stage || row.stage === stage) &&
      (!rule || row.rule === rule) &&
      (leftOut || !row.leftOut) &&
      (!words.length || has(row, words));
    this.shown = this.order.filter((id) => this.kept.has(id) || passes(this.rows.get(id)));
    const [shown, all] = [this.shown.length, this.rows.size];
    at("shown").textContent = `${shown === all ? "" : `${shown} of `}${all} ${all === 1 ? "change or flag" : "changes and flags"}`;
    this.render(true);
  }

  sort(order) {
    if (order === this.sorted) return;
    this.sorted = order;
    const place = new Map();
    if (order === "text") {
      for (const element of document.querySelectorAll("#lines [data-edits]")) {
        for (const id of element.dataset.edits.split(" ")) if (!place.has(id)) place.set(id, place.size);
      }
    }
    const key = order === "text" ? (id) => place.get(id) ?? Infinity : (id) => this.rows.get(id).margin;
    this.order.sort((a, b) => key(a) - key(b) || 0); // two without a place: Infinity less Infinity
  }

  /** Have the rows in the page that can be seen, and some around them. Scrolling needs new ones only now and then. */
  render(anew = false) {
    const { scrollTop, clientHeight } = this.list;
    const from = this.height ? Math.floor(scrollTop / this.height) : 0;
    const to = this.height ? Math.ceil((scrollTop + clientHeight) / this.height) : 1;
    const [first, last] = this.rendered ?? [0, 0];
    if (!anew && (first === 0 || from - first > BESIDE / 4) && (last === this.shown.length || last - to > BESIDE / 4)) return;
    const begin = Math.max(0, Math.min(from, this.shown.length) - BESIDE);
    const ids = this.shown.slice(begin, to + BESIDE);
    const before = this.items;
    this.items = new Map(ids.map((id, number) => [id, this.item(id, begin + number)]));
    for (const [id, item] of before) if (this.items.get(id) !== item) item.remove();
    let next = this.list.firstElementChild;
    for (const item of this.items.values()) {
      if (item === next) next = next.nextElementSibling;
      else this.list.insertBefore(item, next);
    }
    this.rendered = [begin, begin + ids.length];
    if (!this.height && ids.length && this.measure()) {
      this.render(true);
    } else if (ids.length) {
      this.list.firstElementChild.style.marginTop = `${begin * this.height}px`;
      this.list.lastElementChild.style.marginBottom = `${(this.shown.length - begin - ids.length) * this.height}px`;
    }
  }

  /** The height of a row, which depends on the size of the letters. */
  measure() {
    this.height = this.list.firstElementChild?.getBoundingClientRect().height ?? this.height;
    return this.height;
  }

  /** Show a row that changed where it is in the page. */
  renew(id) {
    const old = this.items.get(id);
    if (!old) return;
    this.items.delete(id);
    const item = this.item(id, Number(old.getAttribute("aria-posinset")) - 1);
    item.style.margin = old.style.margin;
    this.items.set(id, item);
    old.replaceWith(item);
  }

  item(id, place) {
    const row = this.rows.get(id);
    const item =
      this.items.get(id) ??
      make(
        "li",
        { role: "option", id: `row-${id}`, "data-id": id, class: `is-${row.verdict}${row.decided ? " decided" : ""}`, "aria-label": label(row) },
        make("span", { "aria-hidden": "true" }, MARKS[row.verdict]),
        make("span", { class: "rule" }, row.rule),
        make("span", { class: "sure" }, row.decided ? row.decided.by : row.confidence.toFixed(2)),
        make("span", { class: "what", dir: "auto" }, ...what(row)),
      );
    item.style.margin = "";
    item.setAttribute("aria-posinset", place + 1);
    item.setAttribute("aria-setsize", this.shown.length);
    item.setAttribute("aria-selected", String(id === this.current));
    return item;
  }

  select(id) {
    this.items.get(this.current)?.setAttribute("aria-selected", "false");
    this.current = id;
    if (id !== undefined && !this.shown.includes(id)) {
      this.kept.add(id);
      this.pass();
    }
    this.scrollTo(this.shown.indexOf(id));
    const item = this.items.get(id);
    const around = item && this.around(id);
    if (item) {
      if (around) item.setAttribute("aria-label", `${label(this.rows.get(id))}, in: ${around.before} … ${around.after}`);
      item.setAttribute("aria-selected", "true");
      this.list.setAttribute("aria-activedescendant", item.id);
    } else {
      this.list.removeAttribute("aria-activedescendant");
    }
    this.selected(this.rows.get(id), around);
  }

  /** Bring a row into sight, by its place. */
  scrollTo(place) {
    if (place < 0) return;
    const top = place * this.height;
    const { scrollTop, clientHeight } = this.list;
    if (top < scrollTop) this.list.scrollTop = top;
    else if (top + this.height > scrollTop + clientHeight) this.list.scrollTop = top + this.height - clientHeight;
    else return;
    this.render();
  }

  /** Go so many rows on. */
  move(by) {
    const place = this.shown.indexOf(this.current) + by;
    if (place >= 0 && place < this.shown.length) this.select(this.shown[place]);
  }

  /** Go to the first or the last row. */
  moveToEnd(by) {
    if (this.shown.length) this.select(this.shown.at(by > 0 ? -1 : 0));
  }
}

function label(row) {
  const state = row.decided ? `${row.verdict} by ${row.decided.by}` : row.verdict;
  return `${state}: ${row.rule}. ${spoken(row.old)}${row.kind === "flag" ? "" : ` becomes ${spoken(row.new)}`}`;
}

function has(row, words) {
  row.text ??= `${row.id} ${row.rule} ${row.reason} ${row.old} ${row.new} ${row.why}`.toLowerCase();
  return words.every((word) => row.text.includes(word));
}

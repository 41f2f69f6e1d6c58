// The list of changes: filters, order, selection.
import { at, make, spoken, what } from "./elements.js";

const MARKS = { accepted: "✓", suggested: "?", refused: "✗", flagged: "!" };

export class ChangeList {
  /** `selected` is called with the row that is selected, or undefined for none; `around` gives the text on both sides of a
   * change by its id. */
  constructor(rows, selected, around) {
    this.list = at("list");
    this.selected = selected;
    this.around = around;
    this.rows = new Map(rows.map((row) => [row.id, row]));
    this.items = new Map();
    this.current = undefined;
    this.sorted = "margin"; // as they come
    this.list.append(...rows.map((row) => this.item(row)));
    this.choices();
    for (const id of ["search", "verdict", "stage", "rule", "order", "left-out"]) {
      at(id)?.addEventListener("input", () => this.filter());
    }
    at("filters").addEventListener("submit", (event) => {
      event.preventDefault();
      this.list.focus();
    });
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) this.select(item.dataset.id);
    });
    this.filter();
  }

  item(row) {
    const made = make(
      "li",
      {
        role: "option",
        id: `row-${row.id}`,
        "data-id": row.id,
        class: `is-${row.verdict}${row.decided ? " decided" : ""}`,
        "aria-selected": String(row.id === this.current),
        "aria-label": label(row),
      },
      make("span", { "aria-hidden": "true" }, MARKS[row.verdict]),
      make("span", { class: "rule" }, row.rule),
      make("span", { class: "sure" }, row.decided ? row.decided.by : row.confidence.toFixed(2)),
      make("span", { class: "what", dir: "auto" }, ...what(row)),
    );
    this.items.set(row.id, made);
    return made;
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

  /** Rows that changed take the place of those of the same id; others are added. */
  update(rows, gone) {
    const next = gone.includes(this.current) ? this.beside(new Set(gone)) : undefined;
    for (const id of gone) {
      this.items.get(id)?.remove();
      this.items.delete(id);
      this.rows.delete(id);
    }
    for (const row of rows) {
      const old = this.items.get(row.id);
      this.rows.set(row.id, row);
      const item = this.item(row);
      if (old) {
        item.hidden = old.hidden; // one that was decided stays in sight until the filters are touched
        old.replaceWith(item);
      } else {
        this.list.prepend(item);
      }
    }
    if ((gone.length || rows.some((row) => row.own)) && this.choices()) this.filter();
    if (gone.includes(this.current)) this.select(next);
    this.count();
  }

  /** The visible row after the selected one, or before it, that stays. */
  beside(gone) {
    for (const step of ["nextElementSibling", "previousElementSibling"]) {
      let item = this.items.get(this.current);
      do item = item?.[step];
      while (item && (item.hidden || gone.has(item.dataset.id)));
      if (item) return item.dataset.id;
    }
    return undefined;
  }

  filter() {
    const wanted = Object.fromEntries(["verdict", "stage", "rule"].map((id) => [id, at(id).value]));
    const words = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const leftOut = at("left-out")?.checked ?? false;
    document.body.classList.toggle("with-left-out", leftOut);
    this.sort(at("order").value);
    for (const [id, row] of this.rows) {
      const verdict = { "": true, open: !row.decided, decided: Boolean(row.decided) }[wanted.verdict] ?? row.verdict === wanted.verdict;
      const shown =
        verdict &&
        (!wanted.stage || row.stage === wanted.stage) &&
        (!wanted.rule || row.rule === wanted.rule) &&
        (leftOut || !row.leftOut) &&
        (!words.length || has(row, words));
      const item = this.items.get(id);
      if (item.hidden === shown) item.hidden = !shown;
    }
    if (this.items.get(this.current)?.hidden !== false) this.select(this.end("firstElementChild", "nextElementSibling"));
    this.count();
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
    const key = order === "text" ? (row) => place.get(row.id) ?? Infinity : (row) => row.margin;
    const ids = [...this.rows.values()].sort((a, b) => key(a) - key(b)).map((row) => row.id);
    this.list.append(...ids.map((id) => this.items.get(id)));
  }

  count() {
    let shown = 0;
    for (const item of this.items.values()) shown += !item.hidden;
    const all = this.rows.size;
    at("shown").textContent = `${shown === all ? "" : `${shown} of `}${all} ${all === 1 ? "change or flag" : "changes and flags"}`;
  }

  /** The id of the first or the last visible row. */
  end(from, step) {
    let item = this.list[from];
    while (item?.hidden) item = item[step];
    return item?.dataset.id;
  }

  select(id) {
    const old = this.items.get(this.current);
    old?.setAttribute("aria-selected", "false");
    this.current = id;
    const item = this.items.get(id);
    if (item) {
      if (item.hidden) item.hidden = false;
      const around = this.around(id);
      if (around) item.setAttribute("aria-label", `${label(this.rows.get(id))}, in: ${around.before} … ${around.after}`);
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      this.list.setAttribute("aria-activedescendant", item.id);
    } else {
      this.list.removeAttribute("aria-activedescendant");
    }
    this.selected(this.rows.get(id));
  }

  /** Go to the next or the previous visible row. */
  move(by) {
    let item = this.items.get(this.current);
    const step = by > 0 ? "nextElementSibling" : "previousElementSibling";
    do item = item ? item[step] : this.list.firstElementChild;
    while (item?.hidden);
    if (item) this.select(item.dataset.id);
  }

  /** Go to the first or the last visible row. */
  moveToEnd(by) {
    const id = by > 0 ? this.end("lastElementChild", "previousElementSibling") : this.end("firstElementChild", "nextElementSibling");
    if (id) this.select(id);
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

// The list of changes: filters, order, selection.
import { at, make, what } from "./elements.js";

const MARKS = { accepted: "✓", suggested: "?", refused: "✗", flagged: "!" };

export class ChangeList {
  /** `selected` is called with the row that is selected, or undefined for none. */
  constructor(rows, selected) {
    this.list = at("list");
    this.selected = selected;
    this.rows = new Map(rows.map((row) => [row.id, row]));
    this.items = new Map();
    this.current = undefined;
    this.list.append(...rows.map((row) => this.item(row)));
    this.choices();
    for (const id of ["search", "verdict", "stage", "rule", "order", "left-out"]) {
      at(id)?.addEventListener("input", () => this.filter());
    }
    at("filters").addEventListener("submit", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) this.select(item.dataset.id);
    });
    this.filter();
  }

  item(row) {
    const state = row.decided ? `${row.verdict} by ${row.decided.by}` : row.verdict;
    const made = make(
      "li",
      {
        role: "option",
        id: `row-${row.id}`,
        "data-id": row.id,
        class: `is-${row.verdict}${row.decided ? " decided" : ""}`,
        "aria-selected": String(row.id === this.current),
        "aria-label": `${state}: ${row.rule}. ${row.old || "nothing"} ${row.kind === "flag" ? "" : `becomes ${row.new || "nothing"}`}`,
      },
      make("span", { "aria-hidden": true }, MARKS[row.verdict]),
      make("span", { class: "rule" }, row.rule),
      make("span", { class: "sure" }, row.decided ? row.decided.by : row.confidence.toFixed(2)),
      make("span", { class: "what" }, ...what(row)),
    );
    this.items.set(row.id, made);
    return made;
  }

  choices() {
    for (const key of ["stage", "rule"]) {
      const counts = new Map();
      for (const row of this.rows.values()) counts.set(row[key], (counts.get(row[key]) ?? 0) + 1);
      const select = at(key);
      const held = select.value;
      select.replaceChildren(make("option", { value: "" }, "all"));
      for (const name of [...counts.keys()].sort()) select.append(make("option", { value: name }, `${name} (${counts.get(name)})`));
      select.value = counts.has(held) ? held : "";
    }
  }

  /** Rows that changed take the place of those of the same id; others are added. */
  update(rows, gone) {
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
        item.hidden = old.hidden;
        old.replaceWith(item);
      } else {
        this.list.prepend(item);
      }
    }
    if (gone.length || rows.some((row) => row.own)) this.choices();
    if (gone.includes(this.current)) this.select(this.visible()[0]?.dataset.id);
    this.count();
  }

  filter() {
    const wanted = Object.fromEntries(["verdict", "stage", "rule"].map((id) => [id, at(id).value]));
    const words = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const leftOut = at("left-out")?.checked ?? false;
    document.body.classList.toggle("with-left-out", leftOut);
    for (const [id, row] of this.rows) {
      const text = `${row.id} ${row.rule} ${row.reason} ${row.old} ${row.new} ${row.why}`.toLowerCase();
      const verdict = { "": true, open: !row.decided, decided: Boolean(row.decided) }[wanted.verdict] ?? row.verdict === wanted.verdict;
      const shown =
        verdict &&
        (!wanted.stage || row.stage === wanted.stage) &&
        (!wanted.rule || row.rule === wanted.rule) &&
        (leftOut || !row.leftOut) &&
        words.every((word) => text.includes(word));
      const item = this.items.get(id);
      if (item.hidden === shown) item.hidden = !shown;
    }
    this.sort(at("order").value);
    const visible = this.visible();
    if (!visible.some((item) => item.dataset.id === this.current)) this.select(visible[0]?.dataset.id);
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
    const shown = this.visible().length;
    at("shown").textContent = shown === this.rows.size ? `${shown} changes and flags` : `${shown} of ${this.rows.size} changes and flags`;
  }

  visible() {
    return [...this.list.children].filter((item) => !item.hidden);
  }

  select(id) {
    this.items.get(this.current)?.setAttribute("aria-selected", "false");
    this.current = id;
    const item = this.items.get(id);
    if (item) {
      if (item.hidden) item.hidden = false;
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      this.list.setAttribute("aria-activedescendant", item.id);
    } else {
      this.list.removeAttribute("aria-activedescendant");
    }
    this.selected(this.rows.get(id));
  }

  /** Go so many visible rows on. */
  move(by) {
    let item = this.items.get(this.current);
    const step = by > 0 ? "nextElementSibling" : "previousElementSibling";
    do item = item ? item[step] : this.list.firstElementChild;
    while (item?.hidden);
    if (item) this.select(item.dataset.id);
  }
}

// Everything on record about the selected change, and what can be done with it.
import { at, make, seen } from "./elements.js";

/** Show a row; `acts` are the things that can be done, by name. */
export function showDetail(row, acts) {
  const detail = at("detail");
  if (!row) return detail.replaceChildren();
  const facts = [
    [row.kind === "flag" ? "sentence" : "old", row.old && seen(row.old)],
    ["new", row.kind === "flag" ? "" : row.new ? seen(row.new) : "nothing"],
    ["verdict", [row.verdict, row.why].filter(Boolean).join(": ")],
    ["decided", row.decided && decided(row.decided)],
    ["reason", row.reason],
    ["because", row.evidence.join("; ")],
    ["probability", row.own ? "" : sure(row)],
    ["guard", row.guarded ? "protects this place: it changes only if you insist" : ""],
    ["stage", row.stage],
  ].filter(([, value]) => value);
  const list = make("dl", {}, ...facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
  const button = (label, key, act, off) => {
    const made = make("button", { type: "button", disabled: off }, `${label} `, make("kbd", {}, key));
    made.addEventListener("click", act);
    return made;
  };
  const flag = row.kind === "flag";
  const buttons = [button(flag ? "Mend" : "Write otherwise", "e", acts.write)];
  if (!flag) {
    buttons.unshift(
      button("Accept", "a", () => acts.decide("accepted"), row.verdict === "accepted"),
      button("Refuse", "x", () => acts.decide("refused"), row.verdict === "refused" && Boolean(row.decided)),
    );
    if (!row.own) {
      buttons.push(
        button("Accept all of this rule", "A", () => acts.rule("accepted")),
        button("Refuse all of this rule", "X", () => acts.rule("refused")),
      );
      if (Number(document.body.dataset.count) > 1) {
        for (const [label, verdict] of [["Accept in all articles", "accepted"], ["Refuse in all articles", "refused"]]) {
          const made = make("button", { type: "button" }, label);
          made.addEventListener("click", () => acts.everywhere(verdict));
          buttons.push(made);
        }
      }
    }
  }
  detail.replaceChildren(make("h2", {}, `${row.rule} (${row.id})`), make("p", { class: "buttons" }, ...buttons), list);
}

function sure(row) {
  const limit = row.threshold === null ? "" : `, applied from ${row.threshold.toFixed(2)}`;
  return `${row.confidence.toFixed(2)}${limit}`;
}

function decided({ by, at: when, forced, because }) {
  return [`by ${by}, ${when.replace("T", " ").slice(0, 19)}`, forced && `against ${forced}`, because && `with ${because}`].filter(Boolean).join("; ");
}

// Everything on record about the selected change, and what can be done with it.
import { SHORT, at, make, seen, what } from "./elements.js";

/** Show a row; `acts` are the things that can be done, by name, `around` the text before and after it. */
export function showDetail(row, acts, around) {
  const detail = at("detail");
  const held = detail.contains(document.activeElement) ? document.activeElement.dataset.act : undefined;
  detail.replaceChildren(...(row ? [...parts(row, acts, around)] : []));
  if (held) (detail.querySelector(`[data-act=${held}]`) ?? at("list")).focus();
}

function* parts(row, acts, around) {
  yield make("h2", {}, `${row.rule} (${row.id})`);
  if (around) yield make("p", { class: "around", dir: "auto" }, seen(around.before), ...what(row), seen(around.after));
  yield make("p", { class: "buttons" }, ...buttons(row, acts));
  const told = around && Math.max(row.old.length, row.new.length) <= SHORT;
  const pairs = facts(row).filter(([name, value]) => value && !(told && (name === "old" || name === "new" || name === "sentence")));
  yield make("dl", {}, ...pairs.flatMap(([name, value]) => [make("dt", {}, name), make("dd", { dir: "auto" }, value)]));
}

function facts(row) {
  return [
    [row.kind === "flag" ? "sentence" : "old", row.old && seen(row.old)],
    ["new", row.kind === "flag" ? "" : row.new ? seen(row.new) : "nothing"],
    ["verdict", row.why.startsWith(row.verdict) ? row.why : [row.verdict, row.why].filter(Boolean).join(": ")],
    ["decided", row.decided && decided(row.decided)],
    ["reason", row.reason],
    ["because", row.evidence.join("; ")],
    ["probability", row.own ? "" : sure(row)],
    ["guard", row.guarded ? "protects this place: it changes only if you insist" : ""],
    ["stage", row.stage],
  ];
}

function* buttons(row, acts) {
  const flag = row.kind === "flag";
  // One that has nothing to do keeps the focus, so that the next key does not go astray.
  const button = (name, label, key, act, done = false) => {
    const made = make("button", { type: "button", "data-act": name, "aria-disabled": done && "true" }, label, key && " ", key && make("kbd", {}, key));
    made.addEventListener("click", act);
    return made;
  };
  if (!flag) {
    yield button("accept", "Accept", "a", () => acts.decide("accepted"), isDone(row, "accepted"));
    yield button("refuse", "Refuse", "x", () => acts.decide("refused"), isDone(row, "refused"));
  }
  yield button("write", flag ? "Mend" : "Write otherwise", "e", acts.write);
  if (flag || row.own) return;
  yield button("accept-rule", "Accept all of this rule", "A", () => acts.rule("accepted"));
  yield button("refuse-rule", "Refuse all of this rule", "X", () => acts.rule("refused"));
  if (Number(document.body.dataset.count) < 2) return;
  yield button("accept-everywhere", "Accept in all articles", "", () => acts.everywhere("accepted"));
  yield button("refuse-everywhere", "Refuse in all articles", "", () => acts.everywhere("refused"));
}

/** Whether somebody has decided just so. What the program decided can still be confirmed. */
export function isDone(row, verdict) {
  return row.verdict === verdict && Boolean(row.decided);
}

function sure(row) {
  const limit = row.threshold === null ? "" : `, applied from ${row.threshold.toFixed(2)}`;
  return `${row.confidence.toFixed(2)}${limit}`;
}

function decided({ by, at: when, forced, because }) {
  return [`by ${by}, ${when.replace("T", " ").slice(0, 19)}`, forced && `against ${forced}`, because && `with ${because}`].filter(Boolean).join("; ");
}

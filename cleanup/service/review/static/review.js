// The review page: a decision is sent to the server, and what it answers is shown.
import { goes } from "./articles.js";
import { ask, write } from "./dialogs.js";
import { at, make } from "./elements.js";
import { showDetail } from "./detail.js";
import { ChangeList } from "./list.js";
import { change, post, state } from "./requests.js";
import { changesAt, replaceLines, selected, setStarts, show, showSentence } from "./text.js";

let revision;
let list;

function say(message, problem = false) {
  at("message").textContent = message;
  at("message").classList.toggle("problem", problem);
}

function showSmall({ summary, fields, counts, canUndo }) {
  const open = counts.accepted + counts.suggested + counts.refused - counts.decided;
  at("progress").textContent =
    `${counts.accepted} accepted, ${counts.suggested} suggested, ${counts.refused} refused, ${counts.flags} flagged; ` +
    `${counts.decided} decided by somebody${open > 0 ? "" : ", all of them"}`;
  at("undo").disabled = !canUndo;
  at("title").textContent = fields.title || document.querySelector(".name").textContent;
  for (const [field, value] of Object.entries(fields)) {
    const input = at(`field-${field}`);
    if (input !== document.activeElement) input.value = value;
    input.dataset.stated = value;
  }
  const sentences = summary.map((text, number) => {
    const link = make("a", { href: "#text-title" }, text);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      showSentence(number);
    });
    const swap = make("button", { type: "button", "aria-label": `Another sentence in the place of number ${number + 1}` }, "next best");
    swap.addEventListener("click", () => send("summary", { what: "swap", sentence: number }));
    const less = make("button", { type: "button", "aria-label": `Without sentence number ${number + 1}` }, "leave out");
    less.addEventListener("click", () => send("summary", { what: "less", sentence: number }));
    return make("li", {}, link, " ", swap, " ", less);
  });
  at("summary").querySelector("ol").replaceChildren(...sentences);
}

function showPatch(patch) {
  revision = patch.revision;
  replaceLines(patch.lines);
  if (patch.starts) setStarts(patch.starts);
  list.update(patch.rows, patch.gone);
  showSmall(patch);
  const current = list.rows.get(list.current);
  showDetail(current, acts);
  show(list.current);
}

/** Send a change and show what came of it; what has to be asked first is asked. -> whether it was done. */
async function send(what, body, done = "") {
  const { ok, data } = await change(what, () => ({ ...body, revision }));
  if (ok) {
    showPatch(data);
    const more = [
      data.also.length ? `no longer applied with it: ${data.also.join(", ")}` : "",
      data.back.length ? `applied again: ${data.back.join(", ")}` : "",
      data.left.length ? `left as they were: ${data.left.map(([id, why]) => `${id} (${why})`).join(", ")}` : "",
    ].filter(Boolean);
    say([done, ...more].filter(Boolean).join("; "));
    return true;
  }
  if (data.consent && (await ask("This takes others along", `${data.error}. Do it all the same?`))) {
    return send(what, { ...body, confirm: true }, done);
  }
  if (data.guard && !body.force && (await ask("The guard protects this", `${data.error}. Do it all the same?`))) {
    return send(what, { ...body, force: true }, done);
  }
  if (data.inTheWay && !body.force && (await ask("Another change is in the way", `${data.error}. Let it go?`))) {
    return send(what, { ...body, force: true, confirm: true }, done);
  }
  if (data.outdated) {
    await load();
  }
  if (!data.consent && !data.guard && !data.inTheWay) say(data.error, true);
  return false;
}

const acts = {
  async decide(verdict) {
    const row = list.rows.get(list.current);
    if (!row || row.kind === "flag" || (row.verdict === verdict && (row.decided || verdict === "accepted"))) return;
    await send("decide", { ids: [row.id], verdict }, `${row.id} ${verdict}`);
  },
  async rule(verdict) {
    const row = list.rows.get(list.current);
    if (row && row.kind !== "flag" && !row.own) await send("rule", { rule: row.rule, verdict }, `all of ${row.rule} ${verdict}`);
  },
  async everywhere(verdict) {
    const row = list.rows.get(list.current);
    if (!(await ask(`All of ${row.rule}`, `Have them ${verdict} in every article?`))) return;
    const { ok, data } = await post("/everywhere", { rule: row.rule, verdict });
    if (ok) await load();
    say(ok ? `${data.edits} changed in ${data.articles} articles${data.failed.map((why) => `; ${why}`).join("")}` : data.error, !ok);
  },
  async write() {
    const row = list.rows.get(list.current);
    if (!row) return;
    const title = row.kind === "flag" ? "Mend this sentence" : `Instead of ${row.id}`;
    const text = await write(title, row.kind === "flag" || row.verdict !== "accepted" ? row.old : row.new);
    if (text !== undefined) await send("reword", { id: row.id, text }, `${row.id} written otherwise`);
  },
  async mend() {
    const span = selected();
    if (!span) {
      say("Select some text of the article first; text that is struck cannot be mended, only its change undone.", true);
      return;
    }
    const text = await write("Mend the selected text", span.text);
    if (text !== undefined) await send("mend", { start: span.start, end: span.end, text }, "mended");
  },
  async undo() {
    if (!at("undo").disabled) await send("undo", {}, "undone");
  },
};

const KEYS = {
  j: () => list.move(1),
  k: () => list.move(-1),
  ArrowDown: () => list.move(1),
  ArrowUp: () => list.move(-1),
  a: () => acts.decide("accepted"),
  x: () => acts.decide("refused"),
  A: () => acts.rule("accepted"),
  X: () => acts.rule("refused"),
  e: () => acts.write(),
  m: () => acts.mend(),
  u: () => acts.undo(),
  "/": () => at("search").focus(),
  "?": () => at("keys").showModal(),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input, select, textarea")) {
    if (event.key === "Escape") at("list").focus();
    return;
  }
  if (event.key.startsWith("Arrow") && event.target !== at("list") && event.target !== document.body) return;
  if (goes(event)) return;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
}

async function finish(close) {
  const formats = [...at("finishing").querySelectorAll("input:checked")].map((box) => box.value);
  const { ok, data } = await post("/finish", { formats });
  at("finishing-done").textContent = ok ? `Written: ${data.files.join(", ")}` : data.error;
  if (ok && close) {
    await post("/close", {});
    at("finishing-done").textContent += ". The review has ended; this window can be closed.";
  }
}

async function load() {
  const now = await state();
  if (list && now.revision !== revision) {
    sessionStorage.setItem("message", "This article was changed in another window or program; here it is as it is now.");
    location.reload();
    return;
  }
  revision = now.revision;
  setStarts(now.starts);
  list ??= new ChangeList(now.rows, (row) => {
    showDetail(row, acts);
    show(row?.id);
  });
  showSmall(now);
}

at("undo").addEventListener("click", acts.undo);
at("more").addEventListener("click", () => send("summary", { what: "more" }));
at("help").addEventListener("click", () => at("keys").showModal());
at("keys-close").addEventListener("click", () => at("keys").close());
at("finish").addEventListener("click", () => at("finishing").showModal());
at("finishing-cancel").addEventListener("click", () => at("finishing").close());
at("finishing-write").addEventListener("click", () => finish(false));
at("finishing-close").addEventListener("click", () => finish(true));
at("lines").addEventListener("click", (event) => {
  if (!document.getSelection().isCollapsed) return;
  const ids = changesAt(event.target);
  if (ids.length) list.select(ids[(ids.indexOf(list.current) + 1) % ids.length]);
});
at("facts").addEventListener("change", async (event) => {
  const { name, value, dataset } = event.target;
  if (value !== dataset.stated && !(await send("correct", { field: name, value }, `${name} corrected`))) event.target.value = dataset.stated;
});
at("facts").querySelector("form").addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", pressed);
await load();
say(sessionStorage.getItem("message") ?? "");
sessionStorage.removeItem("message");
at("list").focus();

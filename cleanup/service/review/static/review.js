// The review page: a decision is sent to the server, and what it answers is shown.
import { destination } from "./articles.js";
import { isDone, showDetail } from "./detail.js";
import { ask, write } from "./dialogs.js";
import { at, make, seen } from "./elements.js";
import { acts as keyActs, switchedBy } from "./keys.js";
import { ChangeList } from "./list.js";
import { answered, change, post, state, textOf } from "./requests.js";
import { around, changesAt, moveLine, replaceLines, setStarts, show, showSentence, toMend } from "./text.js";

const HERE = `selected in ${location.pathname}`;
const MESSAGE = "message";
const MOST_TOLD = 400; // code units of what the server says, in a question

let revision;
let list;

function say(message, problem = false) {
  at("message").textContent = message;
  at("message").classList.toggle("problem", problem);
}

/** Show the article as it is on the server, with a message. */
function reload(message) {
  sessionStorage.setItem(MESSAGE, message);
  location.reload();
}

function showSmall({ summary, fields, counts, canUndo }) {
  const all = counts.accepted + counts.suggested + counts.refused + counts.leftOut;
  at("progress").textContent =
    `${counts.accepted} accepted, ${counts.suggested} suggested, ${counts.refused} refused, ${counts.flags} flagged; ` +
    `${counts.decided} of ${all} decided by people`;
  at("undo").setAttribute("aria-disabled", String(!canUndo));
  at("title").textContent = fields.title ? seen(fields.title) : document.querySelector(".name").textContent;
  for (const [field, value] of Object.entries(fields)) {
    const input = at(`field-${field}`);
    if (input !== document.activeElement) input.value = value;
    input.dataset.stated = value;
  }
  showSummary(summary);
}

function showSummary(sentences) {
  const inOrder = at("summary").querySelector("ol");
  const held = inOrder.contains(document.activeElement) ? [...inOrder.querySelectorAll("a, button")].indexOf(document.activeElement) : -1;
  const act = (label, told, what, number) => {
    const made = make("button", { type: "button", "aria-label": `${label}: ${told} ${number + 1}` }, label);
    made.addEventListener("click", () => send("summary", { what, sentence: number }));
    return made;
  };
  const items = sentences.map((text, number) => {
    const link = make("a", { href: "#text-title", dir: "auto" }, seen(text));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      showSentence(number);
    });
    const swap = act("next best", "another in the place of sentence", "swap", number);
    return make("li", {}, link, " ", swap, " ", act("leave out", "sentence", "less", number));
  });
  inOrder.replaceChildren(...items);
  if (held < 0) return;
  const places = inOrder.querySelectorAll("a, button");
  (places[Math.min(held, places.length - 1)] ?? at("more")).focus();
}

/** Show what a change altered. The row that it was about is selected where it is not: what an undo brought back. */
function showPatch(patch, about) {
  revision = patch.revision;
  replaceLines(patch.lines);
  if (patch.starts) setStarts(patch.starts);
  const added = patch.rows.find((row) => row.own && !list.rows.has(row.id));
  list.update(patch.rows, patch.gone);
  showSmall(patch);
  const to = added ?? (about === "undo" && !patch.rows.some((row) => row.id === list.current) ? patch.rows[0] : undefined);
  if (to) return list.select(to.id);
  if (patch.rows.length || patch.gone.length) list.select(list.current);
  else show(list.current, false);
}

/** The first of many. */
function some(parts) {
  const shown = parts.slice(0, 6);
  return [...shown, ...(parts.length > shown.length ? [`${parts.length - shown.length} more`] : [])].join(", ");
}

/** Send a change and show what came of it; what has to be asked first is asked. -> whether it was done. */
async function send(what, body, done = "") {
  const { ok, data } = await change(what, () => ({ ...body, revision }));
  if (ok) {
    showPatch(data, what);
    const more = [
      data.also.length ? `no longer applied with it: ${some(data.also)}` : "",
      data.back.length ? `applied again: ${some(data.back)}` : "",
      data.left.length ? `left as they were: ${some(data.left.map(([id, why]) => `${id} (${why})`))}` : "",
    ].filter(Boolean);
    say([done, ...more].filter(Boolean).join("; "));
    return true;
  }
  const rows = [...(data.also ?? []), ...(data.back ?? [])].map((id) => list.rows.get(id)).filter(Boolean);
  const sure = async (title, question, more) => {
    const told = data.error.replace(/; (look twice, then|refuse first, or) force it$/, ""); // for those who have an option for it
    const error = told.length > MOST_TOLD ? `${told.slice(0, MOST_TOLD)}…` : told;
    return (await ask(title, `${error}. ${question}`, rows)) ? send(what, { ...body, ...more }, done) : false;
  };
  if (data.consent) return sure("Others change with it", "Do it all the same?", { confirm: true });
  if (data.guard && !body.force) return sure("The guard protects this", "Do it all the same?", { force: true });
  if (data.inTheWay && !body.force) return sure("Another change is in the way", "Let it go?", { force: true, confirm: true });
  if (data.outdated) reload("Not done: this article was changed in another window or program. Here it is as it is now; decide again.");
  say(data.error, true);
  return false;
}

const acts = {
  async decide(verdict) {
    const row = list.rows.get(list.current);
    if (!row) return;
    if (row.kind === "flag") say("A flagged sentence is mended (e), or left as it is.");
    else if (isDone(row, verdict)) say(`${row.id} is ${verdict} already`);
    else await send("decide", { ids: [row.id], verdict }, `${row.id} ${verdict}`);
  },
  async rule(verdict) {
    const row = list.rows.get(list.current);
    if (row && row.kind !== "flag" && !row.own) await send("rule", { rule: row.rule, verdict }, `all of ${row.rule} ${verdict}`);
  },
  async everywhere(verdict) {
    const row = list.rows.get(list.current);
    if (!(await ask(`All of ${row.rule}`, `Have them ${verdict} in every article? What stands on them goes along.`))) return;
    const { ok, data } = await post("/everywhere", { rule: row.rule, verdict });
    if (ok) reload([`${data.edits} changed in ${data.articles} articles`, ...data.failed].join("; "));
    else say(data.error, true);
  },
  async write() {
    const row = list.rows.get(list.current);
    if (!row) return;
    const title = row.kind === "flag" ? "Mend this sentence" : `Instead of ${row.id}`;
    const text = await written(title, { id: row.id }, row);
    if (text !== undefined) await send("reword", { id: row.id, text }, `${row.id} written otherwise`);
  },
  async mend() {
    const span = toMend();
    if (!span) {
      say("Select some text of the article first, or go to a paragraph with J and K; of struck text, only its change can be refused.", true);
      return;
    }
    const text = await written("Mend the selected text", span);
    if (text !== undefined) await send("mend", { ...span, text }, "mended");
  },
  async undo() {
    if (at("undo").getAttribute("aria-disabled") === "true") say("There is nothing to undo.");
    else await send("undo", {}, "undone");
  },
};

/** A text that a person writes, starting from what is there; undefined where that was given up or cannot be had. */
function written(title, of, row) {
  const start = textOf({ ...of, revision }).then(({ ok, data }) => {
    if (ok) return data.text;
    if (data.outdated) reload("This article was changed in another window or program; here it is as it is now.");
    else say(data.error, true);
    return undefined;
  });
  return write(title, start, row);
}

const KEYS = {
  j: () => list.move(1),
  k: () => list.move(-1),
  ArrowDown: () => list.move(1),
  ArrowUp: () => list.move(-1),
  Home: () => list.moveToEnd(-1),
  End: () => list.moveToEnd(1),
  J: () => moveLine(1),
  K: () => moveLine(-1),
  a: () => acts.decide("accepted"),
  x: () => acts.decide("refused"),
  A: () => acts.rule("accepted"),
  X: () => acts.rule("refused"),
  e: () => acts.write(),
  m: () => acts.mend(),
  u: () => acts.undo(),
  "/": () => search(),
  "?": () => at("keys").showModal(),
};
const MOVES = new Set(["j", "k", "J", "K", "ArrowDown", "ArrowUp", "Home", "End"]);
const LIST_ONLY = new Set(["ArrowDown", "ArrowUp", "Home", "End"]);

function search() {
  at("filters").open = true;
  at("search").focus();
}

function pressed(event) {
  if (event.key === "Escape" && event.target.closest("#facts, #filters")) {
    if (event.target.dataset.stated !== undefined) event.target.value = event.target.dataset.stated;
    at("list").focus();
  }
  if (LIST_ONLY.has(event.key) && event.target !== at("list") && event.target !== document.body) return;
  if (!keyActs(event) && !(event.target === at("list") && LIST_ONLY.has(event.key))) return;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    if (!event.repeat || MOVES.has(event.key)) act();
  } else {
    leave(destination(event));
  }
}

/** Go to another page, once what was decided here is on record; not where there is a question about it. */
async function leave(to) {
  if (!to) return;
  await answered();
  if (!document.querySelector("dialog[open]")) location.assign(to);
}

async function finish(close) {
  const formats = [...at("finishing").querySelectorAll("input:checked")].map((box) => box.value);
  const { ok, data } = await post("/finish", { formats });
  at("finishing-done").textContent = ok ? `Written: ${data.files.join(", ")}` : data.error;
  if (!ok || !close) return;
  await post("/close", {});
  const files = data.files.map((file) => make("li", {}, file));
  const heading = make("h1", { tabindex: "-1" }, "The review has ended");
  document.removeEventListener("keydown", pressed);
  document.body.replaceChildren(make("main", { class: "plain" }, heading, make("p", {}, "Written, and this window can be closed:"), make("ul", {}, ...files)));
  heading.focus();
}

/** Show the state of the article. */
async function load() {
  const { ok, data } = await state();
  if (!ok) return say(data.error, true);
  revision = data.revision;
  setStarts(data.starts);
  showSmall(data);
  const selected = sessionStorage.getItem(HERE);
  list = new ChangeList(data.rows, shown, around);
  if (list.shown.includes(selected)) list.select(selected);
  document.addEventListener("keydown", pressed);
  say(sessionStorage.getItem(MESSAGE) ?? "");
  sessionStorage.removeItem(MESSAGE);
  at("list").focus({ preventScroll: true });
}

function shown(row, nearby) {
  if (row) sessionStorage.setItem(HERE, row.id);
  showDetail(row, acts, nearby);
  show(row?.id);
}

const narrow = matchMedia("(max-width: 59.99rem)");
const fold = () => (at("filters").open = !narrow.matches);
narrow.addEventListener("change", fold);
fold();

at("undo").addEventListener("click", acts.undo);
at("mend").addEventListener("mousedown", (event) => event.preventDefault()); // what is selected stays so
at("mend").addEventListener("click", acts.mend);
at("more").addEventListener("click", () => send("summary", { what: "more" }));
at("help").addEventListener("click", () => at("keys").showModal());
at("keys-close").addEventListener("click", () => at("keys").close());
at("finish").addEventListener("click", () => at("finishing").showModal());
at("finishing-cancel").addEventListener("click", () => at("finishing").close());
at("finishing-write").addEventListener("click", () => finish(false));
at("finishing-close").addEventListener("click", () => finish(true));
at("lines").addEventListener("click", (event) => {
  if (!list || !document.getSelection().isCollapsed) return;
  // The one that did the most first; a further click goes to the next.
  const sizeOf = (id) => list.rows.get(id)?.old.length ?? 0;
  const ids = changesAt(event.target).sort((a, b) => sizeOf(b) - sizeOf(a));
  if (ids.length) list.select(ids[(ids.indexOf(list.current) + 1) % ids.length]);
});
at("facts").addEventListener("change", async (event) => {
  const { name, value, dataset } = event.target;
  if (value !== dataset.stated && !(await send("correct", { field: name, value }, `${name} corrected`))) event.target.value = dataset.stated;
});
at("facts").querySelector("form").addEventListener("submit", (event) => event.preventDefault());
switchedBy(at("keys-on"));
await load();

// The text of the article: its lines, what is selected in it, and which place belongs to which change.
import { at } from "./elements.js";

const pane = at("article");
const lines = at("lines");
const holder = document.createElement("template");
let starts = [];

/** Where each line begins in the output, in code points. */
export function setStarts(given) {
  starts = given;
}

/** Put lines in the place of others. They are the server's own HTML, in which every text is escaped. */
export function replaceLines({ from, remove, insert }) {
  for (let number = 0; number < remove; number += 1) lines.children[from].remove();
  holder.innerHTML = insert.join("\n");
  lines.insertBefore(holder.content, lines.children[from] ?? null);
}

const placesOf = (id) => [...lines.querySelectorAll(`[data-edits~="${CSS.escape(id)}"]`)];

function mark(places, move = true) {
  for (const element of lines.querySelectorAll(".current")) element.classList.remove("current");
  for (const element of places) element.classList.add("current");
  if (!places.length || !move) return;
  const first = places[0].getBoundingClientRect();
  const { top, height } = pane.getBoundingClientRect();
  const seen = Math.min(height, innerHeight - top);
  if (first.top < top + seen * 0.1 || first.bottom > top + seen * 0.9) places[0].scrollIntoView({ block: "center" });
}

/** Show where a change is, and unless `move` is false bring it into sight; what is there already is not moved. */
export function show(id, move = true) {
  mark(id ? placesOf(id) : [], move);
}

/** Show where a sentence of the summary is. */
export function showSentence(number) {
  const places = [...lines.querySelectorAll(`[data-sentence~="${number}"]`)];
  mark(places);
  if (places.length) focusLine(places[0].closest(".line"));
}

/** The changes at an element of the text. */
export function changesAt(element) {
  return element.closest?.("#lines [data-edits]")?.dataset.edits.split(" ") ?? [];
}

/** The text that stays before and after a change in its line; undefined where the change is all of the line. */
export function around(id, reach = 60) {
  const [first] = placesOf(id);
  const line = first?.closest(".line");
  if (!line) return undefined;
  const own = placesOf(id).filter((place) => line.contains(place));
  const walk = (from, step, join) => {
    let text = "";
    for (let piece = from[step]; piece && text.length < reach; piece = piece[step]) {
      if ("at" in piece.dataset) text = join(piece.querySelector(".white") ? " " : piece.textContent, text);
    }
    return text;
  };
  const before = walk(first, "previousElementSibling", (piece, text) => piece.slice(-2 * reach) + text);
  const after = walk(own.at(-1), "nextElementSibling", (piece, text) => text + piece.slice(0, 2 * reach));
  if (!before.trim() && !after.trim()) return undefined;
  return { before: cut([...before].slice(-reach).join(""), before), after: cut([...after].slice(0, reach).join(""), after) };
}

const cut = (part, whole) => (part === whole ? part : whole.endsWith(part) ? `…${part}` : `${part}…`);

/** Go to the next or the previous line that is shown, from the one where the focus or the selected change is. */
export function moveLine(by) {
  const here = focusedLine() ?? lines.querySelector(".current")?.closest(".line");
  const step = by > 0 ? "nextElementSibling" : "previousElementSibling";
  let line = here ? here[step] : lines.firstElementChild;
  while (line && !line.checkVisibility()) line = line[step];
  if (line) focusLine(line);
}

function focusLine(line) {
  line.tabIndex = -1;
  line.focus();
}

const focusedLine = () => document.activeElement?.closest("#lines > .line") ?? undefined;

/** What is to be mended: the span in the output of what is selected, else of the line that has the focus; or undefined. */
export function toMend() {
  const selection = document.getSelection();
  if (selection.rangeCount && !selection.isCollapsed) return spanOf(selection.getRangeAt(0));
  const line = focusedLine();
  if (!line) return undefined;
  const range = document.createRange();
  range.selectNodeContents(line);
  return spanOf(range);
}

/** The span of the text in a range that stays; struck text at its ends is passed over. */
function spanOf(range) {
  let span;
  for (const piece of lines.querySelectorAll("[data-at]")) {
    if (!range.intersectsNode(piece)) continue;
    const from = piece.contains(range.startContainer) ? signsBefore(piece, range.startContainer, range.startOffset) : 0;
    const to = piece.contains(range.endContainer) ? signsBefore(piece, range.endContainer, range.endOffset) : signs(piece);
    if (from >= to) continue;
    const start = starts[Array.prototype.indexOf.call(lines.children, piece.closest(".line"))] + Number(piece.dataset.at);
    span = { start: span?.start ?? start + from, end: start + to };
  }
  return span;
}

function signsBefore(piece, node, inNode) {
  const range = document.createRange();
  range.setStart(piece, 0);
  range.setEnd(node, inNode);
  return signs(range.cloneContents());
}

/** Code points of the text that a node shows; a character that is spelled out counts once. */
function signs(node) {
  if (node.nodeType === Node.TEXT_NODE) return [...node.data].length;
  if (node.classList?.contains("control")) return 1;
  return [...node.childNodes].reduce((sum, child) => sum + signs(child), 0);
}

// The text of the article: its lines, what is selected in it, and which place belongs to which change.
import { at } from "./elements.js";

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

/** Show where a change is. */
export function show(id) {
  for (const element of lines.querySelectorAll(".current")) element.classList.remove("current");
  if (!id) return;
  const places = lines.querySelectorAll(`[data-edits~="${CSS.escape(id)}"]`);
  for (const element of places) element.classList.add("current");
  places[0]?.scrollIntoView({ block: "center" });
}

/** Show where a sentence of the summary is. */
export function showSentence(number) {
  const place = lines.querySelector(`[data-sentence~="${number}"]`);
  place?.scrollIntoView({ block: "center" });
  return place;
}

/** The changes at an element of the text. */
export function changesAt(element) {
  return element.closest?.("#lines [data-edits]")?.dataset.edits.split(" ") ?? [];
}

/** What is selected in the text that stays: its span in the output and the text, or undefined. */
export function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !lines.contains(selection.anchorNode) || !lines.contains(selection.focusNode)) return undefined;
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === undefined || end === undefined || end <= start) return undefined;
  return { start, end, text: textBetween(range) };
}

function textBetween(range) {
  const parts = [];
  let line;
  for (const piece of lines.querySelectorAll("[data-at]")) {
    if (!range.intersectsNode(piece)) continue;
    const own = piece.closest(".line");
    if (line && own !== line) parts.push("\n\n");
    line = own;
    let text = piece.textContent;
    if (piece.contains(range.endContainer)) text = text.slice(0, before(piece, range.endContainer, range.endOffset).length);
    if (piece.contains(range.startContainer)) text = text.slice(before(piece, range.startContainer, range.startOffset).length);
    parts.push(text);
  }
  return parts.join("");
}

function before(piece, node, inNode) {
  const range = document.createRange();
  range.setStart(piece, 0);
  range.setEnd(node, inNode);
  return range.toString();
}

/** The place in the output of a place in the page; in struck text there is none. */
function offset(node, inNode) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const piece = element.closest("[data-at]");
  const line = element.closest(".line");
  if (!piece || !line || piece.querySelector(".control, .white")) return undefined;
  const start = starts[[...lines.children].indexOf(line)];
  return start + Number(piece.dataset.at) + [...before(piece, node, inNode)].length;
}

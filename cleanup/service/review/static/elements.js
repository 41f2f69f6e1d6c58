// Elements are made of text, never of markup.

/** An element with attributes and children, which are elements or strings. */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** The element of this id. */
export const at = (id) => document.getElementById(id);

const SEEN = { " ": "·", "\n": "↵", "\t": "→", "\u00a0": "°" };
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A text on one line, with signs for what could not be seen or would turn the line round. */
export function seen(text) {
  if (text.trim() === "") return [...text].map((sign) => SEEN[sign] ?? "·").join("");
  return text
    .replace(/\n+/g, "↵")
    .replace(CONTROL, (sign) => `⟨U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
}

const SPOKEN = { " ": "blank", "\n": "line break", "\t": "tab", "\u00a0": "non-breaking blank" };

/** A text for those who listen: white space alone is told by name. */
export function spoken(text) {
  if (text === "") return "nothing";
  return text.trim() === "" ? [...text].map((sign) => SPOKEN[sign] ?? "space").join(", ") : seen(text);
}

/** Code units of a text that are shown of it where it is one of many. */
export const SHORT = 90;

/** Old and new text of a change. */
export function what(row) {
  const short = (text) => (text.length > SHORT ? `${text.slice(0, SHORT)}…` : text);
  if (row.kind === "flag") return [make("span", { class: "flagged" }, short(seen(row.old)))];
  const parts = row.old ? [make("del", {}, short(seen(row.old)))] : [];
  if (row.new) parts.push(...(parts.length ? [" "] : []), make("ins", {}, short(seen(row.new))));
  return parts;
}

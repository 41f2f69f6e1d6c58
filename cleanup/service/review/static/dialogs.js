// What has to be asked or written before something is done.
import { at, make, what } from "./elements.js";

const MOST = 8; // rows that a question lists

/** Ask a question, about `rows` of the list where it is about some. -> whether the answer is yes. */
export function ask(title, body, rows = []) {
  const dialog = at("ask");
  at("ask-title").textContent = title;
  at("ask-body").textContent = body;
  const told = rows.slice(0, MOST).map((row) => make("li", {}, `${row.id} ${row.rule}: `, ...what(row)));
  if (rows.length > MOST) told.push(make("li", {}, `and ${rows.length - MOST} more`));
  at("ask-rows").replaceChildren(...told);
  return answered(dialog, { yes: at("ask-yes"), no: at("ask-no"), focus: at("ask-no") }, () => true);
}

/** Let a text be written, starting from one that is on its way: what is typed meanwhile goes nowhere else. `row` is the
 * change that it is about, if any. -> the text, or undefined where that was given up or `text` is undefined. */
export async function write(title, text, row) {
  const area = at("write-text");
  at("write-title").textContent = title;
  at("write-what").replaceChildren(...(row && row.kind !== "flag" ? what(row) : []));
  area.value = "";
  area.readOnly = true;
  area.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) at("write-save").click();
  };
  const answer = answered(at("write"), { yes: at("write-save"), no: at("write-cancel"), focus: area }, () => area.value);
  const start = await text;
  if (start === undefined) at("write").close();
  else area.value = start;
  area.readOnly = start === undefined;
  return answer;
}

/** Open a dialog. -> what `value` is when it is answered with yes, else undefined. */
function answered(dialog, { yes, no, focus }, value) {
  dialog.showModal();
  focus.focus();
  return new Promise((resolve) => {
    const heard = new AbortController();
    const on = (element, event, act) => element.addEventListener(event, act, { signal: heard.signal });
    on(yes, "click", (event) => {
      event.preventDefault();
      if (focus.readOnly) return;
      resolve(value());
      dialog.close();
    });
    on(no, "click", () => dialog.close());
    on(dialog, "close", () => {
      heard.abort();
      resolve(undefined);
    });
  });
}

// What has to be asked or written before something is done.
import { at, make, what } from "./elements.js";

/** Ask a question, about `rows` of the list where it is about some. -> whether the answer is yes. */
export function ask(title, body, rows = []) {
  const dialog = at("ask");
  at("ask-title").textContent = title;
  at("ask-body").textContent = body;
  at("ask-rows").replaceChildren(...rows.map((row) => make("li", {}, `${row.id} ${row.rule}: `, ...what(row))));
  return answered(dialog, { yes: at("ask-yes"), no: at("ask-no"), focus: at("ask-no") }, () => true);
}

/** Let a text be written. -> the text, or undefined where that was given up. */
export function write(title, text) {
  const dialog = at("write");
  const area = at("write-text");
  at("write-title").textContent = title;
  area.value = text;
  area.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) at("write-save").click();
  };
  return answered(dialog, { yes: at("write-save"), no: at("write-cancel"), focus: area }, () => area.value);
}

/** Open a dialog. -> what `value` is when it is answered with yes, else undefined. */
function answered(dialog, { yes, no, focus }, value) {
  dialog.showModal();
  focus.focus();
  return new Promise((resolve) => {
    const heard = new AbortController();
    const on = (element, event, act) => element.addEventListener(event, act, { signal: heard.signal });
    const close = (answer) => {
      heard.abort();
      dialog.close();
      resolve(answer);
    };
    on(yes, "click", (event) => {
      event.preventDefault();
      close(value());
    });
    on(no, "click", () => close(undefined));
    on(dialog, "cancel", () => close(undefined));
  });
}

// What has to be asked or written before something is done.
import { at } from "./elements.js";

/** Ask a question. -> whether the answer is yes. */
export function ask(title, body) {
  const dialog = at("ask");
  at("ask-title").textContent = title;
  at("ask-body").textContent = body;
  dialog.showModal();
  at("ask-yes").focus();
  return new Promise((resolve) => {
    const close = (answer) => {
      at("ask-yes").onclick = at("ask-no").onclick = dialog.oncancel = null;
      dialog.close();
      resolve(answer);
    };
    at("ask-yes").onclick = () => close(true);
    at("ask-no").onclick = () => close(false);
    dialog.oncancel = () => close(false);
  });
}

/** Let a text be written. -> the text, or undefined where that was given up. */
export function write(title, text) {
  const dialog = at("write");
  const area = at("write-text");
  at("write-title").textContent = title;
  area.value = text;
  dialog.showModal();
  area.focus();
  return new Promise((resolve) => {
    const close = (answer) => {
      at("write-save").onclick = at("write-cancel").onclick = dialog.oncancel = area.onkeydown = null;
      dialog.close();
      resolve(answer);
    };
    at("write-save").onclick = (event) => {
      event.preventDefault();
      close(area.value);
    };
    at("write-cancel").onclick = () => close(undefined);
    dialog.oncancel = () => close(undefined);
    area.onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) close(area.value);
    };
  });
}

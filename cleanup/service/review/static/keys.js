// Whether single keys act. Who dictates, or types past the page, can switch them off.

const NAME = "keys-off";

/** Whether a key is meant for the page, and not for a field, a dialog or the browser. */
export function acts(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(NAME)) return false;
  return !event.target.closest?.("input, select, textarea, dialog") && !document.querySelector("dialog[open]");
}

/** Let a checkbox switch the keys on and off. */
export function switchedBy(box) {
  box.checked = !localStorage.getItem(NAME);
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(NAME) : localStorage.setItem(NAME, "yes")));
}

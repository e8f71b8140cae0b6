/* One key a decision. Keys do nothing while something is typed or chosen from a list,
   and nothing at all once the reader has put them off. */

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const PRESSING = "button, a[href], summary, input, [role=button], [role=tab]";
const page = /** @type {any} */ (window);

/** @typedef {(key: string) => boolean} Pressed whether the key did something */

/** Write a key as it stands on the buttons.
 * @param {KeyboardEvent} event
 * @returns {string} */
export function nameOf(event) {
  const { key, ctrlKey, metaKey } = event;
  const name = key.length === 1 ? key.toUpperCase() : key;
  return ctrlKey || metaKey ? `Ctrl+${name}` : name;
}

/** @param {HTMLElement} root of the queue
 * @param {Pressed} pressed
 * @param {() => boolean} areOn */
export function listen(root, pressed, areOn) {
  if (page.accordAtlasKeys) window.removeEventListener("keydown", page.accordAtlasKeys);
  page.accordAtlasKeys = (/** @type {KeyboardEvent} */ event) => {
    if (!root.isConnected || event.defaultPrevented || event.altKey || event.isComposing) return;
    const name = nameOf(event);
    const target = event.target instanceof Element ? event.target : document.body;
    if (isForTarget(target, name, areOn())) return;
    if (pressed(name)) event.preventDefault();
  };
  window.addEventListener("keydown", page.accordAtlasKeys);
}

/** Whether a key belongs to what has the focus, or is off.
 * @param {Element} target
 * @param {string} name
 * @param {boolean} areOn
 * @returns {boolean} */
function isForTarget(target, name, areOn) {
  if (name === "Ctrl+Enter" || name === "Escape") return false;
  if (!areOn || name.startsWith("Ctrl+")) return true;
  if (target.closest(TYPING)) return true;
  return name === "Enter" && Boolean(target.closest(PRESSING));
}

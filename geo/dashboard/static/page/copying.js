/* Copying a text, on a page without a secure address too: there a browser has no clipboard
   to write to, and takes what is selected instead. */

/** @param {string} text
 * @returns {Promise<boolean>} whether it was copied */
export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    const isDone = await navigator.clipboard.writeText(text).then(() => true, () => false);
    if (isDone) return true;
  }
  return copySelected(text);
}

/** @param {string} text */
function copySelected(text) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.style.cssText = "position: fixed; top: 0; opacity: 0";
  document.body.append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  before?.focus();
  return isDone;
}

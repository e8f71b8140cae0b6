/* What this browser remembers of a reader's own ways, whatever text is open. */

const PREFIX = "accord-atlas-";

/** @param {string} what
 * @returns {string} */
export function recall(what) {
  try { return localStorage.getItem(PREFIX + what) || ""; } catch { return ""; }
}

/** @param {string} what
 * @param {string} value */
export function remember(what, value) {
  try { localStorage.setItem(PREFIX + what, value); } catch { /* this page alone knows it */ }
}

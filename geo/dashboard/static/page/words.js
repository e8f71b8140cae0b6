/* The words of the scripts in the reader's language. The server sends those that differ
   from the ones here, with whatever needs them first. */

const page = /** @type {any} */ (window);

/** @param {{ lang: string, words: Record<string, string> }} said */
export function learn({ lang, words }) {
  page.accordAtlasWords = words;
  document.documentElement.lang = lang;
}

/** Say a message, what varies in it filled in.
 * @param {string} message
 * @param {Record<string, string | number>} [values]
 * @returns {string} */
export function _(message, values = {}) {
  return fill(page.accordAtlasWords?.[message] || message, values);
}

/** @param {string} said
 * @param {Record<string, string | number>} values */
export function fill(said, values) {
  return said.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

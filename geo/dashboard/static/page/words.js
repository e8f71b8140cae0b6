/* The words of the scripts in the reader's language. The server sends those that differ
   from the ones here, with whatever needs them first. */

const page = /** @type {any} */ (window);

/** @param {{ lang: string, words: Record<string, string | Record<string, string>> }} said
 * Words by message; of a message about a number its forms, by the names of CLDR. */
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

/** Say a message about a number of things, in the form that the language has for it.
 * @param {string} one
 * @param {string} many
 * @param {number} number
 * @param {Record<string, string | number>} [values]
 * @returns {string} */
export function ngettext(one, many, number, values = {}) {
  const forms = page.accordAtlasWords?.[one] || { one, other: many };
  const { lang } = document.documentElement;
  const said = forms[new Intl.PluralRules(lang).select(number)] || forms.other;
  return fill(said, { number: new Intl.NumberFormat(lang).format(number), ...values });
}

/** @param {string} said
 * @param {Record<string, string | number>} values */
export function fill(said, values) {
  return said.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

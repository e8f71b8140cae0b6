/* Building parts of the page: words are words, whatever they hold. */

/** @typedef {Node | string | null | undefined | false} Child */

/** Make an element. A property that begins with "on" listens; one that is null, undefined
 * or false is left out, and true stands for an empty one.
 * @param {string} tag with classes after dots
 * @param {Record<string, any>} [properties]
 * @param {...Child} children
 * @returns {HTMLElement} */
export function make(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return element;
}

/** @param {string} label
 * @param {string} key that does the same; empty for none
 * @param {() => void} act
 * @param {Record<string, any>} [properties]
 * @returns {HTMLElement} */
export function button(label, key, act, properties = {}) {
  const shown = key ? make("kbd", { "aria-hidden": "true" }, key) : null;
  return make("button", { type: "button", "aria-keyshortcuts": key || null, onclick: act, ...properties }, label, shown);
}

/** @param {string} label
 * @param {[string, string][]} options value and words
 * @param {string} value
 * @param {(value: string) => void} [changed]
 * @returns {HTMLElement} */
export function select(label, options, value, changed) {
  const box = make("select", { onchange: (/** @type {Event} */ event) =>
    changed?.(/** @type {HTMLSelectElement} */ (event.target).value) },
    ...options.map(([key, words]) => make("option", { value: key, selected: key === value }, words)));
  return make("label.field", {}, make("span", {}, label), box);
}

/** @param {string} label
 * @param {string} value
 * @param {Record<string, any>} [properties]
 * @returns {HTMLElement} */
export function field(label, value, properties = {}) {
  return make("label.field", {}, make("span", {}, label), make("input", { value, type: "text", ...properties }));
}

/** Fill the places of some words: "{n} of {all}".
 * @param {string} words
 * @param {Record<string, string | number>} values
 * @returns {string} */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/* Reporting a word of a translation: what the reader marked is copied, with where. */
import { _, learn } from "./words.js";

/** @param {any} component */
export default function ({ data, parentElement }) {
  learn(data);
  nameLanguages(data.languages);
  const root = parentElement.querySelector(".still");
  if (root.dataset.html !== data.html) {
    root.dataset.html = data.html;
    root.innerHTML = data.html;
  }
  /** @type {HTMLButtonElement | null} */
  const button = root.querySelector("button");
  if (!button) return;
  // What is marked stays marked when the button is pressed.
  button.onmousedown = (event) => event.preventDefault();
  button.onclick = () => copy(root.querySelector("[role=status]"), data);
}

/** Each language is called by its own name, which is in that language.
 * @param {Record<string, string>} names */
function nameLanguages(names) {
  for (const button of document.querySelectorAll(".st-key-lang button")) {
    const [own] = Object.entries(names).find(([, name]) => name === button.textContent?.trim()) || [];
    if (own) button.setAttribute("lang", own);
  }
}

/** @param {HTMLElement} told
 * @param {{ lang: string, version: string }} data */
async function copy(told, { lang, version }) {
  const marked = String(getSelection()).trim().replace(/\s+/g, " ");
  const report = `${version}, ${lang}: “${marked}”\n${location.href}\n`;
  if (!marked) {
    told.textContent = _("Mark the word on the page first, then press here again.");
  } else if (await navigator.clipboard.writeText(report).then(() => true, () => false)) {
    told.textContent = _("Copied, with the address of this view: send it to whoever gave you this page.");
  } else {
    told.textContent = report;
  }
}

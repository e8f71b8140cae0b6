/* Sharing the view: its link, and the line that shows its map within another page. */
import { copy } from "./copying.js";
import { _ } from "./words.js";

const SAID_MS = 2500;
const WIDTH = 640, HEIGHT = 420;

/** @param {HTMLElement} root */
export function share(root) {
  const [link, inner, snippet] = /** @type {NodeListOf<HTMLButtonElement>} */ (root.querySelectorAll("button"));
  const details = /** @type {HTMLDetailsElement} */ (root.querySelector("details"));
  const line = /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
  const [what, server] = root.querySelectorAll("p");
  const summary = /** @type {HTMLElement} */ (root.querySelector("summary"));
  summary.textContent = _("Share");
  what.textContent = _("To show this map in a page of your own, put this line into it:");
  server.textContent = _("The server has to allow it: it is started with --allow-framing and the address of your page.");
  line.setAttribute("aria-label", _("Line for another page"));
  for (const each of [link, inner]) {
    entitle(each, _("Copy link"));
    each.onclick = () => copyAndSay(each, location.href, _("Link copied"));
  }
  entitle(snippet, _("Copy line"));
  snippet.onclick = () => copyAndSay(snippet, line.value, _("Line copied"));
  details.ontoggle = () => { line.value = embedding(location.href); };
  details.addEventListener("focusout", closeLeft);
  details.onkeydown = (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.stopPropagation();
    details.open = false;
    summary.focus();
  };
}

/** What is left for something else is closed.
 * @param {FocusEvent} event */
function closeLeft(event) {
  const details = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  if (event.relatedTarget && !details.contains(/** @type {Node} */ (event.relatedTarget))) details.open = false;
}

/** Write the line that frames an address: the map, its legend and its credit.
 * @param {string} address */
export function embedding(address) {
  const url = new URL(address);
  url.searchParams.delete("tab");
  url.searchParams.set("view", "embed");
  url.hash = "";
  const source = url.href.replaceAll("%2C", ",").replaceAll("&", "&amp;").replaceAll('"', "%22");
  return `<iframe src="${source}" title="Accord Atlas" width="${WIDTH}" height="${HEIGHT}" loading="lazy" style="border:0"></iframe>`;
}

/** What a button says, unless it says that something was copied.
 * @param {HTMLButtonElement} button
 * @param {string} title */
function entitle(button, title) {
  if (button.dataset.title !== title) button.textContent = title;
  button.dataset.title = title;
}

/** @param {HTMLButtonElement} button
 * @param {string} text
 * @param {string} done */
async function copyAndSay(button, text, done) {
  button.textContent = await copy(text) ? done : text;
  setTimeout(() => { button.textContent = button.dataset.title || ""; }, SAID_MS);
}

/* A panel of the page: shows HTML that was escaped before it came here, scrolls
   itself, and says which of its marks was chosen. */
import { copy } from "./copying.js";
import { light } from "./lighting.js";
import { drawing, store } from "./shared.js";
import { _ } from "./words.js";

const SETTLING = 1500;
const SAID_MS = 2500;
const ROOM = 90; // px around lit words: above them, or below their first line
const MARKED = "[data-place], [data-passage]";

/** @type {WeakMap<HTMLElement, { html: string, click: string, document: string }>} */
const kept = new WeakMap();
let settled = false;
setTimeout(() => { settled = true; }, SETTLING);

/** @param {any} component */
export default function ({ data, parentElement, setTriggerValue }) {
  /** @type {HTMLElement} */
  const root = parentElement.querySelector(".panel");
  root.setAttribute("aria-label", data.label);
  root.dataset.lang = data.lang;
  if (data.later && !kept.get(root) && !settled) {
    root.setAttribute("aria-busy", "true");
    setTimeout(() => show(root, data), SETTLING);
  } else {
    show(root, data);
  }
  if (data.tells) whenMapCame(() => setTriggerValue("map", true));
  root.onclick = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    /** @type {HTMLElement | null} */
    const element = target.closest(MARKED);
    if (element && !target.closest("a")) choose(element);
    const head = target.closest("button.sort")?.closest("th");
    if (head) sort(head);
    /** @type {HTMLElement | null} */
    const cite = target.closest("[data-cite]");
    if (cite) citePassage(cite);
    if (target.closest("[data-leave]")) store.choose({ place: "" }, "panel");
    /** @type {HTMLElement | null} */
    const step = target.closest("[data-step]");
    if (step) turn(root, Number(step.dataset.step));
  };
  root.onkeydown = (event) => {
    /** @type {HTMLElement | null} */
    const element = /** @type {HTMLElement} */ (event.target).closest("[role=button][data-place]");
    if (!element || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    choose(element);
  };
}

/** @param {HTMLElement} element */
function choose({ dataset: { place = "", passage = "", type = "" } }) {
  store.choose({ place, passage, type }, "panel");
}

/** Copy a quotation with where it stands, and the address that shows it.
 * @param {HTMLElement} button */
async function citePassage(button) {
  const title = button.textContent;
  const url = new URL(location.href);
  url.searchParams.set("passage", button.dataset.at || "");
  url.hash = "";
  if (!await copy(`${button.dataset.cite} ${url.href}`)) return;
  button.textContent = _("Citation copied");
  setTimeout(() => { button.textContent = title; }, SAID_MS);
}

/** Show the next agreement of a card, or the one before; the last leads to the first.
 * @param {HTMLElement} root
 * @param {number} step */
function turn(root, step) {
  const cards = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".agreement-card"))];
  const at = cards.findIndex((card) => !card.hidden);
  const next = (at + step + cards.length) % cards.length;
  for (const [i, card] of cards.entries()) card.hidden = i !== next;
  const said = root.querySelector(".at");
  if (said) said.textContent = _("{at} of {all}", { at: next + 1, all: cards.length });
}

/** The map's script calls this when it comes, unless it is there already.
 * @param {() => void} tell */
function whenMapCame(tell) {
  if (drawing()) setTimeout(tell);
  else /** @type {any} */ (window).accordAtlasCame = tell;
}

/** @param {HTMLElement} root
 * @param {any} data */
function show(root, data) {
  const before = kept.get(root);
  root.removeAttribute("aria-busy");
  if (before?.html !== data.html) {
    const top = root.scrollTop;
    root.innerHTML = data.html;
    root.scrollTop = before?.document === data.document ? top : 0;
  }
  if (before?.click !== data.click && data.target) {
    const target = document.getElementById(data.target);
    if (target && root.contains(target)) bringUp(root, target);
  }
  const hidden = new Set(data.hidden);
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-group]"))) {
    element.hidden = hidden.has(element.dataset.group);
  }
  kept.set(root, { html: data.html, click: data.click, document: data.document });
}

/** @param {HTMLTableCellElement} head */
function sort(head) {
  const heads = [.../** @type {HTMLElement} */ (head.parentElement).children];
  const isUp = head.getAttribute("aria-sort") !== "ascending";
  for (const other of heads) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
  const column = heads.indexOf(head);
  const body = /** @type {HTMLTableElement} */ (head.closest("table")).tBodies[0];
  const words = (/** @type {HTMLTableRowElement} */ row) =>
    row.cells[column].dataset.order ?? row.cells[column].innerText.trim();
  body.append(...[...body.rows].sort((a, b) =>
    words(a).localeCompare(words(b), document.documentElement.lang, { numeric: true }) * (isUp ? 1 : -1)));
}

/** The passage's beginning comes to the top; where its first lit words would then lie
 * below the panel, they come up instead. Only the panel scrolls.
 * @param {Element} root
 * @param {Element} target */
function bringUp(root, target) {
  const height = (/** @type {Element} */ element) =>
    element.getBoundingClientRect().top - root.getBoundingClientRect().top;
  root.scrollTop += height(target) - 12;
  const lit = target.querySelector("mark:not(.hit)") || target.querySelector("mark");
  if (lit && height(lit) > root.clientHeight - ROOM) root.scrollTop += height(lit) - ROOM;
}

// A choice on the map brings its passage up and lights its words at once, as the server
// does a moment later; a passage of another document waits for the server.
store.listen("reader", ({ passage, lit }, what, from) => {
  if (what !== "place" || from !== "map" || !passage) return;
  const target = document.getElementById(`passage-${passage}`);
  const root = target?.closest(".panel");
  if (!target || !root) return;
  for (const other of root.querySelectorAll(".passage.chosen")) {
    other.classList.remove("chosen");
    other.removeAttribute("aria-current");
  }
  for (const mark of root.querySelectorAll("mark:not(.hit)")) mark.replaceWith(...mark.childNodes);
  target.classList.add("chosen");
  target.setAttribute("aria-current", "true");
  const words = target.querySelector("p");
  if (words) light(words, lit);
  bringUp(root, target);
});

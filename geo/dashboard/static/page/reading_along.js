/* The text beside the queue: the words of the card are lit in it and brought up, what
   was decided looks so, and a word that is clicked brings up its card. */
import { isGone } from "./judging.js";
import { rangeOf } from "./words_chosen.js";

/** @typedef {import("./reviewing.js").Item} Item */

const ROOM = 60; // px above words that are brought up
const MARKS = { now: "review-now", done: "review-done", dropped: "review-dropped", open: "review-open" };

/** @param {Item} item
 * @returns {string} */
function markOf(item) {
  if (isGone(item)) return MARKS.dropped;
  if (item.state !== "open") return MARKS.done;
  return MARKS.open;
}

/** @typedef {{ from: number, shown: HTMLElement }} Passage */

/** @returns {Map<string, Passage[]>} the passages on the page, by their text, in its order */
function passages() {
  /** @type {Map<string, Passage[]>} */
  const found = new Map();
  const all = document.querySelectorAll(".st-key-reader [data-start][data-document]");
  for (const shown of /** @type {HTMLElement[]} */ ([...all])) {
    const of = shown.dataset.document || "";
    found.set(of, [...(found.get(of) || []), { from: Number(shown.dataset.start), shown }]);
  }
  return found;
}

/** @param {Item} item
 * @param {Map<string, Passage[]>} on the page
 * @returns {Range | null} */
function find({ document: of, start, end }, on) {
  const passage = on.get(of)?.findLast(({ from }) => from <= start);
  return passage ? rangeOf(passage.shown, start - passage.from, end - passage.from) : null;
}

/** Light every mention as it is decided, and the words of the card above all.
 * @param {Item[]} items
 * @param {Item | undefined} now */
export function lightAll(items, now) {
  const highlights = /** @type {any} */ (CSS).highlights;
  if (!highlights) return;
  /** @type {Record<string, Range[]>} */
  const ranges = Object.fromEntries(Object.values(MARKS).map((mark) => [mark, []]));
  const on = passages();
  for (const item of items) {
    if (item.is !== "mention" || item === now) continue;
    const range = find(item, on);
    if (range) ranges[markOf(item)].push(range);
  }
  const own = now && find(now, on);
  if (own) ranges[MARKS.now].push(own);
  for (const [mark, found] of Object.entries(ranges)) {
    const highlight = new /** @type {any} */ (window).Highlight(...found);
    highlight.priority = mark === MARKS.now ? 2 : 1;
    highlights.set(mark, highlight);
  }
}

export function lightNone() {
  for (const mark of Object.values(MARKS)) /** @type {any} */ (CSS).highlights?.delete(mark);
}

/** @param {Item} item
 * @returns {boolean} whether its words are in a text that is on the page */
export function bringUp(item) {
  const range = find(item, passages());
  const panel = range?.startContainer.parentElement?.closest(".panel");
  if (!range || !panel) return false;
  const [box, around] = [range.getBoundingClientRect(), panel.getBoundingClientRect()];
  if (box.top < around.top + ROOM || box.bottom > around.bottom - ROOM) {
    panel.scrollTop += box.top - around.top - ROOM;
  }
  return true;
}

/** @param {MouseEvent} event
 * @param {Item[]} items
 * @returns {Item | undefined} the mention whose words were clicked, the shortest of several */
export function itemAt(event, items) {
  const target = /** @type {HTMLElement} */ (event.target);
  /** @type {HTMLElement | null} */
  const passage = target.closest(".st-key-reader [data-start][data-document]");
  if (!passage || !getSelection()?.isCollapsed) return undefined;
  const ours = items.filter((item) => item.is === "mention" && item.document === passage.dataset.document);
  const on = passages();
  const hit = ours.filter((item) => [...(find(item, on)?.getClientRects() || [])].some(
    ({ left, right, top, bottom }) => event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom));
  return hit.sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
}

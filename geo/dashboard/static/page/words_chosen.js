/* Words of a text: where they stand in it, as Python counts, and which are chosen. Any
   element with data-start and data-document shows the text from there on as it is. */

/** @typedef {{ document: string, start: number, end: number, exact: string }} Words */

const SHOWN = "[data-start][data-document]";

/** @param {string} text
 * @returns {number} code points */
export function count(text) {
  return [...text].length;
}

/** Take words without the space around them.
 * @param {string} text
 * @param {number} from in code points
 * @param {number} to
 * @returns {[number, number]} */
export function trim(text, from, to) {
  const points = [...text];
  let [start, end] = [from, to];
  while (start < end && /\s/u.test(points[start])) start += 1;
  while (end > start && /\s/u.test(points[end - 1])) end -= 1;
  return [start, end];
}

/** Move one edge of some words by a word; they never become none.
 * @param {string} text that they stand in
 * @param {[number, number]} span in code points
 * @param {"start" | "end"} edge
 * @param {1 | -1} by
 * @returns {[number, number]} */
export function moveEdge(text, [start, end], edge, by) {
  const edges = edgesOf(text)[edge];
  const at = edge === "start" ? start : end;
  const next = by > 0 ? edges.find((each) => each > at) : edges.findLast((each) => each < at);
  if (next === undefined) return [start, end];
  const moved = /** @type {[number, number]} */ (edge === "start" ? [next, end] : [start, next]);
  return moved[0] < moved[1] ? moved : [start, end];
}

/** @param {string} text
 * @returns {{ start: number[], end: number[] }} where its words begin and end */
function edgesOf(text) {
  const words = [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)].filter(({ isWordLike }) => isWordLike);
  const at = (/** @type {number} */ units) => count(text.slice(0, units));
  return { start: words.map(({ index }) => at(index)), end: words.map(({ index, segment }) => at(index + segment.length)) };
}

/** @returns {Words | null} the words that the reader has selected in a text */
export function chosenWords() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  /** @type {HTMLElement | null | undefined} */
  const shown = elementAt(range.startContainer)?.closest(SHOWN);
  if (!shown) return null;
  const before = document.createRange();
  before.selectNodeContents(shown);
  before.setEnd(range.startContainer, range.startOffset);
  const within = range.cloneRange();
  // What was selected beyond its passage is not meant.
  if (!shown.contains(range.endContainer)) within.setEnd(shown, shown.childNodes.length);
  const text = shown.textContent || "";
  const from = count(before.toString());
  const [start, end] = trim(text, from, from + count(within.toString()));
  if (start >= end) return null;
  const offset = Number(shown.dataset.start);
  return { document: shown.dataset.document || "", start: start + offset, end: end + offset,
    exact: [...text].slice(start, end).join("") };
}

/** @param {Node} node
 * @returns {Element | null} */
function elementAt(node) {
  return node.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (node) : node.parentElement;
}

/** @param {Element} shown
 * @param {number} start from the beginning of what it shows, in code points
 * @param {number} end
 * @returns {Range | null} */
export function rangeOf(shown, start, end) {
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  let began = false;
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    const points = [...text.data];
    const unit = (/** @type {number} */ point) => points.slice(0, point - at).join("").length;
    if (!began && start < at + points.length) {
      range.setStart(text, unit(start));
      began = true;
    }
    if (began && end <= at + points.length) {
      range.setEnd(text, unit(end));
      return range;
    }
    at += points.length;
  }
  return null;
}

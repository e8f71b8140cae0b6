/* Lighting words of a passage. */

/** Cut a text where spans begin and end. Spans are half-open and count code points, as
 * Python does.
 * @param {string} text
 * @param {[number, number][]} spans
 * @param {number} at where the text begins
 * @returns {{ words: string, lit: boolean }[]} */
export function cut(text, spans, at) {
  const points = [...text];
  const cuts = new Set([0, points.length]);
  for (const span of spans) {
    for (const edge of span) cuts.add(Math.min(Math.max(edge - at, 0), points.length));
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  return bounds.slice(1).map((end, i) => ({
    words: points.slice(bounds[i], end).join(""),
    lit: spans.some(([from, to]) => from <= at + bounds[i] && at + end <= to),
  }));
}

/** @param {Element} passage
 * @param {[number, number][]} spans */
export function light(passage, spans) {
  passage.normalize();
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  let at = 0;
  for (const text of texts) {
    const runs = cut(text.data, spans, at);
    at += [...text.data].length;
    if (text.parentElement?.closest("mark.hit") || !runs.some((run) => run.lit)) continue;
    text.replaceWith(...runs.map(({ words, lit }) => {
      if (!lit) return words;
      const mark = document.createElement("mark");
      mark.textContent = words;
      return mark;
    }));
  }
}

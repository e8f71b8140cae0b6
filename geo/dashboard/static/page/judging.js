/* Judging an item of a review: what it is, whether it is still open, where it belongs. */

/** @typedef {import("./reviewing.js").Item} Item */
/** @typedef {import("./reviewing.js").Decision} Decision */

export const FILTERS = ["open", "unsure", "unplaced", "proposed", "mine", "disagreed", "all"];
/** What an item is after a decision.
 * @type {Record<string, string>} */
const STATES = { confirm: "confirmed", merge: "confirmed", reject: "rejected", "not-a-place": "rejected", split: "split" };

/** @param {Item} item
 * @returns {boolean} whether it is no longer there, as somebody decided */
export function isGone(item) {
  return ["rejected", "split", "merge"].includes(item.state);
}

/** @param {Item} item
 * @returns {boolean} */
export function isOpen(item) {
  return item.state === "open" || Boolean(item.disagreed);
}

/** @param {Item} item
 * @param {string} filter
 * @returns {boolean} */
export function passes(item, filter) {
  if (filter === "open") return isOpen(item);
  if (filter === "unsure") return item.unsure && item.state === "open";
  if (filter === "unplaced") return item.is === "mention" && !item.place && !isGone(item);
  if (filter === "proposed") return item.is === "agreement";
  if (filter === "mine") return Boolean(item.mine);
  if (filter === "disagreed") return Boolean(item.disagreed);
  return true;
}

/** Unsure first, then proposals, then the rest; each in the order of the text.
 * @param {Item} item
 * @returns {number} */
export function rank(item) {
  if (item.disagreed) return 0;
  if (item.is === "mention") return item.unsure ? 1 : 3;
  return 2;
}

/** What an item is once a decision holds, as far as the browser can tell.
 * @param {Item} item
 * @param {Decision} decision
 * @returns {Item} */
export function foresee(item, { act, value, when, who }) {
  const state = STATES[act] || (item.state === "added" ? "added" : "changed");
  return { ...item, ...value, state, when, by: who, mine: true, unsure: false, disagreed: null };
}

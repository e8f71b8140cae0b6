/* What the cards of a review work with: the review itself, what things are called, and
   what was asked of the server. */
import { fill } from "./elements.js";

/** @typedef {import("./reviewing.js").Review} Review */
/** @typedef {import("./reviewing.js").Item} Item */
/** @typedef {import("./reviewing.js").Change} Change */
/** @typedef {import("./words_chosen.js").Words} Words */
/**
 * @typedef {object} Named
 * @property {string} id
 * @property {string} name
 * @property {string} detail what it is, where, since when
 * @property {string} kind
 * @property {number | null} lon
 * @property {number | null} lat
 * @property {number | null} radius in metres
 */
/** @typedef {[string, string][]} Options values with their words */
/**
 * @typedef {object} Action
 * @property {string} key
 * @property {string} label
 * @property {() => void} act
 * @property {string} [look]
 * @property {boolean} [pressed]
 */

export class Desk {
  /** @param {Review} review */
  constructor(review) {
    this.review = review;
    /** @type {Record<string, string>} */
    this.words = {};
    /** @type {Record<string, Named>} */
    this.places = {};
    /** @type {Record<string, Options>} */
    this.lists = {};
    /** What the card is asked to show beside what it is: "place", "words", "edit" and so on. */
    this.mode = "";
    /** Whether the decision is for all its like. */
    this.isForAll = false;
    this.note = "";
    /** Words that the reader chose in the text.
     * @type {Words | null} */
    this.chosen = null;
    /** What a form is being filled with, so that it stays when the card is drawn again.
     * @type {any} */
    this.form = {};
    /** @type {{ number: number, words: string, places: string[] } | null} */
    this.found = null;
    this.asked = 0;
    /** @type {() => void} */
    this.redraw = () => {};
    /** @type {() => void} */
    this.opened = () => {};
    /** @type {() => void} */
    this.entered = () => {};
    /** @type {(changes: Change[], how: { said: string, why?: string, stays?: boolean }) => void} */
    this.decided = () => {};
    /** @type {(question: Record<string, any>) => void} */
    this.ask = () => {};
    /** The actions of the card that is open, by their keys.
     * @type {Action[]} */
    this.actions = [];
  }

  /** @param {string} key
   * @param {Record<string, string | number>} [values]
   * @returns {string} */
  say(key, values = {}) {
    return fill(this.words[key] ?? key, values);
  }

  /** @param {string | null | undefined} id
   * @returns {string} */
  nameOf(id) {
    return (id && this.places[id]?.name) || id || "";
  }

  /** @param {string} list
   * @param {string | undefined} value
   * @returns {string} */
  label(list, value) {
    return this.lists[list]?.find(([key]) => key === value)?.[1] || value || "";
  }

  /** @param {string | undefined} when
   * @returns {string} in the reader's own way of writing it */
  moment(when) {
    if (!when) return "";
    return new Date(when).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "medium", timeStyle: "short" });
  }

  /** Look at an item.
   * @param {string} id */
  open(id) {
    this.review.current = id;
    this.leave();
    this.opened();
  }

  /** @param {string} mode */
  go(mode) {
    this.mode = this.mode === mode ? "" : mode;
    this.form = {};
    this.found = null;
    this.redraw();
    this.entered();
  }

  /** Decide; the next card follows unless this one stays.
   * @param {Change[]} changes
   * @param {string} said
   * @param {boolean} [stays] */
  decide(changes, said, stays = false) {
    const why = this.note.trim();
    this.leave();
    this.decided(changes, { said, why, stays });
  }

  /** Leave a card as it is. */
  leave() {
    this.mode = "";
    this.form = {};
    this.note = "";
    this.isForAll = false;
    this.chosen = null;
    this.found = null;
  }

  /** @param {string} words */
  find(words) {
    this.asked += 1;
    this.ask({ number: this.asked, words });
  }
}

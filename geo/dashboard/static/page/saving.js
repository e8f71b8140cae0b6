/* Whether what was decided is kept, and where: always in sight. */
import { dropDecisions, keepDecisions, keepDraft } from "./drafts.js";

/** @typedef {import("./reviewing.js").Decision} Decision */
/** @typedef {import("./drafts.js").Draft} Draft */

export class Saving {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** Decisions that are on their way into the browser's store. */
    this.going = 0;
    /** Those that it did not take.
     * @type {Decision[]} */
    this.failed = [];
    /** @type {number | null} */
    this.at = null;
    /** @type {Promise<unknown>} */
    this.last = Promise.resolve();
  }

  /** Keep decisions in this browser, and that the text was changed.
   * @param {Draft} draft
   * @param {Decision[]} made */
  keep(draft, made) {
    const all = [...this.failed, ...made];
    this.going += 1;
    this.changed();
    // One after the other: what was made first is kept first.
    this.last = this.last.then(() => keepDecisions(draft.key, all)).then(() => keepDraft({ ...draft, at: Date.now() })).then(
      () => { this.failed = []; this.at = Date.now(); },
      () => { this.failed = all; },
    ).then(() => { this.going -= 1; this.changed(); });
  }

  /** Keep decisions with what the ledger says of them: nothing new to the reader.
   * @param {string} key
   * @param {Decision[]} decisions */
  keepLines(key, decisions) {
    this.last = this.last.then(() => keepDecisions(key, decisions)).catch(() => {});
  }

  /** Decisions that are held elsewhere, or not at all.
   * @param {string[]} ids */
  release(ids) {
    this.failed = this.failed.filter(({ id }) => !ids.includes(id));
    if (ids.length) this.last = this.last.then(() => dropDecisions(ids)).catch(() => {});
  }

  /** Say where the decisions are, by the key of the words for it.
   * @param {boolean} inFolder whether a project's ledger holds them in the end
   * @param {number} waiting for the server
   * @param {number} made
   * @returns {[string, Record<string, string | number>]} */
  standing(inFolder, waiting, made) {
    if (this.failed.length) return ["unsaved", { n: this.failed.length }];
    if (this.going) return ["saving", {}];
    if (inFolder && waiting) return ["waiting", { n: waiting }];
    if (!this.at) return [made && !inFolder ? "kept_here" : "", {}];
    const at = new Date(this.at).toLocaleTimeString(document.documentElement.lang || undefined, { timeStyle: "short" });
    return [inFolder ? "saved_folder" : "saved_here", { at }];
  }

  /** Whether closing the page now would lose a decision. */
  get isAtRisk() {
    return this.going > 0 || this.failed.length > 0;
  }
}

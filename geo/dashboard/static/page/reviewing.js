/* The state of a review in the browser: what the server says of each item, and over it
   what was decided since. A decision is seen at once; the server's answer takes its
   place. Nothing here draws. */

import { FILTERS, foresee, isOpen, passes, rank } from "./judging.js";

/**
 * A step is one thing a reader did; it may be several decisions, and is undone as one.
 * @typedef {object} Decision
 * @property {string} id
 * @property {string} step
 * @property {number} number of the decision, in the order they were made here
 * @property {string} when after all that was decided before
 * @property {string} who
 * @property {"text" | "mention" | "agreement" | "step"} subject
 * @property {string} act
 * @property {string} item
 * @property {Record<string, any>} value
 * @property {string} why the reader's own words
 * @property {string} said in words, for whoever undoes it
 * @property {string[]} [lines] of the ledger that the server made of it
 */

/**
 * A mention or a proposal, as the server says it.
 * @typedef {object} Item
 * @property {string} id
 * @property {"mention" | "agreement"} is
 * @property {string} document
 * @property {number} start
 * @property {number} end
 * @property {string} title
 * @property {string} state open, confirmed, changed, added or rejected
 * @property {boolean} unsure
 * @property {string | null} [place]
 * @property {string} [role]
 * @property {string} [like] what its like have as well
 * @property {string} [by]
 * @property {string} [when]
 * @property {boolean} [mine]
 * @property {any} [disagreed]
 * @property {any[]} [offers]
 */

/** @typedef {{ subject: Decision["subject"], act: string, item: string, value?: Record<string, any> }} Change */

const UNDOING = ["undo", "redo"];
const AFTER = ".after";
/** The steps that can be undone and done again, the newest last.
 * @param {Decision[]} log in the order they were made
 * @returns {{ undo: Decision[][], redo: Decision[][] }} */
export function stepsOf(log) {
  /** @type {Map<string, Decision[]>} */
  const steps = new Map();
  for (const decision of log) steps.set(decision.step, [...(steps.get(decision.step) || []), decision]);
  /** @type {Decision[][]} */
  const undo = [];
  /** @type {Decision[][]} */
  let redo = [];
  for (const step of steps.values()) {
    const [{ act, value }] = step;
    if (!UNDOING.includes(act)) {
      undo.push(step);
      redo = [];
      continue;
    }
    const [from, to] = act === "undo" ? [undo, redo] : [redo, undo];
    const at = from.findLastIndex(([first]) => first.step === value.step);
    if (at >= 0) to.push(...from.splice(at, 1));
  }
  return { undo, redo };
}

export class Review {
  /** @param {{ newId: () => string, now: () => number }} means */
  constructor({ newId, now }) {
    this.newId = newId;
    this.now = now;
    this.who = "";
    this.latest = 0;
    /** @type {Item[]} */
    this.said = [];
    /** @type {Decision[]} */
    this.log = [];
    /** What this reader had decided before, elsewhere or in an earlier session.
     * @type {Decision[]} */
    this.past = [];
    /** How many decisions the server has followed. */
    this.known = 0;
    this.number = 0;
    this.session = "";
    this.filter = "open";
    this.current = "";
    /** What an item was before a step, to show an undo at once.
     * @type {Map<string, Item[]>} */
    this.before = new Map();
    /** @type {Map<string, Item> | null} */
    this.shown = null;
  }

  /** Decisions that were kept here before.
   * @param {Decision[]} kept */
  resume(kept) {
    const ids = new Set(this.log.map(({ id }) => id));
    const more = kept.filter(({ id }) => !ids.has(id));
    if (!more.length) return;
    // They were made before all that is made now.
    this.log = [...more, ...this.log].map((decision, i) => ({ ...decision, number: i + 1 }));
    this.number = this.log.length;
    this.latest = Math.max(this.latest, ...more.map(({ when }) => Date.parse(when)));
    this.known = 0;
    this.shown = null;
    // What was looked at first may be what was decided then.
    if (!this.item || !isOpen(this.item)) this.current = this.queue()[0]?.id || "";
  }

  /** @returns {Decision[]} all that this reader decided, in the order of it */
  get history() {
    const ids = new Set(this.log.map(({ id }) => id));
    const all = [...this.log, ...this.past.filter(({ id }) => !ids.has(id))];
    return all.sort((a, b) => Date.parse(a.when) - Date.parse(b.when));
  }

  /** Let decisions go that cannot be followed.
   * @param {string[]} ids */
  drop(ids) {
    if (ids.length) this.log = this.log.filter(({ id }) => !ids.includes(id));
    this.shown = null;
  }

  /** Follow the server. One that is new knows nothing of what was decided here.
   * @param {{ session: string, known: number, items: Item[], past?: Decision[] }} answer */
  receive({ session, known, items, past = [] }) {
    if (session !== this.session) this.known = 0;
    this.session = session;
    this.known = Math.max(this.known, known);
    this.said = items;
    this.past = past;
    this.latest = Math.max(this.latest, ...past.map(({ when }) => Date.parse(when)));
    this.shown = null;
    if (!this.items.has(this.current)) this.current = this.queue()[0]?.id || "";
  }

  /** @returns {Decision[]} what the server has yet to follow */
  get pending() {
    return this.log.filter(({ number }) => number > this.known);
  }

  /** @returns {Map<string, Item>} each as it is after what was decided here */
  get items() {
    if (this.shown) return this.shown;
    const items = new Map(this.said.map((item) => [item.id, item]));
    for (const decision of this.pending) {
      if (UNDOING.includes(decision.act)) {
        for (const item of this.before.get(decision.step) || []) items.set(item.id, item);
        continue;
      }
      const item = items.get(decision.item);
      if (item) items.set(item.id, foresee(item, decision));
    }
    this.shown = items;
    return items;
  }

  /** @param {string} filter
   * @returns {Item[]} in the order they are to be looked at */
  queue(filter = this.filter) {
    return [...this.items.values()].filter((item) => passes(item, filter)).sort((a, b) =>
      rank(a) - rank(b) || a.document.localeCompare(b.document) || a.start - b.start || a.id.localeCompare(b.id));
  }

  /** @returns {Item | undefined} */
  get item() {
    return this.items.get(this.current);
  }

  /** @returns {Record<string, number>} how many pass each filter */
  get counts() {
    const counts = Object.fromEntries(FILTERS.map((filter) => [filter, 0]));
    for (const item of this.items.values()) {
      for (const filter of FILTERS) if (passes(item, filter)) counts[filter] += 1;
    }
    return counts;
  }

  /** @param {string} id
   * @returns {Item[]} what was read in the same words as the same place, and is open too */
  likeOf(id) {
    const item = this.items.get(id);
    if (!item?.like) return [];
    return [...this.items.values()].filter((other) =>
      other.id !== id && other.like === item.like && other.state === "open");
  }

  /** A step of the reader's; the next item that is open follows it.
   * @param {Change[]} changes
   * @param {{ said: string, why?: string, stays?: boolean }} how in words, and why; whether the same card stays
   * @returns {Decision[]} */
  decide(changes, { said, why = "", stays = false }) {
    const step = this.newId();
    this.before.set(step, changes.flatMap(({ item }) => this.items.get(item) || []));
    const order = this.queue();
    const made = this.add(changes.map((change) => ({ value: {}, ...change, step, said, why })));
    if (!stays) this.goOn(order);
    return made;
  }

  /** Take back the last step, or do again the last one taken back.
   * @param {"undo" | "redo"} act
   * @returns {Decision[]} */
  turnBack(act) {
    const last = stepsOf(this.history)[act].at(-1);
    if (!last) return [];
    const step = this.newId();
    const of = last[0].step;
    const items = [...new Set(last.map(({ item }) => item))];
    // A step done again leaves what it left before it was undone.
    const undoing = this.history.findLast((each) => each.act === "undo" && each.value.step === of);
    const held = act === "undo" ? this.before.get(of) : undoing && this.before.get(undoing.step + AFTER);
    this.before.set(step + AFTER, items.flatMap((item) => this.items.get(item) || []));
    this.before.set(step, held || []);
    const made = this.add([{ subject: "step", act, item: "", value: { step: of }, step, said: last[0].said, why: "" }]);
    if (this.items.has(items[0])) this.current = items[0];
    return made;
  }

  /** @param {Omit<Decision, "id" | "number" | "when" | "who">[]} decisions
   * @returns {Decision[]} */
  add(decisions) {
    const made = decisions.map((decision) => {
      this.number += 1;
      // The ledger knows no other order than the moments.
      this.latest = Math.max(this.now(), this.latest + 1);
      const when = new Date(this.latest).toISOString();
      return { ...decision, id: this.newId(), number: this.number, when, who: this.who };
    });
    this.log = [...this.log, ...made];
    this.shown = null;
    return made;
  }

  /** Go to the next item that is open, in an order that was; from its end to its start.
   * @param {Item[]} order */
  goOn(order) {
    const at = order.findIndex(({ id }) => id === this.current);
    const after = [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0))];
    const next = after.find(({ id }) => {
      const item = this.items.get(id);
      return item && isOpen(item);
    });
    if (next) this.current = next.id;
    else if (!order.some(({ id }) => id === this.current && this.items.has(id))) this.current = "";
  }

  /** @param {number} by
   * @returns {boolean} whether there was one to go to */
  step(by) {
    const order = this.queue();
    const at = order.findIndex(({ id }) => id === this.current);
    const next = order[at < 0 ? 0 : at + by];
    if (next) this.current = next.id;
    return Boolean(next);
  }
}

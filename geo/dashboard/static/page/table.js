/* The table that a text is reviewed at: what is decided, drawn, kept and told. */
import { Desk } from "./desk.js";
import { readDecisions } from "./drafts.js";
import { clearMap, showOffers } from "./map_beside.js";
import { drawHead, drawLost, drawQueue, part } from "./queue.js";
import { bringUp, lightAll, lightNone } from "./reading_along.js";
import { recordForms } from "./record_form.js";
import { recall, remember } from "./remembering.js";
import { Review } from "./reviewing.js";
import { Saving } from "./saving.js";
import { store } from "./shared.js";

/** @typedef {import("./reviewing.js").Decision} Decision */

const SETTLED_MS = 120; // in which the text beside has been drawn anew

let last = 0;
/** @returns {string} what no other decision has */
function newId() {
  // Away from localhost and without encryption, browsers have no randomUUID.
  if (crypto.randomUUID) return crypto.randomUUID().replaceAll("-", "");
  last += 1;
  return [...crypto.getRandomValues(new Uint32Array(3)), Date.now(), last].map((each) => each.toString(16)).join("");
}

export class Table {
  constructor() {
    this.review = new Review({ newId, now: () => Date.now() });
    this.desk = new Desk(this.review);
    this.saving = new Saving(() => this.showSaving());
    /** @type {any} what the server said last */
    this.data = {};
    /** @type {HTMLElement} */
    this.root = document.createElement("div");
    /** @type {(said: any) => void} */
    this.tell = () => {};
    /** Whether the reader had everything forgotten: nothing is told again. */
    this.forgotten = false;
    /** @type {(what: string) => void} */
    this.ask = () => {};
    /** @type {any} */
    this.question = null;
    /** What was kept here before, once it is read.
     * @type {Promise<void> | null} */
    this.resuming = null;
    this.toldSession = "";
    this.packed = 0;
    this.desk.redraw = () => this.draw();
    this.desk.opened = () => { this.draw(); this.bring(true); };
    this.desk.entered = () => this.focus();
    this.desk.decided = (changes, how) => this.made(this.review.decide(changes, how), how.said, "decided");
    this.desk.ask = (question) => { this.question = question; this.send(); };
  }

  // --- what the server says -------------------------------------------------------

  /** @param {any} data
   * @param {boolean} isNew whether the page was drawn anew */
  follow(data, isNew) {
    const { desk, review } = this;
    this.data = data;
    Object.assign(desk, { words: data.words, places: data.places, lists: data.lists });
    review.who = data.who || recall("who") || data.words.nobody;
    const [before, waiting] = [review.current, review.pending.length];
    review.receive(data);
    this.keepLines(data);
    const isFound = data.found?.number === desk.asked && data.found.number !== desk.found?.number;
    if (isFound) desk.found = data.found;
    if (data.keeps === "folder") this.release(waiting);
    part(this.root, ".who").hidden = Boolean(data.who);
    this.showRecords();
    drawLost(part(this.root, ".lost"), data.lost, desk);
    this.draw();
    if (isNew || review.current !== before) this.bring(isNew);
    if (isFound) /** @type {HTMLElement | null} */ (this.root.querySelector(".place-form .offer"))?.focus();
    if (data.session !== this.toldSession && review.pending.length) this.send();
    this.download();
    this.resuming ??= this.resume();
  }

  /** Take up what was decided here before. */
  async resume() {
    try {
      const kept = await readDecisions(this.data.key);
      this.review.resume(kept);
      if (kept.length) this.saving.at = Date.parse(kept[kept.length - 1].when);
    } catch { /* a browser that keeps nothing has nothing kept */ }
    if (this.review.pending.length) this.send();
    this.draw();
  }

  /** Keep what the ledger will say of each decision, so that it says so again; let go
   * what cannot be followed.
   * @param {{ lines: Record<string, string[]>, refused: Record<string, string> }} data */
  keepLines({ lines, refused }) {
    const { review, saving, desk } = this;
    const fresh = review.log.filter(({ id, lines: known }) => !known && lines[id]);
    for (const decision of fresh) decision.lines = lines[decision.id];
    const ids = Object.keys(refused).filter((id) => review.log.some((each) => each.id === id));
    review.drop(ids);
    if (this.data.keeps === "folder") return;
    if (fresh.length) saving.keepLines(this.data.key, fresh);
    saving.release(ids);
    if (ids.length) this.say(desk.say("told_refused", { why: refused[ids[0]] }));
  }

  /** What the project's ledger holds need not be kept here as well.
   * @param {number} waiting */
  release(waiting) {
    const pending = new Set(this.review.pending);
    this.saving.release(this.review.log.filter((each) => !pending.has(each)).map(({ id }) => id));
    if (waiting && !pending.size) this.saving.at = Date.now();
  }

  /** Tell the server all that it has yet to follow, and what is asked. */
  send() {
    this.toldSession = this.data.session;
    const { review } = this;
    this.tell({ key: this.data.key, who: review.who, session: this.data.session, upto: review.number, decisions: review.pending, question: this.question });
    this.showSaving();
  }

  // --- what the reader does -------------------------------------------------------

  /** @param {Decision[]} decisions
   * @param {string} said
   * @param {string} how */
  made(decisions, said, how) {
    if (!decisions.length) return;
    const { data, desk } = this;
    this.saving.keep({ key: data.key, name: data.name, file: data.file, project: this.project, at: 0 }, decisions);
    this.draw();
    this.bring(true);
    this.say(desk.say(`told_${how}`, { what: said }));
    this.send();
  }

  /** @param {string} name of a button */
  act(name) {
    if (name === "undo" || name === "redo") {
      this.desk.leave();
      const decisions = this.review.turnBack(name);
      this.made(decisions, decisions[0]?.said || "", name);
    } else if (name === "keys") {
      remember("keys", this.areKeysOn ? "off" : "on");
      this.draw();
    } else {
      if (name === "leave") this.clear();
      this.ask(name);
    }
  }

  /** @param {string} key
   * @returns {boolean} whether it did something */
  press(key) {
    const action = this.desk.actions.find((each) => each.key.toUpperCase() === key.toUpperCase());
    if (action) {
      action.act();
      return true;
    }
    if (key === "Z" || key === "Ctrl+Z") this.act("undo");
    else if (key === "Y" || key === "Ctrl+Y") this.act("redo");
    else if (key === "J" || key === "K") this.step(key === "J" ? 1 : -1);
    else return false;
    return true;
  }

  /** @param {number} by */
  step(by) {
    if (this.review.step(by)) this.desk.open(this.review.current);
  }

  /** Words were chosen in a text.
   * @param {import("./words_chosen.js").Words} chosen */
  choose(chosen) {
    const { desk } = this;
    if (desk.mode.startsWith("add-")) return;
    desk.chosen = chosen;
    this.draw();
  }

  /** @param {string} id of a text
   * @param {Record<string, any>} value
   * @param {string} said */
  setRecord(id, value, said) {
    const change = { subject: /** @type {const} */ ("text"), act: "set", item: id, value };
    this.made(this.review.decide([change], { said, stays: true }), said, "decided");
  }

  // --- what is seen ---------------------------------------------------------------

  draw() {
    const { root, desk } = this;
    const hadFocus = document.activeElement?.id === "review-title";
    drawHead(root, desk, () => { this.draw(); this.bring(false); });
    drawQueue(root, desk);
    part(root, "[data-act=keys]").setAttribute("aria-pressed", String(this.areKeysOn));
    this.showSaving();
    this.light();
    // The text beside is drawn anew a moment after this.
    setTimeout(() => this.light(), SETTLED_MS);
    if (desk.mode !== "place" || !desk.found) showOffers(this.offers());
    if (desk.mode !== "place" && desk.mode !== "add-mention") clearMap();
    if (hadFocus) this.focus();
  }

  light() {
    const { review } = this;
    if (this.root.isConnected) lightAll([...review.items.values()], review.item);
  }

  /** @returns {(import("./desk.js").Named | undefined)[]} what the card offers, for the map */
  offers() {
    const item = /** @type {any} */ (this.review.item);
    if (!item) return [];
    const ids = item.is === "mention" ? [item.place, ...(item.offers || []).map((/** @type {any} */ each) => each.place)] : item.places;
    return [...new Set(ids.filter(Boolean))].map((id) => this.desk.places[id]);
  }

  /** Bring the card's words up in the text, and the card itself to who reads by keys.
   * @param {boolean} withFocus */
  bring(withFocus) {
    const { review, root } = this;
    const item = /** @type {any} */ (review.item);
    if (withFocus) this.focus();
    root.scrollTop = 0;
    if (!item || bringUp(item)) return;
    // Another text than the one beside: the server shows it.
    if (item.passage && this.data.shown !== item.document) store.choose({ place: "", passage: item.passage }, "review");
  }

  /** The first field of what was opened, or else the card, has the focus. */
  focus() {
    const { root, desk } = this;
    const title = root.querySelector(".adding h3, #review-title");
    const first = (desk.mode && root.querySelector(".first-field, .preview")) || title;
    /** @type {HTMLElement | null} */ (first)?.focus({ preventScroll: true });
  }

  /** @param {string} words for who does not see the card go */
  say(words) {
    part(this.root, ".told").textContent = words;
  }

  showRecords() {
    const texts = JSON.stringify(this.data.texts);
    const place = part(this.root, ".records");
    if (place.dataset.of === texts) return;
    place.dataset.of = texts;
    place.replaceChildren(recordForms(this.data.texts, this.desk, (id, value, said) => this.setRecord(id, value, said)));
  }

  showSaving() {
    const { desk, saving, data, review } = this;
    const place = part(this.root, ".saving");
    const [key, values] = saving.standing(data.keeps === "folder", review.pending.length, review.log.length);
    const words = data.trouble || (key && desk.say(key, values));
    place.classList.toggle("at-risk", Boolean(data.trouble) || saving.failed.length > 0);
    if (place.textContent !== words) place.textContent = words;
  }

  /** Leave nothing of the review in the text and on the map. */
  clear() {
    lightNone();
    clearMap();
    showOffers([]);
  }

  /** Save the file that was asked for, once. */
  download() {
    const { packed } = this.data;
    if (!packed || packed.number === this.packed) return;
    this.packed = packed.number;
    const bytes = Uint8Array.from(atob(packed.content), (letter) => letter.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: packed.mime }));
    link.download = packed.file;
    link.click();
    URL.revokeObjectURL(link.href);
    this.say(this.desk.say("told_file", { file: packed.file }));
  }

  /** The text as it was read, where this page brought it. */
  get project() {
    return this.data.brought ? /** @type {any} */ (window).accordAtlasKept?.project?.project || "" : "";
  }

  // --- what this browser remembers ------------------------------------------------

  get areKeysOn() {
    return recall("keys") !== "off";
  }

  /** @param {string} who */
  call(who) {
    remember("who", who);
    this.review.who = this.data.who || who || this.data.words.nobody;
  }
}

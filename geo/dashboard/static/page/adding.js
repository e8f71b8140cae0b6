/* What was missed: a place or an agreement made of the words that the reader chose. */
import { button, make } from "./elements.js";
import { editForm, savedFields } from "./agreement_form.js";
import { isGone } from "./judging.js";
import { placeForm } from "./place_form.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Action} Action */

const LONGEST_TITLE = 90;
const NEW = { id: "", is: "agreement", type: "political", status: "agreed", status_words: "", parties: [], pair: null };

/** @param {Desk} desk
 * @returns {HTMLElement | null} what can be done with the chosen words, or nothing */
export function chosenBar(desk) {
  const { chosen, mode } = desk;
  if (!chosen || ["words", "edit"].includes(mode)) return null;
  if (mode === "add-mention") return addMention(desk);
  if (mode === "add-agreement") return addAgreement(desk);
  return make("div.chosen-bar", { role: "group", "aria-label": desk.say("chosen") },
    make("p", {}, desk.say("chosen"), " ", make("mark", {}, shorten(chosen.exact))),
    make("div.acts", {}, button(desk.say("add_mention"), "+", () => desk.go("add-mention"), { class: "primary" }),
      button(desk.say("add_agreement"), "", () => desk.go("add-agreement"))));
}

/** @param {string} words
 * @returns {string} */
function shorten(words) {
  return words.length > LONGEST_TITLE ? `${words.slice(0, LONGEST_TITLE - 1).replace(/\s+\S*$/u, "")}…` : words;
}

/** @param {Desk} desk
 * @returns {HTMLElement} */
function addMention(desk) {
  const chosen = /** @type {import("./words_chosen.js").Words} */ (desk.chosen);
  const add = (/** @type {Record<string, any>} */ value) =>
    desk.decide([{ subject: "mention", act: "add", item: "", value: { ...chosen, role: "literal", ...value } }],
      `“${chosen.exact}”: ${desk.say("said_added")}`);
  return make("section.adding", { "aria-label": desk.say("add_mention") },
    make("h3", { tabindex: -1 }, `“${shorten(chosen.exact)}”`), make("p.hint", {}, desk.say("which_place")),
    placeForm(desk, { words: chosen.exact, kind: "city", choose: (place) => add({ place, kind: desk.places[place].kind }),
      record: (record) => add({ record }) }),
    make("div.acts", {}, button(desk.say("cancel"), "Esc", () => desk.go(""))));
}

/** @param {Desk} desk
 * @returns {HTMLElement} */
function addAgreement(desk) {
  const chosen = /** @type {import("./words_chosen.js").Words} */ (desk.chosen);
  const within = [...desk.review.items.values()].filter((item) => item.is === "mention" && item.document === chosen.document &&
    item.start >= chosen.start && item.end <= chosen.end && item.place && !isGone(item));
  desk.form.blank ??= { ...NEW, document: chosen.document, title: shorten(chosen.exact),
    places: [...new Set(within.map(({ place }) => place))] };
  const { blank } = desk.form;
  const add = () => {
    const value = { ...blank, ...savedFields(blank, desk), quote: chosen };
    delete value.id;
    delete value.is;
    desk.decide([{ subject: "agreement", act: "add", item: "", value }], `“${value.title}”: ${desk.say("said_added")}`);
  };
  return make("section.adding", { "aria-label": desk.say("add_agreement") }, make("h3", { tabindex: -1 }, desk.say("add_agreement")),
    make("blockquote", {}, chosen.exact), editForm(blank, desk),
    make("div.acts", {}, button(desk.say("add_it"), "Ctrl+Enter", add, { class: "primary" }), button(desk.say("cancel"), "Esc", () => desk.go(""))));
}

/** @param {Desk} desk
 * @returns {Action[]} */
export function chosenActions(desk) {
  const leave = { key: "Escape", label: "", act: () => (desk.mode ? desk.go("") : drop(desk)) };
  if (!desk.chosen || ["words", "edit"].includes(desk.mode)) return [];
  return desk.mode ? [leave] : [{ key: "+", label: "", act: () => desk.go("add-mention") }, leave];
}

/** @param {Desk} desk */
function drop(desk) {
  desk.chosen = null;
  getSelection()?.removeAllRanges();
  desk.redraw();
}

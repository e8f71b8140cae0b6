/* The card of a mention: what its words were taken for and why, and what else they are. */
import { make } from "./elements.js";
import { placeForm } from "./place_form.js";
import { count, moveEdge } from "./words_chosen.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Action} Action */

/** @param {any} item
 * @param {Desk} desk
 * @param {string} act
 * @param {Record<string, any>} value
 * @param {string} said */
function decide(item, desk, act, value, said) {
  const like = desk.isForAll ? desk.review.likeOf(item.id) : [];
  const changes = [item, ...like].map(({ id }) => (
    { subject: /** @type {const} */ ("mention"), act, item: id, value }));
  const also = like.length ? ` ${desk.say("and_like", { n: like.length })}` : "";
  desk.decide(changes, `“${item.title}”: ${said}${also}`);
}

/** @param {any} item
 * @param {Desk} desk
 * @param {string} place */
function take(item, desk, place) {
  if (place === item.place) confirm(item, desk);
  else decide(item, desk, "place", { place, kind: desk.places[place].kind }, desk.say("said_place", { place: desk.nameOf(place) }));
}

/** @param {any} item
 * @param {Desk} desk */
function confirm(item, desk) {
  decide(item, desk, "confirm", {}, desk.say("said_confirmed"));
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {Action[]} */
export function mentionActions(item, desk) {
  if (desk.mode === "words") return wordActions(item, desk);
  if (desk.mode === "role") return roleActions(item, desk);
  if (desk.mode === "place") return [{ key: "Escape", label: desk.say("cancel"), act: () => desk.go("") }];
  const like = desk.review.likeOf(item.id).length;
  return [
    { key: "Enter", label: desk.say(item.place ? "confirm" : "confirm_unplaced"), act: () => confirm(item, desk), look: "primary" },
    { key: "X", label: desk.say("not_a_place"), act: () => decide(item, desk, "not-a-place", {}, desk.say("said_not_a_place")) },
    { key: "P", label: desk.say("other_place"), act: () => desk.go("place") },
    { key: "R", label: desk.say("role"), act: () => desk.go("role") },
    { key: "W", label: desk.say("words"), act: () => desk.go("words") },
    { key: "N", label: desk.say("note"), act: () => desk.go("note"), pressed: desk.mode === "note" },
    ...(like ? [{ key: "A", label: desk.say("all_like", { n: like }), pressed: desk.isForAll, look: "toggle",
      act: () => { desk.isForAll = !desk.isForAll; desk.redraw(); } }] : []),
    ...offersOf(item).map((/** @type {string} */ place, /** @type {number} */ i) => (
      { key: String(i + 1), label: "", act: () => take(item, desk, place) })),
  ];
}

/** @param {any} item
 * @returns {string[]} the places offered: the one it was taken for first */
function offersOf(item) {
  const others = (item.offers || []).map((/** @type {any} */ each) => each.place);
  return [...new Set([item.place, ...others].filter(Boolean))].slice(0, 9);
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement[]} */
export function mentionBody(item, desk) {
  const offers = offersOf(item);
  const whys = Object.fromEntries((item.offers || []).map((/** @type {any} */ each) => [each.place, each.why]));
  const parts = [taken(item, desk)];
  if (desk.mode === "words") return [...parts, wordsForm(item, desk)];
  if (desk.mode === "role") return [...parts, make("p.hint", {}, desk.say("role_hint"))];
  if (offers.length && desk.mode !== "place") {
    parts.push(make("div.offers", { role: "group", "aria-label": desk.say("offers") },
      ...offers.map((place, i) => offer(place, i + 1, item, desk, whys[place]))));
  }
  if (desk.mode === "place") {
    parts.push(placeForm(desk, {
      words: item.title,
      kind: item.kind,
      choose: (place) => take(item, desk, place),
      record: (record) => decide(item, desk, "place", { record },
        desk.say("said_place", { place: record.name })),
    }));
  }
  return parts;
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement} */
function taken(item, desk) {
  const place = desk.places[item.place];
  const role = desk.label("roles", item.role);
  const for_ = place ? desk.say("taken_for", { place: `${place.name}, ${place.detail}` }) : desk.say("no_position", { kind: desk.label("kinds", item.kind) });
  return make("details.why", {}, make("summary", {}, `${for_}. ${role}.`),
    make("ul", {}, ...(item.why || []).map((/** @type {string} */ why) => make("li", {}, why)),
      (item.rules || []).length > 0 && make("li", {}, `${desk.say("rules")} `, make("code", {}, item.rules.join(", ")))));
}

/** @param {string} id
 * @param {number} number
 * @param {any} item
 * @param {Desk} desk
 * @param {string | undefined} why
 * @returns {HTMLElement} */
function offer(id, number, item, desk, why) {
  const place = desk.places[id];
  const isTaken = id === item.place;
  return make("button.offer", { type: "button", "aria-pressed": String(isTaken), "aria-keyshortcuts": String(number),
    title: why, onclick: () => take(item, desk, id) },
  make("span", {}, make("b", {}, place.name), " ", make("small", {}, place.detail)), make("kbd", { "aria-hidden": "true" }, String(number)));
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {Action[]} */
function roleActions(item, desk) {
  return [...desk.lists.roles.map(([role, label], i) => ({ key: String(i + 1), label, pressed: role === item.role,
    act: () => decide(item, desk, "role", { role }, desk.say("said_role", { role: label })) })),
  { key: "Escape", label: desk.say("cancel"), act: () => desk.go("") }];
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {[number, number]} where its words stand now within the context */
function spanOf(item, desk) {
  const chosen = desk.chosen;
  if (chosen && chosen.document === item.document && isIn(chosen, item)) return [chosen.start - item.from, chosen.end - item.from];
  desk.form.span ??= [item.start - item.from, item.end - item.from];
  return desk.form.span;
}

/** @param {import("./words_chosen.js").Words} chosen
 * @param {any} item
 * @returns {boolean} */
function isIn(chosen, item) {
  return chosen.start >= item.from && chosen.end <= item.from + count(item.context);
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {Action[]} */
function wordActions(item, desk) {
  const move = (/** @type {"start" | "end"} */ edge, /** @type {1 | -1} */ by) => () => {
    desk.form.span = moveEdge(item.context, spanOf(item, desk), edge, by);
    desk.chosen = null;
    desk.redraw();
  };
  return [
    { key: "Enter", label: desk.say("take_words"), look: "primary", act: () => takeWords(item, desk) },
    { key: "1", label: desk.say("start_earlier"), act: move("start", -1) },
    { key: "2", label: desk.say("start_later"), act: move("start", 1) },
    { key: "3", label: desk.say("end_earlier"), act: move("end", -1) },
    { key: "4", label: desk.say("end_later"), act: move("end", 1) },
    { key: "Escape", label: desk.say("cancel"), act: () => desk.go("") },
  ];
}

/** @param {any} item
 * @param {Desk} desk */
function takeWords(item, desk) {
  const [start, end] = spanOf(item, desk);
  const exact = [...item.context].slice(start, end).join("");
  if (start + item.from === item.start && end + item.from === item.end) { desk.go(""); return; }
  desk.isForAll = false;
  decide(item, desk, "words", { start: start + item.from, end: end + item.from, exact }, desk.say("said_words", { words: exact }));
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement} */
function wordsForm(item, desk) {
  const [start, end] = spanOf(item, desk);
  const points = [...item.context];
  return make("p.preview", { "aria-live": "polite" }, desk.say("words_now"), " ", make("mark", {}, points.slice(start, end).join("")));
}

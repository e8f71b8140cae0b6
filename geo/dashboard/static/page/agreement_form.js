/* The fields of an agreement, as a reader corrects them or fills them for a new one. */
import { isGone } from "./judging.js";
import { button, field, make, select } from "./elements.js";

/** @typedef {import("./desk.js").Desk} Desk */

const FIELDS = ["title", "type", "status", "status_words", "parties", "places", "pair"];

/** @param {any} item
 * @param {Desk} desk
 * @returns {any} what the form holds */
function held(item, desk) {
  const promise = desk.lists.promise.map(([key]) => key);
  if (!desk.form.fields) {
    desk.form.fields = Object.fromEntries([...FIELDS, ...promise].map((key) => [key, structuredClone(item[key] ?? (key === "pair" ? null : ""))]));
    desk.form.fields.parties = [...(item.parties || [])];
    desk.form.fields.places = [...(item.places || [])];
  }
  return desk.form.fields;
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement} */
export function editForm(item, desk) {
  const fields = held(item, desk);
  const typed = (/** @type {string} */ key) => ({ oninput: (/** @type {any} */ event) => { fields[key] = event.target.value; } });
  return make("div.edit-form", {},
    field(desk.say("title"), fields.title, { ...typed("title"), class: "first-field", maxlength: 300 }),
    make("div.two", {}, select(desk.say("type"), desk.lists.types, fields.type, (value) => { fields.type = value; }),
      select(desk.say("status"), desk.lists.statuses, fields.status, (value) => { fields.status = value; })),
    worded(desk, desk.say("status_words"), fields, "status_words"),
    desk.form.lacksWords ? make("p.wrong", { role: "alert" }, desk.say("words_not_there")) : "",
    listed(desk, desk.say("parties"), fields.parties),
    places(desk, item, fields),
    pair(desk, fields),
    ...desk.lists.promise.map(([key, label]) => worded(desk, label, fields, key)),
    make("p.hint", {}, desk.say("words_hint")));
}

/** What differs from what the agreement is.
 * @param {any} item
 * @param {Desk} desk
 * @returns {Record<string, any>} */
export function savedFields(item, desk) {
  const fields = held(item, desk);
  const same = (/** @type {string} */ key) => JSON.stringify(fields[key] || null) === JSON.stringify(item[key] || null) ||
    (Array.isArray(fields[key]) && !fields[key].length && !(item[key] || []).length);
  return Object.fromEntries(Object.keys(fields).filter((key) => !same(key)).map((key) => [key, fields[key]]));
}

/** A field that can take the words chosen in the text.
 * @param {Desk} desk
 * @param {string} label
 * @param {any} fields
 * @param {string} key
 * @returns {HTMLElement} */
function worded(desk, label, fields, key) {
  const { chosen } = desk;
  return make("div.worded", {}, field(label, fields[key] ?? "", {
    oninput: (/** @type {any} */ event) => { fields[key] = event.target.value; } }),
  chosen && button(desk.say("take_chosen"), "", () => { fields[key] = chosen.exact; desk.redraw(); }, { title: chosen.exact,
    "aria-label": `${label}: ${desk.say("take_chosen")}` }));
}

/** @param {Desk} desk
 * @param {string} label
 * @param {string[]} list
 * @returns {HTMLElement} */
function listed(desk, label, list) {
  const add = (/** @type {any} */ event) => {
    const words = event.target.value.trim();
    if (!words) return;
    list.push(words);
    desk.redraw();
  };
  return make("fieldset", {}, make("legend", {}, label), make("div.taken", {},
    ...list.map((words, i) => chip(desk, words, () => { list.splice(i, 1); desk.redraw(); })),
    make("input", { type: "text", class: "small-field", placeholder: desk.say("add"), "aria-label": `${label}: ${desk.say("add")}`, onchange: add }),
    desk.chosen && button(desk.say("take_chosen"), "", () => { list.push(/** @type {any} */ (desk.chosen).exact); desk.redraw(); },
      { "aria-label": `${label}: ${desk.say("take_chosen")}` })));
}

/** @param {Desk} desk
 * @param {string} words
 * @param {() => void} drop
 * @returns {HTMLElement} */
function chip(desk, words, drop) {
  return make("button.taken-chip", { type: "button", onclick: drop, "aria-label": desk.say("take_away_of", { what: words }) },
    words, make("span", { "aria-hidden": "true" }, " ×"));
}

/** @param {Desk} desk
 * @param {any} item
 * @param {any} fields
 * @returns {HTMLElement} */
function places(desk, item, fields) {
  const rest = placesOf(desk, item.document).filter((id) => !fields.places.includes(id));
  return make("fieldset", {}, make("legend", {}, desk.say("places")), make("div.taken", {},
    ...fields.places.map((/** @type {string} */ id) => chip(desk, desk.nameOf(id), () => {
      fields.places = fields.places.filter((/** @type {string} */ each) => each !== id);
      if (fields.pair?.includes(id)) fields.pair = null;
      desk.redraw();
    })),
    rest.length > 0 && make("select", { "aria-label": `${desk.say("places")}: ${desk.say("add")}`, onchange: (/** @type {any} */ event) => {
      fields.places = [...fields.places, event.target.value];
      desk.redraw();
    } }, make("option", { value: "" }, desk.say("add")), ...rest.map((id) => make("option", { value: id }, desk.nameOf(id))))));
}

/** @param {Desk} desk
 * @param {string} of
 * @returns {string[]} the places that a text names, by their names */
function placesOf(desk, of) {
  const ids = new Set([...desk.review.items.values()].filter((each) => each.document === of && !isGone(each))
    .flatMap((/** @type {any} */ each) => (each.is === "mention" ? [each.place] : each.places)).filter(Boolean));
  return [...ids].sort((a, b) => desk.nameOf(a).localeCompare(desk.nameOf(b)));
}

/** @param {Desk} desk
 * @param {any} fields
 * @returns {HTMLElement | null} */
function pair(desk, fields) {
  if (fields.places.length < 2) return null;
  /** @type {[string, string][]} */
  const options = [["", desk.say("none")], ...fields.places.map((/** @type {string} */ id) => [id, desk.nameOf(id)])];
  const set = (/** @type {number} */ at) => (/** @type {string} */ id) => {
    const next = [...(desk.form.pair || fields.pair || ["", ""])];
    next[at] = id;
    desk.form.pair = next;
    fields.pair = next[0] && next[1] && next[0] !== next[1] ? next : null;
  };
  const now = desk.form.pair || fields.pair || ["", ""];
  return make("div.two", {}, select(desk.say("pair_from"), options, now[0], set(0)), select(desk.say("pair_to"), options, now[1], set(1)));
}

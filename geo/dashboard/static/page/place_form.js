/* Another place: searched in the gazetteer, or put on the map by a click. */
import { button, field, make, select } from "./elements.js";
import { clearMap, point, showOffers } from "./map_beside.js";

/** @typedef {import("./desk.js").Desk} Desk */
/**
 * @typedef {object} Means
 * @property {string} words that are searched first
 * @property {string} kind of a place that is put on the map, at first
 * @property {(place: string) => void} choose
 * @property {(record: any) => void} record a place that the gazetteer lacks
 */

const RADIUS = 1000; // m, at first

/** @param {Desk} desk
 * @param {Means} means
 * @returns {HTMLElement} */
export function placeForm(desk, means) {
  const { form } = desk;
  form.words ??= means.words;
  const search = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (form.words.trim()) desk.find(form.words.trim());
  };
  const asked = form.isNew ? null : make("form.search", { role: "search", onsubmit: search },
    field(desk.say("search_gazetteer"), form.words, { type: "search", class: "first-field",
      oninput: (/** @type {any} */ event) => { form.words = event.target.value; } }),
    make("button", { type: "submit" }, desk.say("search")));
  return make("div.place-form", {}, asked, form.isNew ? null : found(desk, means),
    form.isNew ? newPlace(desk, means) : button(desk.say("put_on_map"), "", () => { form.isNew = true; desk.redraw(); }));
}

/** @param {Desk} desk
 * @param {Means} means
 * @returns {HTMLElement} */
function found(desk, means) {
  if (!desk.found) return make("div", { role: "status" });
  const { places, words } = desk.found;
  showOffers(places.map((id) => desk.places[id]));
  const said = places.length ? desk.say("found", { n: places.length, words }) : desk.say("found_none", { words });
  return make("div", {}, make("p.hint", { role: "status" }, said), make("div.offers", {},
    ...places.map((id) => make("button.offer", { type: "button", onclick: () => means.choose(id) },
      make("span", {}, make("b", {}, desk.places[id].name), " ", make("small", {}, desk.places[id].detail))))));
}

/** @param {Desk} desk
 * @param {Means} means
 * @returns {HTMLElement} */
function newPlace(desk, means) {
  const { form } = desk;
  form.name ??= means.words;
  form.kind ??= means.kind || "city";
  form.radius ??= RADIUS;
  const pointed = (/** @type {number} */ lon, /** @type {number} */ lat) => {
    Object.assign(form, { lon, lat });
    desk.redraw();
  };
  const show = () => point(form.lon === undefined || form.lat === undefined ? null : form, pointed);
  show();
  const typed = (/** @type {string} */ key) => (/** @type {any} */ event) => { form[key] = event.target.value; };
  const number = (/** @type {string} */ key) => (/** @type {any} */ event) => {
    form[key] = event.target.value === "" ? undefined : Number(event.target.value);
    // The form itself stays: Enter in a field also sends it.
    show();
  };
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (form.lon === undefined || form.lat === undefined) { form.lacks = true; desk.redraw(); return; }
    const { name, kind, lon, lat, radius } = form;
    clearMap();
    means.record({ name, kind, lon, lat, radius_m: radius });
  };
  return make("form.new-place", { onsubmit: save }, make("p.hint", { role: "status" },
    desk.say(form.lacks && form.lon === undefined ? "point_first" : "point_hint")),
  field(desk.say("place_name"), form.name, { required: true, maxlength: 120, oninput: typed("name") }),
  select(desk.say("place_kind"), desk.lists.kinds, form.kind, (value) => { form.kind = value; }),
  make("div.three", {},
    field(desk.say("lat"), form.lat ?? "", { type: "number", step: "any", min: -90, max: 90, onchange: number("lat") }),
    field(desk.say("lon"), form.lon ?? "", { type: "number", step: "any", min: -180, max: 180, onchange: number("lon") }),
    field(desk.say("radius"), form.radius, { type: "number", step: "any", min: 1, max: 1_000_000, required: true, onchange: number("radius") })),
  make("div.acts", {}, make("button.primary", { type: "submit" }, desk.say("take_point")),
    button(desk.say("back_to_search"), "", () => { form.isNew = false; clearMap(); desk.redraw(); })));
}

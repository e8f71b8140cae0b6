/* The card of a proposal: what is proposed and why, and what a reader makes of it. */
import { button, make, select } from "./elements.js";
import { isGone } from "./judging.js";
import { editForm, savedFields } from "./agreement_form.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Action} Action */

const MOST_OTHERS = 12;

/** @param {any} item
 * @param {Desk} desk
 * @param {string} act
 * @param {Record<string, any>} value
 * @param {string} said */
function decide(item, desk, act, value, said) {
  desk.decide([{ subject: "agreement", act, item: item.id, value }], `“${item.title}”: ${said}`);
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {Action[]} */
export function agreementActions(item, desk) {
  const cancel = { key: "Escape", label: desk.say("cancel"), act: () => desk.go("") };
  if (desk.mode === "edit") {
    return [{ key: "Ctrl+Enter", label: desk.say("save_changes"), look: "primary", act: () => saveEdit(item, desk) }, cancel];
  }
  if (desk.mode === "split") {
    return [{ key: "Ctrl+Enter", label: desk.say("split_in", { n: partsOf(item, desk).length }), look: "primary", act: () => saveSplit(item, desk) },
      { key: "", label: desk.say("one_more_part"), act: () => { partsOf(item, desk).push(part(item)); desk.redraw(); } }, cancel];
  }
  if (desk.mode === "merge") {
    return [{ key: "Ctrl+Enter", label: desk.say("merge"), look: "primary", act: () => saveMerge(item, desk) }, cancel];
  }
  return [
    { key: "Enter", label: desk.say("confirm"), look: "primary", act: () => decide(item, desk, "confirm", {}, desk.say("said_confirmed")) },
    { key: "X", label: desk.say("no_agreement"), act: () => decide(item, desk, "reject", {}, desk.say("said_no_agreement")) },
    { key: "E", label: desk.say("edit"), act: () => desk.go("edit") },
    { key: "S", label: desk.say("split"), act: () => desk.go("split") },
    ...(othersOf(item, desk).length ? [{ key: "G", label: desk.say("merge"), act: () => desk.go("merge") }] : []),
    { key: "N", label: desk.say("note"), act: () => desk.go("note"), pressed: desk.mode === "note" },
  ];
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement[]} */
export function agreementBody(item, desk) {
  const why = make("details.why", {}, make("summary", {}, desk.say("why")), make("ul", {},
    ...(item.why || []).map((/** @type {string} */ each) => make("li", {}, each)),
    (item.rules || []).length > 0 && make("li", {}, `${desk.say("rules")} `, make("code", {}, item.rules.join(", ")))));
  if (desk.mode === "edit") return [editForm(item, desk)];
  if (desk.mode === "split") return [splitForm(item, desk)];
  if (desk.mode === "merge") return [mergeForm(item, desk)];
  return [facts(item, desk), why];
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement} */
function facts(item, desk) {
  const names = (item.places || []).map((/** @type {string} */ id) => desk.nameOf(id));
  /** @type {[string, string | Node][]} */
  const rows = [
    [desk.say("type"), make("span.typed", { style: `--c: var(--type-${item.type})` }, make(`i.glyph.small.${item.type}`), desk.label("types", item.type))],
    [desk.say("status"), `${desk.label("statuses", item.status)} · “${item.status_words}”`],
    [desk.say("parties"), (item.parties || []).join(", ")],
    [desk.say("places"), names.join(", ") || desk.say("no_place_named")],
    [desk.say("pair"), item.pair ? item.pair.map((/** @type {string} */ id) => desk.nameOf(id)).join(" – ") : ""],
    ...promise(item, desk),
  ];
  return make("dl.facts", {}, ...rows.filter(([, said]) => said).flatMap(([name, said]) => [make("dt", {}, name), make("dd", {}, said)]));
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {[string, string][]} who, what, to whom and by when, as far as it is known */
function promise(item, desk) {
  return desk.lists.promise.map(([key, label]) => [label, String(item[key] ?? "")]);
}

// --- editing ------------------------------------------------------------------------

/** @param {any} item
 * @param {Desk} desk */
function saveEdit(item, desk) {
  const value = savedFields(item, desk);
  if (!Object.keys(value).length) { desk.go(""); return; }
  if (value.status_words !== undefined && !item.context.includes(value.status_words)) {
    desk.form.lacksWords = true;
    desk.redraw();
    return;
  }
  decide(item, desk, "edit", value, desk.say("said_edited"));
}

// --- splitting ----------------------------------------------------------------------

/** @param {any} item
 * @returns {{ title: string, type: string, places: string[] }} */
function part(item) {
  return { title: item.title, type: item.type, places: [...item.places] };
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {{ title: string, type: string, places: string[] }[]} */
function partsOf(item, desk) {
  desk.form.parts ??= [part(item), part(item)];
  return desk.form.parts;
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement} */
function splitForm(item, desk) {
  return make("div.split-form", {}, make("p.hint", {}, desk.say("split_hint")), ...partsOf(item, desk).map((each, i) =>
    make("fieldset", {}, make("legend", {}, desk.say("part", { n: i + 1 })),
      make("label.field", {}, make("span", {}, desk.say("title")), make("input", { type: "text", value: each.title,
        class: i ? "" : "first-field", oninput: (/** @type {any} */ event) => { each.title = event.target.value; } })),
      select(desk.say("type"), desk.lists.types, each.type, (value) => { each.type = value; }),
      ...item.places.map((/** @type {string} */ place) => make("label.check", {}, make("input", { type: "checkbox", checked: each.places.includes(place),
        onchange: (/** @type {any} */ event) => {
          each.places = item.places.filter((/** @type {string} */ id) => (id === place ? event.target.checked : each.places.includes(id)));
        } }), desk.nameOf(place))),
      i > 1 && button(desk.say("take_away"), "", () => { partsOf(item, desk).splice(i, 1); desk.redraw(); }))));
}

/** @param {any} item
 * @param {Desk} desk */
function saveSplit(item, desk) {
  const parts = partsOf(item, desk).map((each) => (
    { ...each, pair: item.pair?.every((/** @type {string} */ id) => each.places.includes(id)) ? item.pair : null }));
  decide(item, desk, "split", { parts }, desk.say("said_split", { n: parts.length }));
}

// --- merging ------------------------------------------------------------------------

/** @param {any} item
 * @param {Desk} desk
 * @returns {any[]} the other proposals of its text, the nearest first */
function othersOf(item, desk) {
  const far = (/** @type {any} */ other) => Math.abs(other.start - item.start);
  return [...desk.review.items.values()].filter((other) => other.is === "agreement" && other.id !== item.id &&
    other.document === item.document && !isGone(other)).sort((a, b) => far(a) - far(b)).slice(0, MOST_OTHERS);
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement} */
function mergeForm(item, desk) {
  const chosen = (desk.form.with ??= []);
  return make("fieldset.merge-form", {}, make("legend", {}, desk.say("merge_hint")), ...othersOf(item, desk).map((other, i) =>
    make("label.check", {}, make("input", { type: "checkbox", class: i ? "" : "first-field", checked: chosen.includes(other.id),
      onchange: (/** @type {any} */ event) => {
        desk.form.with = event.target.checked ? [...desk.form.with, other.id] : desk.form.with.filter((/** @type {string} */ id) => id !== other.id);
      } }), other.title)));
}

/** @param {any} item
 * @param {Desk} desk */
function saveMerge(item, desk) {
  const others = desk.form.with || [];
  if (!others.length) { desk.go(""); return; }
  decide(item, desk, "merge", { with: others }, desk.say("said_merged", { n: others.length + 1 }));
}

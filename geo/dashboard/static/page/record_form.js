/* What a text says of itself: the day whose borders hold, its title, who published it,
   who speaks in it, its language. A reader corrects it, and the map follows. */
import { button, field, make, select } from "./elements.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {any[]} texts
 * @param {Desk} desk
 * @param {(id: string, value: Record<string, any>, said: string) => void} set
 * @returns {HTMLElement} */
export function recordForms(texts, desk, set) {
  return make("div.records", {}, ...texts.map((text) => recordForm(text, desk, set)));
}

/** @param {any} text
 * @param {Desk} desk
 * @param {(id: string, value: Record<string, any>, said: string) => void} set
 * @returns {HTMLElement} */
function recordForm(text, desk, set) {
  /** @type {Record<string, any>} */
  const changed = {};
  const input = (/** @type {string} */ key, /** @type {Record<string, any>} */ more = {}) =>
    field(desk.say(`record_${key}`), text[key] ?? "", { ...more, name: key,
      oninput: (/** @type {any} */ event) => { changed[key] = event.target.value; } });
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    const value = Object.fromEntries(Object.entries(changed).filter(([key, said]) => said !== (text[key] ?? "") && (said || key !== "geography_on")));
    if (typeof value.parties === "string") value.parties = value.parties.split(";").map((/** @type {string} */ each) => each.trim()).filter(Boolean);
    if (Object.keys(value).length) set(text.id, value, desk.say("said_record", { title: text.short_title }));
  };
  const summary = make("summary", {}, make("b", {}, text.short_title), " ", make("small", {}, desk.say("borders_of", { day: text.geography_day })));
  return make("details.record", { "data-text": text.id }, summary, make("form", { onsubmit: save },
    make("div.two", {}, input("geography_on", { type: "date", min: "1900-01-01", max: "2100-12-31", required: true }),
      select(desk.say("record_language"), desk.lists.languages, text.language, (value) => { changed.language = value; })),
    make("p.hint", {}, text.geography_reason),
    input("title", { required: true, maxlength: 300 }), input("publisher", { maxlength: 200 }),
    input("parties", { maxlength: 300, placeholder: desk.say("record_parties_hint") }),
    make("div.acts", {}, make("button.primary", { type: "submit" }, desk.say("save_changes")),
      button(desk.say("cancel"), "", () => { /** @type {any} */ (document.querySelector(`[data-text="${CSS.escape(text.id)}"]`)).open = false; }))));
}

/* The queue: how far the review is, what is looked at now, what comes next. */
import { agreementActions, agreementBody } from "./agreement_card.js";
import { chosenActions, chosenBar } from "./adding.js";
import { button, make } from "./elements.js";
import { FILTERS, isOpen } from "./judging.js";
import { mentionActions, mentionBody } from "./mention_card.js";
import { stepsOf } from "./reviewing.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Action} Action */

const MOST = 80; // rows; of more, those around the card
const BEFORE = 10;
const FOCUSABLE = "button, input, select, summary, a[href], [tabindex]";

/** Put a part of the page in the place of what it was; what had the focus keeps it.
 * @param {HTMLElement} place
 * @param {HTMLElement | null} next */
function put(place, next) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const at = focused ? [...place.querySelectorAll(FOCUSABLE)].indexOf(focused) : -1;
  const opened = [...place.querySelectorAll("details")].map(({ open }) => open);
  const isSame = place.dataset.of === next?.dataset.of;
  place.replaceChildren(...(next ? [next] : []));
  place.dataset.of = next?.dataset.of || "";
  if (isSame) for (const [i, each] of [...place.querySelectorAll("details")].entries()) each.open = opened[i] ?? each.open;
  // The title of a card has the focus again from whoever brings the card.
  if (!focused || !isSame || focused.id === "review-title") return;
  const again = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(FOCUSABLE)])[at];
  again?.focus({ preventScroll: true });
}

/** @param {HTMLElement} root
 * @param {Desk} desk */
export function drawQueue(root, desk) {
  const { review } = desk;
  const item = review.item;
  desk.actions = [...chosenActions(desk), ...(item ? actionsOf(item, desk) : [])];
  const adding = chosenBar(desk);
  const isAdding = desk.mode.startsWith("add-");
  put(part(root, ".chosen"), adding && Object.assign(make("div", { "data-of": desk.mode }, adding)));
  const card = isAdding ? null : item ? drawCard(item, desk) : drawEnd(desk);
  put(part(root, ".now"), card);
  put(part(root, ".next"), drawList(desk));
}

/** @param {HTMLElement} root
 * @param {string} name
 * @returns {HTMLElement} */
export function part(root, name) {
  return /** @type {HTMLElement} */ (root.querySelector(name));
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {Action[]} */
function actionsOf(item, desk) {
  return item.is === "mention" ? mentionActions(item, desk) : agreementActions(item, desk);
}

/** @param {HTMLElement} root
 * @param {Desk} desk
 * @param {() => void} changed */
export function drawHead(root, desk, changed) {
  const { review } = desk;
  const { counts } = review;
  const checked = counts.all - counts.open;
  part(root, ".progress").replaceChildren(make("b", {}, desk.say("checked", { n: checked, all: counts.all })),
    make("progress", { value: checked, max: Math.max(counts.all, 1), "aria-label": desk.say("progress") }));
  const { undo, redo } = stepsOf(review.history);
  for (const [name, steps] of Object.entries({ undo, redo })) {
    const own = /** @type {HTMLButtonElement} */ (part(root, `[data-act=${name}]`));
    own.disabled = !steps.length;
    own.title = steps.at(-1)?.[0].said || "";
  }
  const chips = FILTERS.filter((filter) => counts[filter] || ["open", "all"].includes(filter) || filter === review.filter);
  put(part(root, ".filters"), make("div", { role: "group", "aria-label": desk.say("filters"), "data-of": "filters" }, ...chips.map((filter) =>
    make("button", { type: "button", "aria-pressed": String(filter === review.filter), onclick: () => {
      review.filter = filter;
      review.current = review.queue()[0]?.id || "";
      desk.leave();
      changed();
    } }, `${desk.say(`filter_${filter}`)} `, make("b", {}, String(counts[filter]))))));
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement} */
function drawCard(item, desk) {
  const body = item.is === "mention" ? mentionBody(item, desk) : agreementBody(item, desk);
  const shown = actionsOf(item, desk).filter(({ label }) => label);
  const noted = desk.mode === "note" || desk.note;
  return make("article.review-card", { "data-of": item.id, "data-mode": desk.mode, "aria-labelledby": "review-title" },
    make("header", {}, make("h3", { id: "review-title", tabindex: -1 }, item.is === "mention" ? `“${item.title}”` : item.title),
      make("p.meta", {}, `${desk.say(item.is)} · ${item.where}`, ...badges(item, desk))),
    sentence(item, desk),
    standing(item, desk),
    ...body,
    noted ? make("label.field.note", {}, make("span", {}, desk.say("note_hint")), make("input.first-field", { type: "text", maxlength: 500, value: desk.note,
      oninput: (/** @type {any} */ event) => { desk.note = event.target.value; } })) : null,
    make("div.acts", {}, ...shown.map((action) => button(action.label, action.key, action.act, {
      class: action.look || "", "aria-pressed": action.pressed === undefined ? null : String(action.pressed) }))));
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement[]} */
function badges(item, desk) {
  const kinds = [item.unsure && item.state === "open" && (item.is === "mention" && !item.place ? "unplaced" : "unsure"),
    item.is === "agreement" && item.state === "open" && "proposed", item.disagreed && "disagreed"];
  return kinds.filter(Boolean).map((kind) => make(`span.badge.${kind}`, {}, desk.say(`badge_${kind}`)));
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement} its words in their sentence, as they stand in the text */
function sentence(item, desk) {
  const points = [...item.context];
  const [start, end] = [item.start - item.from, item.end - item.from];
  const words = desk.mode === "words" && desk.form.span ? desk.form.span : [start, end];
  return make("blockquote.sentence", { "data-start": item.from, "data-document": item.document, lang: item.lang },
    points.slice(0, words[0]).join(""), make("mark", {}, points.slice(words[0], words[1]).join("")), points.slice(words[1]).join(""));
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {HTMLElement | null} what was decided, by whom and when */
function standing(item, desk) {
  const own = item.state === "open" ? null : make(`p.decided.${item.state}`, {},
    desk.say(`state_${item.state}`), item.by ? ` ${desk.say("by", { who: item.by, when: desk.moment(item.when) })}` : "",
    item.note ? ` “${item.note}”` : "");
  if (!item.disagreed) return own;
  const settle = (/** @type {any} */ each) => desk.decide([{ subject: item.is, act: "settle", item: item.id, value: { decision: each.decision } }],
    `“${item.title}”: ${desk.say("said_kept", { who: each.who })}`);
  return make("div", {}, own, make("ul.readings", {}, ...item.disagreed.map((/** @type {any} */ each) =>
    make("li", {}, make("b", {}, each.who), ": ", each.said, " ",
      button(desk.say("keep_reading", { who: each.who }), "", () => settle(each))))));
}

/** Decisions that hold and find their words no more: listed, never dropped.
 * @param {HTMLElement} place
 * @param {string[]} sentences
 * @param {Desk} desk */
export function drawLost(place, sentences, desk) {
  place.hidden = !sentences.length;
  if (place.dataset.of === sentences.join("\n")) return;
  place.dataset.of = sentences.join("\n");
  place.replaceChildren(make("details", {}, make("summary", {}, desk.say("lost", { n: sentences.length })),
    make("ul", {}, ...sentences.map((each) => make("li", {}, each)))));
}

/** @param {Desk} desk
 * @returns {HTMLElement} */
function drawEnd(desk) {
  const left = desk.review.counts.open;
  return make("article.review-card.end", { "data-of": "end" }, make("h3", { id: "review-title", tabindex: -1 },
    desk.say(left ? "none_here" : "all_checked")), make("p.hint", {}, desk.say(left ? "none_here_hint" : "all_checked_hint")));
}

/** @param {Desk} desk
 * @returns {HTMLElement} */
function drawList(desk) {
  const { review } = desk;
  const order = review.queue();
  const at = Math.max(order.findIndex(({ id }) => id === review.current), 0);
  const first = order.length > MOST ? Math.max(at - BEFORE, 0) : 0;
  const rows = order.slice(first, first + MOST);
  const rest = order.length - first - rows.length;
  return make("div", { "data-of": "list" }, first > 0 && button(desk.say("to_first", { n: first }), "", () => desk.open(order[0].id), { class: "to-first" }), make("ol.queue", { start: first + 1, "aria-label": desk.say("queue") }, ...rows.map((item) => make("li", {},
    make("button", { type: "button", "aria-current": item.id === review.current ? "true" : null, "data-item": item.id, class: item.state,
      onclick: () => desk.open(item.id) },
    make("span", {}, item.is === "mention" ? `“${item.title}”` : item.title),
    make("small", {}, isOpen(item) ? summary(item, desk) : desk.say(`state_${item.state}`)))))),
  rest > 0 && make("p.hint", {}, desk.say("and_more", { n: rest })));
}

/** @param {any} item
 * @param {Desk} desk
 * @returns {string} */
function summary(item, desk) {
  if (item.is === "agreement") return desk.label("types", item.type);
  return item.place ? desk.nameOf(item.place) : desk.say("badge_unplaced");
}

/* The popup of a mark: opened, named, left; and choosing by it. */
import { placeBeside } from "./beside.js";
import { hitsAt } from "./hits.js";
import { tell } from "./link.js";
import { anchorOf, data, elementOf, nameOf, plain, scene, seenLayer } from "./scene.js";
import { dropTip } from "./tip.js";
import { _ } from "./words.js";

const LISTED = 12;
const SPREAD = ["area", "line", "outline", "soft", "pair"];

/** @typedef {import("./scene.js").Mark} Mark */
/** @typedef {import("leaflet").LatLng} LatLng */

/** @param {import("leaflet").LeafletMouseEvent} event
 * @param {Mark} mark */
export function clicked(event, mark) {
  L.DomEvent.stop(event);
  const at = SPREAD.includes(mark.sign) ? event.latlng : anchorOf(mark);
  const others = hitsAt(event.latlng).filter((hit) => hit !== mark);
  chooseMark(mark, at, others, elementOf(seenLayer(mark)));
}

/** What the reader chooses on the map: its popup opens, and the page is told.
 * @param {Mark} mark
 * @param {LatLng} at
 * @param {Mark[]} others
 * @param {Element | null} from */
export function chooseMark(mark, at, others, from) {
  lightMark(mark);
  openPopup(mark, at, others, from);
  tell((page) => page.choose({ place: mark.place, type: mark.type, passage: mark.passage, lit: mark.lit }, "map"));
}

/** What opened the popup, to go back to.
 * @type {Element | null} */
let opener = null;
/** Whether the page opens or closes: no choice of the reader's. */
let quietly = false;

/** @param {Mark} mark
 * @param {LatLng} at
 * @param {Mark[]} others
 * @param {Element | null} from
 * @param {boolean} pans */
export function openPopup(mark, at, others, from, pans = true) {
  dropTip();
  const { map } = scene;
  const size = map.getSize();
  const larger = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const narrow = size.x < 480;
  // Where a card beside the map says the rest, a popup is small.
  const isSmall = Boolean(scene.state.card);
  const width = Math.min((isSmall ? 232 : 380) * larger, size.x - (narrow ? 84 : 110));
  const popup = L.popup({ maxWidth: width, minWidth: Math.min((isSmall ? 220 : 260) * larger, width),
    maxHeight: isSmall ? undefined : Math.max(120, size.y * (narrow ? 0.42 : 0.62)), autoPan: pans && !isSmall,
    autoPanPaddingTopLeft: [58, 14], autoPanPaddingBottomRight: [14, 14], className: `type-${mark.type}${isSmall ? " small" : ""}` });
  Object.assign(popup, { mark });
  popup.setLatLng(at).setContent(mark.popup + also(others));
  opener = from;
  inQuiet(() => map.openPopup(popup));
}

export function closePopup() {
  inQuiet(() => scene.map.closePopup());
}

/** @param {() => void} act */
function inQuiet(act) {
  quietly = true;
  act();
  quietly = false;
}

/** @param {Mark[]} others */
function also(others) {
  if (!others.length) return "";
  const types = Object.fromEntries(data().types.map((t) => [t.slug, t.label]));
  const items = others.slice(0, LISTED).map((mark) => {
    const names = Object.entries(mark.names).map(([l, name]) => `<span class="name name-${l}">${name}</span>`);
    return `<li><button type="button" data-mark="${scene.marks.indexOf(mark)}">` +
      `<i style="background:${mark.colour}"></i>${names.join("")} <small>${types[mark.type]}</small></button></li>`;
  });
  return `<nav class="also" aria-label="${_("Also here")}"><b>${_("Also here")}</b><ul>${items.join("")}</ul></nav>`;
}

/** @param {any} event */
export function openedPopup(event) {
  /** @type {Mark | undefined} */
  const mark = event.popup.mark;
  const element = event.popup.getElement();
  if (!mark || !element) return;
  mark.open = true;
  scene.popup = event.popup;
  if (scene.state.card) placeBeside(event.popup);
  element.setAttribute("role", "dialog");
  element.setAttribute("aria-label", plain(nameOf(mark)));
  element.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", _("Close popup"));
  const content = element.querySelector(".leaflet-popup-content");
  content.setAttribute("tabindex", "0");
  if (opener) content.focus({ preventScroll: true });
  element.addEventListener("keydown", (/** @type {KeyboardEvent} */ key) => {
    if (key.key !== "Escape") return;
    key.stopPropagation();
    scene.map.closePopup();
  });
  for (const button of element.querySelectorAll("[data-mark]")) {
    button.addEventListener("click", () => {
      const other = scene.marks[Number(button.dataset.mark)];
      const at = event.popup.getLatLng();
      const rest = hitsAt(at).filter((hit) => hit !== other);
      chooseMark(other, at, rest.includes(mark) ? rest : [mark, ...rest], opener);
    });
  }
}

/** Closed by the reader and not replaced by another: the place is no longer chosen.
 * @param {any} event */
export function closedPopup(event) {
  if (event.popup.mark) event.popup.mark.open = false;
  if (scene.popup === event.popup) scene.popup = null;
  if (!quietly) {
    lightMark(null);
    tell((page) => page.choose({ place: "", type: "" }, "map"));
  }
  if (opener && document.activeElement === document.body) /** @type {HTMLElement} */ (opener).focus();
}

/** What is chosen is lit, with what is bound to it; the rest is dimmed.
 * @param {Mark | null} mark */
export function lightMark(mark) {
  scene.chosen = mark;
  scene.map.getContainer().classList.toggle("choosing", mark !== null);
  const partners = partnersOf(mark);
  for (const each of scene.marks) {
    const isIt = mark !== null && (isSame(each, mark) || isEnd(each, mark));
    for (const layer of each.layers) {
      const list = elementOf(layer)?.classList;
      list?.toggle("selected", isIt);
      list?.toggle("partner", !isIt && partners.has(each.place));
    }
  }
  keepFigures(new Set([...partners, ...(mark ? [mark.place, ...ends(mark)] : [])]));
}

/** Ids of what is bound to a mark: the pairs of its hub and their ends, or the places
 * that its agreements name.
 * @param {Mark | null} mark
 * @returns {Set<string>} */
export function partnersOf(mark) {
  if (!mark) return new Set();
  const around = new Set([mark.place, ...ends(mark)]);
  const pairs = scene.marks.filter((each) => each.line && ends(each).some((end) => around.has(end)));
  const ours = scene.marks.filter((each) => !mark.line && each.place === mark.place).flatMap((each) => each.with || []);
  return new Set([...ours, ...pairs.flatMap((pair) => [pair.place, ...ends(pair)])]);
}

/** @param {Mark} mark */
function ends(mark) {
  return mark.line ? mark.with || [] : [];
}

/** The provinces of a pair are lit with it, once: by the type of the pair.
 * @param {Mark} each
 * @param {Mark} mark */
function isEnd(each, mark) {
  return ends(mark).includes(each.place) && each.type === mark.type;
}

/** @param {Set<string>} kept */
function keepFigures(kept) {
  const container = scene.map.getContainer();
  for (const figure of container.querySelectorAll(".pair-end, .hub, .pin-glyph")) {
    figure.classList.toggle("kept", [...kept].some((id) => figure.classList.contains(`end-of-${id}`) ||
      figure.classList.contains(`hub-${id}`) || figure.classList.contains(`glyph-of-${id}`)));
  }
  for (const label of container.querySelectorAll(".map-label")) {
    label.classList.toggle("kept", kept.has(/** @type {HTMLElement} */ (label).dataset.place || ""));
  }
}

/** @param {Mark} a
 * @param {Mark} b */
function isSame(a, b) {
  return a.line || b.line ? a === b : a.place === b.place;
}

/* What the modules of the map share: the map itself, what the page says of it, and
   what is drawn. */

/** @typedef {{ en: string, vi: string, km: string }} Names */

/**
 * A place within a type, or the pair of two, as it is drawn.
 * @typedef {object} Mark
 * @property {string} id
 * @property {string} place the place's id, or the pair's
 * @property {string} type
 * @property {string} sign
 * @property {string} kind
 * @property {Names} names
 * @property {string} popup
 * @property {string[]} [with] places bound with it; of a pair its two ends
 * @property {string} [doubt]
 * @property {string} [shape]
 * @property {number} lon
 * @property {number} lat
 * @property {number} radius
 * @property {number} spread
 * @property {number} ring how many types came before it at its place
 * @property {[number, number][]} [line]
 * @property {string} [passage]
 * @property {[number, number][]} [lit]
 * @property {string} colour
 * @property {number} order
 * @property {import("leaflet").Path[]} layers
 * @property {import("leaflet").Circle} [halo]
 * @property {boolean} [on]
 * @property {boolean} [open]
 */

/**
 * A name on the map.
 * @typedef {object} Label
 * @property {[number, number]} at lon, lat
 * @property {Names} names
 * @property {number} rank
 * @property {number} zoom from which it is shown
 * @property {number} [until]
 * @property {string} className
 * @property {string} [place]
 * @property {Mark} [mark]
 * @property {boolean} [dot]
 * @property {boolean} [pin]
 * @property {boolean} [below]
 * @property {boolean} [shifts]
 * @property {import("leaflet").Marker | null} [marker]
 * @property {string | null} [shown]
 */

/**
 * What the page asks for.
 * @typedef {object} State
 * @property {string[]} types
 * @property {string[] | null} only the marks that the filters leave
 * @property {keyof Names} lang of the names
 * @property {string} speaks the language of the page
 * @property {string} theme
 * @property {boolean} old
 * @property {boolean} [card] whether a card beside the map says all of what is chosen
 * @property {string} [drawing]
 * @property {string} [fit]
 * @property {number} [number] of the reader's choices, the last that the server knows
 * @property {{ url: string, attribution: string, maxZoom: number } | null} [background]
 * @property {{ place: string, type: string, click: string } | null} selected
 */

/**
 * @typedef {object} Data
 * @property {string} attribution
 * @property {Record<string, string>} words of this script, where the page is not in English
 * @property {{ slug: string, label: string, colour: string, glyph?: string }[]} types
 * @property {Mark[]} features
 * @property {Mark[]} pairs
 * @property {Record<string, Names>} names
 * @property {[number, number][]} [view]
 * @property {string[]} [home]
 * @property {GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon>[]} [farLand]
 * @property {Record<string, GeoJSON.Feature>} [shapes]
 */

/** @type {{ map: import("leaflet").Map, state: State, marks: Mark[], labels: Label[], chosen: Mark | null, popup: import("leaflet").Popup | null, shapes: Record<string, any> }} */
export const scene = {
  map: /** @type {any} */ (null),
  state: /** @type {any} */ ({}),
  marks: [],
  labels: [],
  chosen: null,
  popup: null,
  shapes: {},
};

/** @returns {Data} what the page draws */
export function data() {
  return /** @type {any} */ (window).accordAtlasData;
}

/** @type {[[number, number], [number, number]]} */
export const OPENING_VIEW = [[9.75, 103.75], [14.35, 108.15]];

/** A text that a reader brought opens on its own places.
 * @returns {[number, number][]} */
export function openingView() {
  return data().view || OPENING_VIEW;
}

/** Names come escaped from the atlas: this gives the words.
 * @param {string} html */
export function plain(html) {
  const span = document.createElement("span");
  span.innerHTML = html;
  return span.textContent || "";
}

/** @param {Mark} mark */
export function nameOf(mark) {
  return mark.names[scene.state.lang] || mark.names.en;
}

/** The type in words, for whom colours do not tell apart.
 * @param {Mark} mark */
export function typeOf(mark) {
  return data().types.find((type) => type.slug === mark.type)?.label || "";
}

/** @param {any} layer
 * @returns {HTMLElement | SVGElement | null} */
export function elementOf(layer) {
  return layer && layer.getElement ? layer.getElement() : null;
}

/** @param {Mark} mark */
export function anchorOf(mark) {
  if (mark.line) {
    const [lon, lat] = mark.line[Math.floor(mark.line.length / 2)];
    return L.latLng(lat, lon);
  }
  return L.latLng(mark.lat, mark.lon);
}

/** The layer that is seen, not the one that a finger hits.
 * @param {Mark} mark
 * @returns {any} */
export function seenLayer(mark) {
  return mark.layers[mark.layers.length - 1];
}

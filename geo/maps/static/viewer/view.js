/* Where the map looks: its place in the page's address, and going there. */
import { tell } from "./link.js";
import { anchorOf, OPENING_VIEW, openingView, scene, seenLayer } from "./scene.js";

const READERS_OWN = 1500; // ms in which a move follows from a reader's touch

const WIDE = 560; // px: from here the legend lies over the map
const LEGEND = 288; // px from the left

/** @typedef {import("./scene.js").Mark} Mark */

/** Where the reader moved the map to stands in the page's address: latitude,
 * longitude, zoom. The server is not asked, and a choice made elsewhere clears it. */
export function placeInAddress() {
  try {
    return new URLSearchParams(window.parent.location.search).get("at") || "";
  } catch {
    return "";
  }
}

/** Read a place of an address. It belongs to the drawing it was written for: a brought
 * text names itself as the fourth part, the shipped documents do not.
 * @param {string} at
 * @param {string} drawing
 * @returns {[number, number, number] | null} lat, lon, zoom */
export function readPlace(at, drawing) {
  const parts = (at || "").split(",");
  const [lat, lon, zoom] = parts.map(Number);
  const known = at && (parts[3] || "") === drawing && [lat, lon, zoom].every(Number.isFinite) &&
    Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
  return known ? [lat, lon, zoom] : null;
}

/** @param {string} at
 * @returns {boolean} whether the map went there */
export function goTo(at) {
  const place = readPlace(at, scene.state.drawing || "");
  if (place) scene.map.setView([place[0], place[1]], place[2], { animate: false });
  return place !== null;
}

let steered = false;
/** Show a part of the map beside what lies over it.
 * @param {import("leaflet").LatLngBoundsExpression} bounds
 * @param {number} [maxZoom] */
export function fit(bounds, maxZoom) {
  scene.map.fitBounds(bounds, { paddingTopLeft: [covered().left + 16, 16], paddingBottomRight: [16, 16],
    maxZoom, animate: false });
}

function frameTop() {
  return window.frameElement?.getBoundingClientRect().top || 0;
}

/** Within another page the legend is a row above the map. */
function isEmbedded() {
  return new URLSearchParams(window.parent.location.search).get("view") === "embed";
}

/** How far the legend covers the map, from its left upper corner.
 * @returns {{ left: number, bottom: number }} px; zero where it does not */
export function covered() {
  const none = { left: 0, bottom: 0 };
  try {
    const page = window.parent.document;
    // The legend comes after the map; its place is known before.
    if (!page.querySelector(".st-key-stage") || isEmbedded() || scene.map.getSize().x < WIDE) return none;
    const box = page.querySelector(".st-key-legend")?.getBoundingClientRect();
    return { left: box?.width ? box.right : LEGEND, bottom: box?.width ? box.bottom - frameTop() : 0 };
  } catch {
    return none;
  }
}

/** Move the map for the page: no move of the reader's.
 * @param {() => void} move */
export function steer(move) {
  steered = true;
  move();
  steered = false;
}

/** @param {string} at */
export function tellPlace(at) {
  tell((page) => page.move(at));
}

export function followMoves() {
  const { map } = scene;
  let touched = -Infinity;
  const frame = map.getContainer();
  for (const kind of ["pointerdown", "touchstart", "wheel", "keydown"]) {
    frame.addEventListener(kind, () => { touched = performance.now(); }, { capture: true, passive: true });
  }
  map.on("drag", () => { touched = performance.now(); });
  map.on("moveend", () => {
    if (steered || performance.now() - touched > READERS_OWN) return;
    const { lat, lng } = map.getCenter();
    const own = scene.state.drawing ? [scene.state.drawing] : [];
    tellPlace([lat.toFixed(4), lng.toFixed(4), map.getZoom(), ...own].join());
  });
}

/** The window of a wide shape opens where it is seen, not at its far end.
 * @param {Mark} mark */
export function inSight(mark) {
  const at = anchorOf(mark);
  const layer = seenLayer(mark);
  if (!layer || !layer.getLatLngs || scene.map.getBounds().contains(at)) return at;
  const middle = scene.map.getCenter();
  return layer.getLatLngs().flat(Infinity).reduce((/** @type {any} */ best, /** @type {any} */ each) =>
    (middle.distanceTo(each) < middle.distanceTo(best) ? each : best), at);
}

/** A whole river would show the end of the map on either side.
 * @param {import("leaflet").LatLngBounds} bounds */
function isTooWide(bounds) {
  return bounds.getNorth() - bounds.getSouth() > 1.5 * (OPENING_VIEW[1][0] - OPENING_VIEW[0][0]);
}

/** @param {Mark} mark */
export function bringTo(mark) {
  const { map } = scene;
  const layer = seenLayer(mark);
  const bounds = (mark.line || mark.shape) && layer?.getBounds ? layer.getBounds() : null;
  if (!layer) {
    map.setView(anchorOf(mark), 5, { animate: false });
  } else if (bounds && isTooWide(bounds)) {
    fit(openingView());
  } else if (bounds) {
    fit(bounds, 8);
  } else {
    map.setView(anchorOf(mark), Math.max(map.getZoom(), mark.radius > 3000 ? 8.5 : 9.25),
      { animate: false });
  }
}

/** A search that names no single place shows all that it found.
 * @returns {boolean} whether there was anything */
export function fitToMarks() {
  const bounds = L.latLngBounds([]);
  for (const mark of scene.marks.filter((each) => each.on && each.layers.length)) {
    const layer = seenLayer(mark);
    const isSpread = layer.getBounds && mark.sign !== "dashed" && mark.sign !== "pin";
    bounds.extend(isSpread ? layer.getBounds() : anchorOf(mark));
  }
  if (!bounds.isValid()) return false;
  steer(() => fit(bounds, 9));
  return true;
}

/* The marks: drawn once, then shown and hidden. */
import { drawFans, drawGlyphs, stripeAreas } from "./figures.js";
import { named } from "./naming.js";
import { clicked } from "./popups.js";
import { data, elementOf, scene } from "./scene.js";
import { hover } from "./tip.js";

const PIN_RADIUS = 11;
const NAMED_RADIUS = 5;
const RING_STEP = 4;
const SMALLEST_DASHED = 9;
const CIRCLE_OF_EARTH = 40075016.686;

/** @typedef {import("./scene.js").Mark} Mark */

/** How the names of wide shapes are written, from which zoom, and until which.
 * @type {Record<string, [string, number, number?]>} */
const LINE_NAMES = { outline: ["river-name", 4], soft: ["water-name", 7, 9] };

/** @type {Record<string, import("leaflet").Renderer> | null} */
let renderers = null;

/** Draw every mark; which of them are seen is said later. */
export function drawMarks() {
  const { marks } = scene;
  const atlas = data();
  const colours = Object.fromEntries(atlas.types.map((t) => [t.slug, t.colour]));
  const order = Object.fromEntries(atlas.types.map((t, i) => [t.slug, i]));
  renderers ??= Object.fromEntries(["areas", "lines", "pairs", "pins"].map(
    (pane) => [pane, L.svg({ pane, padding: 0.5 })]));
  /** @type {Record<string, number>} */
  const rings = {};
  for (const feature of [...atlas.features].sort(ownTypeFirst)) {
    const ring = (rings[feature.place] = (rings[feature.place] || 0) + 1) - 1;
    marks.push({ ...feature, ring, colour: colours[feature.type], order: order[feature.type] });
  }
  for (const pair of atlas.pairs) {
    marks.push({ ...pair, sign: "pair", place: pair.id, colour: colours[pair.type],
      order: order[pair.type], spread: 0, ring: 0 });
  }
  // Large areas first, small ones above them; wide rings below narrow ones.
  marks.sort((a, b) => b.spread - a.spread || b.ring - a.ring);
  marks.sort((a, b) => Number(b.type === "named") - Number(a.type === "named"));
  for (const mark of marks) {
    mark.layers = layersOf(mark, renderers);
    for (const layer of mark.layers) {
      layer.on("click", (event) => clicked(event, mark));
      layer.on("mouseover focus", () => hover(mark, true));
      layer.on("mouseout blur", () => hover(mark, false));
    }
  }
  nameMarks();
}

/** Take every mark and its name away. */
export function dropMarks() {
  for (const mark of scene.marks) {
    for (const layer of mark.layers) layer.remove();
    mark.halo?.remove();
  }
  for (const label of scene.labels) if (label.mark) label.marker?.remove();
  scene.labels = scene.labels.filter((label) => !label.mark);
  scene.marks = [];
}

/** A line that a type is named after bears its colour above the others'.
 * @param {Mark} a
 * @param {Mark} b */
function ownTypeFirst(a, b) {
  const isOwn = (/** @type {Mark} */ mark) => Number(mark.sign === "line" &&
    mark.place.replaceAll("_", "-").startsWith(mark.type));
  return isOwn(b) - isOwn(a);
}

function nameMarks() {
  const { labels, marks } = scene;
  const namedFrom = data().view ? 5 : 11;
  for (const mark of marks) {
    /** @type {[number, number]} */
    const at = [mark.lon, mark.lat];
    const words = LINE_NAMES[mark.sign];
    if (words && mark.type !== "named") {
      labels.push({ at, names: mark.names, rank: 6, mark,
        className: words[0], zoom: words[1], until: words[2] });
    }
    if (mark.sign === "dashed") {
      labels.push({ at, names: mark.names, rank: 7, zoom: 8.8, below: true, mark, className: "pin-name below" });
    }
    if (mark.sign === "pin" && !mark.ring) {
      labels.push({ at, names: mark.names, rank: mark.type === "named" ? 8 : 0.6,
        zoom: mark.type === "named" ? namedFrom : 6.2, pin: true, mark, className: "pin-name" });
    }
  }
}

/** @param {Mark} mark */
function classesOf(mark) {
  const own = mark.line ? `pair-${mark.id}` : `place-${mark.place}`;
  return `mark ${mark.sign} ${own} type-${mark.type}${mark.doubt ? ` ${mark.doubt}` : ""}`;
}

/** @param {Mark} mark
 * @param {Record<string, any>} drawnBy
 * @returns {any[]} */
function layersOf(mark, drawnBy) {
  const common = (/** @type {string} */ pane, extra = "") => ({ pane, renderer: drawnBy[pane],
    color: mark.colour, fillColor: mark.colour, className: `${classesOf(mark)}${extra}`,
    bubblingMouseEvents: false, opacity: 1 });
  if (mark.line) return pairLayers(mark.line, common);
  const shape = mark.shape && scene.shapes[mark.shape];
  if (shape) return shapeLayers(mark, shape, common);
  if (mark.sign === "label") return [];
  /** @type {[number, number]} */
  const at = [mark.lat, mark.lon];
  if (mark.sign === "dashed") {
    return [L.circleMarker(at, { ...common("areas"), weight: 2, dashArray: "5 4",
      fill: true, fillOpacity: 0.1, radius: SMALLEST_DASHED })];
  }
  const pin = L.circleMarker(at, { ...common("pins", mark.ring ? " ring" : ""), weight: 2, fill: true,
    fillOpacity: mark.ring ? 0 : 1,
    radius: (mark.type === "named" ? NAMED_RADIUS : PIN_RADIUS) + RING_STEP * mark.ring });
  mark.halo = L.circle(at, { ...common("areas", " halo"), radius: mark.radius,
    weight: 1, fill: true, fillOpacity: 0.12 });
  mark.halo.on("click", (event) => clicked(event, mark));
  return [pin];
}

/** @param {[number, number][]} coordinates
 * @param {Function} common */
function pairLayers(coordinates, common) {
  /** @type {[number, number][]} */
  const line = coordinates.map(([lon, lat]) => [lat, lon]);
  const casing = { ...common("pairs"), className: "casing", interactive: false };
  return [
    L.polyline(line, { ...casing, weight: 5 }),
    L.polyline(line, { ...common("pairs", " reach"), weight: 16, opacity: 0 }),
    L.polyline(line, { ...common("pairs"), weight: 2.2 }),
  ];
}

/** @param {Mark} mark
 * @param {any} shape
 * @param {Function} common */
function shapeLayers(mark, shape, common) {
  const isLine = shape.geometry.type.endsWith("LineString");
  const isNamed = mark.type === "named";
  const pane = isLine ? "lines" : "areas";
  /** @type {Record<string, any>} */
  const styles = {
    line: { weight: 3 + 2.5 * mark.ring, fill: false },
    area: { weight: 1.5, fillOpacity: 0.11 },
    outline: { weight: isNamed ? 1 : 1.5, dashArray: "7 6", fill: false },
    soft: { stroke: false, fillOpacity: 0.3 },
  };
  const style = styles[mark.sign] || { weight: 1.5, fillOpacity: 0.16 };
  const layers = [L.GeoJSON.geometryToLayer(shape)];
  Object.assign(layers[0].options, common(pane), style, { smoothFactor: 0.6 });
  if (isLine || mark.sign === "outline") {
    const reach = L.GeoJSON.geometryToLayer(shape);
    Object.assign(reach.options, common(pane, " reach"), { weight: 16, opacity: 0, fill: false });
    layers.unshift(reach);
  }
  return layers;
}

/** A mark is on when its type is, and nothing else on the page has left it out.
 * Places that are merely named are on beside any type, and off when none is.
 * @param {string[]} types */
export function showMarks(types) {
  const chosen = new Set(types);
  const allowed = scene.state.only ? new Set(scene.state.only) : null;
  let more = false;
  let less = false;
  for (const mark of scene.marks) {
    const typed = mark.type === "named" ? chosen.size > 0 : chosen.has(mark.type);
    const on = typed && (!allowed || allowed.has(mark.id));
    if (mark.on !== on) {
      mark.on = on;
      more ||= on;
      less ||= !on;
      for (const layer of mark.layers) toggle(layer, on);
    }
    if (on) named(mark);
  }
  if (more || less) {
    stripeAreas();
    drawFans();
    drawGlyphs();
  }
  if (more) keepOrder();
  resizeMarks();
}

/** What is drawn anew comes on top, and would hide what belongs above it: a wide line
 * the narrow one of another type. Each goes back below what follows it. */
function keepOrder() {
  const above = new Map();
  for (const mark of scene.marks.filter((each) => each.on).reverse()) {
    for (const layer of [...mark.layers].reverse()) {
      const element = elementOf(layer);
      if (!element) continue;
      const next = above.get(element.parentNode) || null;
      if (element.nextElementSibling !== next) element.parentNode?.insertBefore(element, next);
      above.set(element.parentNode, element);
    }
  }
}

/** @param {import("leaflet").Layer} layer
 * @param {boolean} on */
function toggle(layer, on) {
  if (on) layer.addTo(scene.map);
  else layer.remove();
}

/** @param {number} lat */
function metresPerPixel(lat) {
  return (CIRCLE_OF_EARTH * Math.cos((lat * Math.PI) / 180)) / 2 ** (scene.map.getZoom() + 8);
}

/** Circles keep their true size, but never shrink to nothing. */
export function resizeMarks() {
  for (const mark of scene.marks) {
    if (mark.sign === "dashed" && mark.layers[0]) {
      const pixels = mark.radius / metresPerPixel(mark.lat);
      /** @type {any} */ (mark.layers[0]).setRadius(Math.max(SMALLEST_DASHED, pixels));
    }
    if (mark.halo) {
      const larger = mark.radius / metresPerPixel(mark.lat) > PIN_RADIUS + 3;
      toggle(mark.halo, Boolean(mark.on && larger));
    }
  }
}

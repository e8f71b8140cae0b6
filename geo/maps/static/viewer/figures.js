/* What is drawn beside the marks: stripes where a province has several types, the hubs
   and ends of pairs, the glyphs of pins. */
import { clicked } from "./popups.js";
import { anchorOf, data, elementOf, scene, seenLayer } from "./scene.js";

const STRIPE = 8; // px
const ONE = 0.19; // opacity of a fill of one type, and of several
const SEVERAL = 0.34;

/** @typedef {import("./scene.js").Mark} Mark */

/** Which of the types at a place each mark stands for, among how many.
 * @param {Mark[]} marks
 * @returns {Map<Mark, [number, number]>} */
export function shares(marks) {
  /** @type {Map<string, Mark[]>} */
  const byShape = new Map();
  for (const mark of marks) {
    if (!mark.shape || mark.type === "named") continue;
    byShape.set(mark.shape, [...(byShape.get(mark.shape) || []), mark]);
  }
  return new Map([...byShape.values()].flatMap((ours) =>
    ours.sort((a, b) => a.order - b.order).map((mark, i) => [mark, [i, ours.length]])));
}

/** Each type of a province fills its own stripes, so that no two colours mix. */
export function stripeAreas() {
  for (const [mark, [at, among]] of shares(scene.marks.filter((each) => each.on))) {
    const layer = /** @type {any} */ (seenLayer(mark));
    if (!layer?.setStyle || ["line", "outline", "soft"].includes(mark.sign)) continue;
    const isOne = among === 1;
    layer.setStyle({ fillColor: isOne ? mark.colour : stripes(mark, at, among, layer),
      fillOpacity: isOne ? ONE : SEVERAL, opacity: at ? 0 : 1 });
  }
}

/** @param {Mark} mark
 * @param {number} at
 * @param {number} among
 * @param {any} layer */
function stripes(mark, at, among, layer) {
  const id = `stripes-${mark.type}-${at}-${among}`;
  const svg = /** @type {SVGElement | null} */ (elementOf(layer))?.ownerSVGElement;
  if (svg && !svg.querySelector(`#${id}`)) {
    const pattern = L.SVG.create("pattern");
    pattern.id = id;
    for (const [key, value] of Object.entries({ patternUnits: "userSpaceOnUse", width: STRIPE * among, height: 10,
      patternTransform: "rotate(45)" })) pattern.setAttribute(key, String(value));
    const rect = pattern.appendChild(L.SVG.create("rect"));
    for (const [key, value] of Object.entries({ x: STRIPE * at, width: STRIPE + 0.2, height: 10 })) {
      rect.setAttribute(key, String(value));
    }
    /** @type {SVGElement} */ (rect).style.fill = mark.colour;
    svg.prepend(pattern);
  }
  return `url(#${id})`;
}

/** @type {import("leaflet").Layer[]} */
let fans = [];

/** A hub says how many pairs leave it; each ends in a dot. */
export function drawFans() {
  for (const layer of fans) layer.remove();
  fans = [];
  /** @type {Map<string, Mark[]>} */
  const hubs = new Map();
  for (const mark of scene.marks) {
    if (!mark.on || !mark.line?.length) continue;
    const key = String(mark.line[0]);
    hubs.set(key, [...(hubs.get(key) || []), mark]);
    fans.push(dot(mark).addTo(scene.map));
  }
  for (const pairs of hubs.values()) fans.push(hub(pairs).addTo(scene.map));
}

/** @param {Mark} mark */
function dot(mark) {
  const line = mark.line || [];
  const [lon, lat] = line[line.length - 1];
  return L.circleMarker([lat, lon], { pane: "pins", interactive: false, radius: 4.5, weight: 2,
    className: `pair-end end-of-${mark.id}`, fillColor: mark.colour, fillOpacity: 1 });
}

/** @param {Mark[]} pairs */
function hub(pairs) {
  const [lon, lat] = /** @type {[number, number][]} */ (pairs[0].line)[0];
  const place = pairs[0].id.split("--")[0];
  const icon = L.divIcon({ className: `hub hub-${place}`, iconSize: [22, 22],
    html: `<span style="background:${pairs[0].colour}">${pairs.length}</span>` });
  const marker = L.marker([lat, lon], { icon, pane: "hubs", keyboard: false });
  marker.on("click", (event) => {
    const mark = scene.marks.find((each) => each.on && each.place === place && each.type === pairs[0].type);
    clicked(event, mark || pairs[0]);
  });
  return marker;
}

/** @type {import("leaflet").Layer[]} */
let glyphs = [];

/** A pin bears the glyph of its first type. */
export function drawGlyphs() {
  for (const layer of glyphs) layer.remove();
  glyphs = [];
  const paths = Object.fromEntries(data().types.map((type) => [type.slug, type.glyph]));
  for (const mark of scene.marks) {
    if (!mark.on || mark.sign !== "pin" || mark.ring || !paths[mark.type]) continue;
    const html = `<svg viewBox="0 0 16 16"><path d="${paths[mark.type]}"/></svg>`;
    glyphs.push(L.marker(anchorOf(mark), { pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({ className: `pin-glyph glyph-of-${mark.place}`, html, iconSize: [14, 14] }) }).addTo(scene.map));
  }
}

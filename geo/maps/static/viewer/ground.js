/* The ground: what lies below the marks is drawn once, in Mercator's projection, and
   scaled by the browser itself, so that moving the map costs no script. Units: 0.0001
   degrees of longitude; y runs down. */
import { data, scene } from "./scene.js";
import { along, decode } from "./topology.js";

const EDGE = 85.0511; // degrees: where Mercator's map is cut to a square
const UNITS = 1e4;
const DEGREE = Math.PI / 180;

/** @typedef {[number, number]} Point */

const mercator = (/** @type {number} */ lat) => Math.log(Math.tan((45 + lat / 2) * DEGREE)) / DEGREE;
const spot = (/** @type {Point} */ [lon, lat]) => `${Math.round(lon * UNITS)} ${Math.round(-mercator(lat) * UNITS)}`;
const area = (/** @type {string[]} */ spots) => `M${spots.join("L")}Z`;

/** Draw paths by class, within west, south, east and north in degrees.
 * @param {string} pane
 * @param {[number, number, number, number]} frame
 * @param {Record<string, string>} paths */
function drawGround(pane, [west, south, east, north], paths) {
  const drawing = /** @type {SVGSVGElement} */ (L.SVG.create("svg"));
  const [x, y] = spot([west, north]).split(" ").map(Number);
  const [right, bottom] = spot([east, south]).split(" ").map(Number);
  drawing.setAttribute("viewBox", `${x} ${y} ${right - x} ${bottom - y}`);
  drawing.setAttribute("preserveAspectRatio", "none");
  drawing.setAttribute("aria-hidden", "true");
  for (const [className, d] of Object.entries(paths)) {
    const path = drawing.appendChild(L.SVG.create("path"));
    path.setAttribute("class", `ground ${className}`);
    path.setAttribute("d", d);
  }
  L.svgOverlay(drawing, [[south, west], [north, east]], { pane }).addTo(scene.map);
}

/** @type {(() => void) | null} */
let drawOld = null;

/** The borders of before are drawn when they are first asked for. */
export function drawOldBorders() {
  if (drawOld) drawOld();
  drawOld = null;
}

/** @param {any} topology */
export function drawBasemap(topology) {
  const { base, arcs } = decode(topology);
  const spots = arcs.map((arc) => arc.map(spot));
  const areas = (/** @type {any[]} */ features) => features
    .flatMap((f) => (f.geometry.type === "Polygon" ? f.arcs : f.arcs.flat()))
    .map((ids) => area(along(ids, spots))).join("");
  // Each arc once, whoever shares it.
  const lines = (/** @type {any[]} */ features) => [...new Set(features.flatMap((f) => f.arcs.flat(Infinity))
    .map((id) => (id < 0 ? ~id : id)))].map((id) => `M${spots[id].join("L")}`).join("");
  const frame = frameOf(arcs.flat());
  const home = new Set(data().home || ["cambodia", "vietnam"]);
  const isHome = (/** @type {any} */ f) => home.has(f.properties.place);
  const coast = areas(base.countries);
  drawGround("land", frame, {
    "shore wide": coast,
    shore: coast,
    land: areas(base.countries.filter((f) => !isHome(f))),
    "land home": areas(base.countries.filter(isHome)),
  });
  drawGround("water", frame, { lake: areas(base.lakes), ...riversByRank(base.rivers, lines) });
  drawGround("borders", frame, {
    province: lines(base.provinces.filter((f) => !f.properties.valid_to)),
    "country-border": lines(base.borders),
  });
  drawOld = () => drawGround("old", frame, { "old-border": lines(base.old_borders) });
  drawFarLand(data().farLand || []);
  keepShapes(base);
  nameGround(base);
}

/** @param {Point[]} points
 * @returns {[number, number, number, number]} */
function frameOf(points) {
  const [lons, lats] = [0, 1].map((axis) => points.map((point) => point[axis]));
  const least = (/** @type {number[]} */ values) => values.reduce((a, b) => Math.min(a, b));
  const most = (/** @type {number[]} */ values) => values.reduce((a, b) => Math.max(a, b));
  return [least(lons), least(lats), most(lons), most(lats)];
}

/** @param {any[]} rivers
 * @param {(features: any[]) => string} lines */
function riversByRank(rivers, lines) {
  const ranks = [...new Set(rivers.map((f) => f.properties.rank))].sort((a, b) => b - a);
  return Object.fromEntries(ranks.map((rank) =>
    [`river rank-${rank}`, lines(rivers.filter((f) => f.properties.rank === rank))]));
}

/** Land around the basemap, for brought texts that go there.
 * @param {NonNullable<import("./scene.js").Data["farLand"]>} features */
function drawFarLand(features) {
  const rings = features.flatMap(({ geometry }) =>
    (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat()));
  if (!rings.length) return;
  const within = (/** @type {number[]} */ [lon, lat]) =>
    /** @type {Point} */ ([lon, Math.max(-EDGE, Math.min(EDGE, lat))]);
  drawGround("land", [-180, -EDGE, 180, EDGE],
    { land: rings.map((ring) => area(ring.map((point) => spot(within(point))))).join("") });
}

/** @param {Record<string, any[]>} base */
function keepShapes(base) {
  for (const f of base.provinces) {
    scene.shapes[`${f.properties.place}@${f.properties.valid_from || ""}`] = f;
  }
  for (const f of base.features) scene.shapes[`${f.properties.place}@`] = f;
  Object.assign(scene.shapes, data().shapes);
}

/** @param {Record<string, any[]>} base */
function nameGround(base) {
  const { labels } = scene;
  for (const { properties } of base.provinces) {
    if (properties.valid_to || !properties.label) continue;
    labels.push({ at: properties.label, names: data().names[properties.place],
      place: properties.place, rank: 5, zoom: 6.8, className: "province-name" });
  }
  for (const f of base.labels) {
    labels.push({ at: f.geometry.coordinates, names: namesOf(f), rank: 3, zoom: 4,
      until: f.properties.kind === "country" ? 8.4 : undefined,
      className: `${f.properties.kind}-name` });
  }
  for (const f of base.towns) {
    const rank = f.properties.rank;
    labels.push({ at: f.geometry.coordinates, names: namesOf(f),
      rank: rank === 1 ? 0.8 : 3 + rank, zoom: [0, 5.5, 7.5, 8.5, 9.5][rank] || 9.5, dot: true,
      className: `town-name rank-${rank}` });
  }
}

/** Names come escaped from the atlas and as they are from the basemap.
 * @param {any} feature */
function namesOf(feature) {
  const { name, name_vi: vi, name_km: km } = feature.properties;
  const escaped = (/** @type {string} */ text) => {
    const span = document.createElement("span");
    span.textContent = text;
    return span.innerHTML;
  };
  return { en: escaped(name), vi: escaped(vi || name), km: escaped(km || name) };
}

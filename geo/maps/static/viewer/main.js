/* The map's script: draws the basemap and the atlas once, then shows and hides. It is
   told what to show by accordAtlas.show(map, state), and follows the page's store. */
import { followTheme, sayNone, showBackground } from "./background.js";
import { placeBeside } from "./beside.js";
import { addControls, followFingers, keepStill, zoomAroundPopup } from "./controls.js";
import { drawBasemap, drawOldBorders } from "./ground.js";
import { forgetSizes, placeLabels } from "./labels.js";
import { store, tellAgain, typesToShow } from "./link.js";
import { drawMarks, dropMarks, resizeMarks, showMarks } from "./marks.js";
import { offer, point } from "./offers.js";
import { closedPopup, closePopup, lightMark, openedPopup, openPopup } from "./popups.js";
import { data, openingView, scene } from "./scene.js";
import { bringTo, fit, fitToMarks, followMoves, goTo, inSight, placeInAddress, steer, tellPlace } from "./view.js";
import { _ } from "./words.js";

const SMALLEST_FRAME = 200;
const LOOK_MS = 20;
const PANES = { land: 210, water: 230, borders: 240, old: 245, areas: 410, lines: 420, pairs: 430, pins: 440,
  hubs: 450, names: 460 };
/** @type {[[number, number], [number, number]]} */
const FARTHEST = [[-6, 84], [36, 128]];
const UNTOUCHED = ["land", "water", "borders", "old", "names"];

/** @typedef {import("./scene.js").State} State */

/** @param {import("leaflet").Map} leafletMap */
function mount(leafletMap) {
  scene.map = leafletMap;
  const map = leafletMap;
  map.setMaxBounds(FARTHEST);
  map.attributionControl.setPrefix(false).addAttribution(data().attribution);
  const frame = map.getContainer();
  frame.setAttribute("role", "application");
  // Leaflet focuses the map when it is pressed; the page must not scroll for that,
  // or a finger comes up beside what it went down on.
  frame.focus = () => HTMLElement.prototype.focus.call(frame, { preventScroll: true });
  frame.setAttribute("aria-label", _("Map of the agreements"));
  for (const [name, order] of Object.entries(PANES)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(order);
    if (UNTOUCHED.includes(name)) pane.style.pointerEvents = "none";
  }
  // The view first: what is drawn before it would be drawn twice.
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) keepStill();
  kept = goTo(placeInAddress());
  if (!kept) {
    fit(openingView());
    tellPlace("");
  }
  drawBasemap(/** @type {any} */ (window).accordAtlasBasemap);
  takeNewer();
  drawMarks();
  addControls();
  map.on("zoomend", resizeMarks);
  map.on("zoomend moveend resize", placeLabels);
  // Names make room for a popup.
  map.on("popupopen", (event) => { openedPopup(event); placeLabels(); });
  map.on("resize", () => { if (scene.popup && scene.state.card) placeBeside(scene.popup); });
  map.on("popupclose", (event) => { closedPopup(event); placeLabels(); });
  zoomAroundPopup();
  followMoves();
  followFingers();
  followTheme();
  if (document.fonts) {
    document.fonts.addEventListener("loadingdone", () => { forgetSizes(); placeLabels(); });
  }
}

/** @type {State | null} */
let waiting = null;
/** The page gives the frame its height a moment after its script; sizes are right
 * only then.
 * @param {import("leaflet").Map} leafletMap
 * @param {State} next
 * @returns {unknown} */
function show(leafletMap, next) {
  if (scene.map) return apply(next);
  const isFirst = waiting === null;
  waiting = next;
  if (!isFirst) return undefined;
  const attempt = () => {
    if (leafletMap.getContainer().clientHeight <= SMALLEST_FRAME) return setTimeout(attempt, LOOK_MS);
    leafletMap.invalidateSize({ animate: false });
    scene.state = /** @type {State} */ (waiting);
    mount(leafletMap);
    return apply(scene.state);
  };
  return attempt();
}

/** Whether the address says of the view: that wins over a fit to what is chosen. */
let kept = false;
/** The search that the map was fitted to. */
let fitted = "";

/** Follow what the server says.
 * @param {State} next */
function apply(next) {
  const isOld = store()?.isOld(next.number) || false;
  scene.state = next;
  document.documentElement.lang = next.speaks;
  scene.map.getContainer().dataset.lang = next.lang;
  scene.map.getContainer().classList.toggle("with-old-borders", Boolean(next.old));
  if (next.old) drawOldBorders();
  showBackground(next.background);
  showTypes();
  if (isOld) return;
  if (next.selected) select(next.selected);
  else { wanted = null; lightMark(null); }
  const asked = next.fit || "";
  if (asked && asked !== fitted && !next.selected && !kept && fitToMarks()) tellPlace("");
  fitted = asked;
  kept = false;
}

function showTypes() {
  const types = typesToShow();
  showMarks(types);
  sayNone(!types.length);
  placeLabels();
  const open = scene.marks.find((mark) => mark.open);
  if (open && !open.on) closePopup();
}

let shownClick = "";
/** What was chosen while its type was off: shown as soon as the type is on.
 * @type {{ place: string, type: string, click: string } | null} */
let wanted = null;
/** A choice made elsewhere on the page brings the map to the place.
 * @param {{ place: string, type: string, click: string }} selected */
function select(selected) {
  const { place, type, click } = selected;
  const candidates = scene.marks.filter((mark) => mark.on && mark.place === place);
  candidates.sort((a, b) => a.order - b.order);
  const mark = candidates.find((each) => each.type === type) || candidates[0];
  lightMark(mark || null);
  wanted = mark ? null : selected;
  if (!mark || click === shownClick) return;
  shownClick = click;
  const stays = kept;
  if (!stays) {
    steer(() => bringTo(mark));
    tellPlace("");
  }
  openPopup(mark, inSight(mark), [], null, !stays);
}

/** Follow what the page's store says, before the server knows of it.
 * @param {{ place: string, type: string, click: string, at: string }} chosen
 * @param {string} what
 * @param {string} from */
function follow(chosen, what, from) {
  if (!scene.map) return;
  if (from === "map") {
    shownClick = chosen.click;
    return;
  }
  if (what === "types" || what === "went") showTypes();
  if (what === "went") steer(() => { kept = goTo(chosen.at); });
  if (what === "types") {
    if (wanted) select(wanted);
  } else if (chosen.place) select(chosen);
  else {
    wanted = null;
    lightMark(null);
    closePopup();
  }
}

/** Draw from the first what a reader has decided before this frame came. */
function takeNewer() {
  try {
    const newer = /** @type {any} */ (window.parent).accordAtlasNewer;
    if (!newer || newer.of !== (scene.state.drawing || "")) return;
    /** @type {any} */ (window).accordAtlasData = newer.drawing;
    Object.assign(scene.shapes, newer.drawing.shapes);
  } catch { /* another origin: nothing was decided there */ }
}

/** Draw other marks in the place of those that are drawn; the ground, the view and the
 * names of the ground stay. It is what the same texts say once a reader has decided.
 * @param {import("./scene.js").Data} drawing
 * @param {string} of the drawing in whose place it comes
 */
function redraw(drawing, of) {
  if (!scene.map || (scene.state.drawing || "") !== of) return;
  /** @type {any} */ (window).accordAtlasData = drawing;
  const chosen = scene.chosen;
  closePopup();
  dropMarks();
  Object.assign(scene.shapes, drawing.shapes);
  drawMarks();
  showTypes();
  if (!chosen) return;
  lightMark(scene.marks.find((mark) => mark.on && mark.id === chosen.id) || null);
}

/** @type {any} */ (window).accordAtlas = { show, follow, tellAgain, redraw, offer, point };
// The page holds the rest back for the map: what follows takes the server a moment.
try {
  /** @type {any} */ (window.parent).accordAtlasCame?.();
} catch { /* another origin: the page waits no longer than it must */ }

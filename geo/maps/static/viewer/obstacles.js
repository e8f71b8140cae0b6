/* What names and popups should not cover. */
import { Ground } from "./placing.js";
import { anchorOf, scene } from "./scene.js";
import { covered } from "./view.js";

const LINE = 14; // what it costs to cover a line of a pair, another line, a pin
const OTHER_LINE = 6;
const PIN = 60;
const CHOSEN = 40;

/** @typedef {import("./placing.js").Box} Box */

/** The lines of pairs, other lines, pins.
 * @returns {Ground} */
export function linesAndPins() {
  const { map, marks, shapes } = scene;
  const ground = new Ground();
  const view = map.getBounds();
  const add = (/** @type {[number, number]} */ [lon, lat], /** @type {number} */ weight) => {
    if (!view.contains([lat, lon])) return;
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    ground.add(x, y, weight);
  };
  for (const mark of marks.filter((each) => each.on)) {
    if (mark.sign === "line" && mark.shape && shapes[mark.shape]) {
      for (const line of [shapes[mark.shape].geometry.coordinates].flat(
        shapes[mark.shape].geometry.type === "LineString" ? 0 : 1)) {
        for (const point of line) add(point, OTHER_LINE);
      }
    }
    const isChosen = mark === scene.chosen;
    for (const point of mark.line || []) add(point, isChosen ? CHOSEN : LINE);
    if (!mark.line?.length) continue;
    add(mark.line[0], PIN);
    add(mark.line[mark.line.length - 1], isChosen ? 2 * PIN : LINE);
  }
  return ground;
}

/** @returns {Box[]} */
export function pinBoxes() {
  return scene.marks.filter((m) => m.on && m.sign === "pin" && !m.ring).map((m) => {
    const { x, y } = scene.map.latLngToContainerPoint(anchorOf(m));
    return [x - 13, y - 13, x + 13, y + 13];
  });
}

/** What lies over the map: the buttons, the scale bar, the attribution, the legend.
 * @returns {Box[]} */
export function controlBoxes() {
  const { left, bottom } = covered();
  /** @type {Box[]} */
  const legend = left ? [[0, 0, left, bottom || scene.map.getSize().y]] : [];
  return [...legend, ...chipBoxes(), ...boxesOf(".leaflet-control", 2)];
}

/** @returns {Box[]} what the page says over the map */
function chipBoxes() {
  try {
    const frame = window.frameElement?.getBoundingClientRect();
    const chips = window.parent.document.querySelectorAll(".st-key-stage .chips > *");
    return [...(frame ? chips : [])].map((chip) => {
      const box = chip.getBoundingClientRect();
      const { left, top } = /** @type {DOMRect} */ (frame);
      return [box.left - left - 2, box.top - top - 2, box.right - left + 2, box.bottom - top + 2];
    });
  } catch {
    return [];
  }
}

/** @returns {Box[]} */
export function popupBoxes() {
  return scene.state.card ? boxesOf(".leaflet-popup", 2) : [];
}

/** @param {string} selector
 * @param {number} more px around each
 * @returns {Box[]} within the map */
export function boxesOf(selector, more = 0) {
  const container = scene.map.getContainer();
  const frame = container.getBoundingClientRect();
  return [...container.querySelectorAll(selector)].map((element) => {
    const box = element.getBoundingClientRect();
    return [box.left - frame.left - more, box.top - frame.top - more, box.right - frame.left + more,
      box.bottom - frame.top + more];
  });
}

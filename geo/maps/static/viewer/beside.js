/* A small popup stands where it covers least of what it speaks of. */
import { boxesOf, controlBoxes, linesAndPins } from "./obstacles.js";
import { overlap } from "./placing.js";
import { scene } from "./scene.js";

const GAP = 14; // px from the mark
const EDGE = 4; // px from the edge of the map
const OUT = 1000; // what it costs to lie outside the map, and over a name that is lit
const NAME = 90;

/** @typedef {import("./placing.js").Box} Box */

/** The place with the least cost, the first of equals.
 * @param {Box[]} boxes
 * @param {(box: Box) => number} costOf */
export function cheapest(boxes, costOf) {
  const costs = boxes.map(costOf);
  return costs.indexOf(Math.min(...costs));
}

/** @param {any} popup */
export function placeBeside(popup) {
  const { map } = scene;
  /** @type {HTMLElement} */
  const element = popup.getElement();
  const { x, y } = map.latLngToContainerPoint(popup.getLatLng());
  const [width, height] = [element.offsetWidth, element.offsetHeight];
  /** @type {[number, number][]} where the popup's left lower corner lies, seen from the mark */
  const corners = [[-width / 2, -GAP], [GAP, height / 2], [-width - GAP, height / 2], [-width / 2, height + GAP],
    [GAP, -GAP], [-width - GAP, -GAP], [GAP, height + GAP], [-width - GAP, height + GAP]];
  /** @type {Box[]} */
  const boxes = corners.map(([left, bottom]) => [x + left, y + bottom - height, x + left + width, y + bottom]);
  const at = cheapest(boxes, costing());
  // On a small map it may have to lie over something: but within the map.
  const size = map.getSize();
  const left = within(boxes[at][0], EDGE, size.x - width - EDGE) - x;
  const bottom = within(boxes[at][3], height + EDGE, size.y - EDGE) - y;
  popup.options.offset = L.point(left + width / 2, bottom);
  element.classList.toggle("aside", at !== 0);
  popup.update();
}

/** @param {number} value
 * @param {number} least
 * @param {number} most */
function within(value, least, most) {
  return Math.max(least, Math.min(value, most));
}

/** @returns {(box: Box) => number} what a place covers */
function costing() {
  const size = scene.map.getSize();
  const ground = linesAndPins();
  const names = boxesOf(".map-label.kept");
  const controls = controlBoxes();
  return (box) => {
    const out = Math.max(0, EDGE - box[0]) + Math.max(0, EDGE - box[1]) +
      Math.max(0, box[2] - size.x + EDGE) + Math.max(0, box[3] - size.y + EDGE);
    const isUnder = controls.some((other) => overlap(box, other));
    return (isUnder ? OUT : 0) + (out ? OUT + out : 0) + ground.under(box) + NAME * names.filter((name) => overlap(box, name)).length;
  };
}

/* A small popup stands where it covers least of what it speaks of. */
import { boxesOf, controlBoxes, linesAndPins } from "./obstacles.js";
import { overlap } from "./placing.js";
import { scene } from "./scene.js";

const GAP = 14; // px from the mark
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

/** @param {any} popup
 * @param {boolean} pans whether the map may be moved for it */
export function placeBeside(popup, pans) {
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
  const [left, bottom] = corners[at];
  popup.options.offset = L.point(left + width / 2, bottom);
  element.classList.toggle("aside", at !== 0);
  popup.update();
  if (pans && costing()(boxes[at]) >= OUT) map.panInside(popup.getLatLng(), { padding: [width / 2 + GAP, height + 2 * GAP] });
}

/** @returns {(box: Box) => number} what a place covers */
function costing() {
  const size = scene.map.getSize();
  const ground = linesAndPins();
  const names = boxesOf(".map-label.kept");
  const controls = controlBoxes();
  return (box) => {
    const isOut = box[0] < 4 || box[1] < 4 || box[2] > size.x - 4 || box[3] > size.y - 4 ||
      controls.some((other) => overlap(box, other));
    return (isOut ? OUT : 0) + ground.under(box) + NAME * names.filter((name) => overlap(box, name)).length;
  };
}

/* Setting a box where it covers none set before, and as little else as may be. */

/** @typedef {[number, number, number, number]} Box left, top, right, bottom */

const EDGE = 2; // px
const CELL = 12; // px
const LATER = 1.2; // what it costs to stand at a later place

/** @param {Box} a
 * @param {Box} b */
export function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** What should not be covered, though it may be: weights by place, in cells. */
export class Ground {
  constructor() {
    /** @type {Map<string, number>} */
    this.weights = new Map();
  }

  /** @param {number} x
   * @param {number} y
   * @param {number} weight */
  add(x, y, weight) {
    const key = `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
    this.weights.set(key, Math.max(weight, this.weights.get(key) || 0));
  }

  /** @param {Box} box
   * @returns {number} */
  under([left, top, right, bottom]) {
    let weight = 0;
    for (let x = Math.floor(left / CELL); x * CELL < right; x += 1) {
      for (let y = Math.floor(top / CELL); y * CELL < bottom; y += 1) weight += this.weights.get(`${x},${y}`) || 0;
    }
    return weight;
  }
}

/**
 * Take the place where the box is free and covers least; what is taken is noted.
 * @param {[number, number][]} places seen from the anchor: where the box's corner would be
 * @param {[number, number]} size
 * @param {[number, number]} anchor
 * @param {[number, number]} frame
 * @param {Box[]} taken
 * @param {Ground} ground
 * @param {number} most that it may cover
 * @returns {[number, number] | null}
 */
export function setBox(places, [width, height], [x, y], frame, taken, ground = new Ground(), most = Infinity) {
  let least = most;
  /** @type {[number, number] | null} */
  let best = null;
  for (const [i, [dx, dy]] of places.entries()) {
    /** @type {Box} */
    const box = [x + dx, y + dy, x + dx + width, y + dy + height];
    const isOut = box[0] < EDGE || box[1] < EDGE || box[2] > frame[0] - EDGE || box[3] > frame[1] - EDGE;
    if (isOut || taken.some((other) => overlap(box, other))) continue;
    const cost = i * LATER + ground.under(box);
    if (cost > least || (best && cost === least)) continue;
    least = cost;
    best = [dx, dy];
  }
  if (best) taken.push([x + best[0] - 2, y + best[1] - 1, x + best[0] + width + 2, y + best[1] + height + 1]);
  return best;
}

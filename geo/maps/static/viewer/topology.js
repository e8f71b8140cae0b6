/* TopoJSON: arcs are steps, and shared by neighbours. */

/** @typedef {[number, number]} Point lon, lat in degrees */

/**
 * @param {any} topology
 * @returns {{ base: Record<string, any[]>, arcs: Point[][] }} features by layer, and the lines they share
 */
export function decode(topology) {
  const [sx, sy] = topology.transform ? topology.transform.scale : [1e-4, 1e-4];
  const [tx, ty] = topology.transform ? topology.transform.translate : [0, 0];
  /** @type {(point: Point) => Point} */
  const place = ([x, y]) => [x * sx + tx, y * sy + ty];
  const arcs = topology.arcs.map((/** @type {Point[]} */ arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => place([(x += dx), (y += dy)]));
  });
  const layers = Object.entries(topology.objects).map(([name, layer]) => [
    name,
    layer.geometries.map((/** @type {any} */ g) => ({
      type: "Feature",
      properties: g.properties,
      arcs: g.arcs,
      geometry: { type: g.type, coordinates: g.arcs ? nested(g.arcs, arcs) : place(g.coordinates) },
    })),
  ]);
  return { base: Object.fromEntries(layers), arcs };
}

/**
 * Join arcs end to end; a number below zero is the arc ~number run backwards.
 * @template Each
 * @param {number[]} ids
 * @param {Each[][]} arcs
 * @returns {Each[]}
 */
export function along(ids, arcs) {
  return ids.flatMap((id, i) => (id < 0 ? [...arcs[~id]].reverse() : arcs[id]).slice(i ? 1 : 0));
}

/**
 * @param {any[]} ids
 * @param {Point[][]} arcs
 * @returns {any[]}
 */
export function nested(ids, arcs) {
  return typeof ids[0] === "number" ? along(ids, arcs) : ids.map((each) => nested(each, arcs));
}

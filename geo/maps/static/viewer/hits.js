/* What lies at a point of the map. */
import { anchorOf, scene } from "./scene.js";

const NEAR = 9; // px from a line

/** @typedef {import("./scene.js").Mark} Mark */
/** @typedef {import("leaflet").Point} Pixel */

/** Marks at a point, the uppermost first.
 * @param {import("leaflet").LatLng} latlng
 * @returns {Mark[]} */
export function hitsAt(latlng) {
  const point = scene.map.latLngToLayerPoint(latlng);
  return scene.marks.filter((mark) => mark.on && hits(mark, latlng, point)).reverse();
}

/** @param {Mark} mark
 * @param {import("leaflet").LatLng} latlng
 * @param {Pixel} point */
function hits(mark, latlng, point) {
  if (mark.line) return nearLine(mark.line, point);
  const shape = mark.shape && scene.shapes[mark.shape];
  if (shape) {
    const { type, coordinates } = shape.geometry;
    if (type === "LineString") return nearLine(coordinates, point);
    if (type === "MultiLineString") {
      return coordinates.some((/** @type {[number, number][]} */ line) => nearLine(line, point));
    }
    const polygons = type === "Polygon" ? [coordinates] : coordinates;
    return polygons.some((/** @type {[number, number][][]} */ rings) => isInside(rings, latlng.lng, latlng.lat));
  }
  if (mark.lat === null || !mark.layers.length) return false;
  const reach = /** @type {any} */ (mark.layers[0]).getRadius() + 2;
  return scene.map.latLngToLayerPoint(anchorOf(mark)).distanceTo(point) <= reach;
}

/** @param {[number, number][]} coordinates lon, lat
 * @param {Pixel} point */
function nearLine(coordinates, point) {
  const points = coordinates.map(([lon, lat]) => scene.map.latLngToLayerPoint([lat, lon]));
  return points.some((p, i) => i > 0 &&
    L.LineUtil.pointToSegmentDistance(point, points[i - 1], p) < NEAR);
}

/** Whether a point lies within the rings of a polygon, holes left out.
 * @param {[number, number][][]} rings
 * @param {number} lon
 * @param {number} lat */
export function isInside(rings, lon, lat) {
  let is = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) is = !is;
    }
  }
  return is;
}

/* The map beside a review: what a card offers stands on it with its number, and a place
   that the gazetteer lacks is pointed at. */
import { drawing } from "./shared.js";

/** @typedef {import("./desk.js").Named} Named */

/** @param {(Named | undefined)[]} places */
export function showOffers(places) {
  const placed = places.map((place, i) => ({ number: i + 1, ...place })).filter(({ lon }) => typeof lon === "number");
  drawing()?.offer?.(placed);
}

/** @param {{ lon: number, lat: number, radius: number } | null} at
 * @param {(lon: number, lat: number) => void} pointed */
export function point(at, pointed) {
  drawing()?.point?.(at, pointed);
}

/** Nothing is pointed at any more. */
export function clearMap() {
  drawing()?.point?.(null, null);
}

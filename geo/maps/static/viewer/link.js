/* The page around the map: it keeps what is chosen, and the map tells it. From another
   origin, or before it came, there is none: the map then follows what it is told. */
import { scene } from "./scene.js";

/**
 * @typedef {object} Store
 * @property {string[] | null} types
 * @property {() => string} click of the choice made last
 * @property {(number: number | undefined) => boolean} isOld
 * @property {(choice: { place: string, type: string, passage?: string, lit?: [number, number][] }, from: string) => void} choose
 * @property {(at: string) => void} move
 */

/** @returns {Store | null} */
export function store() {
  const own = /** @type {any} */ (window);
  try {
    return own.accordAtlasStore || own.parent.accordAtlasStore || null;
  } catch {
    return null;
  }
}

/** What the page could not be told yet.
 * @type {((store: Store) => void)[]} */
let untold = [];

/** @param {(store: Store) => void} say */
export function tell(say) {
  const page = store();
  if (page) say(page);
  else untold.push(say);
}

/** The page came after the map. */
export function tellAgain() {
  const page = store();
  if (!page) return;
  for (const say of untold) say(page);
  untold = [];
}

/** @returns {string[]} the types to show: the page's buttons, or else what the server says */
export function typesToShow() {
  return store()?.types || scene.state.types;
}

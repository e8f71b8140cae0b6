/* What a review offers: candidates with their numbers, and a place that is pointed at. */
import { scene } from "./scene.js";
import { fit, steer } from "./view.js";

/** @typedef {{ number: number, name: string, lon: number, lat: number, radius: number | null }} Offer */

const NEAR = 9; // zoom
const CLOSE = 24; // px
const STEP = 28;
/** @type {import("leaflet").LayerGroup | null} */
let offers = null;
let shown = "";

/** Show where the candidates lie, and nothing else of them.
 * @param {Offer[]} candidates */
export function offer(candidates) {
  const said = JSON.stringify(candidates);
  if (!scene.map || said === shown) return;
  shown = said;
  offers?.remove();
  if (candidates.length) bringAll(candidates);
  offers = L.layerGroup(apart(candidates).map(([{ number, lon, lat }, shift]) => {
    const words = document.createElement("span");
    words.textContent = String(number);
    words.style.marginTop = `${-shift * STEP}px`;
    return L.marker([lat, lon], { pane: "hubs", keyboard: false, interactive: false,
      icon: L.divIcon({ className: "offer", html: words, iconSize: undefined }) });
  })).addTo(scene.map);
}

/** @param {Offer[]} candidates */
function bringAll(candidates) {
  const bounds = L.latLngBounds(candidates.map(({ lon, lat }) => [lat, lon]));
  if (!scene.map.getBounds().pad(-0.22).contains(bounds)) steer(() => fit(bounds.pad(0.3), NEAR));
}

/** Candidates that lie where another one does stand above it, by their numbers.
 * @param {Offer[]} candidates
 * @returns {[Offer, number][]} each with how many stand below it */
function apart(candidates) {
  const spot = (/** @type {Offer} */ { lon, lat }) => scene.map.latLngToContainerPoint([lat, lon]);
  return candidates.map((each, i) => [each, candidates.slice(0, i).filter((other) => spot(other).distanceTo(spot(each)) < CLOSE).length]);
}

/** @type {import("leaflet").Circle | null} */
let circle = null;
/** @type {((event: import("leaflet").LeafletMouseEvent) => void) | null} */
let listening = null;

/** Have the reader point at a place; null for no longer.
 * @param {{ lon: number, lat: number, radius: number } | null} at where they pointed last
 * @param {((lon: number, lat: number) => void) | null} pointed */
export function point(at, pointed) {
  const { map } = scene;
  if (!map) return;
  circle?.remove();
  circle = null;
  if (listening) map.off("click", listening);
  listening = null;
  map.getContainer().classList.toggle("pointing", Boolean(pointed));
  if (!pointed) return;
  listening = ({ latlng }) => pointed(Number(latlng.lng.toFixed(5)), Number(latlng.lat.toFixed(5)));
  map.on("click", listening);
  if (!at) return;
  circle = L.circle([at.lat, at.lon], { radius: at.radius || 1, className: "pointed", pane: "pins", interactive: false }).addTo(map);
  if (!map.getBounds().contains([at.lat, at.lon])) steer(() => map.setView([at.lat, at.lon], NEAR, { animate: false }));
}

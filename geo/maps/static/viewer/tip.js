/* The name under the mouse. */
import { anchorOf, elementOf, nameOf, scene, typeOf } from "./scene.js";

/** @typedef {import("./scene.js").Mark} Mark */

/** @type {import("leaflet").Tooltip | null} */
let tip = null;

export function dropTip() {
  if (tip) tip.remove();
  tip = null;
}

/** @param {Mark} mark
 * @param {boolean} on */
export function hover(mark, on) {
  for (const layer of mark.layers) elementOf(layer)?.classList.toggle("hovered", on);
  dropTip();
  if (!on || mark.open) return;
  tip = L.tooltip({ direction: "top", offset: [0, -6], className: "mark-name" })
    .setLatLng(anchorOf(mark)).setContent(`<b>${nameOf(mark)}</b><br>${typeOf(mark)}`).addTo(scene.map);
}

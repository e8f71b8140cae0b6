/* The map's own buttons, fingers, and who asks for less motion. */
import { anchorOf, openingView, scene } from "./scene.js";
import { fit } from "./view.js";
import { _ } from "./words.js";

const HINT_MS = 1200;

const HOME = "M2.5 8 8 3l5.5 5M4 7v6.5h8V7";
const WHOLE_SCREEN = "M2.5 6v-3.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10";

/** @param {string} className
 * @param {string} words
 * @param {string} sign the path of its drawing, in a square of 16
 * @param {() => void} act */
function button(className, words, sign, act) {
  const control = new L.Control({ position: "bottomright" });
  control.onAdd = () => {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    const made = L.DomUtil.create("button", className, bar);
    made.type = "button";
    made.title = words;
    made.setAttribute("aria-label", words);
    const drawing = made.appendChild(L.SVG.create("svg"));
    drawing.setAttribute("viewBox", "0 0 16 16");
    drawing.appendChild(L.SVG.create("path")).setAttribute("d", sign);
    L.DomEvent.disableClickPropagation(bar);
    L.DomEvent.on(made, "click", act);
    return bar;
  };
  control.addTo(scene.map);
}

/** @param {string} selector of one of Leaflet's own buttons
 * @param {string} words */
function name(selector, words) {
  const made = scene.map.getContainer().querySelector(selector);
  made?.setAttribute("title", words);
  made?.setAttribute("aria-label", words);
}

export function addControls() {
  const { map } = scene;
  map.zoomControl?.setPosition("bottomright");
  name(".leaflet-control-zoom-in", _("Zoom in"));
  name(".leaflet-control-zoom-out", _("Zoom out"));
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  button("whole-region", _("Whole region"), HOME, () => fit(openingView()));
  if (document.fullscreenEnabled) {
    button("full-screen", _("Full screen"), WHOLE_SCREEN, () => (document.fullscreenElement
      ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
  }
}

/** The buttons zoom around what is open, and around the middle when nothing is. */
export function zoomAroundPopup() {
  const { map } = scene;
  const zoom = (/** @type {number} */ step) => {
    const open = scene.marks.find((mark) => mark.open);
    const to = map.getZoom() + step;
    return open ? map.setZoomAround(anchorOf(open), to) : map.setZoom(to);
  };
  map.zoomIn = (step) => zoom(step || map.options.zoomDelta || 1);
  map.zoomOut = (step) => zoom(-(step || map.options.zoomDelta || 1));
}

/** Who asks for less motion gets none: the map jumps to where it would glide. */
export function keepStill() {
  const { map } = scene;
  map.options.inertia = false;
  map.setView = (centre, zoom, options) =>
    L.Map.prototype.setView.call(map, centre, zoom, { ...options, animate: false });
  map.panBy = (offset, options) =>
    L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
}

/** Where the map lies in a page that scrolls, one finger scrolls it, as beside the map,
 * and two move the map. On one screen, or in full screen, one is enough. */
export function followFingers() {
  if (scene.state.card || !matchMedia("(pointer: coarse)").matches) return;
  const { map } = scene;
  const choose = () => (document.fullscreenElement ? map.dragging.enable() : map.dragging.disable());
  choose();
  document.addEventListener("fullscreenchange", choose);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let hides;
  map.getContainer().addEventListener("touchmove", (event) => {
    if (event.touches.length > 1) { hint(""); return; }
    if (map.dragging.enabled() || /** @type {Element} */ (event.target).closest(".leaflet-popup")) return;
    hint(_("Two fingers move the map"));
    clearTimeout(hides);
    hides = setTimeout(() => hint(""), HINT_MS);
  }, { passive: true });
}

/** @type {HTMLElement | null} */
let hinted = null;
/** @param {string} words */
function hint(words) {
  hinted = hinted || L.DomUtil.create("div", "map-hint", scene.map.getContainer());
  hinted.setAttribute("aria-hidden", "true");
  hinted.textContent = words;
}

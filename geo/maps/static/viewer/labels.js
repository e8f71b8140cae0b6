/* The names on the map: set by rank, each where it collides with none set before. */
import { hitsAt } from "./hits.js";
import { controlBoxes, linesAndPins, pinBoxes, popupBoxes } from "./obstacles.js";
import { setBox } from "./placing.js";
import { chooseMark, lightMark } from "./popups.js";
import { anchorOf, elementOf, plain, scene, seenLayer } from "./scene.js";

const BUSY_RANK = 0.5;
const LOCAL_ZOOM = 6.6; // from here a name stands with the local one below it
const TOWNS_ZOOM = 9; // from here a town is named beside the province of its name
const MOST = { busy: Infinity, pin: 400, other: 12 }; // of lines and pins that a name may cover

/** @typedef {import("./scene.js").Label} Label */
/** @typedef {import("./placing.js").Box} Box */

/** @type {Map<string, string[]>} colours of the types at each place */
let types = new Map();

export function placeLabels() {
  const { map, labels, marks, state } = scene;
  if (!map || !state.lang) return;
  types = new Map();
  for (const mark of marks.filter((m) => m.on && m.type !== "named")) {
    for (const place of mark.line ? mark.with || [] : [mark.place]) {
      const colours = types.get(place) || [];
      if (!colours.includes(mark.colour)) types.set(place, [...colours, mark.colour]);
    }
  }
  const isBusy = (/** @type {Label} */ label) => types.has(label.place || "");
  for (const label of labels) label.shifts = isBusy(label);
  const zoom = map.getZoom();
  const view = map.getBounds().pad(0.1);
  const wanted = labels.filter((label) => {
    if (label.mark && label.mark.sign === "outline") label.at = pointInView(label.mark);
    const from = label.shifts ? Math.min(label.zoom, 6.2) : label.zoom;
    return zoom >= from && (!label.mark || label.mark.on) && !(label.until && zoom > label.until) &&
      view.contains([label.at[1], label.at[0]]);
  });
  measure(wanted);
  const taken = [...pinBoxes(), ...controlBoxes(), ...popupBoxes()];
  const ground = linesAndPins();
  // What agreements are about is named before what merely lies beside it.
  const rankOf = (/** @type {Label} */ label) => (label.shifts ? BUSY_RANK : label.rank);
  const named = new Set();
  const shown = new Set();
  for (const label of wanted.sort((a, b) => rankOf(a) - rankOf(b))) {
    const isAgain = named.has(textOf(label)) && (label.shifts || (label.dot && zoom < TOWNS_ZOOM));
    if (isAgain || !setLabel(label, taken, ground)) continue;
    named.add(textOf(label));
    shown.add(label);
  }
  for (const label of labels) {
    if (shown.has(label) || !label.marker) continue;
    label.marker.remove();
    label.shown = null;
  }
  lightMark(scene.chosen);
}

/** An outline is named in its middle, or else along what is seen of its line.
 * @param {import("./scene.js").Mark} mark
 * @returns {[number, number]} */
function pointInView(mark) {
  const { map } = scene;
  const shape = mark.shape && scene.shapes[mark.shape];
  /** @type {[number, number]} */
  const middle = [mark.lon, mark.lat];
  if (!shape || map.getBounds().contains([mark.lat, mark.lon])) return middle;
  const size = map.getSize();
  const frame = L.bounds([90, 30], [size.x - 90, size.y - 30]);
  const { type, coordinates } = shape.geometry;
  let longest = 0;
  let best = middle;
  for (const ring of type === "Polygon" ? coordinates : coordinates.flat()) {
    const points = ring.map((/** @type {[number, number]} */ [lon, lat]) => map.latLngToContainerPoint([lat, lon]));
    for (let i = 1; i < points.length; i += 1) {
      const seen = L.LineUtil.clipSegment(points[i - 1], points[i], frame, false, true);
      if (!seen || seen[0].distanceTo(seen[1]) <= longest) continue;
      longest = seen[0].distanceTo(seen[1]);
      const { lat, lng } = map.containerPointToLatLng(seen[0].add(seen[1]).divideBy(2));
      best = [lng, lat];
    }
  }
  return best;
}

/** @param {Label} label
 * @param {Box[]} taken
 * @param {import("./placing.js").Ground} ground
 * @returns {boolean} whether there was room for it */
function setLabel(label, taken, ground) {
  const content = contentOf(label);
  const size = sizes.get(keyOf(label, content));
  if (!content || !size) return false;
  const { x, y } = scene.map.latLngToContainerPoint([label.at[1], label.at[0]]);
  const { x: width, y: height } = scene.map.getSize();
  const isCrowded = taken.some((t) => x > t[0] && x < t[2] && y > t[1] && y < t[3]);
  const most = label.shifts ? MOST.busy : label.pin ? MOST.pin : MOST.other;
  const place = setBox(placesOf(label, size, isCrowded), size, [x, y], [width, height], taken, ground, most);
  if (!place) return false;
  if (label.dot) taken.push([x - 4, y - 4, x + 4, y + 4]);
  showLabel(label, content, place, size);
  return true;
}

/** Where a name may stand, seen from what it names, the best first.
 * @param {Label} label
 * @param {[number, number]} size
 * @param {boolean} isCrowded
 * @returns {[number, number][]} */
function placesOf(label, [width, height], isCrowded) {
  if (label.below && label.mark) {
    return [[-width / 2, /** @type {any} */ (label.mark.layers[0]).getRadius() + 4]];
  }
  if (label.shifts || label.pin) {
    const gap = label.pin ? 15 : 9;
    const [x, y] = [width / 2 + gap, height / 2 + gap];
    return /** @type {[number, number][]} */ ([[x, 0], [-x, 0], [0, y], [0, -y], [x * 0.85, y * 0.75], [x * 0.85, -y * 0.75],
      [-x * 0.85, y * 0.75], [-x * 0.85, -y * 0.75], [0, -y - 12], [width * 0.35, -y - 6], [-width * 0.35, -y - 6],
      [width * 0.35, y + 4], [-width * 0.35, y + 4], [x + 14, 0], [-x - 14, 0], [0, y + 22], [0, -y - 26]]
      .map(([dx, dy]) => [dx - width / 2, dy - height / 2]));
  }
  if (!label.dot) {
    return /** @type {[number, number][]} */ ([[0, 0], [0, -height * 0.8], [0, height * 0.8], [width * 0.35, 0],
      [-width * 0.35, 0], [width * 0.35, -height * 0.8], [-width * 0.35, height * 0.8]]
      .map(([dx, dy]) => [dx - width / 2, dy - height / 2]));
  }
  const gap = isCrowded ? 14 : 6;
  return [[gap, -height / 2], [-width - gap, -height / 2], [-width / 2, -height - gap], [-width / 2, gap]];
}

/** What a name is written as: of a province in agreements with its local name below,
 * and a square a type where there are several.
 * @param {Label} label */
function contentOf(label) {
  const text = textOf(label);
  if (!label.shifts || !text) return escaped(text);
  const local = plain(/** @type {any} */ (label.names).local || "");
  const isWide = scene.map.getSize().x > 480;
  const below = local && local !== text && isWide && scene.map.getZoom() >= LOCAL_ZOOM
    ? `<small>${escaped(local)}</small>` : "";
  const colours = types.get(label.place || "") || [];
  const squares = colours.length > 1
    ? `<span class="squares">${colours.map((colour) => `<i style="background:${colour}"></i>`).join("")}</span>` : "";
  return `${escaped(text)}${below}${squares}`;
}

/** @param {string} text */
function escaped(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

/** @type {Map<string, [number, number]>} */
let sizes = new Map();

export function forgetSizes() {
  sizes = new Map();
}

/** @param {Label} label
 * @param {string} content */
function keyOf(label, content) {
  return `${scene.state.lang}|${classOf(label)}|${content}`;
}

/** @param {Label} label */
function classOf(label) {
  return `map-label ${label.className}${label.shifts ? " busy" : ""}`;
}

/** Names are measured together: one layout, not one a name.
 * @param {Label[]} wanted */
function measure(wanted) {
  const sheet = document.createElement("div");
  sheet.style.cssText = "position:absolute;visibility:hidden";
  /** @type {[string, HTMLElement][]} */
  const probes = [];
  for (const label of wanted) {
    const content = contentOf(label);
    const key = keyOf(label, content);
    if (!content || sizes.has(key)) continue;
    const probe = document.createElement("span");
    probe.className = classOf(label);
    probe.lang = scene.state.lang;
    probe.innerHTML = content;
    probes.push([key, sheet.appendChild(probe)]);
  }
  if (!probes.length) return;
  scene.map.getContainer().appendChild(sheet);
  for (const [key, probe] of probes) sizes.set(key, [probe.offsetWidth, probe.offsetHeight]);
  sheet.remove();
}

/** @param {Label} label */
function textOf(label) {
  return plain((label.names && (label.names[scene.state.lang] || label.names.en)) || "");
}

/** @param {Label} label
 * @param {string} content
 * @param {[number, number]} place
 * @param {[number, number]} size */
function showLabel(label, content, [dx, dy], [width, height]) {
  const key = `${content}|${dx}|${dy}|${label.at}`;
  if (label.marker && label.shown === key) return;
  if (label.marker) label.marker.remove();
  const box = document.createElement("div");
  const words = document.createElement("span");
  words.className = classOf(label);
  words.innerHTML = content;
  words.dataset.place = label.place || label.mark?.place || "";
  words.lang = scene.state.lang;
  lead(label, words);
  words.style.cssText = `left:${dx}px;top:${dy}px;width:${width + 1}px;height:${height}px`;
  box.appendChild(words);
  if (label.dot) box.appendChild(document.createElement("i")).className = "town-dot";
  label.marker = L.marker([label.at[1], label.at[0]], { pane: "names", interactive: false,
    keyboard: false, icon: L.divIcon({ className: "label-anchor", html: box, iconSize: [0, 0] }) })
    .addTo(scene.map);
  label.marker.getElement()?.setAttribute("aria-hidden", "true");
  label.shown = key;
}

/** A name leads to what it names, where that is a mark.
 * @param {Label} label
 * @param {HTMLElement} words */
function lead(label, words) {
  const mark = () => label.mark || scene.marks.find((each) => each.on && each.place === label.place);
  if (!label.mark && !(label.place && mark())) return;
  words.classList.add("leads");
  words.addEventListener("click", (event) => {
    const chosen = mark();
    const { dragging } = scene.map;
    if (!chosen || !chosen.on || (dragging.enabled() && /** @type {any} */ (dragging).moved())) return;
    L.DomEvent.stop(event);
    const others = hitsAt(anchorOf(chosen)).filter((hit) => hit !== chosen && hit.place === chosen.place);
    chooseMark(chosen, anchorOf(chosen), others, elementOf(seenLayer(chosen)));
  });
}

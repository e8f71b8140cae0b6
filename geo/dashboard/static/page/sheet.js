/* On a phone the panel is a sheet of three heights: by drag, and by its button. */
import { nearest } from "./heights.js";
import { store } from "./shared.js";
import { _, learn } from "./words.js";

const LOW = 212;
const MIDDLE = 430;
const LEFT_FREE = 8; // px below the bar, at full height
const TAP = 6; // px that a tap may slip
const STEPS = 3;

/** @returns {number[]} */
function heights() {
  const bar = document.querySelector(".st-key-bar")?.getBoundingClientRect().bottom || 0;
  return [LOW, Math.min(MIDDLE, innerHeight * 0.55), innerHeight - bar - LEFT_FREE];
}

let at = 0;

/** @param {HTMLElement} button
 * @param {number} step */
function go(button, step) {
  at = step;
  set(heights()[step]);
  button.setAttribute("aria-label", [
    _("Panel at low height: change it"),
    _("Panel at half height: change it"),
    _("Panel at full height: change it"),
  ][step]);
}

/** @param {number} height */
function set(height) {
  const app = /** @type {HTMLElement | null} */ (document.querySelector(".stApp"));
  app?.style.setProperty("--sheet-height", `${Math.round(height)}px`);
}

/** @param {any} component */
export default function ({ data, parentElement }) {
  learn(data);
  /** @type {HTMLElement} */
  const button = parentElement.querySelector(".grab");
  if (button.dataset.ready !== data.lang) {
    button.dataset.ready = data.lang;
    go(button, at);
  }
  let from = 0;
  let slipped = 0;
  button.onpointerdown = (event) => {
    from = event.clientY;
    slipped = 0;
    button.setPointerCapture(event.pointerId);
  };
  button.onpointermove = (event) => {
    if (!button.hasPointerCapture(event.pointerId)) return;
    slipped = from - event.clientY;
    if (Math.abs(slipped) > TAP) set(Math.max(LOW / 2, heights()[at] + slipped));
  };
  button.onpointerup = () => {
    if (Math.abs(slipped) > TAP) go(button, nearest(heights()[at] + slipped, heights()));
  };
  button.onclick = () => {
    if (Math.abs(slipped) <= TAP) go(button, (at + 1) % STEPS);
    slipped = 0;
  };
  // What is chosen is seen with its words.
  store.listen("sheet", ({ place }, what) => {
    if ((what === "place" || what === "answer") && place && at === 0) go(button, 1);
  });
  if (store.chosen.place && at === 0) go(button, 1);
}

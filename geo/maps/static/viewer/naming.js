/* Every mark is a button with a name, for the keyboard and for screen readers. */
import { chooseMark } from "./popups.js";
import { anchorOf, elementOf, nameOf, plain, seenLayer, typeOf } from "./scene.js";
import { hover } from "./tip.js";

/** @typedef {import("./scene.js").Mark} Mark */

/** @param {Mark} mark */
export function named(mark) {
  const seen = seenLayer(mark);
  for (const each of mark.layers) {
    const element = elementOf(each);
    if (!element || !mark.on) continue;
    if (each !== seen) {
      element.setAttribute("aria-hidden", "true");
      continue;
    }
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", `${plain(nameOf(mark))}, ${mark.kind}, ${typeOf(mark)}`);
    if (!element.dataset.keys) listen(mark, element);
  }
}

/** @param {Mark} mark
 * @param {HTMLElement | SVGElement} element */
function listen(mark, element) {
  element.dataset.keys = "on";
  element.addEventListener("keydown", (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    if (key !== "Enter" && key !== " ") return;
    event.preventDefault();
    chooseMark(mark, anchorOf(mark), [], element);
  });
  element.addEventListener("focus", () => hover(mark, true));
  element.addEventListener("blur", () => hover(mark, false));
}

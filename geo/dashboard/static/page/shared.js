/* The one store of the page, whichever of its components comes first. */
import { Store } from "./store.js";

const page = /** @type {any} */ (window);

/** @type {Store} */
export const store = (page.accordAtlasStore ??= new Store());

/** @returns {any} the map's own script, once its frame is there */
export function drawing() {
  const frames = document.querySelectorAll(".st-key-map iframe");
  const frame = /** @type {HTMLIFrameElement | undefined} */ ([...frames].at(-1));
  return frame && /** @type {any} */ (frame.contentWindow)?.accordAtlas;
}

// The map may have come first.
store.listen("map", (chosen, what, from) => {
  if (what !== "answer" && what !== "at") drawing()?.follow(chosen, what, from);
});
drawing()?.tellAgain();

/* The address of the page, and the way to the server: only this script writes the one,
   and only through it the server learns what is chosen. */
import { drawing, store } from "./shared.js";
import { toQuery } from "./store.js";
import { share } from "./sharing.js";
import { _, learn } from "./words.js";

const OURS = ["types", "status", "document", "q", "lang", "names", "borders", "place", "passage", "tab", "at"];
const page = /** @type {any} */ (window);

/** @param {any} component */
export default function ({ data, parentElement, setStateValue }) {
  learn(data);
  parentElement.querySelector(".skip").setAttribute("aria-label", _("Skip to"));
  const leaps = [_("To the map"), _("To the text"), _("To the tables")];
  for (const [i, skip] of parentElement.querySelectorAll("[data-skip]").entries()) skip.textContent = leaps[i];
  for (const skip of parentElement.querySelectorAll("[data-skip]")) skip.onclick = () => leap(skip.dataset.skip);
  share(parentElement.querySelector(".copy-link"));
  store.slugs = data.types;
  if (store.chosen.at === null) store.move(new URLSearchParams(location.search).get("at") || "");
  store.receive(data.answer);
  store.join((said) => setStateValue("said", said));
  drawing()?.tellAgain();
}

/** @param {string} where */
function leap(where) {
  const target = /** @type {HTMLElement | null} */ (document.querySelector(where));
  target?.scrollIntoView({ block: "nearest" });
  if (target instanceof HTMLIFrameElement) {
    /** @type {HTMLElement | null | undefined} */ (target.contentDocument?.querySelector("#map_div"))?.focus();
  } else target?.focus();
}

// A step back in the browser leads to the choice before, not to where the map was
// before, nor through what the server adds of itself.
let isFirst = true;
store.listen("address", (chosen, what, from) => {
  if (what === "went" || (what === "at" && isFirst)) return;
  const now = new URLSearchParams(location.search);
  const next = new URLSearchParams([...now].filter(([key]) => !OURS.includes(key)));
  for (const [key, value] of Object.entries(toQuery(chosen, store.slugs))) next.set(key, value);
  const hasChanged = OURS.some((key) => now.get(key) !== next.get(key));
  const isQuiet = isFirst || what === "at" || from === "buttons";
  if (what === "answer") isFirst = false;
  if (hasChanged) write(isQuiet ? "replaceState" : "pushState", next);
});

/** @param {"replaceState" | "pushState"} how
 * @param {URLSearchParams} query */
function write(how, query) {
  const words = query.toString().replaceAll("%2C", ",");
  const hash = how === "replaceState" ? location.hash : "";
  history[how](history.state, "", `${location.pathname}${words ? `?${words}` : ""}${hash}`);
}

// Back and forward are ours: Streamlit would run the page with the older address, and
// could not say whether the reader went there or was merely quicker than the server.
// Chromium calls Streamlit's listener too, as it came first: of the two runs ours is
// the later, and holds.
page.accordAtlasLeave?.();
const went = (/** @type {PopStateEvent} */ event) => {
  event.stopImmediatePropagation();
  store.go(Object.fromEntries(new URLSearchParams(location.search)));
};
// Escape leaves the tour.
const escape = (/** @type {KeyboardEvent} */ event) => {
  if (event.key !== "Escape") return;
  const leave = /** @type {HTMLElement | null} */ (document.querySelector(".st-key-tour_leave button"));
  if (!leave) return;
  leave.click();
  /** @type {HTMLElement | null} */ (document.querySelector(".st-key-tour_start button"))?.focus();
};
window.addEventListener("popstate", went, { capture: true });
window.addEventListener("keydown", escape);
page.accordAtlasLeave = () => {
  window.removeEventListener("popstate", went, { capture: true });
  window.removeEventListener("keydown", escape);
};

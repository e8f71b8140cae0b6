/* The buttons of the agreement types. They alone know what the reader pressed last, so
   the store follows them, and nothing else presses them in the browser: the shortcuts
   beside them (all, none, only one) click them, as the reader would. */
import { store } from "./shared.js";
import { _, learn } from "./words.js";

const PILLS = ".st-key-agreement_types button";
const ONLY = 44; // px at a button's end that say "only" under the mouse
const TURNS = 20; // frames in which a button answers a click
const page = /** @type {any} */ (window);
let isPressing = false;

/** @param {any} component */
export default function ({ data, parentElement }) {
  store.slugs = data.types.map((/** @type {any} */ type) => type.slug);
  /** @type {HTMLSelectElement} */
  const list = parentElement.querySelector("select");
  const { dataset } = list;
  if (dataset.lang !== data.lang) {
    dataset.lang = data.lang;
    learn(data);
    name(parentElement);
    list.replaceChildren(new Option(_("Only…"), ""),
      ...data.types.map((/** @type {any} */ type) => new Option(type.label, type.slug)));
  }
  const say = (/** @type {string[] | null} */ types) => {
    list.value = types?.length === 1 ? types[0] : "";
  };
  store.listen("list", ({ types }, what) => {
    say(types);
    // What the server pressed is seen with the next frame.
    if (what === "answer") requestAnimationFrame(() => read("buttons"));
  });
  const [all, none] = parentElement.querySelectorAll("button");
  all.onclick = () => press(store.slugs);
  none.onclick = () => press([]);
  list.onchange = () => press(list.value ? [list.value] : store.slugs);
  read("buttons");
  say(store.types);
}

/** @param {HTMLElement} root */
function name(root) {
  root.querySelector(".shortcuts")?.setAttribute("aria-label", _("Agreement types at once"));
  root.querySelector("select")?.setAttribute("aria-label", _("Show only one type"));
  const words = [_("Types of agreement"), _("All"), _("None")];
  for (const [i, element] of root.querySelectorAll("h2, button").entries()) element.textContent = words[i];
}

/** @returns {HTMLElement[]} */
const pills = () => [...document.querySelectorAll(PILLS)].map((pill) => /** @type {HTMLElement} */ (pill));
const isPressed = (/** @type {Element} */ pill) => pill.getAttribute("aria-pressed") === "true";
const pressed = () => store.slugs.filter((_slug, i) => pills()[i] && isPressed(pills()[i]));

/** @param {string} from */
function read(from) {
  if (pills().length && store.slugs.length && !isPressing) store.press(pressed(), from);
}

/** Each press builds on the one before, which is seen a microtask later; the server is
 * told of all of them at once.
 * @param {string[]} slugs */
async function press(slugs) {
  store.press(slugs, "reader");
  isPressing = true;
  for (const [i, slug] of store.slugs.entries()) {
    const isWanted = slugs.includes(slug);
    if (isPressed(pills()[i]) === isWanted) continue;
    pills()[i].click();
    for (let turn = 0; turn < TURNS && isPressed(pills()[i]) !== isWanted; turn += 1) {
      await (turn ? new Promise(requestAnimationFrame) : null);
    }
  }
  isPressing = false;
  read("reader");
}

const clicked = (/** @type {MouseEvent} */ event) => {
  const pill = /** @type {HTMLElement} */ (event.target).closest?.(PILLS);
  if (!pill || isPressing) return;
  const own = pills().findIndex((each) => each === pill);
  const isPointed = event.detail > 0 && matchMedia("(hover: hover)").matches;
  if (isPointed && event.clientX >= pill.getBoundingClientRect().right - ONLY) {
    event.preventDefault();
    event.stopImmediatePropagation();
    press([store.slugs[own]]);
    return;
  }
  store.press(store.slugs.filter((_slug, i) => isPressed(pills()[i]) !== (i === own)), "reader");
};

// The server presses them too: for another address, or in the tour. What it presses
// for an older choice is not followed. By keyboard a button is pressed without a click.
const watch = new MutationObserver((changes) => {
  if (store.isWaiting) return;
  if (changes.some(({ target }) => /** @type {Element} */ (target).matches(PILLS))) {
    read(document.activeElement?.matches(PILLS) ? "reader" : "buttons");
  }
});

page.accordAtlasLeaveTypes?.();
window.addEventListener("click", clicked, { capture: true });
watch.observe(document.body, { subtree: true, attributeFilter: ["aria-pressed"] });
page.accordAtlasLeaveTypes = () => {
  watch.disconnect();
  window.removeEventListener("click", clicked, { capture: true });
};

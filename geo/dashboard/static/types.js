/* The shortcuts beside the buttons of the agreement types: all, none, only one. They
   press the buttons here in the browser, which alone knows what the reader pressed
   last: done by the server, its answer would cross with the next press. */
const PILLS = ".st-key-agreement_types button";
const ONLY = 44; // px at a button's end that say "only" under the mouse
const shared = (window.accordAtlasTypes ??= {});

export default function ({ data, parentElement }) {
  shared.slugs = data.types.map((type) => type.slug);
  const list = parentElement.querySelector("select");
  if (list.length === 1) {
    list.append(...data.types.map((type) => new Option(type.label, type.slug)));
  }
  shared.say = () => { list.value = pressed().length === 1 ? pressed()[0] : ""; };
  setTimeout(shared.say);
  const [all, none] = parentElement.querySelectorAll("button");
  all.onclick = () => press(shared.slugs);
  none.onclick = () => press([]);
  list.onchange = () => press(list.value ? [list.value] : shared.slugs);
}

const pills = () => [...document.querySelectorAll(PILLS)];
const isPressed = (pill) => pill.getAttribute("aria-pressed") === "true";
const pressed = () => shared.slugs.filter((_, i) => pills()[i] && isPressed(pills()[i]));

// Each press builds on the one before, which is seen a microtask later; the server is
// told of all of them at once.
async function press(slugs) {
  foresee(slugs);
  shared.pressing = true;
  for (const [i, slug] of shared.slugs.entries()) {
    const wanted = slugs.includes(slug);
    if (isPressed(pills()[i]) === wanted) continue;
    pills()[i].click();
    for (let turn = 0; turn < 20 && isPressed(pills()[i]) !== wanted; turn += 1) {
      await (turn ? new Promise(requestAnimationFrame) : null);
    }
  }
  shared.pressing = false;
}

// The map follows the buttons at once; the server's answer comes a moment later.
function foresee(slugs) {
  document.querySelector(".st-key-map iframe")?.contentWindow.accordAtlas?.foresee(slugs);
}

const clicked = (event) => {
  const pill = event.target.closest?.(PILLS);
  if (!pill || shared.pressing) return;
  const own = pills().indexOf(pill);
  const pointed = event.detail > 0 && matchMedia("(hover: hover)").matches;
  if (pointed && event.clientX >= pill.getBoundingClientRect().right - ONLY) {
    event.preventDefault();
    event.stopImmediatePropagation();
    press([shared.slugs[own]]);
    return;
  }
  foresee(shared.slugs.filter((_, i) => isPressed(pills()[i]) !== (i === own)));
};

// By keyboard a button is pressed without a click.
const typed = (event) => {
  if (![" ", "Enter"].includes(event.key) || !event.target.closest?.(PILLS)) return;
  setTimeout(() => foresee(pressed()));
};

// The list says the only type that is on, whoever pressed the buttons.
const watch = new MutationObserver(() => shared.say?.());

shared.leave?.();
const listening = { capture: true };
window.addEventListener("click", clicked, listening);
window.addEventListener("keyup", typed, listening);
watch.observe(document.body, { subtree: true, attributeFilter: ["aria-pressed"] });
shared.leave = () => {
  watch.disconnect();
  window.removeEventListener("click", clicked, listening);
  window.removeEventListener("keyup", typed, listening);
};

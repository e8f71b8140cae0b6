/* The background: the shipped one, or an online one over it; and light and dark. */
import { scene } from "./scene.js";
import { _ } from "./words.js";

/** @type {{ url: string, layer: import("leaflet").TileLayer } | null} */
let tiles = null;

/** An online background is drawn over the shipped one, which stays until tiles come.
 * @param {import("./scene.js").State["background"]} background */
export function showBackground(background) {
  const asked = background ? background.url : null;
  if ((tiles && tiles.url) === asked || (!tiles && !asked)) return;
  if (tiles) tiles.layer.remove();
  tiles = null;
  say("");
  showShipped(true);
  if (!background) return;
  const layer = L.tileLayer(background.url, { attribution: background.attribution,
    maxZoom: background.maxZoom, referrerPolicy: "strict-origin-when-cross-origin" });
  tiles = { url: background.url, layer };
  let came = false;
  layer.on("tileload", () => { if (!came) { came = true; showShipped(false); say(""); } });
  layer.on("tileerror", () => {
    if (!came) say(_("The online background cannot be reached: the shipped one stays."));
  });
  layer.addTo(scene.map);
}

/** @param {boolean} shown */
function showShipped(shown) {
  for (const name of ["land", "water", "borders"]) {
    const pane = scene.map.getPane(name);
    if (pane) pane.style.display = shown ? "" : "none";
  }
}

/** @type {Record<string, HTMLElement>} */
const notices = {};

/** @param {string} words
 * @param {string} className */
function say(words, className = "map-notice") {
  if (!notices[className]) {
    notices[className] = L.DomUtil.create("div", className, scene.map.getContainer());
    notices[className].setAttribute("role", "status");
  }
  notices[className].textContent = words;
}

/** @param {boolean} isNone */
export function sayNone(isNone) {
  say(isNone ? _("No agreement type is on: the map is empty.") : "", "map-notice none");
}

export function followTheme() {
  const read = () => {
    let theme = scene.state.theme || "light";
    try {
      const app = window.parent.document.querySelector(".stApp");
      const found = app && window.parent.getComputedStyle(app).backgroundColor.match(/\d+/g);
      const [r, g, b] = (found || []).map(Number);
      if (found) theme = 0.3 * r + 0.6 * g + 0.1 * b < 128 ? "dark" : "light";
    } catch { /* another origin: what the page said stands */ }
    document.documentElement.dataset.theme = theme;
  };
  read();
  try {
    new MutationObserver(read).observe(window.parent.document.head, { childList: true });
  } catch { /* as above */ }
}

/* The one-file page: its buttons, its passages and the map follow each other. */
(function () {
  "use strict";

  /** @typedef {{ place: string, type: string, click: string }} Selected */

  const own = /** @type {any} */ (window);
  const root = document.documentElement;
  /** @type {any} */
  const data = own.accordAtlasData;
  const all = every("[data-type].type").map((button) => button.dataset.type || "");
  const embedded = new URLSearchParams(location.search).has("embed");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  /** @type {{ types: string[], only: null, lang: string, theme: string, selected: Selected | null, old: boolean }} */
  const state = { types: all, only: null, lang: "en", theme: "light", selected: null, old: false };
  let choices = 0;

  /** @param {string} selector
   * @returns {HTMLElement[]} */
  function every(selector) {
    return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))];
  }

  /** @param {string} id
   * @returns {HTMLElement} */
  function the(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  function foldFilter() {
    const filter = document.querySelector("details.filter");
    if (filter instanceof HTMLDetailsElement) filter.open = false;
  }

  if (embedded) {
    root.classList.add("embedded");
    foldFilter();
    /** @type {HTMLAnchorElement} */ (the("whole")).href = location.pathname;
  } else if (window.innerWidth < 600) {
    foldFilter();
  }

  const map = L.map("map", { minZoom: 4, maxZoom: 14, zoomSnap: 0.25, zoomDelta: 0.75,
    wheelPxPerZoomLevel: 90, fadeAnimation: false, scrollWheelZoom: !embedded })
    .setView([12, 106], 7);

  // --- showing --------------------------------------------------------------------

  function show() {
    state.theme = dark.matches ? "dark" : "light";
    own.accordAtlas.show(map, { ...state });
    root.dataset.theme = state.theme;
    // The names change their language; the page does not.
    root.lang = "en";
    document.body.dataset.lang = state.lang;
    const chosen = new Set(state.types);
    for (const button of every(".type")) {
      button.setAttribute("aria-pressed", String(chosen.has(button.dataset.type || "")));
    }
    for (const button of every("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === state.lang));
    }
    for (const row of every("tr[data-type]")) {
      const types = (row.dataset.type || "").split(" ");
      row.hidden = !types.some((type) => chosen.has(type) || (type === "named" && chosen.size));
    }
    const rows = every("#agreements tbody tr");
    const shown = rows.filter((row) => !row.hidden).length;
    the("count").textContent =
      shown === rows.length ? `${shown} agreements.` : `${shown} of ${rows.length} agreements shown.`;
    the("empty").hidden = chosen.size > 0;
    writeAddress();
  }

  /** @param {string} place
   * @param {string} type */
  function choose(place, type, fromReader = false) {
    choices += 1;
    // What is asked for is shown, also when its type was off.
    const marks = [...data.features, ...data.pairs].filter((m) => (m.place || m.id) === place);
    const types = marks.map((m) => m.type).filter((t) => t !== "named");
    if (!marks.length) return;
    const wanted = types.includes(type) ? [type] : types;
    if (wanted.length && !wanted.some((t) => state.types.includes(t))) {
      state.types = all.filter((t) => state.types.includes(t) || t === wanted[0]);
    } else if (!wanted.length && !state.types.length) {
      state.types = all;
    }
    state.selected = { place, type: type || "", click: `page.${choices}` };
    show();
    lightWords(place, type);
    const cited = marks.find((m) => m.passage && (!type || m.type === type));
    if (cited && !fromReader) bringUp(cited.passage);
  }

  // The words that the agreements of a mark stand on; the table knows which they are.
  /** @param {string} place
   * @param {string} type */
  function lightWords(place, type) {
    const rows = every("#agreements tbody tr").filter((row) =>
      (!type || row.dataset.type === type) &&
      [...row.querySelectorAll("[data-place]")].some((b) => b.getAttribute("data-place") === place));
    const ids = new Set(rows.map((row) => row.id.replace("agreement-", "")));
    for (const words of every("mark[data-cited]")) {
      words.classList.toggle("lit", (words.dataset.cited || "").split(" ").some((id) => ids.has(id)));
    }
  }

  // The map's script tells a mark's choice to whatever page it is on.
  own.accordAtlasStore = {
    types: null,
    isOld: () => false,
    move: () => undefined,
    choose(/** @type {any} */ { place, type, passage }) {
      state.selected = null;
      lightWords(place, type === "named" ? "" : type);
      if (passage) bringUp(passage);
    },
  };

  /** Only the reader scrolls.
   * @param {string} key */
  function bringUp(key) {
    const passage = document.getElementById(`passage-${key}`);
    if (!passage) return;
    light(passage);
    const reader = the("reader");
    if (reader.offsetParent === null) return;
    const top = passage.getBoundingClientRect().top - reader.getBoundingClientRect().top;
    const head = passage.closest("article")?.querySelector("h2");
    reader.scrollTop += top - (head?.offsetHeight || 0) - 8;
  }

  /** @param {HTMLElement} passage */
  function light(passage) {
    for (const other of document.querySelectorAll(".passage.chosen")) {
      other.classList.remove("chosen");
      other.removeAttribute("aria-current");
    }
    passage.classList.add("chosen");
    passage.setAttribute("aria-current", "true");
  }

  // --- choosing -------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    /** @type {any} */
    const target = /** @type {Element} */ (event.target).closest("button, a");
    if (!target) return;
    const { type, only, language, place, of, passage } = target.dataset;
    if (target.classList.contains("type")) {
      const without = state.types.filter((t) => t !== type);
      state.types = without.length < state.types.length ? without
        : all.filter((t) => t === type || state.types.includes(t));
    } else if (only) {
      state.types = [only];
    } else if (target.id === "all" || target.id === "none") {
      state.types = target.id === "all" ? all : [];
    } else if (language) {
      state.lang = language;
    } else if (place && target.closest("#reader, table")) {
      event.preventDefault();
      choose(place, of, Boolean(target.closest("#reader")));
      if (target.closest("table")) {
        document.querySelector(".stage")?.scrollIntoView({ block: "nearest" });
      }
      return;
    } else if (passage && embedded) {
      // There is no reader in an embedded map: the whole file opens at the passage.
      target.target = "_blank";
      target.rel = "noopener";
      target.href = `${location.pathname}#passage-${passage}`;
      return;
    } else {
      return;
    }
    state.selected = null;
    show();
  });

  function arrive() {
    const passage = location.hash.startsWith("#passage-")
      ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (passage) {
      light(passage);
      /** @type {HTMLElement | null} */ (passage.querySelector(".number"))?.focus({ preventScroll: true });
    }
  }
  window.addEventListener("hashchange", arrive);
  dark.addEventListener("change", show);

  // --- the address ----------------------------------------------------------------

  function readAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const types = asked.get("types")?.split(",");
    const lang = asked.get("lang") || "";
    if (types) state.types = all.filter((t) => types.includes(t));
    if (["en", "vi", "km"].includes(lang)) state.lang = lang;
    choose(asked.get("place") || "", "");
  }

  function writeAddress() {
    if (location.hash.startsWith("#passage-")) return;
    const query = new URLSearchParams();
    if (state.types.length < all.length) query.set("types", state.types.join(","));
    if (state.lang !== "en") query.set("lang", state.lang);
    if (state.selected) query.set("place", state.selected.place);
    const hash = String(query).replaceAll("%2C", ",");
    if (hash === location.hash.slice(1)) return;
    try {
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    } catch { /* some readers of e-mail give a file no address: nothing to write to */ }
  }

  if (!location.hash.startsWith("#passage-")) readAddress();
  show();
  arrive();
})();

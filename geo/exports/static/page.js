/* The one-file page: its buttons, its passages and the map follow each other. */
(function () {
  "use strict";

  const root = document.documentElement;
  const data = window.accordAtlasData;
  const all = [...document.querySelectorAll("[data-type].type")].map((b) => b.dataset.type);
  const embedded = new URLSearchParams(location.search).has("embed");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const state = { types: all, only: null, lang: "en", theme: "light", selected: null, old: false };
  let choices = 0;

  if (embedded) {
    root.classList.add("embedded");
    document.querySelector(".filter").open = false;
    document.getElementById("whole").href = location.pathname;
  } else if (window.innerWidth < 600) {
    document.querySelector(".filter").open = false;
  }

  const map = L.map("map", { minZoom: 4, maxZoom: 14, zoomSnap: 0.25, zoomDelta: 0.75,
    wheelPxPerZoomLevel: 90, fadeAnimation: false, scrollWheelZoom: !embedded })
    .setView([12, 106], 7);

  // --- showing --------------------------------------------------------------------

  function show() {
    state.theme = dark.matches ? "dark" : "light";
    window.accordAtlas.show(map, { ...state });
    root.dataset.theme = state.theme;
    // The names change their language; the page does not.
    root.lang = "en";
    document.body.dataset.lang = state.lang;
    const chosen = new Set(state.types);
    for (const button of document.querySelectorAll(".type")) {
      button.setAttribute("aria-pressed", String(chosen.has(button.dataset.type)));
    }
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === state.lang));
    }
    for (const row of document.querySelectorAll("tr[data-type]")) {
      const types = row.dataset.type.split(" ");
      row.hidden = !types.some((type) => chosen.has(type) || (type === "named" && chosen.size));
    }
    const rows = [...document.querySelectorAll("#agreements tbody tr")];
    const shown = rows.filter((row) => !row.hidden).length;
    document.getElementById("count").textContent =
      shown === rows.length ? `${shown} agreements.` : `${shown} of ${rows.length} agreements shown.`;
    document.getElementById("empty").hidden = chosen.size > 0;
    writeAddress();
  }

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
  function lightWords(place, type) {
    const rows = [...document.querySelectorAll("#agreements tbody tr")].filter((row) =>
      (!type || row.dataset.type === type) &&
      [...row.querySelectorAll("[data-place]")].some((b) => b.dataset.place === place));
    const ids = new Set(rows.map((row) => row.id.replace("agreement-", "")));
    for (const words of document.querySelectorAll("mark[data-cited]")) {
      words.classList.toggle("lit", words.dataset.cited.split(" ").some((id) => ids.has(id)));
    }
  }

  // The map's script tells a mark's choice to whatever page it is on.
  window.Streamlit = { setComponentValue(chosen) {
    const { place, agreement_type: type } = chosen.last_active_drawing.properties;
    state.selected = null;
    lightWords(place, type === "named" ? "" : type);
  } };

  // The map's script calls this when a mark is chosen. Only the reader scrolls.
  function bringUp(key) {
    const passage = document.getElementById(`passage-${key}`);
    if (!passage) return;
    light(passage);
    const reader = document.getElementById("reader");
    if (reader.offsetParent === null) return;
    const top = passage.getBoundingClientRect().top - reader.getBoundingClientRect().top;
    const head = passage.closest("article").querySelector("h2");
    reader.scrollTop += top - head.offsetHeight - 8;
  }
  window.accordAtlasBringUp = bringUp;

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
    const target = event.target.closest("button, a");
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
        document.querySelector(".stage").scrollIntoView({ block: "nearest" });
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
      passage.querySelector(".number").focus({ preventScroll: true });
    }
  }
  window.addEventListener("hashchange", arrive);
  dark.addEventListener("change", show);

  // --- the address ----------------------------------------------------------------

  function readAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (asked.has("types")) state.types = all.filter((t) => asked.get("types").split(",").includes(t));
    if (["en", "vi", "km"].includes(asked.get("lang"))) state.lang = asked.get("lang");
    if (asked.get("place")) choose(asked.get("place"), "");
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

/* The map's script: draws the basemap and the atlas once, then shows and hides.
   It reads accordAtlasBasemap and accordAtlasData, which are loaded before it, and
   is told what to show by accordAtlas.show(map, state). */
(function () {
  "use strict";

  const LANGUAGES = ["en", "vi", "km"];
  const PIN_RADIUS = 7;
  const RING_STEP = 4;
  const SMALLEST_DASHED = 9;
  const SMALLEST_FRAME = 200;
  const OPENING_VIEW = [[9.75, 103.75], [14.35, 108.15]];
  const BUSY_RANK = 2.5;
  const PATIENCE = 3000;
  const READERS_OWN = 1500;
  const STILL = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const CIRCLE_OF_EARTH = 40075016.686;
  const EDGE = 85.0511; // degrees: where Mercator's map is cut to a square

  let map = null;
  let state = {};
  let marks = [];
  let labels = [];
  let shapes = {};
  let clicks = 0;
  let shownClick = null;
  const told = new Set(); // clicks of our own: what the server says of them is shown already

  // --- building -----------------------------------------------------------------

  function mount(leafletMap) {
    map = leafletMap;
    map.attributionControl.setPrefix(false).addAttribution(window.accordAtlasData.attribution);
    const frame = map.getContainer();
    frame.setAttribute("role", "application");
    // Leaflet focuses the map when it is pressed; the page must not scroll for that,
    // or a finger comes up beside what it went down on.
    frame.focus = () => HTMLElement.prototype.focus.call(frame, { preventScroll: true });
    frame.setAttribute("aria-label", "Map of the agreements");
    for (const [name, order] of [["land", 210], ["water", 230], ["borders", 240],
      ["old", 245], ["areas", 410], ["lines", 420], ["pairs", 430], ["pins", 440],
      ["names", 460]]) {
      map.createPane(name).style.zIndex = order;
    }
    for (const name of ["land", "water", "borders", "old", "names"]) {
      map.getPane(name).style.pointerEvents = "none";
    }
    // The view first: what is drawn before it would be drawn twice.
    if (STILL) keepStill();
    if (!goTo(placeInAddress())) {
      map.fitBounds(openingView(), { animate: false });
      tellPlace("");
    }
    drawBasemap(decode(window.accordAtlasBasemap));
    drawAtlas(window.accordAtlasData);
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    wholeRegion().addTo(map);
    if (document.fullscreenEnabled) fullScreen().addTo(map);
    map.on("zoomend", resize);
    map.on("zoomend moveend resize", placeLabels);
    map.on("popupopen", openedPopup);
    map.on("popupclose", closedPopup);
    zoomAroundPopup();
    followMoves();
    followFingers();
    followTheme();
    if (document.fonts) {
      document.fonts.addEventListener("loadingdone", () => { measured = {}; placeLabels(); });
    }
  }

  // A text that a reader brought opens on its own places.
  function openingView() {
    return window.accordAtlasData.view || OPENING_VIEW;
  }

  // What lies below the marks is drawn once, in Mercator's projection, and scaled by
  // the browser itself: moving the map costs no script. Units: 0.0001 degrees of
  // longitude; y runs down.
  const UNITS = 1e4;
  const DEGREE = Math.PI / 180;
  const mercator = (lat) => Math.log(Math.tan((45 + lat / 2) * DEGREE)) / DEGREE;
  const spot = ([lon, lat]) => `${Math.round(lon * UNITS)} ${Math.round(-mercator(lat) * UNITS)}`;
  const area = (spots) => `M${spots.join("L")}Z`;

  // Paths by class, within west, south, east and north in degrees.
  function drawGround(pane, [west, south, east, north], paths) {
    const drawing = L.SVG.create("svg");
    const [x, y] = spot([west, north]).split(" ").map(Number);
    const [right, bottom] = spot([east, south]).split(" ").map(Number);
    drawing.setAttribute("viewBox", `${x} ${y} ${right - x} ${bottom - y}`);
    drawing.setAttribute("preserveAspectRatio", "none");
    drawing.setAttribute("aria-hidden", "true");
    for (const [className, d] of Object.entries(paths)) {
      const path = drawing.appendChild(L.SVG.create("path"));
      path.setAttribute("class", `ground ${className}`);
      path.setAttribute("d", d);
    }
    L.svgOverlay(drawing, [[south, west], [north, east]], { pane }).addTo(map);
  }

  // TopoJSON: arcs are steps, and shared by neighbours.
  function decode(topology) {
    const [sx, sy] = topology.transform ? topology.transform.scale : [1e-4, 1e-4];
    const [tx, ty] = topology.transform ? topology.transform.translate : [0, 0];
    const place = ([x, y]) => [x * sx + tx, y * sy + ty];
    const arcs = topology.arcs.map((arc) => {
      let [x, y] = [0, 0];
      return arc.map(([dx, dy]) => place([(x += dx), (y += dy)]));
    });
    const layers = Object.entries(topology.objects).map(([name, layer]) => [name, layer.geometries.map((g) => ({
      type: "Feature", properties: g.properties, arcs: g.arcs, geometry: { type: g.type,
        coordinates: g.arcs ? nested(g.arcs, arcs) : place(g.coordinates) } }))]);
    return { base: Object.fromEntries(layers), arcs };
  }

  function along(ids, arcs) {
    return ids.flatMap((id, i) => (id < 0 ? [...arcs[~id]].reverse() : arcs[id]).slice(i ? 1 : 0));
  }

  function nested(ids, arcs) {
    return typeof ids[0] === "number" ? along(ids, arcs) : ids.map((each) => nested(each, arcs));
  }

  let drawOldBorders = null;
  function drawBasemap({ base, arcs }) {
    const spots = arcs.map((arc) => arc.map(spot));
    const areas = (features) => features
      .flatMap((f) => (f.geometry.type === "Polygon" ? f.arcs : f.arcs.flat()))
      .map((ids) => area(along(ids, spots))).join("");
    // Each arc once, whoever shares it.
    const lines = (features) => [...new Set(features.flatMap((f) => f.arcs.flat(Infinity))
      .map((id) => (id < 0 ? ~id : id)))].map((id) => `M${spots[id].join("L")}`).join("");
    const [lons, lats] = [0, 1].map((axis) => arcs.flat().map((point) => point[axis]));
    const least = (values) => values.reduce((a, b) => Math.min(a, b));
    const most = (values) => values.reduce((a, b) => Math.max(a, b));
    const frame = [least(lons), least(lats), most(lons), most(lats)];
    const home = new Set(window.accordAtlasData.home || ["cambodia", "vietnam"]);
    const isHome = (f) => home.has(f.properties.place);
    drawGround("land", frame, { land: areas(base.countries.filter((f) => !isHome(f))),
      "land home": areas(base.countries.filter(isHome)) });
    drawGround("water", frame, { lake: areas(base.lakes), ...Object.fromEntries([...new Set(base.rivers
      .map((f) => f.properties.rank))].sort((a, b) => b - a).map((rank) =>
      [`river rank-${rank}`, lines(base.rivers.filter((f) => f.properties.rank === rank))])) });
    drawGround("borders", frame, { province: lines(base.provinces.filter((f) => !f.properties.valid_to)),
      "country-border": lines(base.borders) });
    drawOldBorders = () => drawGround("old", frame, { "old-border": lines(base.old_borders) });
    drawFarLand(window.accordAtlasData.farLand || []);
    for (const f of base.provinces) {
      shapes[`${f.properties.place}@${f.properties.valid_from || ""}`] = f;
      const label = f.properties.label;
      if (!f.properties.valid_to && label) {
        labels.push({ at: label, names: window.accordAtlasData.names[f.properties.place],
          place: f.properties.place, rank: 5, zoom: 6.8, className: "province-name" });
      }
    }
    for (const f of base.features) {
      shapes[`${f.properties.place}@`] = f;
    }
    Object.assign(shapes, window.accordAtlasData.shapes);
    for (const f of base.labels) {
      labels.push({ at: f.geometry.coordinates, names: namesOf(f), rank: 1, zoom: 4,
        until: f.properties.kind === "country" ? 8.4 : undefined,
        className: `${f.properties.kind}-name` });
    }
    for (const f of base.towns) {
      const rank = f.properties.rank;
      labels.push({ at: f.geometry.coordinates, names: namesOf(f),
        rank: rank === 1 ? 1.5 : 3 + rank, zoom: [0, 5.5, 7.5, 8.5, 9.5][rank] || 9.5, dot: true,
        className: `town-name rank-${rank}` });
    }
  }

  // Land around the basemap, for brought texts that go there.
  function drawFarLand(features) {
    const rings = features.flatMap(({ geometry: { type, coordinates } }) =>
      (type === "Polygon" ? coordinates : coordinates.flat()));
    if (!rings.length) return;
    const within = ([lon, lat]) => [lon, Math.max(-EDGE, Math.min(EDGE, lat))];
    drawGround("land", [-180, -EDGE, 180, EDGE],
      { land: rings.map((ring) => area(ring.map((point) => spot(within(point))))).join("") });
  }

  // Names come escaped from the atlas and as they are from the basemap.
  function namesOf(feature) {
    const { name, name_vi: vi, name_km: km } = feature.properties;
    const escaped = (text) => {
      const span = document.createElement("span");
      span.textContent = text;
      return span.innerHTML;
    };
    return { en: escaped(name), vi: escaped(vi || name), km: escaped(km || name) };
  }

  function drawAtlas(data) {
    const colours = Object.fromEntries(data.types.map((t) => [t.slug, t.colour]));
    const order = Object.fromEntries(data.types.map((t, i) => [t.slug, i]));
    const renderers = Object.fromEntries(["areas", "lines", "pairs", "pins"].map(
      (pane) => [pane, L.svg({ pane, padding: 0.5 })]));
    const rings = {};
    const namedFrom = data.view ? 5 : 11;
    for (const feature of data.features) {
      const ring = (rings[feature.place] = (rings[feature.place] || 0) + 1) - 1;
      marks.push({ ...feature, ring, colour: colours[feature.type],
        order: order[feature.type] });
    }
    for (const pair of data.pairs) {
      marks.push({ ...pair, sign: "pair", colour: colours[pair.type],
        order: order[pair.type], spread: 0 });
    }
    for (const mark of marks) {
      const words = { outline: ["river-name", 4], soft: ["water-name", 7, 9] }[mark.sign];
      if (words && mark.type !== "named") {
        labels.push({ at: [mark.lon, mark.lat], names: mark.names, rank: 6, mark,
          className: words[0], zoom: words[1], until: words[2] });
      }
      if (mark.sign === "dashed") {
        labels.push({ at: [mark.lon, mark.lat], names: mark.names, rank: 7, zoom: 8.8,
          below: true, mark, className: "pin-name below" });
      }
    }
    // Large areas first, small ones above them; wide rings below narrow ones.
    marks.sort((a, b) => b.spread - a.spread || (b.ring || 0) - (a.ring || 0));
    marks.sort((a, b) => (b.type === "named") - (a.type === "named"));
    for (const mark of marks) {
      mark.layers = layersOf(mark, renderers);
      if (mark.sign === "pin" && !mark.ring) {
        labels.push({ at: [mark.lon, mark.lat], names: mark.names,
          rank: mark.type === "named" ? 8 : 2, zoom: mark.type === "named" ? namedFrom : 6.2,
          pin: true, mark, className: "pin-name" });
      }
      for (const layer of mark.layers) {
        layer.mark = mark;
        layer.on("click", (event) => clicked(event, mark));
        layer.on("mouseover focus", () => hover(mark, true));
        layer.on("mouseout blur", () => hover(mark, false));
      }
    }
  }

  function classesOf(mark) {
    const own = mark.sign === "pair" ? `pair-${mark.id}` : `place-${mark.place}`;
    return `mark ${mark.sign} ${own} type-${mark.type}${mark.doubt ? ` ${mark.doubt}` : ""}`;
  }

  function layersOf(mark, renderers) {
    const common = (pane, extra = "") => ({ pane, renderer: renderers[pane],
      color: mark.colour, fillColor: mark.colour, className: `${classesOf(mark)}${extra}`,
      bubblingMouseEvents: false, opacity: 1 });
    const at = mark.lat === undefined || mark.lat === null ? null : [mark.lat, mark.lon];
    if (mark.sign === "pair") {
      const line = mark.line.map(([lon, lat]) => [lat, lon]);
      return [
        L.polyline(line, { ...common("pairs", " reach"), weight: 16, opacity: 0 }),
        L.polyline(line, { ...common("pairs"), weight: 2.5 }),
      ];
    }
    const shape = shapes[mark.shape];
    if (mark.shape && shape) {
      const isLine = shape.geometry.type.endsWith("LineString");
      const pane = isLine ? "lines" : "areas";
      const style = {
        line: { weight: 2 + 2.5 * mark.ring, fill: false },
        area: { weight: 1.5, fillOpacity: 0.11 },
        outline: { weight: mark.type === "named" ? 1 : 2, dashArray: "7 6",
          fillOpacity: mark.type === "named" ? 0 : 0.05 },
        soft: { stroke: false, fillOpacity: 0.3 },
      }[mark.sign] || { weight: 1.5, fillOpacity: 0.16 };
      const layers = [L.GeoJSON.geometryToLayer(shape, { coordsToLatLng: undefined })];
      Object.assign(layers[0].options, common(pane), style, { smoothFactor: 0.6 });
      if (isLine) {
        const reach = L.GeoJSON.geometryToLayer(shape);
        Object.assign(reach.options, common(pane, " reach"), { weight: 16, opacity: 0, fill: false });
        layers.unshift(reach);
      }
      return layers;
    }
    if (mark.sign === "label") return [];
    if (mark.sign === "dashed") {
      return [L.circleMarker(at, { ...common("areas"), weight: 2, dashArray: "5 4",
        fill: true, fillOpacity: 0.1, radius: SMALLEST_DASHED })];
    }
    const pin = L.circleMarker(at, { ...common("pins"), weight: 2, fill: true,
      fillOpacity: mark.ring ? 0 : 1,
      className: `${classesOf(mark)}${mark.ring ? " ring" : ""}`, radius: (mark.type === "named" ? 5 : PIN_RADIUS) + RING_STEP * mark.ring });
    mark.halo = L.circle(at, { ...common("areas", " halo"), radius: mark.radius,
      weight: 1, fill: true, fillOpacity: 0.12 });
    mark.halo.on("click", (event) => clicked(event, mark));
    return [pin];
  }

  // Drawn, not a letter: the reader's machine may have no font with it.
  const icon = (d) => `<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" `
    + `stroke-width="1.6" style="vertical-align:-2px"><path d="${d}"/></svg>`;

  function wholeRegion() {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      const button = L.DomUtil.create("button", "whole-region", bar);
      button.type = "button";
      button.title = "Whole region";
      button.setAttribute("aria-label", "Whole region");
      button.innerHTML = icon("M2 8 8 2.5 14 8M4 7v6.5h8V7");
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", () => map.fitBounds(openingView()));
      return bar;
    };
    return control;
  }

  function fullScreen() {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      const button = L.DomUtil.create("button", "full-screen", bar);
      button.type = "button";
      button.title = "Full screen";
      button.setAttribute("aria-label", "Full screen");
      button.innerHTML = icon("M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4");
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", () => (document.fullscreenElement
        ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
      return bar;
    };
    return control;
  }

  // The buttons zoom around what is open, and around the middle when nothing is.
  function zoomAroundPopup() {
    const zoom = (step) => {
      const open = marks.find((mark) => mark.open);
      const to = map.getZoom() + step;
      return open ? map.setZoomAround(anchorOf(open), to) : map.setZoom(to);
    };
    map.zoomIn = (step) => zoom(step || map.options.zoomDelta);
    map.zoomOut = (step) => zoom(-(step || map.options.zoomDelta));
  }

  // Who asks for less motion gets none: the map jumps to where it would glide.
  function keepStill() {
    map.options.inertia = false;
    map.setView = (centre, zoom, options) =>
      L.Map.prototype.setView.call(map, centre, zoom, { ...options, animate: false });
    map.panBy = (offset, options) =>
      L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
  }

  // --- the address --------------------------------------------------------------

  // Where the reader moved the map to stands in the page's address: latitude,
  // longitude, zoom. The server is not asked, and a choice made elsewhere clears it.
  function placeInAddress() {
    try {
      return new URLSearchParams(window.parent.location.search).get("at") || "";
    } catch {
      return "";
    }
  }

  // A place in the address belongs to the drawing it was written for: a brought text
  // names itself as the fourth part, the shipped documents do not.
  function goTo(at) {
    const parts = (at || "").split(",");
    const [lat, lon, zoom] = parts.map(Number);
    const known = at && (parts[3] || "") === (state.drawing || "") &&
      [lat, lon, zoom].every(Number.isFinite) && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
    if (known) map.setView([lat, lon], zoom, { animate: false });
    return Boolean(known);
  }

  let steered = false;
  function steer(move) {
    steered = true;
    move();
    steered = false;
  }

  let untold = null; // what the page's address could not yet be told
  function tellPlace(at) {
    untold = at;
    try {
      window.parent.accordAtlasAddress.at(at);
      untold = null;
    } catch { /* it comes after the map and asks again; from another origin, never */ }
  }

  function followMoves() {
    let touched = -Infinity;
    const frame = map.getContainer();
    for (const kind of ["pointerdown", "touchstart", "wheel", "keydown"]) {
      frame.addEventListener(kind, () => { touched = performance.now(); }, { capture: true, passive: true });
    }
    map.on("drag", () => { touched = performance.now(); });
    map.on("moveend", () => {
      if (steered || performance.now() - touched > READERS_OWN) return;
      const { lat, lng } = map.getCenter();
      const own = state.drawing ? [state.drawing] : [];
      tellPlace([lat.toFixed(4), lng.toFixed(4), map.getZoom(), ...own].join());
    });
  }

  // One finger scrolls the page, as beside the map; two move it. In full screen, where
  // there is no page to scroll, one is enough.
  function followFingers() {
    if (!matchMedia("(pointer: coarse)").matches) return;
    const frame = map.getContainer();
    const choose = () => (document.fullscreenElement ? map.dragging.enable() : map.dragging.disable());
    choose();
    document.addEventListener("fullscreenchange", choose);
    let hides = null;
    frame.addEventListener("touchmove", (event) => {
      if (event.touches.length > 1) { hint(""); return; }
      if (map.dragging.enabled() || event.target.closest(".leaflet-popup")) return;
      hint("Two fingers move the map");
      clearTimeout(hides);
      hides = setTimeout(() => hint(""), 1200);
    }, { passive: true });
  }

  let hinted = null;
  function hint(words) {
    hinted = hinted || L.DomUtil.create("div", "map-hint", map.getContainer());
    hinted.setAttribute("aria-hidden", "true");
    hinted.textContent = words;
  }

  // --- the background -----------------------------------------------------------

  let tiles = null;
  let notice = null;
  let none = null;

  // An online background is drawn over the shipped one, which stays until tiles come.
  function showBackground(background) {
    const asked = background ? background.url : null;
    if ((tiles && tiles.url) === asked || (!tiles && !asked)) return;
    if (tiles) tiles.layer.remove();
    tiles = null;
    say("");
    shipped(true);
    if (!asked) return;
    const layer = L.tileLayer(asked, { attribution: background.attribution,
      maxZoom: background.maxZoom, referrerPolicy: "strict-origin-when-cross-origin" });
    tiles = { url: asked, layer };
    let came = false;
    layer.on("tileload", () => { if (!came) { came = true; shipped(false); say(""); } });
    layer.on("tileerror", () => {
      if (!came) say("The online background cannot be reached: the shipped one stays.");
    });
    layer.addTo(map);
  }

  function shipped(shown) {
    for (const pane of ["land", "water", "borders"]) {
      map.getPane(pane).style.display = shown ? "" : "none";
    }
  }

  function say(words) {
    if (!notice) {
      notice = L.DomUtil.create("div", "map-notice", map.getContainer());
      notice.setAttribute("role", "status");
    }
    notice.textContent = words;
  }

  function sayNone(isNone) {
    if (!none) {
      none = L.DomUtil.create("div", "map-notice none", map.getContainer());
      none.setAttribute("role", "status");
    }
    none.textContent = isNone ? "No agreement type is on: the map is empty." : "";
  }

  // --- showing ------------------------------------------------------------------

  // The page gives the frame its height a moment after its script; sizes are right
  // only then.
  let waiting = null;
  function show(leafletMap, next) {
    if (map) return apply(next);
    const isFirst = waiting === null;
    waiting = next;
    if (!isFirst) return undefined;
    const attempt = () => {
      const sized = leafletMap.getContainer().clientHeight > SMALLEST_FRAME;
      if (!sized) return setTimeout(attempt, 20);
      leafletMap.invalidateSize({ animate: false });
      state = waiting;
      mount(leafletMap);
      return apply(waiting);
    };
    return attempt();
  }

  let followed = null; // how often the reader had gone back or forward
  function apply(next) {
    if (isOld(next)) return;
    state = next;
    document.documentElement.lang = next.lang;
    map.getContainer().dataset.lang = next.lang;
    map.getContainer().classList.toggle("with-old-borders", Boolean(next.old));
    if (next.old && drawOldBorders) {
      drawOldBorders();
      drawOldBorders = null;
    }
    showBackground(next.background);
    showTypes(typesToShow(next.types));
    // What the address says of the view wins over a fit to what it chooses or finds.
    let kept = false;
    if (next.went !== followed) steer(() => { kept = goTo(placeInAddress()); });
    followed = next.went;
    if (next.selected) select(next.selected, kept);
    else mark_selected(null);
    fitTo(next, kept);
  }

  // The page says whether the reader has gone elsewhere since this was asked for.
  function isOld({ went }) {
    try {
      return window.parent.accordAtlasAddress.isOld(went);
    } catch {
      return false; // before the address came, or from another origin: never
    }
  }

  // A search that names no single place shows all that it found.
  let fitted = "";
  function fitTo({ fit, selected }, kept) {
    if (!fit || fit === fitted) { fitted = fit || ""; return; }
    fitted = fit;
    if (selected || kept) return;
    const found = marks.filter((mark) => mark.on && mark.layers.length);
    const bounds = L.latLngBounds([]);
    for (const mark of found) {
      const layer = mark.layers[mark.layers.length - 1];
      bounds.extend(layer.getBounds && mark.sign !== "dashed" && mark.sign !== "pin" ? layer.getBounds() : anchorOf(mark));
    }
    if (!bounds.isValid()) return;
    steer(() => map.fitBounds(bounds, { padding: [40, 40], maxZoom: 9, animate: false }));
    tellPlace("");
  }

  // A mark is on when its type is, and nothing else on the page has left it out.
  // Places that are merely named are on beside any type, and off when none is.
  function showTypes(types) {
    shownTypes = types;
    const chosen = new Set(types);
    const allowed = state.only ? new Set(state.only) : null;
    let more = false;
    for (const mark of marks) {
      const typed = mark.type === "named" ? chosen.size > 0 : chosen.has(mark.type);
      const on = typed && (!allowed || allowed.has(mark.id));
      if (mark.on !== on) {
        mark.on = on;
        more ||= on;
        for (const layer of mark.layers) toggle(layer, on);
      }
      if (on) name(mark);
    }
    if (more) keepOrder();
    sayNone(!types.length);
    resize();
    placeLabels();
    const open = marks.find((mark) => mark.open);
    if (open && !open.on) closeForPage();
  }

  // What is drawn anew comes on top, and would hide what belongs above it: a wide line
  // the narrow one of another type. Each goes back below what follows it.
  function keepOrder() {
    const above = new Map();
    for (const mark of marks.filter((each) => each.on).reverse()) {
      for (const element of [...mark.layers].reverse().map(elementOf).filter(Boolean)) {
        const next = above.get(element.parentNode) || null;
        if (element.nextElementSibling !== next) element.parentNode.insertBefore(element, next);
        above.set(element.parentNode, element);
      }
    }
  }

  // What a button of the page foretold holds until the server says the same: its answers to
  // earlier clicks come late. Should it never say so, its last word holds.
  let shownTypes = [];
  let foreseen = null;
  let said = [];
  function foresee(types) {
    if (foreseen) clearTimeout(foreseen.ends);
    foreseen = { types: [...types].sort().join(), ends: setTimeout(() => {
      foreseen = null;
      showTypes(said);
    }, PATIENCE) };
    showTypes(types);
  }

  function typesToShow(types) {
    said = types;
    if (!foreseen) return types;
    if ([...types].sort().join() !== foreseen.types) return shownTypes;
    clearTimeout(foreseen.ends);
    foreseen = null;
    return types;
  }

  function toggle(layer, on) {
    if (on) layer.addTo(map);
    else layer.remove();
  }

  function metresPerPixel(lat) {
    return (CIRCLE_OF_EARTH * Math.cos((lat * Math.PI) / 180)) / 2 ** (map.getZoom() + 8);
  }

  // Circles keep their true size, but never shrink to nothing.
  function resize() {
    for (const mark of marks) {
      if (mark.sign === "dashed" && mark.layers[0]) {
        const pixels = mark.radius / metresPerPixel(mark.lat);
        mark.layers[0].setRadius(Math.max(SMALLEST_DASHED, pixels));
      }
      if (mark.halo) {
        const larger = mark.radius / metresPerPixel(mark.lat) > PIN_RADIUS + 3;
        toggle(mark.halo, Boolean(mark.on && larger));
      }
    }
  }

  // Every mark is a button with a name, for the keyboard and for screen readers.
  function name(mark) {
    const layer = mark.layers[mark.layers.length - 1];
    for (const each of mark.layers) {
      const element = elementOf(each);
      if (!element || !mark.on) continue;
      if (each !== layer) {
        element.setAttribute("aria-hidden", "true");
        continue;
      }
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", `${plain(mark.names[state.lang])}, ${mark.kind}, ${typeOf(mark)}`);
      if (!element.dataset.keys) {
        element.dataset.keys = "on";
        element.addEventListener("keydown", (event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            open(mark, anchorOf(mark), [], element);
            choose(mark);
          }
        });
        element.addEventListener("focus", () => hover(mark, true));
        element.addEventListener("blur", () => hover(mark, false));
      }
    }
  }

  function elementOf(layer) {
    return layer && layer.getElement ? layer.getElement() : null;
  }

  // The type in words, for whom colours do not tell apart.
  function typeOf(mark) {
    return window.accordAtlasData.types.find((type) => type.slug === mark.type).label;
  }

  function plain(html) {
    const span = document.createElement("span");
    span.innerHTML = html;
    return span.textContent;
  }

  let tip = null;
  function hover(mark, on) {
    for (const layer of mark.layers) {
      const element = elementOf(layer);
      if (element) element.classList.toggle("hovered", on);
    }
    if (tip) { tip.remove(); tip = null; }
    if (on && !mark.open) {
      tip = L.tooltip({ direction: "top", offset: [0, -6], className: "mark-name" })
        .setLatLng(anchorOf(mark)).setContent(`<b>${mark.names[state.lang]}</b><br>${typeOf(mark)}`).addTo(map);
    }
  }

  function anchorOf(mark) {
    if (mark.sign === "pair") {
      const [lon, lat] = mark.line[Math.floor(mark.line.length / 2)];
      return L.latLng(lat, lon);
    }
    return L.latLng(mark.lat, mark.lon);
  }

  // --- choosing -----------------------------------------------------------------

  function clicked(event, mark) {
    L.DomEvent.stop(event);
    const at = ["area", "line", "outline", "soft", "pair"].includes(mark.sign)
      ? event.latlng : anchorOf(mark);
    const others = hitsAt(event.latlng).filter((hit) => hit !== mark);
    open(mark, at, others, elementOf(mark.layers[mark.layers.length - 1]));
    choose(mark);
  }

  let opener = null;
  function open(mark, at, others, from, pans = true) {
    if (tip) { tip.remove(); tip = null; }
    const size = map.getSize();
    const larger = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const narrow = size.x < 480;
    const width = Math.min(380 * larger, size.x - (narrow ? 84 : 110));
    const popup = L.popup({ maxWidth: width, minWidth: Math.min(260 * larger, width),
      maxHeight: Math.max(120, size.y * (narrow ? 0.42 : 0.62)), autoPan: pans,
      autoPanPaddingTopLeft: [58, 14], autoPanPaddingBottomRight: [14, 14], className: `type-${mark.type}` });
    popup.mark = mark;
    popup.setLatLng(at).setContent(mark.popup + also(others));
    opener = from;
    map.openPopup(popup);
  }

  function also(others) {
    if (!others.length) return "";
    const types = Object.fromEntries(window.accordAtlasData.types.map((t) => [t.slug, t.label]));
    const items = others.slice(0, 12).map((mark) => {
      const names = LANGUAGES.map(
        (l) => `<span class="name name-${l}">${mark.names[l]}</span>`).join("");
      return `<li><button type="button" data-mark="${marks.indexOf(mark)}">` +
        `<i style="background:${mark.colour}"></i>${names} <small>${types[mark.type]}</small></button></li>`;
    });
    return `<nav class="also" aria-label="Also here"><b>Also here</b><ul>${items.join("")}</ul></nav>`;
  }

  function openedPopup(event) {
    const mark = event.popup.mark;
    const element = event.popup.getElement();
    if (!mark || !element) return;
    mark.open = true;
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-label", plain(mark.names[state.lang]));
    const content = element.querySelector(".leaflet-popup-content");
    content.setAttribute("tabindex", "0");
    if (opener) content.focus({ preventScroll: true });
    element.addEventListener("keydown", (key) => {
      if (key.key === "Escape") { key.stopPropagation(); map.closePopup(); }
    });
    for (const button of element.querySelectorAll("[data-mark]")) {
      button.addEventListener("click", () => {
        const other = marks[Number(button.dataset.mark)];
        const rest = hitsAt(event.popup.getLatLng()).filter((hit) => hit !== other);
        open(other, event.popup.getLatLng(), rest.includes(mark) ? rest : [mark, ...rest], opener);
        choose(other);
      });
    }
  }

  function closedPopup(event) {
    if (event.popup.mark) event.popup.mark.open = false;
    // Closed by the reader and not replaced by another: the place is no longer chosen.
    if (!closing) setTimeout(() => {
      if (!marks.some((mark) => mark.open)) tell({ place: "", agreement_type: "" });
    }, 0);
    if (opener && document.activeElement === document.body) opener.focus();
  }

  // What the page closes is no choice: said a moment later, it would undo a newer one.
  let closing = false;
  function closeForPage() {
    closing = true;
    map.closePopup();
    closing = false;
  }

  // Back or forward to another address: the server's answer opens what is chosen there.
  function follow({ at, place }) {
    steer(() => goTo(at));
    if (!place) closeForPage();
  }

  // Each choice counts up, so that choosing the same mark again is a new choice.
  function choose(mark) {
    mark_selected(mark);
    try {
      if (mark.passage) window.parent.accordAtlasBringUp(mark.passage, mark.lit);
    } catch { /* another origin, or no reader: the server's answer brings it up */ }
    tell({ place: mark.sign === "pair" ? mark.id : mark.place, agreement_type: mark.type });
  }

  function tell(properties) {
    clicks += 1;
    shownClick = `${Date.now()}.${clicks}`;
    told.add(shownClick);
    const chosen = { last_active_drawing: { type: "Feature", geometry: null,
      properties: { ...properties, click: shownClick } } };
    const shared = window.__GLOBAL_DATA__;
    if (shared) {
      shared.last_active_drawing = chosen.last_active_drawing;
      shared.previous_data = chosen;
    }
    if (window.Streamlit) window.Streamlit.setComponentValue(chosen);
  }

  function mark_selected(mark) {
    for (const each of marks) {
      for (const layer of each.layers) {
        const element = elementOf(layer);
        if (element) element.classList.toggle("selected", Boolean(mark) && sameThing(each, mark));
      }
    }
  }

  function sameThing(a, b) {
    return a.sign === "pair" || b.sign === "pair" ? a === b : a.place === b.place;
  }

  // A choice made elsewhere on the page brings the map to the place.
  function select(selected, kept) {
    const candidates = marks.filter((mark) => mark.on &&
      (mark.sign === "pair" ? mark.id : mark.place) === selected.place);
    candidates.sort((a, b) => a.order - b.order);
    const mark = candidates.find((m) => m.type === selected.type) || candidates[0];
    mark_selected(mark || null);
    if (!mark || selected.click === shownClick || told.has(selected.click)) return;
    shownClick = selected.click;
    if (!kept) {
      steer(() => bringTo(mark));
      tellPlace("");
    }
    open(mark, inSight(mark), [], null, !kept);
  }

  // The window of a wide shape opens where it is seen, not at its far end.
  function inSight(mark) {
    const at = anchorOf(mark);
    const layer = mark.layers[mark.layers.length - 1];
    if (!layer || !layer.getLatLngs || map.getBounds().contains(at)) return at;
    const middle = map.getCenter();
    return layer.getLatLngs().flat(Infinity).reduce((best, each) =>
      (middle.distanceTo(each) < middle.distanceTo(best) ? each : best), at);
  }

  // A whole river would show the end of the map on either side.
  function tooWide(bounds) {
    return bounds.getNorth() - bounds.getSouth() > 1.5 * (OPENING_VIEW[1][0] - OPENING_VIEW[0][0]);
  }

  function bringTo(mark) {
    const layer = mark.layers[mark.layers.length - 1];
    const spread = mark.sign === "pair" || mark.shape;
    if (!layer) {
      map.setView(anchorOf(mark), 5, { animate: false });
      return;
    }
    if (spread && layer.getBounds && tooWide(layer.getBounds())) {
      map.fitBounds(openingView(), { animate: false });
    } else if (spread && layer.getBounds) {
      map.fitBounds(layer.getBounds(), { padding: [40, 40], maxZoom: 8, animate: false });
    } else {
      map.setView(anchorOf(mark), Math.max(map.getZoom(), mark.radius > 3000 ? 8.5 : 9.25),
        { animate: false });
    }
  }

  // --- what lies at a point -----------------------------------------------------

  function hitsAt(latlng) {
    const point = map.latLngToLayerPoint(latlng);
    return marks.filter((mark) => mark.on && hits(mark, latlng, point)).reverse();
  }

  function hits(mark, latlng, point) {
    if (mark.sign === "pair") {
      return nearLine(mark.line.map(([lon, lat]) => [lon, lat]), point);
    }
    const shape = shapes[mark.shape];
    if (mark.shape && shape) {
      const { type, coordinates } = shape.geometry;
      if (type === "LineString") return nearLine(coordinates, point);
      if (type === "MultiLineString") return coordinates.some((line) => nearLine(line, point));
      const polygons = type === "Polygon" ? [coordinates] : coordinates;
      return polygons.some((rings) => inside(rings, latlng.lng, latlng.lat));
    }
    if (mark.lat === null || !mark.layers.length) return false;
    return map.latLngToLayerPoint(anchorOf(mark)).distanceTo(point) <= mark.layers[0].getRadius() + 2;
  }

  function nearLine(coordinates, point) {
    const points = coordinates.map(([lon, lat]) => map.latLngToLayerPoint([lat, lon]));
    return points.some((p, i) => i > 0 &&
      L.LineUtil.pointToSegmentDistance(point, points[i - 1], p) < 9);
  }

  function inside(rings, lon, lat) {
    let is = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [xi, yi] = ring[i];
        const [xj, yj] = ring[j];
        if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) is = !is;
      }
    }
    return is;
  }

  // --- labels -------------------------------------------------------------------

  let measured = {};

  // Set the names by rank, each where it collides with none set before.
  function placeLabels() {
    if (!map || !state.lang) return;
    measureAll();
    const zoom = map.getZoom();
    const view = map.getBounds().pad(0.1);
    const taken = [...pinBoxes(), ...controlBoxes()];
    const busy = new Set(marks.filter((m) => m.on && m.type !== "named")
      .flatMap((m) => (m.sign === "pair" ? m.id.split("--") : [m.place])));
    // What agreements are about is named before what merely lies beside it.
    const rankOf = (label) => (busy.has(label.place) ? BUSY_RANK : label.rank);
    const named = new Set();
    for (const label of [...labels].sort((a, b) => rankOf(a) - rankOf(b))) {
      if (label.mark && label.mark.sign === "outline") label.at = pointInView(label.mark);
      const [lon, lat] = label.at;
      label.shifts = busy.has(label.place);
      const fits = zoom >= label.zoom && (!label.mark || label.mark.on) && !(label.until && zoom > label.until) &&
        view.contains([lat, lon]) && !(label.shifts && named.has(textOf(label))) && setLabel(label, taken);
      if (fits) named.add(textOf(label));
      if (!fits && label.marker) { label.marker.remove(); label.shown = null; }
    }
  }

  // An outline is named in its middle, or else along what is seen of its line.
  function pointInView(mark) {
    const shape = shapes[mark.shape];
    const middle = [mark.lon, mark.lat];
    if (!shape || map.getBounds().contains([mark.lat, mark.lon])) return middle;
    const size = map.getSize();
    const frame = L.bounds([90, 30], [size.x - 90, size.y - 30]);
    const { type, coordinates } = shape.geometry;
    let [longest, best] = [0, middle];
    for (const ring of type === "Polygon" ? coordinates : coordinates.flat()) {
      const points = ring.map(([lon, lat]) => map.latLngToContainerPoint([lat, lon]));
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

  function pinBoxes() {
    return marks.filter((m) => m.on && m.sign === "pin" && !m.ring).map((m) => {
      const { x, y } = map.latLngToContainerPoint(anchorOf(m));
      return [x - 10, y - 10, x + 10, y + 10];
    });
  }

  // What lies over the map: the buttons, the scale bar, the attribution.
  function controlBoxes() {
    const frame = map.getContainer().getBoundingClientRect();
    return [...map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
      const box = control.getBoundingClientRect();
      return [box.left - frame.left - 2, box.top - frame.top - 2, box.right - frame.left + 2,
        box.bottom - frame.top + 2];
    });
  }

  function setLabel(label, taken) {
    const text = textOf(label);
    if (!text) return false;
    const [width, height] = measured[state.lang].get(label);
    const point = map.latLngToContainerPoint([label.at[1], label.at[0]]);
    const beside = label.dot || label.pin;
    const gap = label.pin ? 13 : label.dot && taken.some((t) => point.x > t[0] && point.x < t[2] &&
      point.y > t[1] && point.y < t[3]) ? 14 : 6;
    if (label.below) {
      const drop = label.mark.layers[0].getRadius() + 4;
      return tryPlaces([[-width / 2, drop]], label, { text, width, height, point, taken });
    }
    const aside = height + 8;
    const middle = [-width / 2, -height / 2];
    if (label.shifts) {
      const places = [[0, 0], [0, -aside], [0, aside], [-width / 2, 0], [width / 2, 0], [-width / 2, -aside],
        [width / 2, -aside], [-width / 2, aside], [width / 2, aside], [0, 2 * aside], [0, -2 * aside],
        [width * 0.75, 2 * aside]].map(([x, y]) => [middle[0] + x, middle[1] + y]);
      return tryPlaces(places, label, { text, width, height, point, taken });
    }
    const places = beside
      ? [[gap, -height / 2], [-width - gap, -height / 2], [-width / 2, -height - gap], [-width / 2, gap]]
      : [middle];
    return tryPlaces(places, label, { text, width, height, point, taken });
  }

  function tryPlaces(places, label, { text, width, height, point, taken }) {
    for (const [dx, dy] of places) {
      const box = [point.x + dx, point.y + dy, point.x + dx + width, point.y + dy + height];
      const { x, y } = map.getSize();
      if (box[0] < 2 || box[1] < 2 || box[2] > x - 2 || box[3] > y - 2) continue;
      if (taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])) continue;
      taken.push([box[0] - 2, box[1] - 1, box[2] + 2, box[3] + 1]);
      if (label.dot) taken.push([point.x - 4, point.y - 4, point.x + 4, point.y + 4]);
      showLabel(label, text, dx, dy, width, height);
      return true;
    }
    return false;
  }

  // All names of a language are measured together: one layout, not one a name.
  function measureAll() {
    if (measured[state.lang]) return;
    const sheet = document.createElement("div");
    sheet.style.cssText = "position:absolute;visibility:hidden";
    const probes = labels.map((label) => {
      const probe = document.createElement("span");
      probe.className = `map-label ${label.className}`;
      probe.lang = state.lang;
      probe.textContent = textOf(label);
      return sheet.appendChild(probe);
    });
    map.getContainer().appendChild(sheet);
    measured[state.lang] = new Map(labels.map((label, i) =>
      [label, [probes[i].offsetWidth, probes[i].offsetHeight]]));
    sheet.remove();
  }

  function textOf(label) {
    return plain((label.names && (label.names[state.lang] || label.names.en)) || "");
  }

  function showLabel(label, text, dx, dy, width, height) {
    const key = `${text}|${dx}|${dy}|${label.at}`;
    if (label.marker && label.shown === key) return;
    if (label.marker) label.marker.remove();
    const box = document.createElement("div");
    const words = document.createElement("span");
    words.className = `map-label ${label.className}`;
    words.textContent = text;
    words.lang = state.lang;
    const mark = () => label.mark || marks.find((each) => each.on && each.place === label.place);
    if (label.mark || (label.place && mark())) {
      words.classList.add("leads");
      words.addEventListener("click", (event) => {
        const chosen = mark();
        if (!chosen || !chosen.on || (map.dragging.enabled() && map.dragging.moved())) return;
        L.DomEvent.stop(event);
        const others = hitsAt(anchorOf(chosen)).filter((hit) => hit !== chosen && hit.place === chosen.place);
        open(chosen, anchorOf(chosen), others, elementOf(chosen.layers[chosen.layers.length - 1] || {}));
        choose(chosen);
      });
    }
    words.style.cssText = `left:${dx}px;top:${dy}px;width:${width + 1}px;height:${height}px`;
    box.appendChild(words);
    if (label.dot) box.appendChild(document.createElement("i")).className = "town-dot";
    label.marker = L.marker([label.at[1], label.at[0]], { pane: "names", interactive: false,
      keyboard: false, icon: L.divIcon({ className: "label-anchor", html: box, iconSize: [0, 0] }) })
      .addTo(map);
    const element = label.marker.getElement();
    if (element) element.setAttribute("aria-hidden", "true");
    label.shown = key;
  }

  // --- light and dark -----------------------------------------------------------

  function followTheme() {
    const read = () => {
      let theme = state.theme || "light";
      try {
        const app = window.parent.document.querySelector(".stApp");
        const [r, g, b] = window.parent.getComputedStyle(app).backgroundColor.match(/\d+/g);
        theme = 0.3 * r + 0.6 * g + 0.1 * b < 128 ? "dark" : "light";
      } catch { /* another origin: what the page said stands */ }
      document.documentElement.dataset.theme = theme;
    };
    read();
    try {
      new MutationObserver(read).observe(window.parent.document.head, { childList: true });
    } catch { /* as above */ }
  }

  window.accordAtlas = { show, follow: (query) => map && follow(query), foresee: (types) => map && foresee(types),
    tellAgain: () => untold !== null && tellPlace(untold) };
  // The page holds the rest back for the map: what follows takes the server a moment.
  try {
    window.parent.accordAtlasCame?.();
  } catch { /* another origin: the page waits no longer than it must */ }
})();

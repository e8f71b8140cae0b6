/* The address of the page, and the button that copies it. What is chosen comes from
   the server; `at`, where the reader moved the map to, never goes there. Only this
   script writes the address: the server's answer to an older choice can then not be
   taken for a step back in the browser. */
const OURS = ["types", "status", "document", "q", "lang", "place", "passage", "tab"];
const PATIENCE = 5000;
const bar = (window.accordAtlasAddress ??= { went: 0, since: 0, first: true, tell: null });

export default function ({ data, parentElement, setStateValue }) {
  bar.tell = (value) => setStateValue("went", value);
  for (const skip of parentElement.querySelectorAll("[data-skip]")) {
    skip.onclick = () => {
      const target = document.querySelector(skip.dataset.skip);
      target?.scrollIntoView({ block: "nearest" });
      if (target?.tagName === "IFRAME") target.contentDocument.querySelector("#map_div").focus();
      else target?.focus();
    };
  }
  const button = parentElement.querySelector(".copy-link button");
  button.onclick = async () => {
    const copied = await navigator.clipboard.writeText(location.href)
      .then(() => true, () => false);
    button.textContent = copied ? "Link copied" : location.href;
    setTimeout(() => { button.textContent = "Copy link"; }, 2500);
  };
  if (!bar.isOld(data.went)) write(data.query);
}

// An answer from before the reader last went back or forward: a newer one will come.
bar.isOld = (number) => number < bar.went && Date.now() - bar.since < PATIENCE;

function write(query) {
  const now = new URLSearchParams(location.search);
  const next = new URLSearchParams(location.search);
  for (const key of OURS) {
    next.delete(key);
    if (key in query) next.set(key, query[key]);
  }
  const changed = OURS.some((key) => now.get(key) !== next.get(key));
  const first = bar.first;
  bar.first = false;
  if (changed) go(first ? "replaceState" : "pushState", next);
}

function go(how, query) {
  const words = query.toString().replaceAll("%2C", ",");
  const hash = how === "replaceState" ? location.hash : "";
  history[how](history.state, "", `${location.pathname}${words ? `?${words}` : ""}${hash}`);
}

// Where the map was moved to: latitude, longitude, zoom; nothing forgets it.
bar.at = (place) => {
  const query = new URLSearchParams(location.search);
  if ((query.get("at") || "") === place) return;
  query.delete("at");
  if (place) query.set("at", place);
  go("replaceState", query);
};

// The map may have come first.
setTimeout(() => drawing()?.tellAgain());

// The map's own script, once its frame is there.
function drawing() {
  return document.querySelector(".st-key-map iframe")?.contentWindow.accordAtlas;
}

// Back and forward are ours: Streamlit would run the page with the older address, and
// could not say whether the reader went there or was merely quicker than the server.
// Chromium calls Streamlit's listener too, as it came first: of the two runs ours is
// the later, and holds.
bar.leave?.();
const went = (event) => {
  event.stopImmediatePropagation();
  bar.went += 1;
  bar.since = Date.now();
  const query = Object.fromEntries(new URLSearchParams(location.search));
  drawing()?.follow(query);
  bar.tell?.({ query, number: bar.went });
};
window.addEventListener("popstate", went, { capture: true });
bar.leave = () => window.removeEventListener("popstate", went, { capture: true });

// Escape leaves the tour.
bar.leaveTour?.();
const escape = (event) => {
  if (event.key !== "Escape") return;
  const leave = document.querySelector(".st-key-tour_leave button");
  if (!leave) return;
  leave.click();
  document.querySelector(".st-key-tour_start button")?.focus();
};
window.addEventListener("keydown", escape);
bar.leaveTour = () => window.removeEventListener("keydown", escape);

/* A panel of the page: shows HTML that was escaped before it came here, scrolls
   itself, and says which of its marks was chosen. */
const SETTLING = 1500;
const ROOM = 90; // px around lit words: above them, or below their first line
const kept = new WeakMap();
let settled = false;
setTimeout(() => { settled = true; }, SETTLING);

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".panel");
  const before = kept.get(root) || {};
  root.setAttribute("aria-label", data.label);
  root.dataset.lang = data.lang;
  const fill = () => show(root, data);
  if (data.later && !before.html && !settled) {
    root.setAttribute("aria-busy", "true");
    setTimeout(fill, SETTLING);
  } else {
    fill();
  }

  if (data.tells) whenMapCame(() => setTriggerValue("map", true));

  const choose = (element) => {
    const { place = "", passage = "", type = "" } = element.dataset;
    setTriggerValue("chosen", { place, passage, type, click: `${Date.now()}` });
  };
  root.onclick = (event) => {
    const element = event.target.closest("[data-place], [data-passage]");
    if (element && !event.target.closest("a")) choose(element);
    const head = event.target.closest("button.sort");
    if (head) sort(head.closest("th"));
  };
  root.onkeydown = (event) => {
    const element = event.target.closest("[role=button][data-place]");
    if (element && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(element);
    }
  };
}

// The map's script calls this when it comes, unless it is there already.
function whenMapCame(tell) {
  const map = document.querySelector(".st-key-map iframe")?.contentWindow;
  if (map?.accordAtlas) setTimeout(tell);
  else window.accordAtlasCame = tell;
}

function show(root, data) {
  const before = kept.get(root) || {};
  root.removeAttribute("aria-busy");
  if (before.html !== data.html) {
    const top = root.scrollTop;
    root.innerHTML = data.html;
    root.scrollTop = before.document === data.document ? top : 0;
  }
  if (before.click !== data.click && data.target) {
    const target = document.getElementById(data.target);
    if (target && root.contains(target)) bringUp(root, target);
  }
  const hidden = new Set(data.hidden);
  for (const element of root.querySelectorAll("[data-group]")) {
    element.hidden = hidden.has(element.dataset.group);
  }
  kept.set(root, { html: data.html, click: data.click, document: data.document });
}

function sort(head) {
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const column = [...head.parentElement.children].indexOf(head);
  const body = head.closest("table").tBodies[0];
  const words = (row) => row.cells[column].innerText.trim();
  const rows = [...body.rows].sort((a, b) => words(a).localeCompare(words(b), undefined,
    { numeric: true }) * (up ? 1 : -1));
  body.append(...rows);
}

// The passage's beginning comes to the top; where its first lit words would then lie
// below the panel, they come up instead. Only the panel scrolls.
function bringUp(root, target) {
  const height = (element) =>
    element.getBoundingClientRect().top - root.getBoundingClientRect().top;
  root.scrollTop += height(target) - 12;
  const lit = target.querySelector("mark:not(.hit)") || target.querySelector("mark");
  if (lit && height(lit) > root.clientHeight - ROOM) root.scrollTop += height(lit) - ROOM;
}

// The map brings its passage up and lights its words at once, as the server does a
// moment later; a passage of another document waits for the server.
window.accordAtlasBringUp = (key, spans) => {
  const target = document.getElementById(`passage-${key}`);
  const root = target && target.closest(".panel");
  if (!root) return;
  for (const other of root.querySelectorAll(".passage.chosen")) {
    other.classList.remove("chosen");
    other.removeAttribute("aria-current");
  }
  for (const mark of root.querySelectorAll("mark:not(.hit)")) mark.replaceWith(...mark.childNodes);
  target.classList.add("chosen");
  target.setAttribute("aria-current", "true");
  light(target.querySelector("p"), spans || []);
  bringUp(root, target);
};

// Spans are half-open and count code points, as Python does.
function light(words, spans) {
  words.normalize();
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  let at = 0;
  for (const text of texts) {
    const points = [...text.data];
    const cuts = new Set([0, points.length]);
    for (const span of spans) {
      for (const cut of span) cuts.add(Math.min(Math.max(cut - at, 0), points.length));
    }
    const bounds = [...cuts].sort((a, b) => a - b);
    const isLit = (start, end) => spans.some(([s, e]) => s <= at + start && at + end <= e);
    if (!text.parentElement.closest("mark.hit") && bounds.slice(1).some((end, i) => isLit(bounds[i], end))) {
      text.replaceWith(...bounds.slice(1).map((end, i) => {
        const run = points.slice(bounds[i], end).join("");
        if (!isLit(bounds[i], end)) return run;
        const mark = document.createElement("mark");
        mark.textContent = run;
        return mark;
      }));
    }
    at += points.length;
  }
}

/* A panel of the page: shows HTML that was escaped before it came here, scrolls
   itself, and says which of its marks was chosen. */
const kept = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".panel");
  const before = kept.get(root) || {};
  root.setAttribute("aria-label", data.label);
  root.dataset.lang = data.lang;
  const fill = () => show(root, data);
  if (data.later && !before.html) {
    root.setAttribute("aria-busy", "true");
    setTimeout(fill, 1500);
  } else {
    fill();
  }

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

function bringUp(root, target) {
  const gap = target.getBoundingClientRect().top - root.getBoundingClientRect().top;
  root.scrollTop += gap - 12;
}

// The map brings its passage up at once; the server lights the words a moment later.
window.accordAtlasBringUp = (key) => {
  const target = document.getElementById(`passage-${key}`);
  const root = target && target.closest(".panel");
  if (!root) return;
  for (const other of root.querySelectorAll(".passage.chosen")) {
    other.classList.remove("chosen");
  }
  target.classList.add("chosen");
  bringUp(root, target);
};

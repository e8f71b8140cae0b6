/* A panel of the page: shows HTML that was escaped before it came here, scrolls
   itself, and says which of its marks was chosen. */
const kept = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".panel");
  const before = kept.get(root) || {};
  root.setAttribute("aria-label", data.label);
  if (before.html !== data.html) {
    const top = root.scrollTop;
    root.innerHTML = data.html;
    root.scrollTop = before.document === data.document ? top : 0;
  }
  if (before.click !== data.click && data.target) {
    const target = root.querySelector(`[id="${CSS.escape(data.target)}"]`)
      || document.getElementById(data.target);
    if (target && root.contains(target)) {
      const gap = target.getBoundingClientRect().top - root.getBoundingClientRect().top;
      root.scrollTop += gap - 12;
    }
  }
  kept.set(root, { html: data.html, click: data.click, document: data.document });

  const choose = (element) => {
    const { place = "", passage = "", type = "" } = element.dataset;
    setTriggerValue("chosen", { place, passage, type, click: `${Date.now()}` });
  };
  root.onclick = (event) => {
    const element = event.target.closest("[data-place], [data-passage]");
    if (element && !event.target.closest("a")) choose(element);
  };
  root.onkeydown = (event) => {
    const element = event.target.closest("[role=button][data-place]");
    if (element && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(element);
    }
  };
}

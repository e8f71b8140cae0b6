/* What is shown now and what leaves the rest out: each filter can be taken away. */

/** @param {any} component */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".chips");
  if (root.dataset.html !== data.html) {
    root.dataset.html = data.html;
    root.innerHTML = data.html;
  }
  root.onclick = (/** @type {MouseEvent} */ event) => {
    /** @type {HTMLElement | null} */
    const button = /** @type {Element} */ (event.target).closest("[data-drop]");
    if (!button) return;
    if (button.dataset.drop === "all") {
      /** @type {HTMLElement | null} */ (document.querySelector(".shortcuts button"))?.click();
    }
    setTriggerValue("dropped", { kind: button.dataset.drop, value: button.dataset.value });
  };
}

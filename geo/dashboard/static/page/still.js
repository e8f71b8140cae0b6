/* HTML of our own that nothing is chosen in. */

/** @param {any} component */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".still");
  if (root.dataset.html === data.html) return;
  root.dataset.html = data.html;
  root.innerHTML = data.html;
  // Zotero looks for citations when a page comes; these came later.
  if (root.querySelector(".Z3988")) document.dispatchEvent(new Event("ZoteroItemUpdated"));
}

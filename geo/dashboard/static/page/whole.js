/* The way from a map within another page to the whole page, as it is filtered now. */
import { _, learn } from "./words.js";

/** @param {any} component */
export default function ({ data, parentElement }) {
  learn(data);
  const link = /** @type {HTMLAnchorElement} */ (parentElement.querySelector("a"));
  link.textContent = `${_("Open in Accord Atlas")} ↗`;
  const follow = () => { link.href = wholeOf(location.href); };
  link.onpointerdown = link.onfocus = link.onclick = follow;
  follow();
}

/** @param {string} address */
function wholeOf(address) {
  const url = new URL(address);
  url.searchParams.delete("view");
  return url.href;
}

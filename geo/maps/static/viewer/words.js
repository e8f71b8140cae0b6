/* The words of the map's script in the language of the page. */
import { data } from "./scene.js";

/** @param {string} message
 * @returns {string} */
export function _(message) {
  return data().words[message] || message;
}

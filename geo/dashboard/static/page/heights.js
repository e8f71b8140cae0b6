/* The heights of a phone's sheet. */

/** The nearest of the three heights.
 * @param {number} height
 * @param {number[]} among */
export function nearest(height, among) {
  const away = among.map((each) => Math.abs(each - height));
  return away.indexOf(Math.min(...away));
}

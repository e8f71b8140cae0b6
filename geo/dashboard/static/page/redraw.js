/* Has the map draw what its texts say once a reader has decided, in the frame it has. */
import { drawing } from "./shared.js";

const page = /** @type {any} */ (window);

/** @param {any} component */
export default function ({ data }) {
  const before = page.accordAtlasNewer;
  if (before?.said === data.drawing && before?.of === data.of) return;
  const newer = data.drawing ? JSON.parse(data.drawing) : null;
  // A frame that comes later draws this at once.
  page.accordAtlasNewer = newer ? { of: data.of, said: data.drawing, drawing: newer } : null;
  if (newer) drawing()?.redraw(newer, data.of);
}

/* Keeps the project of the text that a reader brought in this tab of the browser: the
   server forgets it when it is started again, or when the connection was lost for long.
   A session that knows nothing of it offers to show or to save it. */
import { listDrafts } from "./drafts.js";
import { _, learn } from "./words.js";

/**
 * @typedef {{name: string, file: string, project: string, key?: string}} Kept
 * The name a reader knows it by, the name to save it under, the zip in base 64.
 * @typedef {{project: Kept | null, read: boolean, tell?: () => void}} Shared
 */
const PLACE = "accord-atlas-kept";
const page = /** @type {Window & {accordAtlasKept?: Shared}} */ (window);
const shared = (page.accordAtlasKept ??= { project: null, read: false });

/**
 * @param {{
 *   data: {forgotten?: boolean, project?: string, key?: string, name: string, file: string,
 *     lang: string, words: Record<string, string>},
 *   parentElement: HTMLElement,
 *   setTriggerValue: (name: string, value: string) => void,
 * }} component
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const box = /** @type {HTMLElement} */ (parentElement.querySelector(".kept"));
  learn(data);
  if (data.forgotten) keep(null);
  if (data.project) keep({ name: data.name, file: data.file, project: data.project, key: data.key });
  const kept = data.project ? null : recall();
  box.hidden = !kept;
  // What was decided about it is kept with it, and gone on with below.
  if (kept) listDrafts(Date.now()).then((drafts) => { box.hidden ||= drafts.some(({ key }) => key === kept.key); }, () => {});
  if (kept) {
    const words = /** @type {HTMLElement} */ (box.querySelector("p"));
    words.textContent = _("“{name}”, which you brought, is no longer held by the server: it was started again, "
      + "the connection was lost for long, or this page was loaded anew.", { name: kept.name });
  }
  const [again, save, drop] = box.querySelectorAll("button");
  again.textContent = _("Show it again");
  save.textContent = _("Save as a project");
  drop.textContent = _("Let it go");
  again.onclick = () => setTriggerValue("again", recall()?.project || "");
  save.onclick = () => download(recall());
  drop.onclick = () => { keep(null); box.hidden = true; };

  // A page that is connected again shows what the server knows before the next click.
  if (shared.tell) window.removeEventListener("accord-atlas-connected", shared.tell);
  shared.tell = () => setTriggerValue("back", `${Date.now()}`);
  window.addEventListener("accord-atlas-connected", shared.tell);
}

/** @param {Kept | null} kept */
function keep(kept) {
  shared.project = kept;
  shared.read = true;
  try {
    if (kept) sessionStorage.setItem(PLACE, JSON.stringify(kept));
    else sessionStorage.removeItem(PLACE);
  } catch { /* too large for the browser's storage: this page still holds it */ }
}

/** @returns {Kept | null} */
function recall() {
  if (!shared.read) {
    shared.read = true;
    try {
      shared.project = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    } catch { /* nothing that can be read */ }
  }
  return shared.project;
}

/** @param {Kept | null} kept */
function download(kept) {
  if (!kept) return;
  const bytes = Uint8Array.from(atob(kept.project), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
  link.download = kept.file;
  link.click();
  URL.revokeObjectURL(link.href);
}

/* What was decided in this browser and is not open: it can be gone on with, let go, or
   all of it forgotten, as on a computer that others use too. */
import { dropDraft, forgetAll, KEPT_DAYS, listDrafts, readDecisions } from "./drafts.js";
import { button, make } from "./elements.js";
import { _, learn, ngettext } from "./words.js";

/** @typedef {import("./drafts.js").Draft} Draft */

const page = /** @type {any} */ (window);

/** @param {any} component */
export default function ({ data, parentElement, setTriggerValue }) {
  learn(data);
  const box = /** @type {HTMLElement} */ (parentElement.querySelector(".drafts"));
  const show = async () => {
    if (data.forgotten) await dropDraft(data.forgotten);
    const drafts = (await listDrafts(Date.now())).filter(({ key, project }) =>
      key !== data.open && (project || data.known.includes(key)));
    const rows = await Promise.all(drafts.map(async (draft) => row(draft, (await readDecisions(draft.key)).length)));
    box.hidden = !rows.length;
    box.replaceChildren(...rows, make("p.acts", {}, make("small", {}, _("Kept in this browser for {n} days.", { n: KEPT_DAYS })),
      button(_("Forget everything here"), "", () => forget().then(show))));
  };
  /** @param {Draft} draft
   * @param {number} decisions */
  const row = (draft, decisions) => make("div", {},
    make("p", {}, ngettext("“{name}”: {number} decision of yours is kept in this browser, from {day}.",
      "“{name}”: {number} decisions of yours are kept in this browser, from {day}.", decisions, { name: draft.name,
      day: new Date(draft.at).toLocaleString(data.lang, { dateStyle: "medium", timeStyle: "short" }) })),
    make("div.acts", {}, button(_("Go on with it"), "", () => setTriggerValue("again", { key: draft.key, project: draft.project })),
      button(_("Let it go"), "", () => dropDraft(draft.key).then(show))));
  // A browser that keeps nothing has nothing to offer.
  show().catch(() => { box.hidden = true; });
}

async function forget() {
  await forgetAll();
  for (const table of page.accordAtlasReviews?.values() || []) table.forgotten = true;
  try { sessionStorage.clear(); } catch { /* nothing is kept there either */ }
}

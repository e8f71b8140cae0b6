/* A reader's hand: the queue of what is to be looked at, decided here at once, kept in
   this browser, and told to the server, which the map and the lists follow. */
import { listen } from "./keys.js";
import { part } from "./queue.js";
import { itemAt } from "./reading_along.js";
import { recall } from "./remembering.js";
import { stayOpen } from "./staying.js";
import { Table } from "./table.js";
import { chosenWords } from "./words_chosen.js";

const page = /** @type {any} */ (window);
const BUTTONS = ["undo", "redo", "save", "leave", "keys"];

/** @param {any} component */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  /** @type {Map<string, Table>} */
  const tables = (page.accordAtlasReviews ??= new Map());
  const table = tables.get(data.key) || new Table();
  tables.set(data.key, table);
  page.accordAtlasReview = table;
  table.tell = (said) => setStateValue("said", said);
  table.ask = (what) => setTriggerValue(what, `${Date.now()}`);
  /** @type {HTMLElement} */
  const root = parentElement.querySelector(".review");
  const isNew = table.root !== root;
  table.root = root;
  if (isNew) attend(table, data);
  table.follow(data, isNew);
}

/** Listen to what the reader does.
 * @param {Table} table
 * @param {any} data */
function attend(table, data) {
  const { root } = table;
  for (const name of BUTTONS) {
    const own = part(root, `[data-act=${name}]`);
    own.onclick = () => table.act(name);
    part(own, "span").textContent = data.words[name];
  }
  const who = /** @type {HTMLInputElement} */ (part(root, ".who input"));
  part(root, ".who span").textContent = data.words.your_name;
  who.value = recall("who");
  who.onchange = () => table.call(who.value.trim());
  listen(root, (key) => table.press(key), () => table.areKeysOn);
  page.accordAtlasAttending?.abort();
  page.accordAtlasAttending = new AbortController();
  const { signal } = page.accordAtlasAttending;
  stayOpen(signal);
  document.addEventListener("selectionchange", () => {
    const chosen = chosenWords();
    if (chosen && root.isConnected) table.choose(chosen);
  }, { signal });
  document.addEventListener("click", (event) => {
    const item = root.isConnected ? itemAt(event, [...table.review.items.values()]) : undefined;
    if (item) table.desk.open(item.id);
  }, { signal, capture: true });
  window.addEventListener("beforeunload", (event) => {
    if (table.saving.isAtRisk) event.preventDefault();
  }, { signal });
}

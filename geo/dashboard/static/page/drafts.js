/* What a reader decided, kept in their own browser: each decision by itself, so that two
   tabs on one text lose nothing of each other's, and nothing is there twice. */

/**
 * @typedef {object} Draft
 * @property {string} key of the text
 * @property {string} name that a reader knows it by
 * @property {string} file to save it under
 * @property {string} project the text as the machine read it: a zip in base 64, or nothing
 * @property {number} at when it was changed last, in milliseconds
 */
/** @typedef {import("./reviewing.js").Decision} Decision */

const NAME = "accord-atlas";
export const KEPT_DAYS = 30;
const DAY = 86_400_000;

/** @type {Promise<IDBDatabase> | null} */
let opening = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("drafts", { keyPath: "key" });
      asked.result.createObjectStore("decisions", { keyPath: "id" }).createIndex("key", "key");
    };
    asked.onsuccess = () => {
      // Another tab that forgets everything must not wait for this one.
      asked.result.onversionchange = () => { asked.result.close(); opening = null; };
      asked.result.onclose = () => { opening = null; };
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  opening.catch(() => { opening = null; });
  return opening;
}

/** Do something with both stores; what it asked is done when this is.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(drafts: IDBObjectStore, decisions: IDBObjectStore) => IDBRequest<T> | null} act
 * @returns {Promise<T>} */
async function within(mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(["drafts", "decisions"], mode, { durability: "strict" });
    const asked = act(transaction.objectStore("drafts"), transaction.objectStore("decisions"));
    transaction.oncomplete = () => resolve(/** @type {T} */ (asked?.result));
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** Keep a text, or that it was changed now.
 * @param {Draft} draft
 * @returns {Promise<unknown>} */
export function keepDraft(draft) {
  return within("readwrite", (drafts) => drafts.put(draft));
}

/** @param {string} key
 * @param {Decision[]} made
 * @returns {Promise<unknown>} */
export function keepDecisions(key, made) {
  return within("readwrite", (_, decisions) => {
    for (const decision of made) decisions.put({ ...decision, key });
    return null;
  });
}

/** Decisions that are kept elsewhere by now.
 * @param {string[]} ids
 * @returns {Promise<unknown>} */
export function dropDecisions(ids) {
  return within("readwrite", (_, decisions) => {
    for (const id of ids) decisions.delete(id);
    return null;
  });
}

/** @param {string} key
 * @returns {Promise<Decision[]>} in the order they were made */
export async function readDecisions(key) {
  const found = await within("readonly", (_, decisions) => decisions.index("key").getAll(key));
  return inOrder(found);
}

/** @param {Decision[]} decisions
 * @returns {Decision[]} */
export function inOrder(decisions) {
  return [...decisions].sort((a, b) => a.when.localeCompare(b.when) || a.number - b.number);
}

/** Everything that is kept, the newest first; what has expired is dropped.
 * @param {number} now
 * @returns {Promise<Draft[]>} */
export async function listDrafts(now) {
  const all = await within("readonly", (drafts) => drafts.getAll());
  const old = all.filter((draft) => hasExpired(draft, now));
  for (const draft of old) await dropDraft(draft.key);
  return all.filter((draft) => !old.includes(draft)).sort((a, b) => b.at - a.at);
}

/** @param {Draft} draft
 * @param {number} now
 * @returns {boolean} */
export function hasExpired(draft, now) {
  return now - draft.at > KEPT_DAYS * DAY;
}

/** @param {string} key
 * @returns {Promise<unknown>} */
export function dropDraft(key) {
  return within("readwrite", (drafts, decisions) => {
    drafts.delete(key);
    const asked = decisions.index("key").openKeyCursor(key);
    asked.onsuccess = () => {
      if (!asked.result) return;
      decisions.delete(asked.result.primaryKey);
      asked.result.continue();
    };
    return null;
  });
}

/** Leave nothing of any text in this browser.
 * @returns {Promise<unknown>} */
export function forgetAll() {
  return within("readwrite", (drafts, decisions) => {
    drafts.clear();
    decisions.clear();
    return null;
  });
}

/* What is chosen on the page, in one place: the map, the reader, the buttons and the
   address are drawn from it, and the server follows it.

   Each choice that the server is asked about has a number. The server says back the
   last one it knows: what it says from before a newer choice is old, and not shown. */

/**
 * @typedef {object} Chosen
 * @property {string[] | null} types that are on; null until the buttons are there
 * @property {string} place
 * @property {string} type of the mark chosen
 * @property {string} passage
 * @property {[number, number][]} lit
 * @property {string} click different for each choice
 * @property {string | null} at where the map was moved to; null until it is known
 * @property {Record<string, string>} rest of the address: status, document, q, lang, names, borders, tab
 */

/**
 * What the server is told.
 * @typedef {object} Said
 * @property {number} number
 * @property {{ number: number, values: Record<string, string> } | null} query of an address gone to
 * @property {{ place: string, type: string, passage: string, click: string } | null} choice made since
 */

/**
 * What the server says.
 * @typedef {object} Answer
 * @property {string} session
 * @property {number} number
 * @property {Record<string, string>} query
 * @property {string} click
 */

/** @typedef {(chosen: Chosen, what: string, from: string) => void} Listener */

const REST = ["status", "document", "q", "lang", "names", "borders", "tab"];

/** Write what is chosen as the query of an address; what is as at first is left out.
 * @param {Chosen} chosen
 * @param {string[]} slugs of all types
 * @returns {Record<string, string>} */
export function toQuery(chosen, slugs) {
  const { types, place, passage, rest, at } = chosen;
  const isAll = types === null || types.length === slugs.length;
  return Object.fromEntries(Object.entries({
    ...(isAll ? {} : { types: slugs.filter((slug) => types.includes(slug)).join() }),
    ...pick(rest, REST.filter((key) => key !== "tab")),
    ...(place ? { place } : {}),
    ...(passage ? { passage } : {}),
    ...pick(rest, ["tab"]),
    ...(at ? { at } : {}),
  }));
}

/** Read the query of an address.
 * @param {Record<string, string>} query
 * @param {string[]} slugs of all types
 * @returns {Omit<Chosen, "click" | "lit" | "type">} */
export function fromQuery(query, slugs) {
  const asked = query.types?.split(",");
  return {
    types: asked ? slugs.filter((slug) => asked.includes(slug)) : slugs,
    place: query.place || "",
    passage: query.passage || "",
    at: query.at || "",
    rest: pick(query, REST),
  };
}

/** @param {Record<string, string>} values
 * @param {string[]} keys
 * @returns {Record<string, string>} those that are there */
function pick(values, keys) {
  return Object.fromEntries(keys.filter((key) => key in values).map((key) => [key, values[key]]));
}

export class Store {
  constructor() {
    /** @type {string[]} */
    this.slugs = [];
    /** @type {Chosen} */
    this.chosen = { types: null, place: "", type: "", passage: "", lit: [], click: "", at: null, rest: {} };
    this.number = 0;
    this.known = 0;
    this.session = "";
    /** @type {Said} */
    this.said = { number: 0, query: null, choice: null };
    /** @type {((said: Said) => void) | null} */
    this.server = null;
    /** @type {Map<string, Listener>} */
    this.listeners = new Map();
  }

  get types() {
    return this.chosen.types;
  }

  /** Whether the server has yet to follow a choice. */
  get isWaiting() {
    return this.number > this.known;
  }

  /** Listen under a name: a newer listener of that name takes its place.
   * @param {string} name
   * @param {Listener} listener */
  listen(name, listener) {
    this.listeners.set(name, listener);
  }

  /** Whether something was said before a choice that is newer.
   * @param {number | undefined} number */
  isOld(number) {
    return (number ?? this.number) < this.number;
  }

  /** A place or a passage is chosen; neither ends the choice of a place.
   * @param {{ place: string, type?: string, passage?: string, lit?: [number, number][] }} choice
   * @param {string} from */
  choose({ place, type = "", passage = "", lit = [] }, from) {
    this.number += 1;
    const click = `choice.${this.number}`;
    const isEnd = !place && !passage;
    this.change({ place, type, click, lit, passage: isEnd ? this.chosen.passage : passage }, "place", from);
    this.tell({ choice: { place, type, passage, click } });
  }

  /** The buttons of the types are on as these say.
   * @param {string[]} types
   * @param {string} from */
  press(types, from) {
    const now = this.chosen.types;
    if (now && now.join() === types.join()) return;
    this.change({ types }, "types", from);
  }

  /** The map was moved.
   * @param {string} at */
  move(at) {
    if (at !== this.chosen.at) this.change({ at }, "at", "map");
  }

  /** The reader went back or forward to another address.
   * @param {Record<string, string>} query */
  go(query) {
    this.number += 1;
    const click = `address.${this.number}`;
    this.change({ ...fromQuery(query, this.slugs), type: "", lit: [], click }, "went", "browser");
    this.tell({ query: { number: this.number, values: query }, choice: null });
  }

  /** Follow the server, unless a newer choice was made since. One that is new itself
   * is told all that is chosen here.
   * @param {Answer} answer */
  receive({ session, number, query, click }) {
    const isNew = this.session !== "" && session !== this.session;
    this.session = session;
    if (isNew) {
      // The way there is new as well: what is said now waits for it.
      this.server = null;
      this.known = number;
      this.number = Math.max(this.number, number);
      this.go(toQuery(this.chosen, this.slugs));
      return;
    }
    if (number < this.number) {
      this.known = Math.max(this.known, number);
      return;
    }
    this.known = this.number = number;
    const { types, place, passage, rest } = fromQuery(query, this.slugs);
    const isNewer = click !== this.chosen.click;
    this.change({
      types: this.chosen.types || types,
      place, passage, rest, click,
      type: isNewer ? "" : this.chosen.type,
      lit: isNewer ? [] : this.chosen.lit,
    }, "answer", "server");
  }

  /** The way to the server is there: what it was not told yet goes now.
   * @param {(said: Said) => void} server */
  join(server) {
    const isFirst = this.server === null;
    this.server = server;
    if (isFirst && this.isWaiting) server(this.said);
  }

  /** @param {Partial<Said>} more */
  tell(more) {
    const query = this.said.query && this.said.query.number > this.known ? this.said.query : null;
    this.said = { query, choice: null, ...more, number: this.number };
    this.server?.(this.said);
  }

  /** @param {Partial<Chosen>} change
   * @param {string} what
   * @param {string} from */
  change(change, what, from) {
    this.chosen = { ...this.chosen, ...change };
    for (const listener of this.listeners.values()) listener(this.chosen, what, from);
  }
}

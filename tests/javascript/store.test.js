import assert from "node:assert/strict";
import { test } from "node:test";
import { fromQuery, Store, toQuery } from "../../geo/dashboard/static/page/store.js";

const SLUGS = ["mekong", "maritime", "trade"];

function opened(query = {}) {
  const store = new Store();
  const said = [];
  store.slugs = SLUGS;
  store.join((message) => said.push(message));
  store.receive({ session: "one", number: 0, query, click: "first" });
  return { store, said };
}

test("an address gives back what it was written from", () => {
  for (const query of [
    {},
    { types: "trade" },
    { types: "" },
    { types: "mekong,trade", status: "done,aim", document: "a", q: "cần thơ", lang: "km", borders: "old",
      place: "tay_ninh--prey_veng", passage: "party-meeting-l44", tab: "pairs", at: "11,105,7" },
  ]) {
    const chosen = { ...fromQuery(query, SLUGS), type: "", lit: [], click: "" };
    assert.deepEqual(toQuery(chosen, SLUGS), query);
  }
});

test("types that an address does not know are left out", () => {
  assert.deepEqual(fromQuery({ types: "trade,unknown" }, SLUGS).types, ["trade"]);
});

test("a choice is told to the server and to every listener at once", () => {
  const { store, said } = opened();
  const heard = [];
  store.listen("map", ({ place }, what, from) => heard.push([place, what, from]));
  store.choose({ place: "kratie", type: "mekong" }, "panel");
  assert.deepEqual(heard, [["kratie", "place", "panel"]]);
  assert.equal(said.at(-1).choice.place, "kratie");
  assert.equal(said.at(-1).number, 1);
});

test("what the server says of an older choice is not shown", () => {
  const { store } = opened();
  store.choose({ place: "kratie" }, "map");
  store.choose({ place: "kandal" }, "map");
  store.receive({ session: "one", number: 1, query: { place: "kratie" }, click: "choice.1" });
  assert.equal(store.chosen.place, "kandal");
  store.receive({ session: "one", number: 2, query: { place: "kandal" }, click: "choice.2" });
  assert.equal(store.chosen.place, "kandal");
});

test("what the server chooses by itself is followed", () => {
  const { store } = opened();
  store.receive({ session: "one", number: 0, query: { q: "mekong", place: "mekong_river" }, click: "search.5" });
  assert.equal(store.chosen.place, "mekong_river");
  assert.equal(store.chosen.rest.q, "mekong");
});

test("an answer takes no button back that was pressed since", () => {
  const { store } = opened();
  store.press(["trade"], "reader");
  store.receive({ session: "one", number: 0, query: {}, click: "first" });
  assert.deepEqual(store.types, ["trade"]);
});

test("the end of a choice leaves the passage open", () => {
  const { store, said } = opened();
  store.choose({ place: "kratie", passage: "a-1" }, "map");
  store.choose({ place: "" }, "map");
  assert.equal(store.chosen.place, "");
  assert.equal(store.chosen.passage, "a-1");
  assert.equal(said.at(-1).choice.place, "");
});

test("a step back that was not answered is told again with the choice made after it", () => {
  const { store, said } = opened();
  store.go({ types: "trade" });
  store.choose({ place: "kratie" }, "map");
  assert.deepEqual(said.at(-1).query, { number: 1, values: { types: "trade" } });
  store.receive({ session: "one", number: 2, query: { place: "kratie" }, click: "choice.2" });
  store.choose({ place: "kandal" }, "map");
  assert.equal(said.at(-1).query, null);
});

test("a new session of the server is told all that is chosen", () => {
  const { store, said } = opened();
  store.press(["trade"], "reader");
  store.choose({ place: "kratie" }, "map");
  store.receive({ session: "two", number: 0, query: {}, click: "first" });
  store.join((message) => said.push(message));
  assert.deepEqual(said.at(-1).query.values, { types: "trade", place: "kratie" });
  assert.equal(store.chosen.place, "kratie");
});

test("what was chosen before the way to the server was there is told then", () => {
  const store = new Store();
  store.slugs = SLUGS;
  store.choose({ place: "kratie" }, "map");
  const said = [];
  store.receive({ session: "one", number: 0, query: {}, click: "first" });
  store.join((message) => said.push(message));
  assert.equal(said[0].choice.place, "kratie");
  assert.equal(store.chosen.place, "kratie");
});

test("two hundred random choices, steps and late answers end with the newest", () => {
  let seed = 7;
  const random = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let turn = 0; turn < 200; turn += 1) {
    const { store, said } = opened();
    const late = [];
    for (let step = 0; step < 12; step += 1) {
      const kind = random(3);
      if (kind === 0) store.choose({ place: `place_${random(9)}` }, "map");
      if (kind === 1) store.go({ place: `place_${random(9)}` });
      const last = said.at(-1);
      if (last) {
        const place = last.choice ? last.choice.place : last.query.values.place;
        late.push({ session: "one", number: last.number, query: { place }, click: `${last.number}` });
      }
      if (kind === 2 && late.length) store.receive(late[random(late.length)]);
    }
    const wanted = store.chosen.place;
    for (const answer of late) store.receive(answer);
    assert.equal(store.chosen.place, wanted);
  }
});

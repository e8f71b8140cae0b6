import assert from "node:assert/strict";
import { test } from "node:test";
import { Review, stepsOf } from "../../geo/dashboard/static/page/reviewing.js";

const mention = (id, start, more = {}) => ({ id, is: "mention", document: "a", start, end: start + 4, title: id,
  state: "open", unsure: false, place: "kratie", ...more });
const CONFIRM = { subject: "mention", act: "confirm" };
const SAID = { said: "confirmed" };

function opened(items = [mention("one", 0), mention("two", 10, { unsure: true }), mention("three", 20, { place: null })]) {
  let made = 0;
  const review = new Review({ newId: () => `id${(made += 1)}`, now: () => 0 });
  review.receive({ session: "first", known: 0, items });
  return review;
}

test("what is not sure comes first", () => {
  assert.deepEqual(opened().queue().map(({ id }) => id), ["two", "one", "three"]);
});

test("a decision is seen before the server knows of it, and the next item follows", () => {
  const review = opened();
  review.decide([{ ...CONFIRM, item: "two" }], SAID);
  assert.equal(review.items.get("two").state, "confirmed");
  assert.equal(review.current, "one");
  assert.deepEqual(review.pending.map(({ item }) => item), ["two"]);
});

test("after the last item the first that is still open follows", () => {
  const review = opened();
  review.current = "three";
  review.decide([{ ...CONFIRM, item: "three" }], SAID);
  assert.equal(review.current, "two");
});

test("the server's answer takes the place of what was foreseen", () => {
  const review = opened();
  review.decide([{ ...CONFIRM, item: "two" }], SAID);
  review.receive({ session: "first", known: 1, items: [mention("two", 10, { state: "changed" })] });
  assert.equal(review.items.get("two").state, "changed");
  assert.deepEqual(review.pending, []);
});

test("an answer from before a newer decision does not hide it", () => {
  const review = opened();
  const { said } = review;
  review.decide([{ ...CONFIRM, item: "two" }], SAID);
  review.decide([{ ...CONFIRM, item: "one" }], SAID);
  review.receive({ session: "first", known: 1, items: said });
  assert.equal(review.items.get("one").state, "confirmed");
});

test("every step is undone and done again, at once", () => {
  const review = opened();
  review.decide([{ ...CONFIRM, item: "one" }, { ...CONFIRM, item: "two" }], SAID);
  review.turnBack("undo");
  assert.equal(review.items.get("one").state, "open");
  assert.equal(review.items.get("two").state, "open");
  review.turnBack("redo");
  assert.equal(review.items.get("one").state, "confirmed");
  assert.deepEqual(review.turnBack("redo"), []);
  review.turnBack("undo");
  assert.equal(review.items.get("two").state, "open");
});

test("a new decision leaves nothing to do again", () => {
  const review = opened();
  review.decide([{ ...CONFIRM, item: "one" }], SAID);
  review.turnBack("undo");
  review.decide([{ ...CONFIRM, item: "two" }], SAID);
  const { undo, redo } = stepsOf(review.log);
  assert.equal(undo.length, 1);
  assert.equal(redo.length, 0);
});

test("moments grow from one decision to the next, though the clock stands still", () => {
  const review = opened();
  for (const item of ["one", "two", "three"]) review.decide([{ ...CONFIRM, item }], SAID);
  const moments = review.log.map(({ when }) => when);
  assert.deepEqual(moments, [...new Set(moments)].sort());
});

test("a new session is told everything, and what was kept is not there twice", () => {
  const review = opened();
  review.decide([{ ...CONFIRM, item: "one" }], SAID);
  const kept = [...review.log];
  review.receive({ session: "first", known: 1, items: review.said });
  review.resume(kept);
  assert.equal(review.log.length, 1);
  review.receive({ session: "second", known: 0, items: review.said });
  assert.equal(review.pending.length, 1);
});

test("its like are those read alike that are still open", () => {
  const review = opened([mention("one", 0, { like: "x" }), mention("two", 5, { like: "x" }), mention("three", 9, { like: "y" }),
    mention("four", 12, { like: "x", state: "confirmed" })]);
  assert.deepEqual(review.likeOf("one").map(({ id }) => id), ["two"]);
});

test("what was decided before is not looked at first again", () => {
  const before = opened();
  before.decide([{ ...CONFIRM, item: "two" }], SAID);
  const review = opened();
  review.resume(before.log);
  assert.equal(review.current, "one");
});

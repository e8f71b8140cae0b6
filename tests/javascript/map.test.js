import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../geo/dashboard/static/page/heights.js";
import { cut } from "../../geo/dashboard/static/page/lighting.js";
import { cheapest } from "../../geo/maps/static/viewer/beside.js";
import { shares } from "../../geo/maps/static/viewer/figures.js";
import { isInside } from "../../geo/maps/static/viewer/hits.js";
import { Ground, overlap, setBox } from "../../geo/maps/static/viewer/placing.js";
import { along, decode } from "../../geo/maps/static/viewer/topology.js";
import { readPlace } from "../../geo/maps/static/viewer/view.js";

test("arcs are joined end to end, also backwards", () => {
  assert.deepEqual(along([0, ~1], [["a", "b"], ["d", "c", "b"]]), ["a", "b", "c", "d"]);
});

test("a topology gives the coordinates it was made from", () => {
  const { base } = decode({
    transform: { scale: [0.5, 0.5], translate: [100, 10] },
    arcs: [[[0, 0], [2, 0], [0, 2], [-2, -2]]],
    objects: { lakes: { geometries: [{ type: "Polygon", properties: { place: "tonle" }, arcs: [[0]] }] } },
  });
  assert.deepEqual(base.lakes[0].geometry.coordinates, [[[100, 10], [101, 10], [101, 11], [100, 10]]]);
});

test("a point in a hole is not inside", () => {
  const square = (from, to) => [[from, from], [to, from], [to, to], [from, to], [from, from]];
  const rings = [square(0, 9), square(3, 6)];
  assert.equal(isInside(rings, 1, 1), true);
  assert.equal(isInside(rings, 4, 4), false);
  assert.equal(isInside(rings, 10, 1), false);
});

test("a box is set where it covers none set before, or nowhere", () => {
  const taken = [];
  const set = () => setBox([[0, 0], [0, 30]], [40, 10], [10, 10], [100, 100], taken);
  assert.deepEqual(set(), [0, 0]);
  assert.deepEqual(set(), [0, 30]);
  assert.equal(set(), null);
  assert.equal(overlap(taken[0], taken[1]), false);
});

test("no box is set over the edge of the map", () => {
  assert.equal(setBox([[-30, 0]], [40, 10], [10, 10], [100, 100], []), null);
});

test("a place of an address belongs to the drawing that it was written for", () => {
  assert.deepEqual(readPlace("11.5,105,7.5", ""), [11.5, 105, 7.5]);
  assert.deepEqual(readPlace("11.5,105,7.5,ab12", "ab12"), [11.5, 105, 7.5]);
  for (const at of ["", "11.5,105,7.5,ab12", "x,105,7", "99,105,7", "11,500,7"]) {
    assert.equal(readPlace(at, ""), null);
  }
});

test("words are cut by code points, as the offsets count them", () => {
  const text = "𝒜 ខ្មែរ and Đồng Nai";
  const at = 100;
  const start = at + [..."𝒜 ខ្មែរ and "].length;
  const runs = cut(text, [[start, start + 8]], at);
  assert.equal(runs.map((run) => run.words).join(""), text);
  assert.deepEqual(runs.filter((run) => run.lit).map((run) => run.words), ["Đồng Nai"]);
});

test("a name stands where it covers the fewest lines", () => {
  const ground = new Ground();
  for (let x = 0; x < 100; x += 6) ground.add(x, 15, 14);
  assert.deepEqual(setBox([[0, 0], [0, 30]], [40, 10], [10, 10], [100, 100], [], ground), [0, 30]);
  assert.equal(setBox([[0, 0]], [40, 10], [10, 10], [100, 100], [], ground, 12), null);
});

test("a popup takes the first of the places that cost least", () => {
  const boxes = [[0, 0, 9, 9], [9, 0, 18, 9], [18, 0, 27, 9]];
  assert.equal(cheapest(boxes, ([left]) => (left ? 1 : 5)), 1);
});

test("the sheet goes to the nearest of its heights", () => {
  assert.equal(nearest(260, [212, 430, 770]), 0);
  assert.equal(nearest(600, [212, 430, 770]), 1);
  assert.equal(nearest(601, [212, 430, 770]), 2);
});

test("each type of a province fills a share of its own", () => {
  const mark = (type, order) => ({ shape: "tay_ninh@", type, order });
  const [mekong, trade, other] = [mark("mekong", 3), mark("trade", 6), mark("named", 9)];
  const found = shares([trade, mekong, other]);
  assert.deepEqual(found.get(mekong), [0, 2]);
  assert.deepEqual(found.get(trade), [1, 2]);
  assert.equal(found.has(other), false);
});

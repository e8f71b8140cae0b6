import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.window = globalThis;
globalThis.document = { documentElement: { lang: "" } };
const { _, learn, ngettext } = await import("../../geo/dashboard/static/page/words.js");

test("a message without a translation stays as it is, filled in", () => {
  learn({ lang: "en", words: {} });
  assert.equal(_("{at} of {all}", { at: 1, all: 3 }), "1 of 3");
  assert.equal(_("{at} of {all}", { at: 1 }), "1 of {all}");
});

test("a number has the form that the language has for it", () => {
  const say = (number) => ngettext("{number} day", "{number} days", number);
  learn({ lang: "en", words: {} });
  assert.deepEqual([say(1), say(2), say(1200)], ["1 day", "2 days", "1,200 days"]);
  learn({ lang: "vi", words: { "{number} day": { other: "{number} ngày" } } });
  assert.deepEqual([say(1), say(1200)], ["1 ngày", "1.200 ngày"]);
  learn({ lang: "ru", words: { "{number} day": { one: "{number} день", few: "{number} дня", many: "{number} дней", other: "{number} дня" } } });
  assert.deepEqual([say(1), say(3), say(5)], ["1 день", "3 дня", "5 дней"]);
});

// The parts of the scripts that need no page: translator, keys, paging, news. Run by `make lint`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toSay } from "../../lovp_view/frontend/changes.js";
import { actionOf } from "../../lovp_view/frontend/keys.js";
import { offered } from "../../lovp_view/frontend/noting.js";
import { paginate } from "../../lovp_view/frontend/paging.js";
import { elapsed } from "../../lovp_view/frontend/presenter.js";
import { translator } from "../../lovp_view/frontend/translator.js";
import { tokenOf } from "../../lovp_view/frontend/windows.js";

const say = translator({ Upload: "Bestand kiezen", "{rest} per file": "hoogstens {rest}", "File must be {rest} or smaller.": "Hoogstens {rest}." });

test("a word is replaced where it stands alone, blanks around it or not", () => {
  assert.equal(say("Upload"), "Bestand kiezen");
  assert.equal(say("  Upload\n"), "Bestand kiezen");
  assert.equal(say("Uploads"), null);
  assert.equal(say("toString"), null);
});

test("a rest is kept, and must be there", () => {
  assert.equal(say("10MB per file"), "hoogstens 10MB");
  assert.equal(say("File must be 10MB or smaller."), "Hoogstens 10MB.");
  assert.equal(say(" per file"), null);
  assert.equal(say("File must be or smaller."), null);
});

test("keys and presenter remotes turn, and others do nothing", () => {
  for (const key of ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]) assert.equal(actionOf(key), "next");
  for (const key of ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]) assert.equal(actionOf(key), "back");
  assert.equal(actionOf(" ", true), "back");
  assert.deepEqual(
    ["Home", "End", "Escape", "f", "F", "n", "P", "v", "Z"].map((key) => actionOf(key)),
    ["first", "last", "leave", "fill", "fill", "notes", "present", "note", "undo"],
  );
  for (const key of ["a", "toString", "Tab", "F5", "Shift"]) assert.equal(actionOf(key), null);
});

test("the time since the start is told in hours from the first hour on", () => {
  assert.equal(elapsed(0), "0:00");
  assert.equal(elapsed(309.9), "5:09");
  assert.equal(elapsed(3909), "1:05:09");
  assert.equal(elapsed(-5), "0:00");
});

test("the presenter's window knows its pair by its address, and nothing else is taken for one", () => {
  assert.equal(tokenOf("#presenter=ab12"), "ab12");
  for (const hash of ["", "#presenter=", "#presenter=A<b>", "#top", `#presenter=${"a".repeat(21)}`]) assert.equal(tokenOf(hash), "");
});

const isHeading = (block) => block.startsWith("h");
const atMost = (most) => (blocks) => blocks.length <= most;

test("blocks go over as many pages as they need, in order and all of them", () => {
  assert.deepEqual(paginate(["a", "b", "c", "d", "e"], isHeading, atMost(2)), [["a", "b"], ["c", "d"], ["e"]]);
  assert.deepEqual(paginate([], isHeading, atMost(2)), [[]]);
  assert.deepEqual(paginate(["a", "b"], isHeading, atMost(9)), [["a", "b"]]);
});

test("a heading goes along with what stands under it", () => {
  assert.deepEqual(paginate(["a", "h1", "b", "c"], isHeading, atMost(2)), [["a"], ["h1", "b"], ["c"]]);
});

test("what fits nowhere has a page of its own", () => {
  assert.deepEqual(
    paginate(["a", "b"], isHeading, () => false),
    [["a"], ["b"]],
  );
  assert.deepEqual(
    paginate(["h1", "b"], isHeading, () => false),
    [["h1"], ["b"]],
  );
});

test("the most pressing news comes first, and none where the version is known", () => {
  const data = { version: 3, language: "nl", words: { offline: "weg", lost: "weg sinds {time}", news: "nieuw" } };
  assert.equal(toSay(null, data)?.kind, "offline");
  assert.equal(toSay({ version: 4, lost_since: "2026-11-27T10:00:00Z" }, data)?.kind, "lost");
  assert.match(toSay({ version: 3, lost_since: "2026-11-27T10:00:00Z" }, data)?.text ?? "", /^weg sinds \d\d:\d\d$/);
  assert.equal(toSay({ version: 4, lost_since: null }, data)?.text, "nieuw");
  assert.equal(toSay({ version: 3, lost_since: null }, data), null);
});

test("what a note may be about begins with what is on the slide", () => {
  const form = {
    topics: [
      ["a", "A"],
      ["b", "B"],
    ],
    topic_of: { two: "b" },
  };
  const details = { one: { title: "One" }, two: { title: "Two" } };
  assert.deepEqual(offered(form, details, { topic: "", points: ["two", "gone"] }, "done"), [
    ["two", "Two"],
    ["one", "One"],
  ]);
  assert.deepEqual(offered(form, details, { topic: "", points: ["two"] }, "agreed"), [
    ["b", "B"],
    ["a", "A"],
  ]);
  assert.deepEqual(offered(form, details, { topic: "a", points: ["two"] }, "agreed"), [
    ["a", "A"],
    ["b", "B"],
  ]);
  assert.deepEqual(offered(form, details, { topic: "", points: [] }, "agreed"), [
    ["a", "A"],
    ["b", "B"],
  ]);
});

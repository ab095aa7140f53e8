import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, list } from "../../../theme/assets/src/list.ts";
import { page, text, type TestPage } from "./page.ts";

const HTML = `<div data-mp-list>
  <table><thead><tr>
    <th><button data-sort-by="title">Title</button></th><th><button data-sort-by="score">Score</button></th>
  </tr></thead><tbody>
    <tr><td>Émile</td><td data-v="9">9 points</td></tr>
    <tr><td>Zoe</td><td data-v="10">10 points</td></tr>
    <tr><td>Ann</td><td></td></tr>
  </tbody></table>
  <i data-n="0"></i><i data-n="2"></i><input data-search>
</div>`;

function listed(query = ""): TestPage & { order: () => string[] } {
  const made = page(HTML, query);
  list(made.root);
  return { ...made, order: () => made.each("tbody td:first-child", text) };
}

test("a head sorts its column, and turns it around when pressed again", () => {
  const view = listed();
  assert.deepEqual(view.order(), ["Émile", "Zoe", "Ann"]);
  view.find("[data-sort-by=title]").click();
  assert.deepEqual(view.order(), ["Ann", "Émile", "Zoe"]);
  assert.equal(view.query(), "?sort=title");
  view.find("[data-sort-by=title]").click();
  assert.deepEqual(view.order(), ["Zoe", "Émile", "Ann"]);
  assert.equal(view.query(), "?sort=-title");
});

test("a score is sorted as a number and from the top, with what has none last", () => {
  const view = listed();
  view.find("[data-sort-by=score]").click();
  assert.deepEqual(view.order(), ["Zoe", "Émile", "Ann"]);
  assert.deepEqual(
    view.each("th", (cell) => cell.getAttribute("aria-sort")),
    [null, "descending"],
  );
  view.find("[data-sort-by=score]").click();
  assert.deepEqual(view.order(), ["Émile", "Zoe", "Ann"]);
});

test("an address says how to sort", () => assert.deepEqual(listed("?sort=-title").order(), ["Zoe", "Émile", "Ann"]));

test("a mark goes with its row as delivered, however the table is sorted", () => {
  const view = listed("?sort=-title&find=ann");
  assert.deepEqual(
    view.each("[data-n]", (mark) => mark.classList.contains("is-out")),
    [true, false],
  );
});

test("what is empty is last both ways", () => {
  assert.ok(compare("", "1", false) > 0);
  assert.ok(compare("", "1", true) > 0);
  assert.ok(compare("9", "10", false) < 0);
  assert.ok(compare("9", "10", true) > 0);
});

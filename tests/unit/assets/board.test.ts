import assert from "node:assert/strict";
import { test } from "node:test";
import geometry from "../../../plugins/milepost/kit/geometry.json" with { type: "json" };
import { board } from "../../../theme/assets/src/board.ts";
import { page, text, type TestPage } from "./page.ts";

const card = (id: string, status: string): string =>
  `<li class="mp-card" id="${id}" data-status="${status}"><span class="mp-state" data-status="${status}">${status.toUpperCase()}</span></li>`;

function drawn(cards: [string, string][], query = ""): TestPage {
  const made = page(
    `<div data-mp-board="done planned">
      <button data-columns="horizon"></button><button data-columns="status"></button>
      <button class="mp-chip" aria-pressed="false" data-filter="status" data-value="done">Done <span></span></button>
      <div class="mp-board"><section class="mp-board__col" id="horizon-now"><header><h2>Now</h2><p></p></header>
        <ul>${cards.map(([id, status]) => card(id, status)).join("")}</ul>
        <details><summary>1 more</summary><ul>${card("later", "planned")}</ul></details>
      </section></div></div>`,
    query,
  );
  board(made.root);
  return made;
}

test("columns become statuses in the order the server gives, and horizons again", () => {
  const view = drawn([
    ["a", "planned"],
    ["b", "done"],
  ]);
  view.find("[data-columns=status]").click();
  assert.deepEqual(view.each(".mp-board__col h2", text), ["DONE", "PLANNED"]);
  assert.deepEqual(
    view.each("#status-planned .mp-card", (one) => one.id),
    ["a", "later"],
  );
  assert.equal(view.query(), "?columns=status");
  view.find("[data-columns=horizon]").click();
  assert.deepEqual(
    view.each("#horizon-now > ul .mp-card", (one) => one.id),
    ["a", "b"],
  );
  assert.deepEqual(
    view.each("details .mp-card", (one) => one.id),
    ["later"],
  );
  assert.equal(view.query(), "");
});

test("a filter opens what was folded away, and says how many of a column are shown", () => {
  const view = drawn([["b", "done"]], "?status=done");
  assert.equal(text(view.find("header p")), "1 of 2 items");
  assert.equal((view.find("details") as HTMLDetailsElement).open, true);
  assert.equal(view.find("summary").hidden, true);
});

test("a column by status folds away what is more than a full one", () => {
  const { full } = geometry.board;
  const many = Array.from({ length: full + 2 }, (_, n): [string, string] => [`d${n}`, "done"]);
  const view = drawn(many, "?columns=status");
  assert.equal(view.each("#status-done > ul > .mp-card", (one) => one).length, full);
  assert.equal(text(view.find("#status-done summary")), "2 more");
  assert.equal(view.each("#status-done details .mp-card", (one) => one).length, 2);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "../../../theme/assets/src/address.ts";
import { filters } from "../../../theme/assets/src/filters.ts";
import { page, text, type TestPage } from "./page.ts";

const HTML = `<div>
  <button class="mp-chip" aria-pressed="false" data-filter="status" data-value="planned">Planned <span></span></button>
  <button class="mp-chip" aria-pressed="false" data-filter="status" data-value="done">Done <span></span></button>
  <select data-filter="team"><option value="">All</option><option value="web">Web (9)</option><option value="ops">Ops (9)</option></select>
  <input data-search><span data-count="lesson"></span><button data-clear hidden>Show all</button>
  <p class="piece" data-status="planned" data-team="web ops">Café on the quay</p>
  <p class="piece" data-status="done" data-team="web">Ticket office</p>
  <p class="piece" data-status="paused">Cafe at the pier</p>
</div>`;

function shown(query = ""): TestPage & { shown: () => string[]; narrowed: boolean[] } {
  const made = page(HTML, query);
  const narrowed: boolean[] = [];
  const pieces = made.each(".piece", (piece) => piece);
  filters(made.root, pieces, addressOf(made.root), (less) => narrowed.push(less))();
  return { ...made, narrowed, shown: () => pieces.filter((piece) => !piece.hidden).map(text) };
}

test("nothing is hidden until something is chosen", () => {
  const view = shown();
  assert.equal(view.shown().length, 3);
  assert.deepEqual(view.narrowed, [false]);
  assert.equal(text(view.find("[data-count]")), "3 lessons");
  assert.equal(view.find("[data-clear]").hidden, true);
});

test("values of one kind mean or, kinds mean and", () => {
  const view = shown("?status=planned,done");
  assert.deepEqual(view.shown(), ["Café on the quay", "Ticket office"]);
  const menu = view.find("select") as HTMLSelectElement;
  menu.value = "ops";
  menu.dispatchEvent(new view.window.Event("change"));
  assert.deepEqual(view.shown(), ["Café on the quay"]);
  assert.equal(text(view.find("[data-count]")), "1 of 3 lessons");
  assert.equal(view.query(), "?status=planned,done&team=ops");
});

test("a count is of what would be shown if that value were chosen as well", () => {
  const view = shown("?team=web");
  assert.deepEqual(view.each(".mp-chip span", text), ["1", "1"]);
  assert.deepEqual(view.each("option", text), ["All", "Web (2)", "Ops (1)"]);
});

test("a chip is pressed by a click and released by the next one", () => {
  const view = shown();
  const chip = view.find("[data-value=done]");
  chip.click();
  assert.deepEqual(view.shown(), ["Ticket office"]);
  assert.equal(chip.getAttribute("aria-pressed"), "true");
  chip.click();
  assert.equal(view.shown().length, 3);
  assert.equal(view.query(), "");
});

test("a search finds all of its words, whatever their case and accents", () => {
  const view = shown();
  const search = view.find("input") as HTMLInputElement;
  search.value = "  CAFE quay";
  search.dispatchEvent(new view.window.Event("input"));
  assert.deepEqual(view.shown(), ["Café on the quay"]);
  assert.equal(view.query(), "?find=CAFE+quay");
});

test("show all takes everything back", () => {
  const view = shown("?status=done&team=web&find=office");
  assert.deepEqual(view.shown(), ["Ticket office"]);
  view.find("[data-clear]").click();
  assert.equal(view.shown().length, 3);
  assert.equal(view.query(), "");
});

test("a view with a name keeps its state apart from that of others", () => {
  const made = page(`<div data-prefix="view-2-"></div>`, "?find=a&view-2.find=b");
  const address = addressOf(made.root);
  assert.equal(address.get("find"), "b");
  address.set({ find: "", sort: "-score" });
  assert.equal(made.query(), "?find=a&view-2.sort=-score");
});

test("a view that has left the page no longer writes the address", () => {
  const made = page("<div></div>");
  const address = addressOf(made.root);
  made.root.remove();
  address.set({ find: "late" });
  assert.equal(made.query(), "");
});

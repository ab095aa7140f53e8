/* The drawing of threads is that of the server, and a reader can follow one alone:
   tests/unit/pages/alignment/test_drawing.py holds the same examples. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { alone, drawing, threadOf } from "../../../theme/assets/src/thread-drawing.ts";
import { threads } from "../../../theme/assets/src/threads.ts";
import { page, type TestPage } from "./page.ts";
import examples from "./threads.json" with { type: "json" };

/* The commands of a path, in any order: the script goes through the nodes in the order of the page. */
const commands = (path: string): string[] => path.split(/(?=M)/).sort();

for (const example of examples)
  test(`${example.name}: everything is where the server puts it`, () => {
    const columns = new Map(
      Object.entries(example.columns).map(([name, [left = 0, right = 0]]) => [name, { left, right }]),
    );
    const found = drawing(columns, example.nodes, example.spine);
    assert.deepEqual(Object.fromEntries([...found.spots].map(([key, { top }]) => [key, top])), example.tops);
    assert.equal(found.height, example.height);
    for (const name of ["threads", "also", "loose"] as const)
      assert.deepEqual(commands(found[name]), commands(example[name]));
  });

const nodes = examples[0]?.nodes ?? [];
const thread = (key: string): string[] => [...threadOf(key, nodes)].sort();

test("the thread of an item has what it leads to, and the metrics of its objectives", () => {
  assert.deepEqual(thread("item-1"), ["item-1", "metric-m", "metric-n", "need-a", "need-c", "objective-x"]);
});

test("the thread of an objective has everything before and behind it", () => {
  assert.deepEqual(thread("objective-y"), [
    "item-2",
    "need-a",
    "no-metric-objective-y",
    "none-objective-y",
    "objective-y",
  ]);
});

test("the thread of a metric has the items of its objectives", () => {
  const found = thread("metric-m");
  assert.ok(["item-1", "item-2", "item-3"].every((key) => found.includes(key)));
  assert.ok(!found.includes("metric-n") && !found.includes("item-4"));
});

test("an item is drawn with an objective of the thread, if that of its group is no part of it", () => {
  const found = alone(nodes, threadOf("objective-y", nodes));
  assert.deepEqual(
    found.filter(({ column }) => column === "item").map(({ key, group }) => [key, group]),
    [
      ["item-2", "objective-y"],
      ["none-objective-y", "objective-y"],
    ],
  );
});

const node = (key: string, back = "", group = ""): string =>
  `<li class="mp-node" data-node="${key}"${back && ` data-back="${back}"`}${group && ` data-group="${group}"`}>
    <div><a href="#">${key}</a></div><button data-focus aria-pressed="false"></button></li>`;
const HTML = `<div data-mp-threads>
  <button data-form="drawing"></button><button data-form="list"></button>
  <span data-focused></span><button data-clear hidden></button>
  <div class="mp-threads__plane"><svg><path data-threads /><path data-also /><path data-loose /></svg>
    <ol data-column="objective" style="--x:0;--w:300">${node("objective-x")}${node("objective-y")}</ol>
    <ol data-column="item" style="--x:400;--w:600">${node("item-1", "objective-x", "objective-x")}${node("item-2", "objective-y", "objective-y")}</ol>
  </div>
  <div class="mp-threads__list"><ul>
    <li data-entry="objective-x"><ul><li data-entry="item-1"><ul><li data-entry="item-1a"></li></ul></li></ul>
      <details><ul><li data-entry="item-old"></li></ul></details></li>
    <li data-entry="objective-y"><ul><li data-entry="item-2"></li></ul></li>
  </ul></div>
</div>`;

function shown(
  query = "",
): TestPage & { nodes: () => string[]; entries: () => string[]; press: (key: string) => void } {
  const made = page(HTML, query);
  const { root, window } = made;
  Object.defineProperty(globalThis, "addEventListener", {
    value: window.addEventListener.bind(window),
    configurable: true,
  });
  threads(root, new AbortController());
  const visible = (name: string): string[] =>
    [...root.querySelectorAll<HTMLElement>(`[data-${name}]`)]
      .filter((one) => !one.hidden)
      .map((one) => one.dataset[name] ?? "");
  return {
    ...made,
    nodes: () => visible("node"),
    entries: () => visible("entry"),
    press: (key) => {
      (window.document.activeElement ?? root).dispatchEvent(
        new window.KeyboardEvent("keydown", { key, bubbles: true }),
      );
    },
  };
}

test("a thread alone is in the address, in the drawing and in the list, until Escape", () => {
  const view = shown();
  view.find("[data-node=item-1] a").focus();
  view.press(" ");
  assert.deepEqual(view.nodes(), ["objective-x", "item-1"]);
  assert.deepEqual(view.entries(), ["objective-x", "item-1", "item-1a"]);
  assert.equal(view.query(), "?thread=item-1");
  assert.equal(view.find("[data-focused]").textContent, "Thread of item-1");
  view.press("Escape");
  assert.deepEqual(view.nodes(), ["objective-x", "objective-y", "item-1", "item-2"]);
  assert.equal(view.query(), "");
});

test("an address shows a thread; one that nobody knows shows all", () => {
  assert.deepEqual(shown("?thread=objective-y").nodes(), ["objective-y", "item-2"]);
  assert.equal(shown("?thread=nobody").nodes().length, 4);
});

test("arrow keys move along a column and along threads", () => {
  const view = shown();
  const at = (): string => view.window.document.activeElement?.textContent ?? "";
  view.find("[data-node=objective-x] a").focus();
  view.press("ArrowDown");
  assert.equal(at(), "objective-y");
  view.press("ArrowRight");
  assert.equal(at(), "item-2");
  view.press("ArrowUp");
  assert.equal(at(), "item-1");
  view.press("ArrowLeft");
  assert.equal(at(), "objective-x");
});

test("the list is in the address", () => {
  const view = shown();
  view.find("[data-form=list]").click();
  assert.equal(view.query(), "?form=list");
  assert.equal(view.root.dataset.form, "list");
});

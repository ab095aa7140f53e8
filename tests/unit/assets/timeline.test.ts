import assert from "node:assert/strict";
import { test } from "node:test";
import geometry from "../../../plugins/milepost/kit/geometry.json" with { type: "json" };
import { lanes as lanesOf } from "../../../theme/assets/src/timeline/lanes.ts";
import { layout as layoutOf } from "../../../theme/assets/src/timeline/layout.ts";
import { read } from "../../../theme/assets/src/timeline/read.ts";
import { timeline } from "../../../theme/assets/src/timeline/timeline.ts";
import { Viewport } from "../../../theme/assets/src/timeline/viewport.ts";
import { Weeks } from "../../../theme/assets/src/timeline/weeks.ts";
import { text, type TestPage } from "./page.ts";
import { picture } from "./picture.ts";

const RISE = geometry.timeline.rise;

function started(query = ""): TestPage & { press: (selector: string, key: string) => void; leave: AbortController } {
  const view = picture(query);
  const leave = new AbortController();
  timeline(view.root, leave);
  const press = (selector: string, key: string): void => {
    view.find(selector).dispatchEvent(new view.window.KeyboardEvent("keydown", { key, bubbles: true }));
  };
  return { ...view, press, leave };
}

function parts(): { view: TestPage; drawn: NonNullable<ReturnType<typeof read>>; viewport: Viewport } {
  const view = picture();
  const drawn = read(view.root);
  assert.ok(drawn);
  const viewport = new Viewport(drawn);
  viewport.measure();
  return { view, drawn, viewport };
}

const style = (element: HTMLElement, name: string): string => element.style.getPropertyValue(name);

test("what the server drew is read as it was", () => {
  const { drawn } = parts();
  assert.deepEqual(
    drawn.bars.map((bar) => [bar.id, bar.span?.start, bar.before.length, bar.after.length]),
    [
      ["readers", 0, 0, 1],
      ["tickets", 30, 1, 1],
      ["gates", 40, 1, 0],
      ["later", undefined, 0, 0],
    ],
  );
  // A dependency whose other end is not on the page is none.
  assert.equal(drawn.edges.length, 2);
  assert.equal(drawn.days, 365);
});

test("bars go into lanes by any field; what has no value is in the last lane", () => {
  const { view, drawn } = parts();
  const lanes = lanesOf(drawn);
  lanes?.group("team");
  assert.deepEqual(
    view.each(".mp-lane", (lane) => [lane.dataset.key, lane.querySelectorAll(".mp-bar").length]),
    [
      ["web", 2],
      ["", 1],
    ],
  );
  assert.equal(text(view.find(".mp-tl__corner")), "Team");
  // Both ends of the second one are in different lanes now.
  assert.equal(view.each(".mp-tl__lanes > .mp-deps > .mp-dep", (edge) => edge.dataset.to).includes("tickets"), true);
  lanes?.group("no such field");
  assert.deepEqual(
    view.each(".mp-lane", (lane) => lane.dataset.key),
    ["sea", "land"],
  );
});

test("rows, heights and arrows follow the zoom on the screen, and paper has its own", () => {
  const { view, drawn, viewport } = parts();
  const lanes = lanesOf(drawn);
  assert.ok(lanes);
  lanes.group("theme");
  const layout = layoutOf(drawn, lanes, viewport);
  layout.settle(false);
  assert.equal(style(view.find("#item-tickets"), "--row"), "1");
  assert.equal(style(view.find("#item-tickets"), "--prow"), "0");
  assert.equal(style(view.find("[data-key=sea]"), "--h"), "4.9");
  assert.equal(style(view.find("[data-key=sea]"), "--ph"), "2.9");
  const edge = drawn.pad + (drawn.pitch - drawn.bar) / 2 - RISE;
  assert.equal(drawn.edges[1]?.screen.y1.toFixed(3), (edge + drawn.bar).toFixed(3));
  assert.equal(drawn.edges[1].screen.y2.toFixed(3), (edge + drawn.pitch + drawn.bar / 2).toFixed(3));
  viewport.month = 11;
  layout.screen();
  assert.equal(style(view.find("#item-tickets"), "--row"), "0");
});

test("at the opening zoom the scale is as wide as the server has it, and never narrower than the view", () => {
  const { viewport } = parts();
  assert.equal(viewport.width(), 33);
  assert.equal(viewport.span(), 660);
  viewport.month = 0.1;
  assert.equal(viewport.span(), 400);
  assert.equal(viewport.fit(), Math.floor((400 / 20 / 12) * 1e4) / 1e4);
});

test("the ticks that fit are named for the style sheet", () => {
  const { view, viewport } = parts();
  const named = [11, 5.6, 2.75].map((month) => {
    viewport.month = month;
    viewport.rule();
    return view.root.dataset.scale;
  });
  assert.deepEqual(named, ["weeks", "months", "quarters"]);
});

test("there is a tick for every Monday in sight, and none when weeks are too narrow", () => {
  const { view, drawn, viewport } = parts();
  const weeks = new Weeks(drawn, viewport);
  viewport.month = 11;
  viewport.rule();
  weeks.update();
  assert.deepEqual(view.each(".mp-tick[data-t=week]", text).slice(0, 3), ["29", "5", "12"]);
  assert.equal(view.each(".mp-tl__grid [data-t=week]", (one) => one).length > 3, true);
  viewport.month = 2.75;
  viewport.rule();
  weeks.update();
  assert.equal(view.each("[data-t=week]", (one) => one).length, 0);
});

test("a filter hides bars, the lanes that are empty then, and arrows to them", () => {
  const view = started();
  view.find(".mp-chip").click();
  assert.equal(view.find("#item-tickets").hidden, true);
  assert.equal(view.each(".mp-dep:not([hidden])", (one) => one).length, 1);
  assert.equal(text(view.find("[data-key=sea] p")), "1 of 2 items");
  assert.equal(text(view.find("[data-count]")), "3 of 4 items");
});

test("zoom, lanes and filter come from the address", () => {
  const view = started("?lanes=team&zoom=weeks&team=web");
  assert.deepEqual(
    view.each(".mp-lane", (lane) => lane.dataset.key),
    ["web", ""],
  );
  assert.equal(style(view.root, "--month"), "11");
  assert.equal(view.find("[data-zoom-to=weeks]").getAttribute("aria-pressed"), "true");
  assert.equal(view.find("[data-key='']").hidden, true);
});

test("one bar is reached by Tab, the others by arrows", () => {
  const view = started();
  const tabbed = (): string[] =>
    view.each("[tabindex='0']:not(.mp-tl__scroll)", (link) => link.closest("li")?.id ?? "");
  assert.deepEqual(tabbed(), ["item-tickets"]);
  const link = "#item-tickets > a";
  view.find(link).focus();
  view.press(link, "ArrowLeft");
  assert.deepEqual(tabbed(), ["item-readers"]);
  view.press("#item-readers > a", "ArrowDown");
  assert.deepEqual(tabbed(), ["item-tickets"]);
  view.press("#item-tickets > a", "Home");
  view.press("#item-readers > a", "ArrowUp");
  assert.equal((view.window.document.activeElement as HTMLElement).textContent, "Launch");
});

test("a card says what a bar is, what it waits for and what needs it", () => {
  const view = started("?item=tickets");
  const card = view.find("#item-tickets .mp-pop");
  assert.equal(card.getAttribute("aria-label"), "Tickets");
  assert.deepEqual(
    view.each(".mp-pop dl > div", (row) => [...row.children].map((cell) => cell.textContent).join(": ")),
    ["When: Q1", "Why: Because", "Depends on: Readers", "Needed by: Gates"],
  );
  assert.deepEqual(
    view.each(".is-rel", (one) => one.id),
    ["item-readers", "item-gates"],
  );
  view.press("body", "Escape");
  assert.equal(view.each(".mp-pop", (one) => one).length, 0);
  assert.equal(view.each(".is-rel, .is-on, .is-at", (one) => one).length, 0);
  assert.equal(view.query(), "");
});

test("a card names a bar's team and the whole it is part of", () => {
  const view = started("?item=gates");
  const rows = view.each(".mp-pop dl > div", text);
  assert.ok(rows.includes("Part ofReaders"));
  assert.ok(rows.includes("TeamWEB"));
});

test("a timeline that has left the page no longer listens", () => {
  const view = started("?item=tickets");
  view.leave.abort();
  view.press("body", "Escape");
  assert.equal(view.each(".mp-pop", (one) => one).length, 1);
});

/* The script of every page, and how it gets that of the timeline: as built, since it starts itself. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { JSDOM } from "jsdom";

const read = (name: string): string => readFileSync(new URL(`../../../theme/assets/${name}`, import.meta.url), "utf8");
const SCRIPT = read("milepost.js");
const ROOT = "https://example.org/docs/sub/";

function opened(html: string, before = ""): JSDOM["window"] {
  const { window } = new JSDOM(`<!doctype html><body>${html}</body>`, { url: ROOT, runScripts: "outside-only" });
  const script = { src: `${ROOT}assets/milepost.js` };
  Object.defineProperty(window.document, "currentScript", { value: script });
  window.eval(before + SCRIPT);
  return window;
}
const asked = ({ document }: JSDOM["window"]): string[] =>
  [...document.querySelectorAll("script")].map(({ src }) => src);
const TIMELINE = "<div data-mp-timeline></div>";

test("a page with a timeline asks for its script once, from beside this one", () =>
  assert.deepEqual(asked(opened(TIMELINE + TIMELINE)), [`${ROOT}assets/milepost-timeline.js`]));

test("other pages ask for none, and a poster is for paper", () => {
  assert.deepEqual(asked(opened("<div data-mp-list></div>")), []);
  assert.deepEqual(asked(opened(`<div class="mp-poster">${TIMELINE}</div>`)), []);
});

test("instant navigation to a page with a timeline asks for its script then", () => {
  const window = opened("<p></p>", "window.document$ = { subscribe(next) { window.next = next } };");
  assert.deepEqual(asked(window), []);
  window.document.body.innerHTML = TIMELINE;
  window.eval("next()");
  assert.equal(asked(window).length, 1);
});

test("each view is started once, and told when its page is gone", () => {
  const window = opened(TIMELINE, "window.document$ = { subscribe(next) { window.next = next } };");
  window.eval(`started = []; left = [];
    milepost.add("[data-mp-timeline]", (root, leave) => {
      started.push(root);
      leave.signal.addEventListener("abort", () => left.push(root));
    });
    next(); next();`);
  assert.equal(window.eval("[started.length, left.length].join()"), "1,0");
  window.document.body.innerHTML = TIMELINE;
  window.eval("next()");
  assert.equal(window.eval("[started.length, left.length].join()"), "2,1");
});

test("the timeline's script adds the timeline to the page", () => {
  const window = opened(TIMELINE);
  window.eval(`milepost.add = (selector) => { added = selector }; ${read("milepost-timeline.js")}`);
  assert.equal(window.eval("added"), "[data-mp-timeline]:not(.mp-poster *)");
});

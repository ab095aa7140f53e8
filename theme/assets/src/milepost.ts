/* What every page loads: filters, sorting and regrouping of what the page already says, and more where a page has a timeline
   or threads. */

import { board } from "./board.ts";
import { all, closest } from "./dom.ts";
import { list } from "./list.ts";
import { TIMELINE, type View } from "./view.ts";

const views = new Map<string, View>([
  ["[data-mp-board]", board],
  ["[data-mp-list]", list],
]);
const running = new Map<HTMLElement, AbortController>();
/* What only some pages need, in files beside this one. */
const extras = new Map([
  [TIMELINE, "milepost-timeline.js"],
  ["[data-mp-threads]", "milepost-threads.js"],
]);

/* Starts the views of the page at hand, and ends those of the page before it. */
function start(): void {
  for (const [root, leave] of running)
    if (!root.isConnected) {
      leave.abort();
      running.delete(root);
    }
  for (const [selector, view] of views)
    for (const root of all(document, selector)) {
      if ("mpReady" in root.dataset) continue;
      root.dataset.mpReady = "";
      const leave = new AbortController();
      running.set(root, leave);
      view(root, leave);
    }
  loadExtras();
}

/* They lie beside this script, whatever the address of the site. */
const own = (document.currentScript as HTMLScriptElement | null)?.src;

function loadExtras(): void {
  for (const [selector, file] of extras) {
    if (!document.querySelector(selector)) continue;
    const home =
      own || all<HTMLScriptElement>(document, "script[src]").find(({ src }) => /\bmilepost\b[^/]*\.js/.test(src))?.src;
    if (!home) return;
    extras.delete(selector);
    const script = document.createElement("script");
    script.src = new URL(file, home).href;
    script.addEventListener("error", () => extras.set(selector, file));
    document.head.append(script);
  }
}

window.milepost = {
  add(selector, view) {
    views.set(selector, view);
    start();
  },
};
document.addEventListener("click", (event) => {
  if (closest(event, "[data-print]")) print();
});
// Asked for at once, not when all else of the page is there.
loadExtras();
if (window.document$) window.document$.subscribe(start);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();

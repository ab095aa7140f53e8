/* How wide a month is, which date is at the left edge, and whether the timeline is a picture or a list. */

import { all, clamp, closest, DAY, round, setPressed, setStyle, styleNumber } from "../dom.ts";
import { gestures } from "./gestures.ts";
import type { Lanes } from "./lanes.ts";
import type { Layout } from "./layout.ts";
import type { Bar, Picture } from "./model.ts";
import type { Viewport } from "./viewport.ts";
import { Weeks } from "./weeks.ts";

/* The narrowest and the widest month, in units. */
const NARROWEST = 0.05;
const WIDEST = 24;
const PAUSE_MS = 200;

export interface Zoom {
  /* Shows what the address says, else the time around today, from the top. */
  open: () => void;
  /* Brings a bar with its label into view; into the middle of it after a `jump`. */
  reveal: (bar: Pick<Bar, "link" | "span"> & Partial<Bar>, jump?: boolean) => void;
  /* Takes the zoom from the address. */
  restore: () => void;
}

export interface Listeners {
  /* Bars have moved. */
  moved: () => void;
  /* A picture has become a list, or a list a picture. */
  switched: () => void;
}

export function zoom(picture: Picture, lanes: Lanes, layout: Layout, viewport: Viewport, listeners: Listeners): Zoom {
  const { root, scroll, canvas, axis, address } = picture;
  const dated = picture.days > 0;
  const presets = new Map([
    ["weeks", 11],
    ["months", 5.6],
    ["quarters", picture.month],
    ["years", 1],
  ]);
  const weeks = new Weeks(picture, viewport);
  let name = "quarters";
  let timer: number | undefined;

  const start = (): number =>
    clamp(0, ((picture.today || 0) / 100) * viewport.span() - viewport.view / 4, viewport.span() - viewport.view);

  function show(left: number): void {
    if (viewport.list) return;
    scroll.scrollLeft = left;
    weeks.update();
  }

  /* Keeps the date at `x` and the lane at `y` in place, in pixels from the corner of the lanes. */
  function to(month: number, called: string, x = viewport.view / 2, y = 0): void {
    const at = (scroll.scrollLeft + x) / viewport.span();
    const depth = (scroll.scrollTop + y) / viewport.unit;
    const held = lanes.all.findLast((lane) => !lane.el.hidden && lane.screen.top <= depth);
    const deep = held ? depth - held.screen.top : 0;
    name = called;
    const was = viewport.month;
    viewport.month = clamp(NARROWEST, called === "fit" ? viewport.fit() : (presets.get(called) ?? month), WIDEST);
    if (viewport.month !== was) for (const one of [root, canvas]) setStyle(one, "month", viewport.month);
    viewport.rule();
    layout.screen();
    show(at * viewport.span() - x);
    if (held && depth > 0)
      scroll.scrollTop = (held.screen.top + Math.min(deep, held.screen.height)) * viewport.unit - y;
    for (const button of all(root, "[data-zoom-to]")) setPressed(button, button.dataset.zoomTo === name);
    listeners.moved();
    remember();
  }

  /* Writes the address when the reader has stopped; the left edge unless the view opens there. */
  function remember(): void {
    viewport.depth = scroll.scrollTop;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      weeks.update();
      const left = scroll.scrollLeft;
      if (viewport.list || !dated) return;
      const moved = Math.abs(left - start()) > 2;
      const day = picture.first + ((left + 1.5) / viewport.span()) * picture.days * DAY;
      address.set({
        zoom: name === "quarters" ? "" : name || String(round(viewport.month, 2)),
        at: moved ? new Date(day).toISOString().slice(0, weeks.shown ? 10 : 7) : "",
      });
    }, PAUSE_MS);
  }

  function reveal(bar: Parameters<Zoom["reveal"]>[0], jump = false): void {
    layout.awake();
    const left = scroll.scrollLeft;
    const span = viewport.list ? undefined : bar.span;
    const top = bar.lane?.screen.top ?? NaN;
    if (jump && span && top >= 0) {
      scroll.scrollIntoView({ block: "nearest" });
      const row = (bar.screen?.row ?? 0) * picture.pitch;
      scroll.scrollTop = (top + row) * viewport.unit - scroll.clientHeight / 3;
    }
    bar.link.scrollIntoView({ block: jump && !span ? "center" : "nearest", inline: "nearest" });
    if (!span) return;
    const px = viewport.span() / 100;
    const room = span.room * viewport.unit;
    const from = bar.screen?.flip ? span.end * px - room : span.start * px;
    const seen = Math.min(Math.max(span.end * px, from + room), left + viewport.view) - Math.max(from, left);
    scroll.scrollLeft = seen < Math.min(room, viewport.view / 2) ? from - viewport.view / 4 : left;
  }

  function open(): void {
    const at = (Date.parse(address.get("at")) - picture.first) / DAY / picture.days;
    show(at >= 0 && at <= 1 ? Math.ceil(at * viewport.span()) : start());
    scroll.scrollTop = viewport.depth = 0;
  }

  const ways = all(root, "[data-as-to]");
  function drawAs(way: string): void {
    if (way === "picture") root.dataset.as = way;
    else delete root.dataset.as;
    for (const button of ways) setPressed(button, button.dataset.asTo === (root.dataset.as ?? "list"));
  }
  for (const button of ways)
    button.addEventListener("click", () => {
      drawAs(button.dataset.asTo ?? "");
      address.set({ as: root.dataset.as ?? "" });
      resized();
    });

  function resized(): void {
    const was = viewport.list;
    const at = scroll.scrollLeft / viewport.span();
    if (!viewport.measure()) return;
    if (name === "fit") to(0, name);
    else {
      viewport.rule();
      layout.screen();
      if (was) open();
      else show(at * viewport.span());
    }
    if (was !== viewport.list) listeners.switched();
  }

  function buttons(event: Event): void {
    const preset = closest(event, "[data-zoom-to]")?.dataset.zoomTo;
    const place = closest(event, "[data-go]")?.dataset.go;
    if (preset) to(0, preset);
    if (place === "today") show(start());
    if (place === "quarter") thisQuarter();
  }

  /* Makes the quarter of today as wide as the view. */
  function thisQuarter(): void {
    const quarters = all(axis, '[data-t="quarter"]').map((el) => [styleNumber(el, "s"), styleNumber(el, "e")] as const);
    const quarter = quarters.find(([, end]) => end > picture.today);
    if (!quarter) return;
    const [begin, end] = quarter;
    to(viewport.view / viewport.unit / (((end - begin) / 100) * picture.months), "");
    show((begin / 100) * viewport.span());
  }

  drawAs(address.get("as"));
  viewport.measure();
  viewport.rule();
  new ResizeObserver(() => {
    requestAnimationFrame(() => {
      if (root.isConnected) resized();
    });
  }).observe(scroll);
  scroll.addEventListener("scroll", remember);
  if (dated) {
    gestures(picture, viewport, to);
    root.addEventListener("click", buttons);
  }

  function restore(): void {
    const wanted = address.get("zoom");
    const named = wanted === "fit" || presets.has(wanted);
    if (dated && (named || Number(wanted) > 0)) to(Number(wanted), named ? wanted : "");
  }

  return { open, reveal, restore };
}

/* Rows of what is shown, heights of lanes, ends of arrows; on screen at any zoom, and on paper. */

import { sign as signMeasures, timeline as measures } from "../../../../plugins/milepost/kit/geometry.json";
import { all, countOf, round, setHidden, setStyle, setText } from "../dom.ts";
import type { Lanes } from "./lanes.ts";
import { isPlaced, type Bar, type Edge, type Lane, type Medium, type Picture } from "./model.ts";
import { pack } from "./pack.ts";
import type { Viewport } from "./viewport.ts";

/* Custom properties and attributes by medium. */
const NAMES = {
  screen: { row: "row", height: "h", y1: "y1", y2: "y2", flip: "data-flip" },
  paper: { row: "prow", height: "ph", y1: "py1", y2: "py2", flip: "data-paper-flip" },
} as const;
/* In a larger picture lanes are laid out when they come into sight. */
const MOST_WARM = 1500;

export interface Layout {
  /* Lays out the screen, at the zoom at hand. */
  screen: () => void;
  /* Lays out all after a filter. */
  settle: (narrowed: boolean) => void;
  /* Lays out the lanes that still wait for a frame. */
  awake: () => void;
}

export function layout(picture: Picture, lanes: Lanes, viewport: Viewport): Layout {
  const { edges, signs, band } = picture;
  const noun = picture.root.querySelector<HTMLElement>("[data-count]")?.dataset.count || undefined;

  function lay(medium: Medium, width: number): void {
    const names = NAMES[medium];
    let top = 0;
    for (const lane of lanes.all) {
      if (lane.el.hidden) continue;
      const shown = lane.bars.filter(isPlaced).filter((bar) => !bar.el.hidden);
      const isOver = (bar: (typeof shown)[number]): boolean => bar.span.end < picture.since;
      const inOrder = [...shown.filter((bar) => !isOver(bar)), ...shown.filter(isOver)];
      const rows = pack(inOrder, width, picture.gap, Infinity, (bar, row, flip) => {
        const spot = bar[medium];
        if (spot.row !== row) setStyle(bar.el, names.row, (spot.row = row));
        if (spot.flip !== flip) bar.el.toggleAttribute(names.flip, (spot.flip = flip));
      });
      const extent = lane[medium];
      const height = round(Math.max(rows * picture.pitch + 2 * picture.pad, lane.least), 2);
      if (rows && extent.height !== height) setStyle(lane.el, names.height, (extent.height = height));
      extent.top = top;
      top += extent.height;
    }
    for (const edge of edges) lead(edge, medium);
  }

  /* The arrow of a dependency: out of the near edge of a bar, into the middle or the near edge of another. */
  function lead(edge: Edge, medium: Medium): void {
    const { el, from, to } = edge;
    const out = Boolean(from.el.hidden || to.el.hidden);
    setHidden(el, out);
    if (out) return;
    const names = NAMES[medium];
    const far = from.lane !== to.lane;
    const above = picture.pad + (picture.pitch - picture.bar) / 2 - measures.rise;
    const edgeOf = (bar: Bar): number =>
      above + bar[medium].row * picture.pitch + (far ? (bar.lane?.[medium].top ?? 0) : 0);
    const [a, b] = [edgeOf(from), edgeOf(to)];
    const up = b < a;
    const flat = a === b;
    const middle = flat || el.dataset.shape !== "drop";
    const y1 = round(a + (flat ? picture.bar / 2 : up ? 0 : picture.bar), 3);
    const y2 = round(b + (middle ? picture.bar / 2 : up ? picture.bar : 0), 3);
    const ends = edge[medium];
    if (ends.y1 !== y1) setStyle(el, names.y1, (ends.y1 = y1));
    if (ends.y2 !== y2) setStyle(el, names.y2, (ends.y2 = y2));
  }

  let signRows = NaN;
  function screen(): void {
    lay("screen", viewport.width());
    const rows = pack(signs, viewport.width(), picture.gap, signMeasures.rows, (sign, row, flip) => {
      const at = Math.max(row, 0);
      const bare = row < 0;
      if (sign.screen.row !== at) setStyle(sign.el, "row", (sign.screen.row = at));
      if (sign.screen.flip !== flip) sign.el.toggleAttribute("data-flip", (sign.screen.flip = flip));
      if (sign.bare !== bare) sign.el.toggleAttribute("data-bare", (sign.bare = bare));
    });
    if (rows && band && signRows !== rows) setStyle(band, "rows", (signRows = rows));
  }

  function settle(narrowed: boolean): void {
    for (const lane of [...lanes.all, ...lanes.trays]) {
      const shown = lane.bars.filter((bar) => !bar.el.hidden).length;
      setHidden(lane.el, !shown && (lane.bars.length > 0 || narrowed));
      setText(lane.count, (shown === lane.bars.length && lane.said) || countOf(shown, lane.bars.length, noun));
    }
    screen();
    lay("paper", picture.track);
    if (viewport.depth !== undefined) postpone(viewport.depth);
    whenIdle(warm);
  }

  /* Lanes out of sight wait for a frame, or a filter would lay out all at once. */
  function postpone(depth: number): void {
    if (viewport.list) return;
    const from = depth / viewport.unit;
    const to = from + window.screen.height / viewport.unit;
    const isSeen = ({ top, height }: Lane["screen"]): boolean => top <= to && top + height >= from;
    for (const lane of lanes.all) lane.el.style.contentVisibility = isSeen(lane.screen) ? "" : "hidden";
    requestAnimationFrame(() => requestAnimationFrame(awake));
  }
  function awake(): void {
    for (const lane of lanes.all) lane.el.style.contentVisibility = "";
  }

  /* Lanes are laid out in idle time, so that none has to be when it comes into sight. */
  function warm(): void {
    const cold = all(lanes.box, ":scope > .mp-lane:not([data-warm])")[0];
    if (!cold || picture.bars.length >= MOST_WARM) return;
    cold.dataset.warm = "";
    whenIdle(warm);
  }

  return { screen, settle, awake };
}

/* Not in every browser. */
function whenIdle(run: () => void): void {
  (window as Partial<Window>).requestIdleCallback?.(run);
}

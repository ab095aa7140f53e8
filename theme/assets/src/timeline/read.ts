/* Reads what the server drew. */

import { addressOf } from "../address.ts";
import { all, DAY, styleNumber } from "../dom.ts";
import type { Bar, Edge, Grouping, Picture, Sign, Span, Spot } from "./model.ts";

/* None where an overriding template has left the timeline without its frame. */
export function read(root: HTMLElement): Picture | undefined {
  const part = (selector: string): HTMLElement | null => root.querySelector<HTMLElement>(selector);
  const scroll = part(".mp-tl__scroll");
  const canvas = part(".mp-tl__canvas");
  const axis = part(".mp-tl__scale");
  if (!scroll || !canvas || !axis) return undefined;
  const bars = all(root, ".mp-bar").map(readBar);
  const byId = new Map(bars.map((bar) => [bar.id, bar]));
  const edges = all(root, ".mp-dep").flatMap((el) => readEdge(el, byId));
  for (const edge of edges) {
    edge.from.after.push(edge);
    edge.to.before.push(edge);
  }
  const first = Date.parse(root.dataset.first ?? "");
  const of = (name: string): number => styleNumber(root, name);
  return {
    root,
    scroll,
    canvas,
    axis,
    grid: part(".mp-tl__grid"),
    bars,
    byId,
    byElement: new Map(bars.map((bar) => [bar.el, bar])),
    edges,
    signs: all(root, ".mp-sign").map(readSign),
    band: part(".mp-signs"),
    groupings: JSON.parse(part("[data-groupings]")?.dataset.groupings ?? "[]") as Grouping[],
    address: addressOf(root),
    first,
    days: (Date.parse(root.dataset.last ?? "") - first) / DAY + 1,
    since: Number(root.dataset.since),
    today: of("today"),
    months: of("months"),
    month: of("month"),
    track: of("paper-track"),
    pitch: of("pitch"),
    bar: of("bar"),
    pad: of("pad"),
    gap: of("gap"),
  };
}

const spot = (el: HTMLElement, row: string, flip: string): Spot => ({
  row: styleNumber(el, row),
  flip: el.hasAttribute(flip),
});

function readBar(el: HTMLElement, order: number): Bar {
  const own = [...el.children].filter((one): one is HTMLElement => one instanceof HTMLElement);
  return {
    el,
    order,
    id: el.dataset.id ?? "",
    link: own.find((one) => one.matches("a, b")) ?? el,
    span: el.style.length ? readSpan(el, own) : undefined,
    screen: spot(el, "row", "data-flip"),
    paper: spot(el, "prow", "data-paper-flip"),
    lane: undefined,
    before: [],
    after: [],
  };
}

function readSpan(el: HTMLElement, own: HTMLElement[]): Span {
  const [start, end, room] = [styleNumber(el, "s"), styleNumber(el, "e"), styleNumber(el, "w")];
  const base = own.find((one) => one.matches(".mp-bar__base"));
  return {
    start,
    end,
    room,
    first: base ? Math.min(start, styleNumber(base, "bs")) : start,
    last: base ? Math.max(end, styleNumber(base, "be")) : end,
  };
}

function readEdge(el: HTMLElement, bars: Map<string, Bar>): Edge[] {
  const from = bars.get(el.dataset.from ?? "");
  const to = bars.get(el.dataset.to ?? "");
  if (!from || !to) return [];
  const ends = (y1: string, y2: string): Edge["screen"] => ({ y1: styleNumber(el, y1), y2: styleNumber(el, y2) });
  return [{ el, from, to, screen: ends("y1", "y2"), paper: ends("py1", "py2") }];
}

function readSign(el: HTMLElement): Sign {
  const at = styleNumber(el, "e");
  return {
    el,
    link: el.querySelector("a"),
    span: { start: at, end: at, room: styleNumber(el, "w"), first: at, last: at },
    screen: spot(el, "row", "data-flip"),
    bare: el.hasAttribute("data-bare"),
  };
}

/* The drawing of threads: where everything is, which lines lead where, and what belongs to one thread. */

import { threads as measures } from "../../../plugins/milepost/kit/geometry.json";
import { clamp } from "./dom.ts";

export interface ThreadNode {
  key: string;
  column: string;
  back: string[];
  group: string;
  hasStories: boolean;
  loose: string[];
  missing: boolean;
}
export interface Spot {
  top: number;
  height: number;
}
interface Column {
  left: number;
  right: number;
}
export interface ThreadDrawing {
  spots: Map<string, Spot>;
  threads: string;
  also: string;
  loose: string;
  height: number;
}

const hundredths = (rem: number): number => Math.round(rem * 100);
const ROW = hundredths(measures.row);
const TALL = hundredths(measures.tall);
const GAP = hundredths(measures.gap);
const middle = ({ top, height }: Spot): number => top + Math.floor(height / 2);

/* What drawing.py does on the server, for the nodes that are left: an example that both are tested with holds the two
   together. */
export function drawing(columns: Map<string, Column>, nodes: ThreadNode[], spine = false): ThreadDrawing {
  const spots = new Map<string, Spot>();
  const known = new Map(nodes.map((node) => [node.key, node]));
  const at = (key: string): number => middle(spots.get(key) ?? { top: 0, height: 0 });
  const tops = new Map<string, number>();
  let height = stack(
    nodes.filter(({ column }) => column === "item"),
    spots,
    tops,
  );
  const ahead = new Map<string, string[]>();
  for (const node of nodes)
    if (node.column === "objective" || node.column === "item") for (const key of node.back) push(ahead, key, node.key);
  for (const name of ["objective", "need", "metric"]) {
    const wanted = nodes
      .filter(({ column }) => column === name)
      .map(({ key, back }): [string, number | undefined] => {
        const top = name === "objective" ? tops.get(key) : undefined;
        if (top !== undefined) return [key, top + Math.floor(TALL / 2)];
        const near = [...new Set(name === "metric" ? back : ahead.get(key))].filter((one) => spots.has(one));
        return [key, near.length ? Math.floor(near.reduce((sum, one) => sum + at(one), 0) / near.length) : undefined];
      });
    height = Math.max(height, place(wanted, spots));
  }

  let threads = "";
  let also = "";
  let loose = "";
  const rows = new Map<string, number[]>();
  const counted = new Set<number>();
  const story = columns.get("story");
  const item = columns.get("item");
  const edge = story ?? item;
  for (const node of nodes) {
    if (node.column === "item" && node.group) push(rows, node.group, at(node.key));
    if (node.hasStories && story && item) {
      threads += `M${item.right} ${at(node.key)}H${story.left}`;
      counted.add(at(node.key));
    }
  }
  const objectives = nodes.filter(({ column }) => column === "objective").map(({ key }) => at(key));
  const goals = columns.get("objective");
  if (spine && goals && objectives.length)
    threads += `M${Math.floor((goals.left + goals.right) / 2)} -${hundredths(measures.above)}V${Math.max(...objectives)}`;
  const bracketed = new Set<string>();
  for (const node of nodes) {
    const here = columns.get(node.column);
    for (const key of node.back) {
      let start = columns.get(known.get(key)?.column ?? "")?.right;
      if (start === undefined || !here) continue;
      let y = at(key);
      const own = rows.get(key);
      if (node.column === "metric" && edge && own) {
        const [first, last] = [own[0] ?? 0, own.at(-1) ?? 0];
        start = edge.right + measures.bracket;
        y = clamp(first, y, last);
        if (!bracketed.has(key)) {
          threads += `M${start} ${first}V${last}`;
          for (const row of own) threads += `M${(counted.has(row) ? edge : item)?.right} ${row}H${start}`;
        }
        bracketed.add(key);
      }
      const half = Math.floor((start + here.left) / 2);
      const curve = `M${start} ${y}C${half} ${y} ${half} ${at(node.key)} ${here.left} ${at(node.key)}`;
      if (node.missing || known.get(key)?.missing) loose += curve;
      else if (node.column === "item" && known.get(key)?.column === "objective" && key !== node.group) also += curve;
      else threads += curve;
    }
    for (const side of here ? node.loose : []) {
      const [start, by] = side === "after" ? [here?.right, measures.stub] : [here?.left, -measures.stub];
      loose += `M${start} ${at(node.key)}h${by}m0 -30v60`;
    }
  }
  return { spots, threads, also, loose, height };
}

function stack(items: ThreadNode[], spots: Map<string, Spot>, tops: Map<string, number>): number {
  let top = 0;
  for (let first = 0, last = 0; first < items.length; first = last) {
    while (last < items.length && items[last]?.group === items[first]?.group) last++;
    tops.set(items[first]?.group ?? "", top);
    const start = top + Math.floor(Math.max(0, TALL - (last - first) * ROW) / 2);
    for (const [n, item] of items.slice(first, last).entries())
      spots.set(item.key, { top: start + n * ROW, height: ROW });
    top += Math.max(TALL, (last - first) * ROW) + GAP;
  }
  return Math.max(0, top - GAP);
}

function place(wanted: [string, number | undefined][], spots: Map<string, Spot>): number {
  let bottom = 0;
  // Stable, so that nodes that want the same place keep their order.
  for (const [key, want] of wanted.sort(([, a], [, b]) => (a ?? Infinity) - (b ?? Infinity) || 0)) {
    const top = Math.max(bottom, (want ?? 0) - Math.floor(TALL / 2));
    spots.set(key, { top, height: TALL });
    bottom = top + TALL + GAP;
  }
  return Math.max(0, bottom - GAP);
}

/* The node with all that leads to it and all that it leads to. Items and metrics lead to each other through their
   objectives, though not to what else these lead to. */
export function threadOf(key: string, nodes: Pick<ThreadNode, "key" | "column" | "back">[]): Set<string> {
  const known = new Map(nodes.map((node) => [node.key, node]));
  const ahead = new Map<string, string[]>();
  for (const node of nodes) for (const one of node.back) push(ahead, one, node.key);
  const found = new Set<string>([key]);
  const follow = (linked: (here: string) => string[]): void => {
    const waiting = [key];
    for (let here = waiting.pop(); here !== undefined; here = waiting.pop())
      for (const next of linked(here))
        if (!found.has(next)) {
          found.add(next);
          waiting.push(next);
        }
  };
  follow((here) => known.get(here)?.back ?? []);
  const before = [...found];
  follow((here) => ahead.get(here) ?? []);
  const across = { item: "metric", metric: "item" }[known.get(key)?.column ?? ""];
  if (across)
    for (const one of before.filter((each) => known.get(each)?.column === "objective"))
      for (const next of ahead.get(one) ?? []) if (known.get(next)?.column === across) found.add(next);
  return found;
}

/* The nodes of a thread. An item whose first objective is no part of it is drawn in the group of one that is. */
export function alone(nodes: ThreadNode[], shown: Set<string>): ThreadNode[] {
  const order = new Map(nodes.map(({ key }, n) => [key, n]));
  const kept = nodes
    .filter(({ key }) => shown.has(key))
    .map((node) => {
      const back = node.back.filter((key) => shown.has(key));
      const objective = back.find((key) => nodes[order.get(key) ?? 0]?.column === "objective");
      return { ...node, back, group: shown.has(node.group) || !objective ? node.group : objective };
    });
  // Items of one group stand together, in the order of the objectives.
  const place = ({ column, group, key }: ThreadNode): number => order.get(column === "item" ? group : key) ?? 0;
  return kept.sort((a, b) => place(a) - place(b));
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

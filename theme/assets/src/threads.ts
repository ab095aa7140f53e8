/* Strategy alignment: one thread alone, the keyboard, and the choice between drawing and list. */

import { threads as measures } from "../../../plugins/milepost/kit/geometry.json";
import { addressOf } from "./address.ts";
import { all, closest, setHidden, setPressed, setStyle, setText, styleNumber } from "./dom.ts";

interface ThreadNode {
  key: string;
  column: string;
  back: string[];
  group: string;
  hasStories: boolean;
  loose: string[];
}
interface Spot {
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
  loose: string;
  height: number;
}

const [ROW, TALL, GAP] = [measures.row, measures.tall, measures.gap].map((rem) => Math.round(rem * 100)) as [
  number,
  number,
  number,
];
const middle = ({ top, height }: Spot): number => top + Math.floor(height / 2);

/* What drawing.py does on the server, for the nodes that are left: an example that both are tested with holds the two
   together. */
export function drawing(columns: Map<string, Column>, nodes: ThreadNode[]): ThreadDrawing {
  const spots = new Map<string, Spot>();
  const known = new Map(nodes.map((node) => [node.key, node]));
  const at = (key: string): number => middle(spots.get(key) ?? { top: 0, height: 0 });
  let height = stack(
    nodes.filter(({ column }) => column === "item"),
    spots,
  );
  const ahead = new Map<string, Set<string>>();
  const lead = (key: string, node: ThreadNode): void => {
    ahead.set(key, (ahead.get(key) ?? new Set()).add(node.key));
  };
  for (const node of nodes) {
    if (node.column === "objective" || node.column === "item") for (const key of node.back) lead(key, node);
    if (node.group) lead(node.group, node);
  }
  for (const name of ["objective", "need", "metric"]) {
    const near = (node: ThreadNode): string[] =>
      name === "metric"
        ? node.back
        : [...(ahead.get(node.key) ?? [])].filter((key) => name === "need" || known.get(key)?.group === node.key);
    const column = nodes.filter((node) => node.column === name);
    height = Math.max(
      height,
      place(
        column.map((node) => [node.key, near(node).filter((key) => spots.has(key))]),
        spots,
        at,
      ),
    );
  }

  let threads = "";
  let loose = "";
  const rows = new Map<string, number[]>();
  const story = columns.get("story");
  const item = columns.get("item");
  const edge = story ?? item;
  for (const node of nodes) {
    if (node.column === "item" && node.group) push(rows, node.group, at(node.key));
    if (node.hasStories && story && item) threads += `M${item.right} ${at(node.key)}H${story.left}`;
  }
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
        y = Math.floor((first + last) / 2);
        if (!bracketed.has(key)) threads += `M${edge.right} ${first}H${start}V${last}H${edge.right}`;
        bracketed.add(key);
      }
      const half = Math.floor((start + here.left) / 2);
      threads += `M${start} ${y}C${half} ${y} ${half} ${at(node.key)} ${here.left} ${at(node.key)}`;
    }
    for (const side of here ? node.loose : []) {
      const [start, by] = side === "after" ? [here?.right, measures.stub] : [here?.left, -measures.stub];
      loose += `M${start} ${at(node.key)}h${by}m0 -30v60`;
    }
  }
  return { spots, threads, loose, height };
}

function stack(items: ThreadNode[], spots: Map<string, Spot>): number {
  let top = 0;
  for (let first = 0, last = 0; first < items.length; first = last) {
    while (last < items.length && items[last]?.group === items[first]?.group) last++;
    const start = top + Math.floor(Math.max(0, TALL - (last - first) * ROW) / 2);
    for (const [n, item] of items.slice(first, last).entries())
      spots.set(item.key, { top: start + n * ROW, height: ROW });
    top += Math.max(TALL, (last - first) * ROW) + GAP;
  }
  return Math.max(0, top - GAP);
}

function place(nodes: [string, string[]][], spots: Map<string, Spot>, at: (key: string) => number): number {
  const wanted = nodes.map(([key, near]): [boolean, number, string] => [
    !near.length,
    near.length ? Math.floor(near.reduce((sum, one) => sum + at(one), 0) / near.length) : 0,
    key,
  ]);
  let bottom = 0;
  // Stable, so that nodes that want the same place keep their order.
  for (const [, want, key] of wanted.sort((a, b) => Number(a[0]) - Number(b[0]) || a[1] - b[1])) {
    const top = Math.max(bottom, want - Math.floor(TALL / 2));
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

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

export function threads(root: HTMLElement, leave: AbortController): void {
  const plane = root.querySelector<HTMLElement>(".mp-threads__plane");
  if (!plane) return;
  const address = addressOf(root);
  const lists = all(plane, "ol");
  const columns = new Map(
    lists.map((list) => {
      const left = styleNumber(list, "x");
      return [list.dataset.column ?? "", { left, right: left + styleNumber(list, "w") }];
    }),
  );
  const elements = new Map(all(plane, ".mp-node").map((node) => [node.dataset.node ?? "", node]));
  const bars = all(plane, "[data-of]");
  const withStories = new Set(bars.map((bar) => bar.dataset.of));
  const words = (text: string | undefined): string[] => text?.split(" ") ?? [];
  const nodes = [...elements].map(([key, element]) => ({
    key,
    column: element.parentElement?.dataset.column ?? "",
    back: words(element.dataset.back),
    group: element.dataset.group ?? "",
    hasStories: withStories.has(key),
    loose: words(element.dataset.loose),
  }));
  const [whole, ends] = [plane.querySelector("[data-threads]"), plane.querySelector("[data-loose]")];
  const svg = plane.querySelector("svg");
  const entries = all(root, "[data-entry]");
  const clear = root.querySelector<HTMLElement>("[data-clear]");
  const status = root.querySelector<HTMLElement>("[data-focused]");
  let focused = "";

  function draw(shown: Set<string> | undefined): void {
    const kept = shown ? nodes.filter(({ key }) => shown.has(key)) : nodes;
    const inside = new Set(kept.map(({ key }) => key));
    const found = drawing(
      columns,
      kept.map((node) => ({ ...node, back: node.back.filter((key) => inside.has(key)) })),
    );
    for (const [key, element] of elements) put(element, found.spots.get(key));
    for (const bar of bars) put(bar, found.spots.get(bar.dataset.of ?? ""));
    plane?.style.setProperty("--y", String(found.height));
    svg?.setAttribute("viewBox", `0 0 1000 ${found.height}`);
    whole?.setAttribute("d", found.threads);
    ends?.setAttribute("d", found.loose);
  }

  function isListed(entry: HTMLElement, shown: Set<string>): boolean {
    const name = entry.dataset.entry ?? "";
    const around = entry.parentElement?.closest<HTMLElement>("[data-entry]")?.dataset.entry ?? "";
    if (shown.has(name) || all(entry, "[data-entry]").some((one) => shown.has(one.dataset.entry ?? ""))) return true;
    if (elements.has(name) || !around) return false;
    return elements.get(around)?.parentElement?.dataset.column === "item"
      ? shown.has(around)
      : ["done-", "more-"].some((kind) => shown.has(kind + around));
  }

  function focus(key: string): void {
    const node = elements.get(key);
    focused = node ? key : "";
    const shown = node ? threadOf(key, nodes) : undefined;
    draw(shown);
    for (const [name, element] of elements) {
      element.classList.toggle("is-on", name === focused);
      const button = element.querySelector("[data-focus]");
      if (button) setPressed(button, name === focused);
    }
    // In the list, an objective stays around its items, parts stay with their item, and done items with their count.
    for (const entry of entries) setHidden(entry, Boolean(shown && !isListed(entry, shown)));
    for (const fold of all(root, ".mp-threads__list details"))
      setHidden(fold, Boolean(shown) && all(fold, "[data-entry]").every((entry) => entry.hidden));
    setText(status, node ? `Thread of ${node.querySelector("a, [dir]")?.textContent ?? ""}` : "");
    if (clear) clear.hidden = !node;
    address.set({ thread: focused });
  }

  function choose(form: string): void {
    root.dataset.form = form;
    for (const button of all(root, "[data-form]")) setPressed(button, button.dataset.form === form);
    address.set({ form: form === "list" ? form : "" });
  }

  const linkIn = (node: HTMLElement | undefined): HTMLElement | null | undefined => node?.querySelector("a, button");
  const visible = (list: HTMLElement | undefined): HTMLElement[] =>
    list ? all(list, ".mp-node").filter((node) => !node.hidden) : [];

  /* The node to go to from another: up and down in its column, else along a thread into the next column. */
  function next(node: HTMLElement, key: string): HTMLElement | undefined {
    const column = visible(node.parentElement ?? undefined);
    const at = column.indexOf(node);
    if (key === "ArrowUp" || key === "ArrowDown") return column[at + (key === "ArrowUp" ? -1 : 1)];
    const name = node.dataset.node ?? "";
    const back = words(node.dataset.back);
    const forward = (key === "ArrowRight") !== (getComputedStyle(node).direction === "rtl");
    const order = lists.filter((list) => list.dataset.column !== "story");
    const step = order.findIndex((list) => list === node.parentElement);
    const others = forward ? order.slice(step + 1) : order.slice(0, step).reverse();
    for (const list of others) {
      const linked = visible(list).find((one) =>
        forward ? words(one.dataset.back).includes(name) : back.includes(one.dataset.node ?? ""),
      );
      if (linked) return linked;
    }
    return undefined;
  }

  root.addEventListener("click", (event) => {
    const button = closest(event, "[data-focus]");
    const form = closest(event, "button[data-form]");
    if (button) focus(button.parentElement?.dataset.node === focused ? "" : (button.parentElement?.dataset.node ?? ""));
    else if (form) choose(form.dataset.form ?? "");
    else if (closest(event, "[data-clear]")) focus("");
    else if (closest(event, "[data-to-list]")) choose("list");
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && focused) {
      const from = elements.get(focused);
      focus("");
      linkIn(from)?.focus();
      return;
    }
    const node = closest(event, ".mp-node");
    if (!node || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === " " && event.target instanceof HTMLAnchorElement) {
      event.preventDefault();
      focus(node.dataset.node === focused ? "" : (node.dataset.node ?? ""));
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      linkIn(next(node, event.key))?.focus();
    }
  });
  addEventListener(
    "popstate",
    () => {
      choose(address.get("form") || "drawing");
      focus(address.get("thread"));
    },
    { signal: leave.signal },
  );
  choose(address.get("form") || "drawing");
  if (address.get("thread")) focus(address.get("thread"));
}

function put(element: HTMLElement, spot: Spot | undefined): void {
  setHidden(element, !spot);
  if (spot) setStyle(element, "y", spot.top);
}

/* Which bar is in which lane: by any field that the page knows. */

import { all, make, setText, styleNumber } from "../dom.ts";
import { isPlaced, type Bar, type Head, type Lane, type Picture, type PlacedBar } from "./model.ts";

export interface Lanes {
  /* The lanes of the grouping at hand. */
  readonly all: Lane[];
  readonly trays: Lane[];
  readonly grouping: string;
  readonly box: HTMLElement;
  /* Groups bars by a field; where the page does not know it, as the server did. */
  group: (by: string) => void;
}

export function lanes(picture: Picture): Lanes | undefined {
  const { root } = picture;
  const box = root.querySelector<HTMLElement>(".mp-tl__lanes");
  if (!box) return undefined;
  const between = box.querySelector<HTMLElement>(":scope > .mp-deps");
  const own = root.dataset.grouping ?? "";
  const tag = box.querySelector(".mp-lane__label > *")?.tagName ?? "H2";
  const grouping = (by: string): Picture["groupings"][number] | undefined =>
    picture.groupings.find((one) => one.key === by);

  const lane = (el: HTMLElement, least: number, bars: Bar[], said = ""): Lane => ({
    el,
    bars,
    least,
    said,
    count: el.querySelector(".mp-lane__label p"),
    screen: { height: styleNumber(el, "h"), top: NaN },
    paper: { height: styleNumber(el, "ph"), top: NaN },
  });

  function found(el: HTMLElement): Lane {
    const head = grouping(own)?.heads.find(([key]) => key === el.dataset.key);
    const bars = all(el, ".mp-bar").flatMap((bar) => picture.byElement.get(bar) ?? []);
    const said = el.querySelector(".mp-lane__label p")?.textContent ?? "";
    return lane(el, head?.[3] ?? styleNumber(el, "h"), bars, said);
  }

  function build([key, title, color, height]: Head, bars: Bar[]): Lane {
    const el = make("section", { className: "mp-lane" });
    el.dataset.key = key;
    if (color) el.dataset.lane = String(color);
    const label = make("div", { className: "mp-lane__label" });
    const name = document.createElement(tag);
    name.dir = "auto";
    name.textContent = title;
    label.append(name, make("p"));
    const edges = make("div", { className: "mp-deps mp-deps--lane" });
    edges.ariaHidden = "true";
    el.append(label, make("ul", { className: "mp-lane__track" }), edges);
    return lane(el, height, bars);
  }

  const first = all(box, ".mp-lane").map(found);
  const kept = new Map([[own, first]]);
  const placed: PlacedBar[] = first
    .flatMap((one) => one.bars.filter(isPlaced))
    .sort((a, b) => a.span.start - b.span.start || a.order - b.order);

  /* What has no token, or one without a lane, is in the last one. */
  function divide(by: string, heads: Head[]): Lane[] {
    const homes = new Map<string, Bar[]>(heads.map(([key]) => [key, []]));
    const last = [...homes.values()].at(-1);
    for (const bar of placed) {
      const token = (bar.el.getAttribute("data-" + by) ?? "").split(" ")[0] ?? "";
      (homes.get(token) ?? last)?.push(bar);
    }
    return heads.map((head) => build(head, homes.get(head[0]) ?? []));
  }

  const state = { all: first, trays: all(root, "[data-tray]").map(found), grouping: own, box };

  function group(by: string): void {
    const heads = grouping(by)?.heads;
    if (!heads) by = own;
    let made = kept.get(by);
    if (!made) kept.set(by, (made = divide(by, heads ?? [])));
    state.all = made;
    for (const one of [...made, ...state.trays]) for (const bar of one.bars) bar.lane = one;
    if (by === state.grouping) return;
    state.grouping = by;
    for (const one of made) one.el.querySelector("ul")?.append(...one.bars.map((bar) => bar.el));
    for (const old of all(root, ".mp-tl__lanes > .mp-lane")) old.remove();
    box?.append(...made.map((one) => one.el));
    for (const { el, from, to } of picture.edges)
      (from.lane === to.lane ? from.lane?.el.querySelector(":scope > .mp-deps") : between)?.append(el);
    setText(root.querySelector(".mp-tl__corner"), grouping(by)?.label ?? "");
  }

  return Object.assign(state, { group });
}

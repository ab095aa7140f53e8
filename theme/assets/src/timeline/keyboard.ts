/* One bar can be reached by Tab, the others and the signs above them by arrows from there. */

import type { Lanes } from "./lanes.ts";
import type { Picture, Sign, Stop } from "./model.ts";
import type { Viewport } from "./viewport.ts";

export interface Keyboard {
  /* Makes sure that the bar for Tab is one that is shown. */
  rove: () => void;
  /* A list is reached by Tab as a whole. */
  switched: () => void;
}

const hasLink = (sign: Sign): sign is Sign & { link: HTMLElement } => sign.link !== null;

export function keyboard(picture: Picture, lanes: Lanes, viewport: Viewport, reveal: (stop: Stop) => void): Keyboard {
  const above: Stop[] = picture.signs.filter(hasLink);
  const stops = [...above, ...picture.bars];
  const byLink = new Map<EventTarget, Stop>(stops.map((stop) => [stop.link, stop]));
  let current: Stop | undefined;

  const shownBars = (): Stop[] =>
    [...lanes.all, ...lanes.trays].flatMap((lane) => lane.bars).filter((bar) => !bar.el.hidden);

  /* The lanes from above, each with the stops in it: the signs first. */
  function places(): Map<Stop, number> {
    const order: Stop[][] = [above, ...[...lanes.all, ...lanes.trays].map((lane) => lane.bars)];
    return new Map(order.flatMap((members, n) => members.map((stop) => [stop, n] as const)));
  }

  function enter(stop: Stop | undefined): void {
    if (current === stop) return;
    if (current) current.link.tabIndex = -1;
    current = stop;
    if (stop && !viewport.list) stop.link.tabIndex = 0;
  }

  function rove(): void {
    if (current && !current.el.hidden) return;
    const bars = shownBars();
    enter(bars.find((bar) => bar.span && bar.span.end > (picture.today || 0)) ?? bars[0]);
  }

  function switched(): void {
    for (const stop of stops)
      if (viewport.list) stop.link.removeAttribute("tabindex");
      else stop.link.tabIndex = stop === current ? 0 : -1;
  }

  /* Left and right: in the lane. Up and down: in the nearest row the bar that begins nearest. */
  function next(stop: Stop, key: string): Stop | undefined {
    const lane = places();
    const shown = [...above.filter((sign) => !sign.el.hidden), ...shownBars()];
    const mine = shown.filter((one) => lane.get(one) === lane.get(stop));
    const n = mine.indexOf(stop);
    switch (key) {
      case "ArrowRight":
        return mine[n + 1];
      case "ArrowLeft":
        return mine[n - 1];
      case "Home":
        return mine[0];
      case "End":
        return mine.at(-1);
    }
    const way = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0;
    const line = (one: Stop): number => (lane.get(one) ?? 0) * 1e4 + (one.screen.row || 0);
    const here = line(stop);
    const far = (one: Stop): number =>
      Math.abs(line(one) - here) * 1e3 + Math.abs((one.span?.start ?? 0) - (stop.span?.start ?? 0));
    let best: Stop | undefined;
    for (const one of shown) if ((line(one) - here) * way > 0 && (!best || far(one) < far(best))) best = one;
    return best;
  }

  picture.root.addEventListener("focusin", (event) => {
    const stop = event.target && byLink.get(event.target);
    if (stop) enter(stop);
  });
  picture.root.addEventListener("keydown", (event) => {
    const stop = event.target && byLink.get(event.target);
    if (!stop || viewport.list || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!/^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    const to = next(stop, event.key);
    if (!to) return;
    reveal(to);
    to.link.focus({ preventScroll: true });
  });
  return { rove, switched };
}

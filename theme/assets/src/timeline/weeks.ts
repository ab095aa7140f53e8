/* Ticks for the weeks in sight, and as many before and behind: all of them would be too many. */

import { all, clamp, DAY, make, round, setStyle } from "../dom.ts";
import type { Picture } from "./model.ts";
import type { Viewport } from "./viewport.ts";

/* Some Monday long ago. */
const MONDAY = -69996 * DAY;

export class Weeks {
  /* From where to where there are ticks, as shares of the scale. */
  private from = 0;
  private to = 0;

  constructor(
    private readonly picture: Picture,
    private readonly viewport: Viewport,
  ) {}

  get shown(): boolean {
    return this.to > 0;
  }

  update(): void {
    const { root, scroll, days } = this.picture;
    const left = scroll.scrollLeft / this.viewport.span();
    const wide = this.viewport.view / this.viewport.span();
    const on = root.dataset.scale === "weeks" && days > 0;
    if (on ? this.from <= left && left + wide <= this.to : !this.shown) return;
    for (const old of all(root, '[data-t="week"]')) old.remove();
    [this.from, this.to] = on ? [left - wide, left + 2 * wide] : [0, 0];
    if (on) this.draw();
  }

  private draw(): void {
    const { axis, grid, first, days } = this.picture;
    const day = (share: number): number => first + Math.floor(clamp(0, share, 1) * days) * DAY;
    const place = (time: number): number => clamp(0, round(((time - first) / DAY / days) * 100, 3), 100);
    const [begin, end] = [day(this.from), day(this.to)];
    for (let at = begin - ((begin - MONDAY) % (7 * DAY)); at < end; at += 7 * DAY) {
      const tick = make("span", { className: "mp-tick" });
      tick.append(make("span", { textContent: String(new Date(at).getUTCDate()) }));
      setStyle(tick, "e", place(at + 7 * DAY));
      const line = make("i");
      for (const one of [tick, line]) {
        one.dataset.t = "week";
        setStyle(one, "s", place(at));
      }
      axis.append(tick);
      grid?.append(line);
    }
  }
}

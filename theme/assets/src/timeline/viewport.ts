/* How wide a month is, and how much of the scale is in sight. */

import { round } from "../dom.ts";
import type { Picture } from "./model.ts";

/* Which ticks fit, by the least width of a month in units. */
const SCALES = [
  [8, "weeks"],
  [4.2, "months"],
  [2, "quarters"],
  [0.8, "years"],
  [0.4, "halves"],
  [0, "decades"],
] as const;

export class Viewport {
  /* The width of a month in units. */
  month: number;
  /* Pixels: of a unit, of the part of the scale in sight, and of what is before it. */
  unit = NaN;
  view = NaN;
  side = NaN;
  /* Whether the timeline is drawn as a list. */
  list = false;
  /* How far the lanes are scrolled down, once the reader has been shown any. */
  depth: number | undefined;

  constructor(private readonly picture: Picture) {
    this.month = picture.month;
  }

  /* Whether anything has changed. */
  measure(): boolean {
    const { root, scroll, axis } = this.picture;
    const was = [this.view, this.unit, this.list].join();
    this.list = !axis.offsetWidth;
    this.unit = parseFloat(getComputedStyle(root).getPropertyValue("--u"));
    this.side = axis.offsetLeft;
    this.view = scroll.clientWidth - (axis.parentElement?.offsetWidth ?? 0) + axis.offsetWidth;
    return was !== [this.view, this.unit, this.list].join();
  }

  /* The width of the whole scale in pixels. */
  span(): number {
    return Math.max(this.view, this.picture.months * this.month * this.unit);
  }

  /* The width of the whole scale in units; at the opening zoom the server's, so that nothing jumps. */
  width(): number {
    const { month, months } = this.picture;
    return this.month === month ? round(months * month, 3) : Math.max(this.view / this.unit, months * this.month);
  }

  /* The width of a month at which all of the scale is in sight. */
  fit(): number {
    return Math.floor((this.view / this.unit / this.picture.months) * 1e4) / 1e4;
  }

  /* Names the ticks that fit, for the style sheet. */
  rule(): void {
    const { root, months } = this.picture;
    const month = this.span() / this.unit / months;
    const scale = SCALES.find(([least]) => month >= least)?.[1] ?? "decades";
    if (root.dataset.scale !== scale) root.dataset.scale = scale;
  }
}

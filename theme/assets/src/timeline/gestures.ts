/* Zooming by wheel, by two fingers, and by keys. */

import { clamp } from "../dom.ts";
import type { Picture } from "./model.ts";
import type { Viewport } from "./viewport.ts";

type To = (month: number, name: string, x?: number, y?: number) => void;
type Corner = [x: number, y: number];

const STEP = 1.4;
const FACTORS = new Map([
  ["+", STEP],
  ["=", STEP],
  ["-", 1 / STEP],
  ["_", 1 / STEP],
]);
/* A wheel that counts lines moves about so many pixels a line. */
const LINE_PX = 16;

export function gestures(picture: Picture, viewport: Viewport, to: To): void {
  const { scroll, axis, band } = picture;
  let next: { factor: number; corner: Corner | [] } | undefined;

  /* Zooms once a frame, however many events there were. */
  function glide(factor: number, corner: Corner | [] = []): void {
    if (!next)
      requestAnimationFrame(() => {
        if (!next) return;
        const { factor, corner } = next;
        next = undefined;
        const month = (viewport.span() / viewport.unit / picture.months) * factor;
        to(Math.max(viewport.fit(), month), "", ...corner);
      });
    next = { factor: (next?.factor ?? 1) * factor, corner };
  }

  /* A point of the window, from the corner of the lanes. */
  function corner(x: number, y: number): Corner {
    const top = (band ?? axis).getBoundingClientRect().bottom;
    const left = scroll.getBoundingClientRect().left + viewport.side;
    return [clamp(0, x - left, viewport.view), Math.max(0, y - top)];
  }

  scroll.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey || viewport.list) return;
      event.preventDefault();
      const turned = clamp(-60, event.deltaY * (event.deltaMode ? LINE_PX : 1), 60);
      glide(Math.exp(-turned / 150), corner(event.clientX, event.clientY));
    },
    { passive: false },
  );

  let apart = 0;
  scroll.addEventListener(
    "touchmove",
    (event) => {
      const [one, other] = event.touches;
      if (!one || !other || viewport.list) return;
      if (event.cancelable) event.preventDefault();
      const now = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      if (apart) glide(now / apart, corner((one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2));
      apart = now;
    },
    { passive: false },
  );
  scroll.addEventListener("touchend", () => {
    apart = 0;
  });

  scroll.addEventListener("keydown", (event) => {
    const factor = FACTORS.get(event.key);
    if (event.ctrlKey || event.metaKey || event.altKey || viewport.list || !(factor ?? event.key === "0")) return;
    event.preventDefault();
    if (factor) glide(factor);
    else to(0, "quarters");
  });
}

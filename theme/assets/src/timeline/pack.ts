/* Rows by first fit: the rule of plugins/milepost/timeline/pack.py, whose examples the tests share. */

import { text, timeline as measures } from "../../../../plugins/milepost/kit/geometry.json";
import type { Span } from "./model.ts";

/* A row holds a stretch from `begin` to `end`, and before it another up to `before`. */
interface Row {
  begin: number;
  end: number;
  before: number;
}

/* Calls `put(one, row, flip)` for each in turn, with row -1 where `most` rows have no room left; gives how many rows
   are taken. The scale is `width` units wide. */
export function pack<T extends { span: Span }>(
  items: Iterable<T>,
  width: number,
  gap: number,
  most: number,
  put: (one: T, row: number, flip: boolean) => void,
): number {
  const rows: Row[] = [];
  for (const one of items) {
    const { span } = one;
    let start = (span.start / 100) * width - (span.start === span.end ? text.icon / 2 : 0);
    const least = Math.max((span.end / 100) * width, start + measures.least);
    let end = Math.max(least, start + span.room);
    const flip = end > width && least - span.room >= 0;
    if (flip) [start, end] = [Math.min(start, least - span.room), least];
    start = Math.min(start, (span.first / 100) * width);
    end = Math.max(end, (span.last / 100) * width);
    const free = rows.findIndex(
      (row) => row.end <= start - gap || (row.before <= start - gap && end + gap <= row.begin),
    );
    const n = free < 0 ? rows.length : free;
    const row = rows[n];
    if (!row && n < most) rows.push({ begin: start, end, before: -Infinity });
    else if (row) row[start - gap >= row.end ? "end" : "before"] = end;
    put(one, n < most ? n : -1, flip);
  }
  return rows.length;
}

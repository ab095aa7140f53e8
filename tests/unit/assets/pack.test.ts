/* The script packs rows by the rule of the server: tests/unit/views/test_pack.py holds the same examples. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { pack } from "../../../theme/assets/src/timeline/pack.ts";
import examples from "./packing.json" with { type: "json" };

for (const [n, example] of examples.entries())
  test(`example ${n}: the rows and sides of labels are the server's`, () => {
    const items = example.spans.map(([start = 0, end = 0, room = 0, first = 0, last = 0], order) => ({
      order,
      span: { start, end, room, first, last },
    }));
    const rows: number[] = [];
    const flips: number[] = [];
    const count = pack(items, example.width, example.gap, example.most ?? Infinity, ({ order }, row, flip) => {
      rows[order] = row;
      flips[order] = Number(flip);
    });
    assert.deepEqual(rows, example.rows);
    assert.deepEqual(flips, example.flips);
    assert.equal(count, Math.max(...example.rows) + 1);
  });

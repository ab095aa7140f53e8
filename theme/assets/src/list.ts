/* Tables that sort by the heads of their columns, and everything that is only filtered. */

import { addressOf } from "./address.ts";
import { all } from "./dom.ts";
import { filters } from "./filters.ts";

/* Columns whose largest value is what a reader wants first. */
const DOWNWARDS = new Set(["score", "progress", "slip"]);

/* Rows of a table, else pieces. Marks of the archive's timeline follow their row: `data-n` is its place as delivered. */
export function list(root: HTMLElement): void {
  const heads = all(root, "[data-sort-by]");
  const body = heads[0]?.closest("table")?.tBodies[0];
  const rows = body ? [...body.rows] : [];
  const pieces = body ? rows : all(root, "[data-piece]");
  const address = addressOf(root);
  const cellOf = (head: HTMLElement): HTMLTableCellElement | null => head.closest("th");

  function sort(head: HTMLElement, down: boolean): void {
    const cell = cellOf(head);
    if (!body || !cell) return;
    for (const one of heads) cellOf(one)?.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    const sorted = rows.map((row): [HTMLTableRowElement, string] => {
      const own = row.cells[cell.cellIndex];
      return [row, own?.dataset.v ?? own?.textContent.trim() ?? ""];
    });
    body.append(...sorted.sort(([, a], [, b]) => compare(a, b, down)).map(([row]) => row));
    address.set({ sort: (down ? "-" : "") + (head.dataset.sortBy ?? "") });
  }

  for (const head of heads)
    head.addEventListener("click", () => {
      const now = cellOf(head)?.getAttribute("aria-sort");
      sort(head, now ? now === "ascending" : DOWNWARDS.has(head.dataset.sortBy ?? ""));
    });
  const marks = all(root, "[data-n]");
  const apply = filters(root, pieces, address, () => {
    for (const mark of marks) mark.classList.toggle("is-out", Boolean(pieces[Number(mark.dataset.n)]?.hidden));
  });
  apply();
  const wanted = address.get("sort");
  const head = heads.find((one) => one.dataset.sortBy === wanted.replace("-", ""));
  if (head) sort(head, wanted.startsWith("-"));
}

/* Numbers as numbers, anything else as text; what is empty is last either way. */
export function compare(a: string, b: string, down: boolean): number {
  if (!a || !b) return Number(!a) - Number(!b);
  const numbers = !isNaN(Number(a)) && !isNaN(Number(b));
  return (numbers ? Number(a) - Number(b) : a.localeCompare(b)) * (down ? -1 : 1);
}

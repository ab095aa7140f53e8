/* The board: filters, and columns by horizon or by status. */

import { board as measures } from "../../../plugins/milepost/kit/geometry.json";
import { addressOf } from "./address.ts";
import { all, countOf, make, setPressed, setText } from "./dom.ts";
import { filters } from "./filters.ts";

export function board(root: HTMLElement): void {
  const grid = root.querySelector<HTMLElement>(".mp-board");
  if (!grid) return;
  const cards = all(root, ".mp-card");
  const buttons = all(root, "[data-columns]");
  const address = addressOf(root);
  const columns = all(grid, ".mp-board__col");
  const homes = cards.map((card) => card.parentElement);

  function tally(narrowed: boolean): void {
    for (const column of all(root, ".mp-board__col")) {
      const inside = all(column, ".mp-card");
      const shown = inside.filter((card) => !card.hidden).length;
      setText(column.querySelector("header p"), countOf(shown, inside.length));
      for (const rest of all<HTMLDetailsElement>(column, "details")) {
        rest.open = narrowed;
        const summary = rest.querySelector("summary");
        if (summary) summary.hidden = narrowed;
      }
    }
  }

  /* New columns like the first one: the statuses in the order the server gives. */
  function byStatus(first: HTMLElement): HTMLElement[] {
    return (root.dataset.mpBoard ?? "").split(" ").map((status) => {
      const column = first.cloneNode(false) as HTMLElement;
      const mine = cards.filter((card) => card.dataset.status === status);
      const header = first.querySelector("header")?.cloneNode(true) as HTMLElement;
      const list = make("ul");
      column.id = "status-" + status;
      setText(header.firstElementChild, mine[0]?.querySelector(".mp-state[data-status]")?.textContent ?? status);
      list.append(...mine.slice(0, measures.full));
      column.append(header, list);
      if (mine.length > measures.full) {
        const rest = make("details", { className: "mp-board__rest" });
        const more = make("ul");
        more.append(...mine.slice(measures.full));
        rest.append(make("summary", { textContent: `${mine.length - measures.full} more` }), more);
        column.append(rest);
      }
      return column;
    });
  }

  function regroup(by: string): void {
    const first = columns[0];
    if (by === "status" && first) grid?.replaceChildren(...byStatus(first));
    else {
      cards.forEach((card, n) => homes[n]?.append(card));
      grid?.replaceChildren(...columns);
    }
    for (const button of buttons) setPressed(button, button.dataset.columns === by);
    address.set({ columns: by === "status" ? by : "" });
    apply();
  }

  const apply = filters(root, cards, address, tally);
  for (const button of buttons) button.addEventListener("click", () => regroup(button.dataset.columns ?? ""));
  regroup(address.get("columns") === "status" ? "status" : "horizon");
}

/* Strategy alignment: one thread alone, the keyboard, and the choice between drawing and list. */

import { addressOf } from "./address.ts";
import { all, closest, setHidden, setPressed, setStyle, setText, styleNumber } from "./dom.ts";
import { alone, drawing, threadOf, type Spot } from "./thread-drawing.ts";

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
    missing: element.dataset.standsFor === "gap",
  }));
  const paths = (["threads", "also", "loose"] as const).map(
    (name) => [name, plane.querySelector(`path[data-${name}]`)] as const,
  );
  const svg = plane.querySelector("svg");
  const entries = all(root, "[data-entry]");
  const clear = root.querySelector<HTMLElement>("[data-clear]");
  const status = root.querySelector<HTMLElement>("[data-focused]");
  let focused = "";

  function draw(shown: Set<string> | undefined): void {
    const found = drawing(columns, shown ? alone(nodes, shown) : nodes, "spine" in (plane?.dataset ?? {}));
    for (const [key, element] of elements) put(element, found.spots.get(key));
    for (const bar of bars) put(bar, found.spots.get(bar.dataset.of ?? ""));
    plane?.style.setProperty("--y", String(found.height));
    svg?.setAttribute("viewBox", `0 0 1000 ${found.height}`);
    for (const [name, path] of paths) path?.setAttribute("d", found[name]);
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
  // Also where nothing has the focus, as on a page that somebody shared.
  document.addEventListener(
    "keydown",
    (event) => {
      const inside = event.target === document.body || (event.target instanceof Node && root.contains(event.target));
      if (event.key !== "Escape" || !focused || !inside) return;
      const from = elements.get(focused);
      focus("");
      linkIn(from)?.focus();
    },
    { signal: leave.signal },
  );
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

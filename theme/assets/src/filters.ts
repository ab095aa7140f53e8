/* Chips, menus and a search field that hide pieces of a view. */

import type { Address } from "./address.ts";
import { all, closest, countOf, fold, isPressed, setHidden, setPressed, setText } from "./dom.ts";

interface MenuOption {
  element: HTMLOptionElement;
  kind: number;
  word: string;
}

/* Values of a kind mean "or", kinds mean "and". Gives the function that applies them; `after(narrowed)` is called when
   what is shown may have changed. */
export function filters(
  root: HTMLElement,
  pieces: HTMLElement[],
  address: Address,
  after: (narrowed: boolean) => void,
): () => void {
  const chips = all(root, ".mp-chip[data-filter]");
  const menus = all<HTMLSelectElement>(root, "select[data-filter]");
  const search = root.querySelector<HTMLInputElement>("[data-search]");
  const status = root.querySelector<HTMLElement>("[data-count]");
  const clear = root.querySelector<HTMLElement>("[data-clear]");
  const kindOf = (control: HTMLElement): string => control.dataset.filter ?? "";
  const kinds = [...new Set([...chips, ...menus].map(kindOf))];
  const values = pieces.map((piece) => kinds.map((kind) => (piece.getAttribute("data-" + kind) ?? "").split(" ")));
  const options: MenuOption[] = menus.flatMap((menu) =>
    [...menu.options]
      .filter((element) => element.value)
      .map((element) => ({
        element,
        kind: kinds.indexOf(kindOf(menu)),
        word: element.dataset.word ?? element.text.replace(/ \(\d+\)$/, ""),
      })),
  );
  let texts: string[] | undefined;

  const chosen = (kind: string): string[] =>
    [
      ...chips.filter((chip) => kindOf(chip) === kind && isPressed(chip)).map((chip) => chip.dataset.value ?? ""),
      ...menus.filter((menu) => kindOf(menu) === kind).map((menu) => menu.value),
    ].filter(Boolean);

  function apply(): void {
    const wanted = kinds.map(chosen);
    const words = fold(search?.value ?? "")
      .split(/\s+/)
      .filter(Boolean);
    const counts = kinds.map(() => new Map<string, number>());
    if (words.length) texts ??= pieces.map((piece) => fold(piece.textContent));
    let shown = 0;
    pieces.forEach((piece, n) => {
      const has = values[n] ?? [];
      const misses = words.every((word) => texts?.[n]?.includes(word)) ? [] : [-1];
      wanted.forEach((any, kind) => {
        if (any.length && !any.some((value) => has[kind]?.includes(value))) misses.push(kind);
      });
      setHidden(piece, misses.length > 0);
      if (!misses.length) shown++;
      // It counts for a kind if no other kind keeps it out.
      if (misses.length < 2)
        has.forEach((own, kind) => {
          const count = counts[kind];
          if (count && (!misses.length || misses[0] === kind))
            for (const value of own) count.set(value, (count.get(value) ?? 0) + 1);
        });
    });
    const count = (kind: number, value = ""): number => counts[kind]?.get(value) ?? 0;
    for (const chip of chips)
      setText(chip.querySelector("span"), String(count(kinds.indexOf(kindOf(chip)), chip.dataset.value)));
    for (const { element, kind, word } of options) setText(element, `${word} (${count(kind, element.value)})`);
    setText(status, countOf(shown, pieces.length, status?.dataset.count || undefined));
    if (clear) clear.hidden = !words.length && wanted.every((any) => !any.length);
    after(shown < pieces.length);
    // Last, as a new address makes the browser lay the page out.
    const state = Object.fromEntries(kinds.map((kind, k) => [kind, (wanted[k] ?? []).join()]));
    address.set(search ? { ...state, find: search.value.trim() } : state);
  }

  function fill(get: (key: string) => string): void {
    const wants = (control: HTMLElement, value = ""): boolean => get(kindOf(control)).split(",").includes(value);
    for (const chip of chips) setPressed(chip, wants(chip, chip.dataset.value));
    for (const menu of menus) menu.value = [...menu.options].find((option) => wants(menu, option.value))?.value ?? "";
    if (search) search.value = get("find");
  }

  fill(address.get);
  root.addEventListener("click", (event) => {
    const chip = closest(event, ".mp-chip[data-filter]");
    if (chip) setPressed(chip, !isPressed(chip));
    else if (closest(event, "[data-clear]")) fill(() => "");
    else return;
    apply();
  });
  for (const menu of menus) menu.addEventListener("change", apply);
  search?.addEventListener("input", apply);
  return apply;
}

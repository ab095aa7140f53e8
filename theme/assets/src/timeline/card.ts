/* The card of a bar, and the light on what it depends on and what depends on it. */

import { all, clamp, closest, make } from "../dom.ts";
import type { Bar, Picture } from "./model.ts";
import type { Viewport } from "./viewport.ts";

/* How long a pointer rests before a card opens, and how long it may be away before it closes. */
const OPEN_MS = 120;
const CLOSE_MS = 250;
/* Pixels between a card and the edges of the window, and its bar. */
const EDGE = 8;

export interface Cards {
  /* `pin` keeps the card when the pointer leaves, and puts it into the address. `x` is where the pointer is. */
  show: (bar: Bar, pin: boolean, x?: number) => void;
  hide: () => void;
  /* Bars have moved, or are hidden now. */
  moved: () => void;
}

interface Open {
  bar: Bar;
  card: HTMLElement;
  near: number;
  pinned: boolean;
}

export function cards(
  picture: Picture,
  viewport: Viewport,
  template: HTMLTemplateElement,
  leave: AbortController,
): Cards {
  const { root, scroll, address } = picture;
  const { signal } = leave;
  const fill = filler(picture, template);
  const lit: [Element, string][] = [];
  let open: Open | undefined;
  let timer: number | undefined;
  let pressed: Bar | undefined;
  let touch = false;
  let keyed = false;
  const barAt = (event: Event): Bar | undefined => {
    const el = closest(event, ".mp-bar");
    return el ? picture.byElement.get(el) : undefined;
  };
  const isInside = (element: Element, target: EventTarget | null): boolean =>
    target instanceof Node && element.contains(target);

  /* Puts the card beside its bar; gives whether the bar is in sight. */
  function place({ bar, card, near }: Open): boolean {
    const at = bar.link.getBoundingClientRect();
    const box = (bar.span ? scroll : root).getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const from = Math.max(at.left, box.left + (bar.span ? viewport.side : 0));
    const up = at.bottom + height + 2 * EDGE > innerHeight && at.top - height - 2 * EDGE > 0;
    const top = up ? at.top - height - EDGE : at.bottom + EDGE;
    card.style.left = `${clamp(EDGE, Math.max(from, near - 40), innerWidth - width - EDGE)}px`;
    card.style.top = `${clamp(EDGE, top, innerHeight - height - EDGE)}px`;
    return at.bottom > box.top && at.top < box.bottom && at.right > from && at.left < box.right;
  }

  function light(el: Element, name: string): void {
    el.classList.add(name);
    lit.push([el, name]);
  }
  function trace(bar: Bar): void {
    light(bar.el, "is-at");
    for (const [edges, end] of [
      ["before", "from"],
      ["after", "to"],
    ] as const) {
      const chain = new Set([bar]);
      // A set is walked to what is added on the way.
      for (const one of chain)
        for (const edge of one[edges]) {
          if (edge.el.hidden) continue;
          light(edge.el, "is-on");
          if (edge[end] !== bar) light(edge[end].el, "is-rel");
          chain.add(edge[end]);
        }
    }
    root.classList.toggle("is-tracing", lit.length > 1);
  }

  function show(bar: Bar, pin: boolean, x = 0): void {
    clearTimeout(timer);
    if (viewport.list || !root.isConnected) return;
    if (open?.bar !== bar) {
      hide();
      const card = fill(bar);
      if (!card) return;
      open = { bar, card, near: x, pinned: false };
      card.popover = "manual";
      bar.link.after(card);
      (card as Partial<HTMLElement>).showPopover?.();
      trace(bar);
      place(open);
    }
    if (pin) address.set({ item: bar.id });
    open.pinned ||= pin;
  }

  function hide(): void {
    clearTimeout(timer);
    if (!open) return;
    const { card, pinned } = open;
    open = undefined;
    card.remove();
    for (const [el, name] of lit.splice(0)) el.classList.remove(name);
    root.classList.remove("is-tracing");
    if (pinned) address.set({ item: "" });
  }

  function moved(): void {
    if (open?.bar.el.hidden) hide();
    else if (open) place(open);
  }

  function over(event: PointerEvent): void {
    if (event.pointerType !== "mouse") return;
    const bar = barAt(event);
    clearTimeout(timer);
    if (bar && bar !== open?.bar) timer = window.setTimeout(show, OPEN_MS, bar, false, event.clientX);
    else if (!bar && open && !open.pinned && !open.bar.el.querySelector(":focus-visible"))
      timer = window.setTimeout(hide, CLOSE_MS);
  }
  // What keys move under a resting pointer is not pointed at.
  root.addEventListener("pointerover", (event) => {
    if (!keyed) over(event);
  });
  root.addEventListener("pointermove", (event) => {
    if (keyed) over(event);
    keyed = false;
  });
  root.addEventListener("pointerleave", over);
  root.addEventListener("focusin", (event) => {
    const bar = barAt(event);
    if (event.target === bar?.link && bar.link.matches(":focus-visible")) show(bar, false);
  });
  root.addEventListener("focusout", (event) => {
    if (open && event.relatedTarget && !isInside(open.bar.el, event.relatedTarget)) hide();
  });
  // The first tap on a bar opens its card, the second one follows its link.
  root.addEventListener("click", (event) => {
    const bar = barAt(event);
    if (!touch || !event.detail || viewport.list || !bar || !isInside(bar.link, event.target) || pressed === bar)
      return;
    event.preventDefault();
    event.stopPropagation();
    show(bar, true);
  });
  document.addEventListener(
    "pointerdown",
    (event) => {
      keyed = false;
      touch = event.pointerType !== "mouse";
      pressed = open?.bar;
      if (open && !isInside(open.bar.el, event.target)) hide();
    },
    { signal },
  );
  document.addEventListener(
    "scroll",
    (event) => {
      if (!open || isInside(open.card, event.target)) return;
      if (!place(open)) hide();
    },
    { signal, capture: true },
  );
  document.addEventListener(
    "keydown",
    (event) => {
      keyed = true;
      if (event.key !== "Escape") return;
      const active = document.activeElement;
      if (open) {
        const back = isInside(open.card, active) ? open.bar.link : undefined;
        hide();
        back?.focus({ preventScroll: true });
        // The focus has opened it again.
        hide();
      } else if (active?.closest(".mp-bar, .mp-sign") && root.contains(active)) scroll.focus({ preventScroll: true });
    },
    { signal },
  );
  return { show, hide, moved };
}

/* Makes the card of a bar out of what the page says about it. */
function filler(picture: Picture, template: HTMLTemplateElement): (bar: Bar) => HTMLElement | undefined {
  const { root, byId, bars } = picture;
  const names = new Map(
    picture.groupings.flatMap(({ key, heads }) => heads.map(([token, title]) => [`${key} ${token}`, title])),
  );
  for (const option of all<HTMLOptionElement>(root, "option[data-word]"))
    names.set(`${option.parentElement?.dataset.filter ?? ""} ${option.value}`, option.dataset.word ?? "");
  const title = (bar: Bar): string => bar.el.querySelector(".mp-bar__title")?.textContent ?? "";
  const copy = (part: Node): Node => part.cloneNode(true);
  const links = (found: Bar[]): (Node | string)[] =>
    found.flatMap((bar, n) => {
      const one = make("a", { dir: "auto", textContent: title(bar) });
      if (bar.link instanceof HTMLAnchorElement && bar.link.href) one.href = bar.link.href;
      return n ? [", ", one] : [one];
    });
  const said = (bar: Bar, key: string): string =>
    (bar.el.getAttribute("data-" + key) ?? "")
      .split(" ")
      .map((token) => token && names.get(`${key} ${token}`))
      .filter(Boolean)
      .join(", ");

  function stateOf(bar: Bar): Node {
    const [icon, state] = bar.el.querySelectorAll(".mp-bar__label > :is(.mp-i, .mp-sr)");
    const word = make("span", { className: "mp-state" });
    word.dataset.status = bar.el.dataset.status ?? "";
    if (icon) word.append(copy(icon));
    word.append(state?.textContent.replace(/: $/, "") ?? "");
    return word;
  }

  /* What a slot of the template holds. */
  function content(bar: Bar, slot: string): (Node | string)[] {
    switch (slot) {
      case "when":
        return [...(bar.el.querySelector(".mp-bar__when")?.childNodes ?? [])].map(copy);
      case "part_of": {
        const whole = byId.get(bar.el.dataset.partOf ?? "");
        return links(whole ? [whole] : []);
      }
      case "parts":
        return links(bars.filter((one) => one.el.dataset.partOf === bar.id));
      case "waits_for":
        return links(bar.before.map((edge) => edge.from));
      case "needed_by":
        return links(bar.after.map((edge) => edge.to));
      default:
        return [said(bar, slot)].filter(Boolean);
    }
  }

  return (bar) => {
    const card = template.content.firstElementChild?.cloneNode(true);
    if (!(card instanceof HTMLElement)) return undefined;
    card.querySelector(".mp-pop__head a")?.replaceWith(...links([bar]));
    card.setAttribute("aria-label", title(bar));
    const more = all(bar.el, ".mp-bar__label > :is(.mp-state, .mp-bar__moved)").map(copy);
    card.querySelector(".mp-pop__state")?.append(stateOf(bar), ...more);
    for (const slot of all(card, "[data-slot]")) {
      const key = slot.dataset.slot ?? "";
      if (key === "facts") {
        slot.replaceWith(...all(bar.el, ":scope > .mp-bar__facts > div").map(copy));
        continue;
      }
      const inside = content(bar, key);
      if (inside.length) slot.querySelector("dd")?.append(...inside);
      else slot.remove();
    }
    return card;
  };
}

/* Small helpers over the DOM. What writes does so only where something changes: a write costs a style or a layout. */

export const DAY = 864e5;

export const all = <E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): E[] => [
  ...root.querySelectorAll<E>(selector),
];

/* The closest element around the target of an event. */
export const closest = (event: Event, selector: string): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;

export const make = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  values: Partial<HTMLElementTagNameMap[T]> = {},
): HTMLElementTagNameMap[T] => Object.assign(document.createElement(tag), values);

export const setText = (element: Element | null | undefined, text: string): void => {
  if (element && element.textContent !== text) element.textContent = text;
};

export const setHidden = (element: HTMLElement, hidden: boolean): void => {
  if (element.hidden !== hidden) element.hidden = hidden;
};

export const setPressed = (button: Element, pressed: boolean): void => {
  if (isPressed(button) !== pressed) button.setAttribute("aria-pressed", String(pressed));
};

export const isPressed = (button: Element): boolean => button.getAttribute("aria-pressed") === "true";

/* A number that the server wrote into a custom property of an element; NaN where it wrote none. */
export const styleNumber = (element: HTMLElement, name: string): number =>
  parseFloat(element.style.getPropertyValue("--" + name));

export const setStyle = (element: HTMLElement, name: string, value: number): void =>
  element.style.setProperty("--" + name, String(value));

export const clamp = (low: number, value: number, high: number): number => Math.max(low, Math.min(value, high));

export const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/* Text as it is compared: without case and accents. */
export const fold = (text: string): string => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

const grouped = (count: number): string => count.toLocaleString("en");

/* "3 of 12 items", "12 stories", "1 item". */
export const countOf = (shown: number, total: number, noun = "item"): string =>
  (shown < total ? `${grouped(shown)} of ${grouped(total)}` : grouped(total)) +
  ` ${total === 1 ? noun : `${noun.replace(/y$/, "ie")}s`}`;

/* A page for the scripts under test. It has no layout: what needs measures gets those that a test gives. */

import { JSDOM } from "jsdom";

const SHARED = [
  "document",
  "location",
  "history",
  "Element",
  "HTMLElement",
  "HTMLAnchorElement",
  "Node",
  "getComputedStyle",
  "AbortController",
  "screen",
  "innerWidth",
  "innerHeight",
] as const;

export interface TestPage {
  window: JSDOM["window"];
  root: HTMLElement;
  find: (selector: string) => HTMLElement;
  /* What `read` gives for each element of a selector. */
  each: <T>(selector: string, read: (element: HTMLElement) => T) => T[];
  query: () => string;
}

class NeverResized implements ResizeObserver {
  observe = (): void => undefined;
  unobserve = (): void => undefined;
  disconnect = (): void => undefined;
}

/* Makes `html` the page at hand; `root` is its first element. */
export function page(html: string, query = ""): TestPage {
  const { window } = new JSDOM(`<!doctype html><body>${html}</body>`, { url: `https://example.org/plan/${query}` });
  const inWindow = window as unknown as Record<string, unknown>;
  for (const name of SHARED)
    Object.defineProperty(globalThis, name, { value: inWindow[name], configurable: true, writable: true });
  Object.defineProperty(globalThis, "window", { value: window, configurable: true, writable: true });
  globalThis.ResizeObserver = NeverResized;
  globalThis.requestAnimationFrame = (run) => Number(setTimeout(run, 0, 0));
  window.Element.prototype.scrollIntoView = () => undefined;
  const find = (selector: string): HTMLElement => {
    const found = window.document.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`there is no ${selector}`);
    return found;
  };
  return {
    window,
    root: find("body > *"),
    find,
    each: (selector, read) => [...window.document.querySelectorAll<HTMLElement>(selector)].map(read),
    query: () => window.location.search,
  };
}

export const text = (element: HTMLElement): string => element.textContent;

/* What the scripts of a page know of each other. */

/* Runs one part of a page. `leave` is aborted when instant navigation has taken the page away. */
export type View = (root: HTMLElement, leave: AbortController) => void;

/* Timelines that a script works on; those on a poster are for paper. */
export const TIMELINE = "[data-mp-timeline]:not(.mp-poster *)";

declare global {
  interface Window {
    milepost?: {
      /* Runs a view on each element of the page, and of pages to come, that a selector finds. */
      add: (selector: string, view: View) => void;
    };
    /* Material's: tells of each page that instant navigation has put in place. */
    document$?: { subscribe: (next: () => void) => void };
  }
}

/* What a timeline is made of. Places are percent of the scale, lengths are units; screen and paper have a layout each. */

import type { Address } from "../address.ts";

export type Medium = "screen" | "paper";

/* The part of the scale that something takes: it, its label of so much `room`, and what is drawn around it. */
export interface Span {
  start: number;
  end: number;
  room: number;
  first: number;
  last: number;
}

/* A row, and whether the label ends with its bar. */
export interface Spot {
  row: number;
  flip: boolean;
}

/* Something a reader can stop at: a bar, or a sign above the lanes. */
export interface Stop {
  el: HTMLElement;
  link: HTMLElement;
  /* None in the tray. */
  span: Span | undefined;
  screen: Spot;
}

export interface Bar extends Stop {
  order: number;
  id: string;
  paper: Spot;
  /* Set when the bars are first grouped, and by every other grouping. */
  lane: Lane | undefined;
  /* Dependencies that lead to it, and from it. */
  before: Edge[];
  after: Edge[];
}

export interface PlacedBar extends Bar {
  span: Span;
}

export interface Sign {
  el: HTMLElement;
  link: HTMLElement | null;
  span: Span;
  screen: Spot;
  bare: boolean;
}

export interface Ends {
  y1: number;
  y2: number;
}

export interface Edge {
  el: HTMLElement;
  from: Bar;
  to: Bar;
  screen: Ends;
  paper: Ends;
}

/* How high a lane is, and where it begins below the first one. */
export interface Extent {
  height: number;
  top: number;
}

export interface Lane {
  el: HTMLElement;
  bars: Bar[];
  /* What its name needs. */
  least: number;
  count: HTMLElement | null;
  /* What the server counted, where it made the lane. */
  said: string;
  screen: Extent;
  paper: Extent;
}

/* A lane's key, its name, its color (0: none) and the height of its name. */
export type Head = [key: string, title: string, color: number, height: number];

export interface Grouping {
  key: string;
  label: string;
  heads: Head[];
}

export interface Picture {
  root: HTMLElement;
  scroll: HTMLElement;
  canvas: HTMLElement;
  axis: HTMLElement;
  grid: HTMLElement | null;
  bars: Bar[];
  byId: Map<string, Bar>;
  byElement: Map<Element, Bar>;
  edges: Edge[];
  signs: Sign[];
  band: HTMLElement | null;
  groupings: Grouping[];
  address: Address;
  /* The first day as milliseconds, and how many days there are; NaN on a scale of horizons. */
  first: number;
  days: number;
  /* What ends before this percent is over, and takes the room that the rest leaves. */
  since: number;
  /* NaN on a scale of horizons. */
  today: number;
  /* The length of the scale in months, and the width of one at the opening zoom. */
  months: number;
  month: number;
  /* The width of the scale on paper. */
  track: number;
  pitch: number;
  bar: number;
  pad: number;
  gap: number;
}

export const isPlaced = (bar: Bar): bar is PlacedBar => bar.span !== undefined;

/* A small timeline as the server draws it: a year, two lanes, three bars, two dependencies, a sign, a tray. */

import { page, type TestPage } from "./page.ts";

interface Drawn {
  id: string;
  keys: string;
  style: string;
  title: string;
}

const bar = ({ id, keys, style, title }: Drawn): string =>
  `<li class="mp-bar" id="item-${id}" data-id="${id}" ${keys} style="${style}"><a href="../${id}/"><span class="mp-bar__label"><svg class="mp-i"></svg><span class="mp-sr">Planned: </span><span class="mp-bar__title">${title}</span></span></a><span class="mp-bar__when">Q1</span><dl class="mp-bar__facts"><div><dt>Why</dt><dd>Because</dd></div></dl></li>`;
const dependency = (from: string, to: string): string =>
  `<i class="mp-dep" data-from="${from}" data-to="${to}" data-shape="ahead" style="--y1:0;--y2:0;--py1:0;--py2:0"></i>`;
const lane = (key: string, bars: string, count: string): string =>
  `<section class="mp-lane" data-key="${key}" style="--h:2.9;--ph:2.9"><div class="mp-lane__label"><h2>${key}</h2><p>${count}</p></div><ul class="mp-lane__track">${bars}</ul><div class="mp-deps mp-deps--lane"></div></section>`;

const heads = (...keys: string[]): [string, string, number, number][] =>
  keys.map((key, n) => [key, key.toUpperCase(), n + 1, 2.9]);
const GROUPINGS = [
  { key: "theme", label: "Theme", heads: heads("sea", "land") },
  { key: "team", label: "Team", heads: heads("web", "") },
];

const READERS = {
  id: "readers",
  keys: 'data-theme="sea" data-team="web"',
  style: "--s:0;--e:20;--w:10;--row:0;--prow:0",
  title: "Readers",
};
const TICKETS = {
  id: "tickets",
  keys: 'data-theme="sea"',
  style: "--s:30;--e:60;--w:10;--row:0;--prow:0",
  title: "Tickets",
};
const GATES = {
  id: "gates",
  keys: 'data-theme="land" data-team="web" data-part-of="readers"',
  style: "--s:40;--e:90;--w:10;--row:0;--prow:0",
  title: "Gates",
};
const LATER = { id: "later", keys: 'data-team="web"', style: "", title: "Later" };

export const HTML = `<div data-mp-timeline data-scale="quarters" data-grouping="theme" data-first="2026-01-01" data-last="2026-12-31" data-since="0" style="--months:12;--month:2.75;--paper-track:60;--label:8.6;--pitch:2;--bar:1.35;--pad:0.45;--gap:0.4;--today:50">
  <select data-lanes><option value="theme" selected>Theme</option><option value="team">Team</option></select>
  <button data-zoom-to="weeks" aria-pressed="false"></button><button data-zoom-to="quarters" aria-pressed="true"></button>
  <button class="mp-chip" aria-pressed="false" data-filter="team" data-value="web">Web <span></span></button>
  <span data-count></span>
  <div class="mp-tl__scroll" tabindex="0"><div class="mp-tl__canvas" style="--month:2.75">
    <div class="mp-tl__axis"><div class="mp-tl__corner">Theme</div><div class="mp-tl__scale"></div></div>
    <section class="mp-signs" style="--rows:1"><ul><li class="mp-sign" style="--s:25;--e:25;--w:6;--row:0"><svg class="mp-i"></svg><span><a href="#launch">Launch</a></span></li></ul></section>
    <div class="mp-tl__lanes"><div class="mp-tl__grid"></div><div class="mp-deps">${dependency("tickets", "gates")}${dependency("readers", "nobody")}</div>
      ${lane("sea", bar(READERS) + bar(TICKETS), "2 items").replace('deps--lane">', `deps--lane">${dependency("readers", "tickets")}`)}
      ${lane("land", bar(GATES), "1 item")}
    </div></div></div>
  <section data-tray><div class="mp-lane__label"><h2>Later</h2><p>1 item</p></div><ul>${bar(LATER)}</ul></section>
  <template data-card data-groupings='${JSON.stringify(GROUPINGS)}'><div class="mp-pop"><p class="mp-pop__head"><a></a></p><p class="mp-pop__state"></p><dl>
    <div data-slot="when"><dt>When</dt><dd></dd></div><div data-slot="facts"></div><div data-slot="part_of"><dt>Part of</dt><dd></dd></div>
    <div data-slot="waits_for"><dt>Depends on</dt><dd></dd></div><div data-slot="needed_by"><dt>Needed by</dt><dd></dd></div>
    <div data-slot="team"><dt>Team</dt><dd></dd></div></dl></div></template>
</div>`;

const UNIT_PX = 20;
const VIEW_PX = 400;

/* The timeline with a view 400 pixels wide, in which a unit is 20. */
export function picture(query = ""): TestPage {
  const made = page(HTML, query);
  const { prototype } = made.window.HTMLElement;
  const width = (): { configurable: boolean; get: () => number } => ({ configurable: true, get: () => VIEW_PX });
  Object.defineProperty(prototype, "offsetWidth", width());
  Object.defineProperty(prototype, "clientWidth", width());
  const computed = { getPropertyValue: (name: string) => (name === "--u" ? `${UNIT_PX}px` : "") };
  globalThis.getComputedStyle = () => computed as CSSStyleDeclaration;
  return made;
}

/* The timeline: filters, zooms and regroups what the server drew. */

import { filters } from "../filters.ts";
import { cards } from "./card.ts";
import { keyboard } from "./keyboard.ts";
import { lanes as lanesOf } from "./lanes.ts";
import { layout as layoutOf } from "./layout.ts";
import { read } from "./read.ts";
import { Viewport } from "./viewport.ts";
import { zoom as zoomOf, type Listeners } from "./zoom.ts";

const ignore = (): void => undefined;

export function timeline(root: HTMLElement, leave: AbortController): void {
  const picture = read(root);
  const lanes = picture && lanesOf(picture);
  if (!lanes) return;
  const { address, bars } = picture;
  const viewport = new Viewport(picture);
  const layout = layoutOf(picture, lanes, viewport);
  const listeners: Listeners = { moved: ignore, switched: ignore };
  lanes.group(address.get("lanes"));
  const zoom = zoomOf(picture, lanes, layout, viewport, listeners);

  const template = root.querySelector<HTMLTemplateElement>("template[data-card]");
  if (!template) {
    zoom.open();
    return;
  }
  const card = cards(picture, viewport, template, leave);
  const keys = keyboard(picture, lanes, viewport, zoom.reveal);
  listeners.moved = card.moved;
  listeners.switched = () => {
    card.hide();
    keys.switched();
  };

  const menu = root.querySelector<HTMLSelectElement>("[data-lanes]");
  if (menu) {
    menu.value = lanes.grouping;
    menu.addEventListener("change", () => {
      card.hide();
      lanes.group(menu.value);
      apply();
      address.set({ lanes: menu.value === root.dataset.grouping ? "" : menu.value });
    });
  }
  const pieces = bars.map((bar) => bar.el);
  const apply = filters(root, pieces, address, (narrowed) => {
    layout.settle(narrowed);
    card.moved();
    keys.rove();
  });
  apply();
  zoom.restore();
  listeners.switched();
  zoom.open();

  function jump(id: string | undefined, pin: boolean): void {
    const bar = picture?.byId.get(id ?? "");
    if (!bar || bar.el.hidden) return;
    zoom.reveal(bar, true);
    card.show(bar, pin);
  }
  const named = (): string | undefined => bars.find((bar) => "#" + encodeURI(bar.el.id) === location.hash)?.id;
  window.addEventListener("hashchange", () => jump(named(), false), { signal: leave.signal });
  const id = named();
  if (id) jump(id, false);
  else jump(address.get("item"), true);
}

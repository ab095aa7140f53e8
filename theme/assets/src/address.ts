/* What a view keeps in the address. Where a page has several, the parameters of each begin with its name. */

export interface Address {
  get: (key: string) => string;
  /* An empty value leaves the parameter out. */
  set: (values: Record<string, string>) => void;
}

export function addressOf(root: HTMLElement): Address {
  const name = (root.dataset.mpTimeline || root.dataset.prefix || "").replace(/-$/, "");
  const prefix = name && name + ".";
  const home = location.pathname;
  const get = (key: string): string => new URLSearchParams(location.search).get(prefix + key) ?? "";

  function set(values: Record<string, string>): void {
    const changed = Object.entries(values).filter(([key, value]) => get(key) !== value);
    if (!changed.length || !root.isConnected || location.pathname !== home) return;
    const state = new URLSearchParams(location.search);
    for (const [key, value] of changed)
      if (value) state.set(prefix + key, value);
      else state.delete(prefix + key);
    const query = state.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", home + (query && "?" + query) + location.hash);
  }
  return { get, set };
}

/* Milepost: filters, sorts and regroups what a page already says, and keeps that in its address. Nothing is fetched. */
(() => {
  const FULL = 24;
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const kept = key => new URLSearchParams(location.search).get(key) ?? "";
  const keep = (key, value) => {
    const state = new URLSearchParams(location.search);
    value ? state.set(key, value) : state.delete(key);
    const query = state.toString();
    history.replaceState(history.state, "", location.pathname + (query ? "?" + query : "") + location.hash);
  };
  const some = (count, total) => (count < total ? `${count} of ${total}` : total) + (total === 1 ? " item" : " items");

  /* What is shown: chips of a kind mean "or", kinds mean "and". Calls `after(narrowed)` when that has changed. */
  function filters(root, pieces, after) {
    const chips = all(root, ".mp-chip"), menus = all(root, "select[data-filter]"), search = root.querySelector("[data-search]");
    const say = root.querySelector("[data-count]"), clear = root.querySelector("[data-clear]");
    const texts = new Map(search ? pieces.map(piece => [piece, piece.textContent.toLowerCase()]) : []);

    function apply() {
      const on = {};
      for (const { dataset } of chips.filter(chip => chip.ariaPressed === "true")) (on[dataset.filter] ??= []).push(dataset.value);
      for (const menu of menus) if (menu.value) on[menu.dataset.filter] = [menu.value];
      const words = (search?.value ?? "").trim().toLowerCase();
      let shown = 0;
      for (const piece of pieces) {
        const fits = Object.entries(on).every(([key, values]) => values.includes(piece.dataset[key])) && (!words || texts.get(piece).includes(words));
        piece.hidden = !fits;
        shown += fits;
      }
      for (const key of new Set([...chips, ...menus].map(one => one.dataset.filter))) keep(key, on[key]?.join() ?? "");
      if (search) keep("q", words);
      say.textContent = some(shown, pieces.length);
      clear.hidden = shown === pieces.length && !words;
      after(shown < pieces.length);
    }

    const wanted = key => kept(key).split(",");
    for (const chip of chips) chip.ariaPressed = String(wanted(chip.dataset.filter).includes(chip.dataset.value));
    for (const menu of menus) menu.value = all(menu, "option").some(option => option.value === kept(menu.dataset.filter)) ? kept(menu.dataset.filter) : "";
    if (search) search.value = kept("q");
    root.addEventListener("click", event => {
      const chip = event.target.closest(".mp-chip");
      if (chip) chip.ariaPressed = String(chip.ariaPressed !== "true");
      if (event.target.closest("[data-clear]")) {
        for (const one of chips) one.ariaPressed = "false";
        for (const menu of menus) menu.value = "";
        if (search) search.value = "";
      } else if (!chip) return;
      apply();
    });
    for (const menu of menus) menu.addEventListener("change", apply);
    search?.addEventListener("input", apply);
    return apply;
  }

  function board(root) {
    const grid = root.querySelector(".mp-board"), cards = all(root, ".mp-card"), buttons = all(root, "[data-columns]");
    const columns = all(grid, ".mp-board__col"), homes = cards.map(card => card.parentNode);

    function tally(narrowed) {
      for (const column of all(grid, ".mp-board__col")) {
        const inside = all(column, ".mp-card"), shown = inside.filter(card => !card.hidden).length;
        column.querySelector("header p").textContent = some(shown, inside.length);
        for (const rest of all(column, "details")) {
          rest.open = narrowed;
          rest.firstElementChild.hidden = narrowed;
        }
      }
    }

    function byStatus() {
      return root.dataset.mpBoard.split(" ").map(status => {
        const column = columns[0].cloneNode(false), mine = cards.filter(card => card.dataset.status === status);
        column.id = "status-" + status;
        column.innerHTML = "<header><h2></h2><p></p></header><ul></ul>";
        column.querySelector("h2").textContent = mine[0].querySelector(".mp-state[data-status]").textContent;
        column.querySelector("ul").append(...mine.slice(0, FULL));
        if (mine.length > FULL) {
          column.insertAdjacentHTML("beforeend", `<details class="mp-board__rest"><summary>${mine.length - FULL} more</summary><ul></ul></details>`);
          column.querySelector("details ul").append(...mine.slice(FULL));
        }
        return column;
      });
    }

    function regroup(by) {
      if (by === "status") grid.replaceChildren(...byStatus());
      else {
        cards.forEach((card, n) => homes[n].append(card));
        grid.replaceChildren(...columns);
      }
      for (const button of buttons) button.ariaPressed = String(button.dataset.columns === by);
      keep("columns", by === "status" ? by : "");
      apply();
    }

    const apply = filters(root, cards, tally);
    for (const button of buttons) button.addEventListener("click", () => regroup(button.dataset.columns));
    regroup(kept("columns") === "status" ? "status" : "horizon");
  }

  function list(root) {
    const body = root.querySelector("tbody"), heads = all(root, "th"), rows = [...body.rows];
    const downwards = new Set(["score", "progress", "slip"]);

    function sort(key, down) {
      const head = heads.find(one => one.firstElementChild.dataset.sortBy === key);
      if (!head) return;
      for (const one of heads) one.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const values = new Map(rows.map(row => [row, row.cells[head.cellIndex].dataset.v ?? row.cells[head.cellIndex].textContent.trim()]));
      const order = (a, b) => {
        if (!a || !b) return !a - !b;
        return (isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b) * (down ? -1 : 1);
      };
      body.append(...rows.toSorted((a, b) => order(values.get(a), values.get(b))));
      keep("sort", (down ? "-" : "") + key);
    }

    for (const head of heads) head.firstElementChild.addEventListener("click", () => {
      const key = head.firstElementChild.dataset.sortBy, now = head.getAttribute("aria-sort");
      sort(key, now ? now === "ascending" : downwards.has(key));
    });
    filters(root, rows, () => {})();
    const wanted = kept("sort");
    if (wanted) sort(wanted.replace(/^-/, ""), wanted.startsWith("-"));
  }

  function start() {
    for (const [selector, run] of [["[data-mp-board]", board], ["[data-mp-list]", list]])
      for (const root of all(document, selector)) {
        if ("mpReady" in root.dataset) continue;
        root.dataset.mpReady = "";
        run(root);
      }
  }
  window.document$ ? document$.subscribe(start) : document.addEventListener("DOMContentLoaded", start);
})();

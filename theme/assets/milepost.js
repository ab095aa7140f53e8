/* Milepost: filters, sorts, zooms and regroups what a page already says. */
(() => {
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const count = number => number.toLocaleString("en");
  const some = (shown, total, noun) => (shown < total ? `${count(shown)} of ${count(total)}` : count(total)) + ` ${noun || "item"}${total === 1 ? "" : "s"}`;
  const fold = text => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const round = (number, digits) => Number(number.toFixed(digits));
  const within = (low, number, high) => Math.max(low, Math.min(number, high));
  const tell = (element, words) => { if (element && element.textContent !== words) element.textContent = words; };
  const make = (tag, values) => Object.assign(document.createElement(tag), values);
  const veil = (element, out) => { if (element.hidden !== out) element.hidden = out; };
  const press = (button, on) => { if (button.ariaPressed !== String(on)) button.ariaPressed = String(on); };

  /* What a view keeps in the address. Where a page has several, the parameters of each begin with its name. */
  function memory(root) {
    const name = (root.dataset.mpTimeline || root.dataset.prefix || "").replace(/-$/, ""), dot = name && name + ".", home = location.pathname;
    const get = key => new URLSearchParams(location.search).get(dot + key) ?? "";
    function set(values) {
      const changed = Object.entries(values).filter(([key, value]) => get(key) !== value);
      if (!changed.length || !root.isConnected || location.pathname !== home) return;
      const state = new URLSearchParams(location.search);
      for (const [key, value] of changed) value ? state.set(dot + key, value) : state.delete(dot + key);
      const query = state.toString().replaceAll("%2C", ",");
      history.replaceState(history.state, "", home + (query && "?" + query) + location.hash);
    }
    return { get, set };
  }

  /* Values of a kind mean "or", kinds mean "and". Calls `after(narrowed)` when what is shown has changed. */
  function filters(root, pieces, address, after) {
    const chips = all(root, ".mp-chip[data-filter]"), menus = all(root, "select[data-filter]"), search = root.querySelector("[data-search]");
    const say = root.querySelector("[data-count]"), clear = root.querySelector("[data-clear]");
    const kinds = [...new Set([...chips, ...menus].map(one => one.dataset.filter))];
    const held = pieces.map(piece => kinds.map(kind => (piece.getAttribute("data-" + kind) ?? "").split(" ")));
    const options = menus.flatMap(menu => all(menu, "option").filter(one => one.value).map(one => [one, kinds.indexOf(menu.dataset.filter), one.dataset.word ?? one.text.replace(/ \(\d+\)$/, "")]));
    let texts;

    function apply() {
      const chosen = [...chips.filter(chip => chip.ariaPressed === "true"), ...menus];
      const on = kinds.map(kind => chosen.filter(one => one.dataset.filter === kind).map(one => one.dataset.value ?? one.value).filter(Boolean));
      const words = fold(search?.value ?? "").split(/\s+/).filter(Boolean), counts = kinds.map(() => new Map());
      if (words.length) texts ??= pieces.map(piece => fold(piece.textContent));
      let shown = 0;
      pieces.forEach((piece, n) => {
        const misses = words.every(word => texts[n].includes(word)) ? [] : [-1];
        on.forEach((values, k) => values.length && !values.some(value => held[n][k].includes(value)) && misses.push(k));
        veil(piece, misses.length > 0);
        shown += !misses.length;
        /* It counts for a kind if no other kind keeps it out. */
        if (misses.length < 2) held[n].forEach((values, k) => {
          if (!misses.length || misses[0] === k) for (const value of values) counts[k].set(value, (counts[k].get(value) ?? 0) + 1);
        });
      });
      const number = (k, value) => counts[k].get(value) ?? 0;
      for (const chip of chips) tell(chip.querySelector("span"), String(number(kinds.indexOf(chip.dataset.filter), chip.dataset.value)));
      for (const [option, k, word] of options) tell(option, `${word} (${number(k, option.value)})`);
      tell(say, some(shown, pieces.length, say?.dataset.count));
      if (clear) clear.hidden = !words.length && on.every(values => !values.length);
      after(shown < pieces.length);
      /* Last, as a new address makes the browser lay the page out. */
      address.set({ ...Object.fromEntries(kinds.map((kind, k) => [kind, on[k].join()])), ...(search && { find: search.value.trim() }) });
    }

    function fill(get) {
      const wanted = (one, value) => get(one.dataset.filter).split(",").includes(value);
      for (const chip of chips) press(chip, wanted(chip, chip.dataset.value));
      for (const menu of menus) menu.value = all(menu, "option").find(option => wanted(menu, option.value))?.value ?? "";
      if (search) search.value = get("find");
    }
    fill(address.get);
    root.addEventListener("click", event => {
      const chip = event.target.closest(".mp-chip[data-filter]");
      if (chip) press(chip, chip.ariaPressed !== "true");
      else if (event.target.closest("[data-clear]")) fill(() => "");
      else return;
      apply();
    });
    for (const menu of menus) menu.addEventListener("change", apply);
    search?.addEventListener("input", apply);
    return apply;
  }

  const FULL = 24;

  function board(root) {
    const grid = root.querySelector(".mp-board"), cards = all(root, ".mp-card"), buttons = all(root, "[data-columns]"), address = memory(root);
    const columns = all(grid, ".mp-board__col"), homes = cards.map(card => card.parentNode);

    function tally(narrowed) {
      for (const column of all(grid, ".mp-board__col")) {
        const inside = all(column, ".mp-card"), shown = inside.filter(card => !card.hidden).length;
        tell(column.querySelector("header p"), some(shown, inside.length));
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
        column.append(columns[0].querySelector("header").cloneNode(true), make("ul"));
        column.querySelector("header").firstElementChild.textContent = mine[0].querySelector(".mp-state[data-status]").textContent;
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
      for (const button of buttons) press(button, button.dataset.columns === by);
      address.set({ columns: by === "status" ? by : "" });
      apply();
    }

    const apply = filters(root, cards, address, tally);
    for (const button of buttons) button.addEventListener("click", () => regroup(button.dataset.columns));
    regroup(address.get("columns") === "status" ? "status" : "horizon");
  }

  function list(root) {
    const heads = all(root, "[data-sort-by]"), body = heads[0]?.closest("table").tBodies[0], rows = [...body?.rows ?? all(root, "[data-piece]")], address = memory(root);
    const downwards = new Set(["score", "progress", "slip"]);

    function sort(head, down) {
      if (!head) return;
      for (const one of heads) one.parentNode.ariaSort = null;
      head.parentNode.ariaSort = down ? "descending" : "ascending";
      const cell = row => row.cells[head.parentNode.cellIndex], values = new Map(rows.map(row => [row, cell(row).dataset.v ?? cell(row).textContent.trim()]));
      const order = (a, b) => {
        if (!a || !b) return !a - !b;
        return (isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b) * (down ? -1 : 1);
      };
      body.append(...rows.toSorted((a, b) => order(values.get(a), values.get(b))));
      address.set({ sort: (down ? "-" : "") + head.dataset.sortBy });
    }

    for (const head of heads) head.addEventListener("click", () => {
      const now = head.parentNode.ariaSort;
      sort(head, now ? now === "ascending" : downwards.has(head.dataset.sortBy));
    });
    const marks = all(root, "[data-n]");
    filters(root, rows, address, () => marks.forEach(mark => mark.classList.toggle("is-out", rows[mark.dataset.n].hidden)))();
    const wanted = address.get("sort");
    sort(heads.find(head => head.dataset.sortBy === wanted.replace("-", "")), wanted[0] === "-");
  }

  /* The timeline. Places are percent of the scale, sizes are units; `t` is all that its parts share. */
  const SCALES = [[8, "weeks"], [4.2, "months"], [2, "quarters"], [.8, "years"], [.4, "halves"], [0, "decades"]];
  const LEAST = .6, HALF_DIAMOND = .4, SIGN_ROWS = 3, DAY = 864e5, MONDAY = -69996 * DAY;

  /* A style or attribute is written only when it changes. */
  const write = (one, name, value) => { if (one[name] !== value) one.el.style.setProperty("--" + name, one[name] = value); };
  const mark = (one, name, on) => { if (one[name] !== on) one.el.toggleAttribute("data-" + name, one[name] = on); };
  const number = (el, name) => parseFloat(el.style.getPropertyValue("--" + name));

  /* Rows by first fit, by the server's rule; calls `put(one, row, flip)`.
     A row holds a stretch from `begin` to `end`, and before it another up to `before`. */
  function pack(spans, width, gap, most, put) {
    const taken = [];
    for (const one of spans) {
      let start = one.s / 100 * width - (one.s === one.e ? HALF_DIAMOND : 0);
      const least = Math.max(one.e / 100 * width, start + LEAST);
      let end = Math.max(least, start + one.room);
      const flip = end > width && least - one.room >= 0;
      if (flip) [start, end] = [Math.min(start, least - one.room), least];
      start = Math.min(start, one.first / 100 * width);
      end = Math.max(end, one.last / 100 * width);
      const free = taken.findIndex(row => row.end <= start - gap || (row.before <= start - gap && end + gap <= row.begin));
      const n = free < 0 ? taken.length : free, row = taken[n];
      if (!row && n < most) taken.push({ begin: start, end, before: -Infinity });
      else if (row) row[start - gap >= row.end ? "end" : "before"] = end;
      put(one, n < most ? n : -1, flip);
    }
    return taken.length;
  }

  /* What the server drew. */
  function read(root) {
    const scroll = root.querySelector(".mp-tl__scroll");
    const numbers = (el, ...names) => Object.fromEntries(names.map(name => [name, number(el, name)]));
    const bars = all(root, ".mp-bar").map((el, n) => {
      const bar = { el, n, id: el.dataset.id, link: [...el.children].find(one => one.matches("a, b")), before: [], after: [] };
      if (!el.style.length) return bar;
      const base = el.querySelector(":scope > .mp-bar__base"), place = numbers(el, "s", "e", "w", "row", "prow");
      const [from, to] = base ? [number(base, "bs"), number(base, "be")] : [place.s, place.e];
      return Object.assign(bar, place, { room: place.w, first: Math.min(place.s, from), last: Math.max(place.e, to) });
    });
    const byId = new Map(bars.map(bar => [bar.id, bar]));
    const edges = all(root, ".mp-dep").map(el => ({ el, from: byId.get(el.dataset.from), to: byId.get(el.dataset.to), ...numbers(el, "y1", "y2", "py1", "py2") })).filter(edge => edge.from && edge.to);
    for (const edge of edges) {
      edge.from.after.push(edge);
      edge.to.before.push(edge);
    }
    const signs = all(root, ".mp-sign").map(el => {
      const at = number(el, "e");
      return { el, link: el.querySelector("a"), s: at, e: at, first: at, last: at, room: number(el, "w"), row: number(el, "row") };
    });
    const above = root.querySelector(".mp-signs"), band = above && { el: above, rows: number(above, "rows") };
    const first = Date.parse(root.dataset.first), days = (Date.parse(root.dataset.last) - first) / DAY + 1;
    return {
      root, scroll, bars, byId, edges, signs, band, first, days, since: +root.dataset.since, of: new Map(bars.map(bar => [bar.el, bar])), address: memory(root),
      ...numbers(root, "months", "month", "paper-track", "pitch", "bar", "pad", "gap", "today"),
      groupings: JSON.parse(root.querySelector("[data-groupings]")?.dataset.groupings ?? "[]"),
    };
  }

  /* Lanes by any field, and rows, heights and arrows in them. */
  function lanes(t) {
    const box = t.root.querySelector(".mp-tl__lanes"), between = box.querySelector(":scope > .mp-deps"), own = t.root.dataset.grouping;
    const tag = box.querySelector(".mp-lane__label > *")?.tagName ?? "H2", grouped = by => t.groupings.find(one => one.key === by);
    const lane = (el, least, bars) => ({ el, least, bars, words: el.querySelector(".mp-lane__label p"), h: number(el, "h"), ph: number(el, "ph") });
    const found = el => {
      const one = lane(el, grouped(own)?.heads.find(([key]) => key === el.dataset.key)?.[3] ?? number(el, "h"), all(el, ".mp-bar").map(bar => t.of.get(bar)));
      return Object.assign(one, { said: one.words.textContent });
    };
    const kept = { [own]: all(box, ".mp-lane").map(found) }, laid = kept[own].flatMap(one => one.bars).sort((a, b) => a.s - b.s || a.n - b.n);
    t.groups = all(t.root, "[data-tray]").map(found);

    function build([key, title, colour, height], bars) {
      const el = make("section", { className: "mp-lane" });
      el.dataset.key = key;
      if (colour) el.dataset.lane = colour;
      el.innerHTML = `<div class="mp-lane__label"><${tag} dir="auto"></${tag}><p></p></div><ul class="mp-lane__track"></ul><div class="mp-deps mp-deps--lane" aria-hidden="true"></div>`;
      tell(el.firstChild.firstChild, title);
      return lane(el, height, bars);
    }

    /* What has no token, or one without a lane, is in the last one. */
    function divide(by, heads) {
      const homes = new Map(heads.map(([key]) => [key, []])), last = [...homes.values()].at(-1);
      for (const bar of laid) (homes.get((bar.el.getAttribute("data-" + by) ?? "").split(" ")[0]) ?? last).push(bar);
      return heads.map(head => build(head, homes.get(head[0])));
    }

    t.group = by => {
      const heads = grouped(by)?.heads;
      if (!heads) by = own;
      t.lanes = kept[by] ??= divide(by, heads);
      [...t.lanes, ...t.groups].forEach((one, n) => {
        one.n = n;
        for (const bar of one.bars) bar.lane = one;
      });
      if (by === (t.grouping ??= own)) return;
      t.grouping = by;
      for (const one of t.lanes) one.el.querySelector("ul")?.append(...one.bars.map(bar => bar.el));
      for (const old of all(box, ":scope > .mp-lane")) old.remove();
      box.append(...t.lanes.map(one => one.el));
      for (const { el, from, to } of t.edges) (from.lane === to.lane ? from.lane.el.querySelector(":scope > .mp-deps") : between).append(el);
      tell(t.root.querySelector(".mp-tl__corner"), grouped(by)?.label ?? "");
    };

    /* Rows of what is shown, heights of lanes, ends of arrows. Names of what is for paper begin with `p`. */
    function lay(p, width) {
      let top = 0;
      for (const one of t.lanes) {
        if (one.el.hidden) continue;
        const shown = one.bars.filter(bar => !bar.el.hidden), over = bar => bar.e < t.since;
        const rows = pack([...shown.filter(bar => !over(bar)), ...shown.filter(over)], width, t.gap, Infinity, (bar, row, flip) => {
          write(bar, p + "row", row);
          mark(bar, p ? "paper-flip" : "flip", flip);
        });
        if (rows) write(one, p + "h", round(Math.max(rows * t.pitch + 2 * t.pad, one.least), 2));
        one[p + "top"] = top;
        top += one[p + "h"];
      }
      const edge = (bar, far) => t.pad + (t.pitch - t.bar) / 2 - .1 + bar[p + "row"] * t.pitch + (far ? bar.lane[p + "top"] : 0);
      for (const arrow of t.edges) {
        const { el, from, to } = arrow, far = from.lane !== to.lane, out = from.el.hidden || to.el.hidden;
        veil(el, out);
        if (out) continue;
        const a = edge(from, far), b = edge(to, far), up = b < a, flat = a === b;
        write(arrow, p + "y1", round(a + (flat ? t.bar / 2 : up ? 0 : t.bar), 3));
        write(arrow, p + "y2", round(b + (flat || el.dataset.shape !== "drop" ? t.bar / 2 : up ? t.bar : 0), 3));
      }
    }
    t.layScreen = () => {
      lay("", t.width());
      const rows = pack(t.signs, t.width(), t.gap, SIGN_ROWS, (sign, row, flip) => {
        write(sign, "row", Math.max(row, 0));
        mark(sign, "bare", row < 0);
        mark(sign, "flip", flip);
      });
      if (rows) write(t.band, "rows", rows);
    };

    t.settle = narrowed => {
      for (const one of [...t.lanes, ...t.groups]) {
        const shown = one.bars.filter(bar => !bar.el.hidden).length, out = !shown && (one.bars.length > 0 || narrowed);
        veil(one.el, out);
        tell(one.words, shown === one.bars.length && one.said || some(shown, one.bars.length));
      }
      t.layScreen();
      lay("p", t["paper-track"]);
      if (t.deep >= 0) postpone();
      window.requestIdleCallback?.(t.warm);
    };

    /* Lanes out of sight wait for a frame, or a filter would lay out all at once. */
    function postpone() {
      if (t.list) return;
      const from = t.deep / t.unit, to = from + screen.height / t.unit;
      for (const one of t.lanes) one.el.style.contentVisibility = one.top > to || one.top + one.h < from ? "hidden" : "";
      requestAnimationFrame(() => requestAnimationFrame(t.awake));
    }
    t.awake = () => { for (const one of t.lanes) one.el.style.contentVisibility = ""; };

    /* Lanes are laid out in idle time, so that none has to be when it comes into sight. */
    t.warm = () => {
      const cold = t.bars.length < 1500 && box.querySelector(":scope > .mp-lane:not([data-warm])");
      if (!cold) return;
      cold.dataset.warm = "";
      window.requestIdleCallback?.(t.warm);
    };
  }

  /* How wide a month is, and which date is at the left edge. */
  function zoom(t) {
    const { root, scroll } = t, axis = root.querySelector(".mp-tl__scale"), grid = root.querySelector(".mp-tl__grid");
    const opening = t.month, dated = t.days > 0, wide = [root, root.querySelector(".mp-tl__canvas")].map(el => ({ el, month: opening }));
    const presets = { weeks: 11, months: 5.6, quarters: opening, years: 1 };
    let name = "quarters", weeks = [0, 0], timer;

    t.span = () => Math.max(t.view, t.months * t.month * t.unit);
    /* At the opening zoom the server's width, so that nothing jumps. */
    t.width = () => t.month === opening ? round(t.months * opening, 3) : Math.max(t.view / t.unit, t.months * t.month);
    const fit = () => Math.floor(t.view / t.unit / t.months * 1e4) / 1e4;
    const start = () => within(0, (t.today || 0) / 100 * t.span() - t.view / 4, t.span() - t.view);
    const show = left => {
      if (t.list) return;
      scroll.scrollLeft = left;
      mondays();
    };

    t.measure = () => {
      const was = [t.view, t.unit, t.list].join();
      t.list = !axis.offsetWidth;
      t.unit = parseFloat(getComputedStyle(root).getPropertyValue("--u"));
      t.side = axis.offsetLeft;
      t.view = scroll.clientWidth - axis.parentNode.offsetWidth + axis.offsetWidth;
      return was !== [t.view, t.unit, t.list].join();
    };

    function rule() {
      const month = t.span() / t.unit / t.months, scale = SCALES.find(([least]) => month >= least)[1];
      if (root.dataset.scale !== scale) root.dataset.scale = scale;
    }

    /* Ticks for the weeks in sight, and as many before and behind. */
    function mondays() {
      const from = scroll.scrollLeft / t.span(), wide = t.view / t.span(), on = root.dataset.scale === "weeks" && dated;
      if (on ? weeks[0] <= from && from + wide <= weeks[1] : !weeks[1]) return;
      for (const one of all(root, '[data-t="week"]')) one.remove();
      weeks = on ? [from - wide, from + 2 * wide] : [0, 0];
      if (!on) return;
      const [first, last] = weeks.map(at => t.first + Math.floor(within(0, at, 1) * t.days) * DAY), place = at => within(0, round((at - t.first) / DAY / t.days * 100, 3), 100);
      for (let at = first - (first - MONDAY) % (7 * DAY); at < last; at += 7 * DAY) {
        axis.insertAdjacentHTML("beforeend", `<span class="mp-tick" data-t="week" style="--s:${place(at)};--e:${place(at + 7 * DAY)}"><span>${new Date(at).getUTCDate()}</span></span>`);
        grid.insertAdjacentHTML("beforeend", `<i data-t="week" style="--s:${place(at)}"></i>`);
      }
    }

    /* Keeps the date at `x` and the lane at `y` in place, in pixels from the corner of the lanes. */
    t.zoom = (month, called = "", x = t.view / 2, y = 0) => {
      const at = (scroll.scrollLeft + x) / t.span(), depth = (scroll.scrollTop + y) / t.unit;
      const held = t.lanes.findLast(lane => !lane.el.hidden && lane.top <= depth), deep = held && depth - held.top;
      name = called;
      t.month = within(.05, called === "fit" ? fit() : presets[called] ?? month, 24);
      for (const one of wide) write(one, "month", t.month);
      rule();
      t.layScreen();
      show(at * t.span() - x);
      if (held && depth > 0) scroll.scrollTop = (held.top + Math.min(deep, held.h)) * t.unit - y;
      for (const button of all(root, "[data-zoom-to]")) press(button, button.dataset.zoomTo === name);
      t.moved?.();
      remember();
    };

    /* Writes the address when the reader has stopped; the left edge unless the view opens there. */
    function remember() {
      t.deep = scroll.scrollTop;
      clearTimeout(timer);
      timer = setTimeout(() => {
        mondays();
        const left = scroll.scrollLeft, at = () => new Date(t.first + (left + 1.5) / t.span() * t.days * DAY).toISOString();
        if (!t.list && dated) t.address.set({ zoom: name === "quarters" ? "" : name || String(round(t.month, 2)), at: Math.abs(left - start()) > 2 ? at().slice(0, weeks[1] ? 10 : 7) : "" });
      }, 200);
    }

    /* Brings a bar with its label into view; into the middle of it after a `jump`. */
    t.reveal = (bar, jump) => {
      t.awake();
      const left = scroll.scrollLeft, inside = !t.list && bar.e >= 0;
      if (jump && inside && bar.lane.top >= 0) {
        scroll.scrollIntoView({ block: "nearest" });
        scroll.scrollTop = (bar.lane.top + bar.row * t.pitch) * t.unit - scroll.clientHeight / 3;
      }
      bar.link.scrollIntoView({ block: jump && !inside ? "center" : "nearest", inline: "nearest" });
      if (!inside) return;
      const px = t.span() / 100, room = bar.room * t.unit, from = bar.flip ? bar.e * px - room : bar.s * px;
      const seen = Math.min(Math.max(bar.e * px, from + room), left + t.view) - Math.max(from, left);
      scroll.scrollLeft = seen < Math.min(room, t.view / 2) ? from - t.view / 4 : left;
    };

    t.open = () => {
      const at = (Date.parse(t.address.get("at")) - t.first) / DAY / t.days;
      show(at >= 0 && at <= 1 ? Math.ceil(at * t.span()) : start());
      scroll.scrollTop = t.deep = 0;
    };

    for (const button of all(root, "[data-as-to]")) button.addEventListener("click", () => as(button.dataset.asTo, true));
    function as(way, asked) {
      if (way === "picture") root.dataset.as = way;
      else delete root.dataset.as;
      for (const button of all(root, "[data-as-to]")) press(button, button.dataset.asTo === (root.dataset.as ?? "list"));
      if (!asked) return;
      t.address.set({ as: root.dataset.as ?? "" });
      resized();
    }
    function resized() {
      const was = t.list, at = scroll.scrollLeft / t.span();
      if (!t.measure()) return;
      if (name === "fit") t.zoom(0, name);
      else {
        rule();
        t.layScreen();
        was ? t.open() : show(at * t.span());
      }
      if (was !== t.list) t.switched?.();
    }
    as(t.address.get("as"));
    t.measure();
    rule();
    new ResizeObserver(() => requestAnimationFrame(() => root.isConnected && resized())).observe(scroll);
    scroll.addEventListener("scroll", remember);
    if (!dated) return;

    let next;
    const glide = (factor, x, y) => {
      if (!next) requestAnimationFrame(() => {
        const { factor, x, y } = next;
        next = null;
        t.zoom(Math.max(fit(), t.span() / t.unit / t.months * factor), "", x, y);
      });
      next = { factor: (next?.factor ?? 1) * factor, x, y };
    };
    const corner = (x, y) => {
      const box = scroll.getBoundingClientRect(), top = (t.band?.el ?? axis).getBoundingClientRect();
      return [within(0, x - box.left - t.side, t.view), Math.max(0, y - top.bottom)];
    };
    scroll.addEventListener("wheel", event => {
      if (!event.ctrlKey || t.list) return;
      event.preventDefault();
      glide(Math.exp(-within(-60, event.deltaY * (event.deltaMode ? 16 : 1), 60) / 150), ...corner(event.clientX, event.clientY));
    }, { passive: false });
    let apart = 0;
    scroll.addEventListener("touchmove", event => {
      const [one, other] = event.touches;
      if (!other || t.list) return;
      if (event.cancelable) event.preventDefault();
      const now = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      if (apart) glide(now / apart, ...corner((one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2));
      apart = now;
    }, { passive: false });
    scroll.addEventListener("touchend", () => { apart = 0; });

    scroll.addEventListener("keydown", event => {
      const factor = { "+": 1.4, "=": 1.4, "-": 1 / 1.4, "_": 1 / 1.4 }[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey || t.list || !(factor || event.key === "0")) return;
      event.preventDefault();
      factor ? glide(factor) : t.zoom(0, "quarters");
    });
    root.addEventListener("click", event => {
      const to = event.target.closest("[data-zoom-to]")?.dataset.zoomTo, go = event.target.closest("[data-go]")?.dataset.go;
      if (to) t.zoom(0, to);
      if (go === "today") show(start());
      if (go === "quarter") {
        const quarter = all(axis, '[data-t="quarter"]').map(el => ({ s: number(el, "s"), e: number(el, "e") })).find(one => one.e > t.today);
        t.zoom(t.view / t.unit / ((quarter.e - quarter.s) / 100 * t.months));
        show(quarter.s / 100 * t.span());
      }
    });
    const wanted = t.address.get("zoom"), named = wanted === "fit" || Object.hasOwn(presets, wanted);
    if (named || wanted > 0) t.wanted = () => t.zoom(Number(wanted), named ? wanted : "");
  }

  /* The card of a bar, and what it waits for and holds up. */
  function cards(t, leave) {
    const { root } = t, template = root.querySelector("template[data-card]");
    let open, card, near, pinned, timer, pressed, touch, keyed, lit = [];
    const names = new Map(t.groupings.flatMap(one => one.heads.map(([token, title]) => [one.key + " " + token, title])));
    for (const option of all(root, "option[data-word]")) names.set(option.parentNode.dataset.filter + " " + option.value, option.dataset.word);
    const title = bar => bar.el.querySelector(".mp-bar__title").textContent;
    const links = bars => bars.flatMap((bar, n) => {
      const one = make("a", { dir: "auto", textContent: title(bar) });
      if (bar.link.href) one.href = bar.link.href;
      return n ? [", ", one] : one;
    });

    function fill(bar) {
      const made = template.content.firstElementChild.cloneNode(true), copy = part => part.cloneNode(true);
      const [icon, state] = bar.el.querySelectorAll(".mp-bar__label > :is(.mp-i, .mp-sr)"), word = make("span", { className: "mp-state" });
      made.querySelector(".mp-pop__head a").replaceWith(...links([bar]));
      made.setAttribute("aria-label", title(bar));
      word.dataset.status = bar.el.dataset.status ?? "";
      word.append(copy(icon), state.textContent.replace(/: $/, ""));
      made.querySelector(".mp-pop__state").append(word, ...all(bar.el, ".mp-bar__label > :is(.mp-state, .mp-bar__moved)").map(copy));
      const said = key => (bar.el.getAttribute("data-" + key) ?? "").split(" ").map(token => token && names.get(key + " " + token)).filter(Boolean).join(", ");
      const facts = {
        when: [...bar.el.querySelector(".mp-bar__when").childNodes].map(copy),
        part_of: links([t.byId.get(bar.el.dataset.partOf)].filter(Boolean)),
        parts: links(t.bars.filter(one => one.el.dataset.partOf === bar.id)),
        waits_for: links(bar.before.map(edge => edge.from)),
        needed_by: links(bar.after.map(edge => edge.to)),
      };
      for (const slot of all(made, "[data-slot]")) {
        const key = slot.dataset.slot, inside = facts[key] ?? [said(key)].filter(Boolean);
        if (key === "facts") slot.replaceWith(...all(bar.el, ":scope > .mp-bar__facts > div").map(copy));
        else if (inside.length) slot.querySelector("dd").append(...inside);
        else slot.remove();
      }
      return made;
    }

    function place() {
      const at = open.link.getBoundingClientRect(), box = (open.e >= 0 ? t.scroll : root).getBoundingClientRect(), w = card.offsetWidth, h = card.offsetHeight;
      const from = Math.max(at.left, box.left + (open.e >= 0 ? t.side : 0)), up = at.bottom + h + 16 > innerHeight && at.top - h - 16 > 0;
      card.style.left = within(8, Math.max(from, near - 40), innerWidth - w - 8) + "px";
      card.style.top = within(8, up ? at.top - h - 8 : at.bottom + 8, innerHeight - h - 8) + "px";
      return at.bottom > box.top && at.top < box.bottom && at.right > from && at.left < box.right;
    }

    function trace(bar) {
      const light = (el, name) => { el.classList.add(name); lit.push([el, name]); };
      light(bar.el, "is-at");
      for (const [edges, end] of [["before", "from"], ["after", "to"]]) {
        const chain = new Set([bar]);
        for (const one of chain) for (const edge of one[edges]) if (!edge.el.hidden) {
          light(edge.el, "is-on");
          if (edge[end] !== bar) light(edge[end].el, "is-rel");
          chain.add(edge[end]);
        }
      }
      root.classList.toggle("is-tracing", lit.length > 1);
    }

    function show(bar, pin, x = 0) {
      clearTimeout(timer);
      if (t.list || !root.isConnected) return;
      if (open !== bar) {
        hide();
        open = bar;
        near = x;
        card = fill(bar);
        card.popover = "manual";
        bar.link.after(card);
        card.showPopover?.();
        trace(bar);
        place();
      }
      if (pin) t.address.set({ item: bar.id });
      pinned ||= pin;
    }
    function hide() {
      clearTimeout(timer);
      if (!open) return;
      card.remove();
      for (const [el, name] of lit) el.classList.remove(name);
      root.classList.remove("is-tracing");
      if (pinned) t.address.set({ item: "" });
      open = card = pinned = undefined;
      lit = [];
    }
    t.show = show;
    t.hide = hide;
    t.moved = () => open && (open.el.hidden ? hide() : place());

    function over(event) {
      if (event.pointerType !== "mouse") return;
      const bar = t.of.get(event.target.closest(".mp-bar"));
      clearTimeout(timer);
      if (bar && bar !== open) timer = setTimeout(show, 120, bar, false, event.clientX);
      else if (!bar && open && !pinned && !open.el.querySelector(":focus-visible")) timer = setTimeout(hide, 250);
    }
    /* What keys move under a resting pointer is not pointed at. */
    root.addEventListener("pointerover", event => { if (!keyed) over(event); });
    root.addEventListener("pointermove", event => {
      if (keyed) over(event);
      keyed = false;
    });
    root.addEventListener("pointerleave", over);
    root.addEventListener("focusin", event => {
      const bar = t.of.get(event.target.closest(".mp-bar"));
      if (bar && event.target === bar.link && event.target.matches(":focus-visible")) show(bar);
    });
    root.addEventListener("focusout", event => {
      if (open && event.relatedTarget && !open.el.contains(event.relatedTarget)) hide();
    });
    root.addEventListener("click", event => {
      const bar = t.of.get(event.target.closest(".mp-bar"));
      if (!touch || !event.detail || t.list || !bar?.link.contains(event.target) || pressed === bar) return;
      event.preventDefault();
      event.stopPropagation();
      show(bar, true);
    });
    document.addEventListener("pointerdown", event => {
      keyed = false;
      touch = event.pointerType !== "mouse";
      pressed = open;
      if (open && !open.el.contains(event.target)) hide();
    }, leave);
    document.addEventListener("scroll", event => { if (open && !card.contains(event.target) && !place()) hide(); }, { signal: leave.signal, capture: true });
    document.addEventListener("keydown", event => {
      keyed = true;
      if (event.key !== "Escape") return;
      if (open) {
        const back = card.contains(document.activeElement) && open.link;
        hide();
        if (back) back.focus({ preventScroll: true });
        hide();
      } else if (document.activeElement?.closest(".mp-bar, .mp-sign") && root.contains(document.activeElement)) t.scroll.focus({ preventScroll: true });
    }, leave);
  }

  /* One bar can be reached by Tab, the others and the signs above them by arrows from there. */
  function keyboard(t) {
    const above = t.signs.filter(sign => sign.link), all = [...above, ...t.bars], of = new Map(all.map(one => [one.link, one]));
    const sky = { n: -1 };
    let current;
    for (const sign of above) sign.lane = sky;
    const shown = () => [...above, ...[...t.lanes, ...t.groups].flatMap(lane => lane.bars)].filter(bar => !bar.el.hidden);
    function enter(bar) {
      if (current === bar) return;
      if (current) current.link.tabIndex = -1;
      current = bar;
      if (bar && !t.list) bar.link.tabIndex = 0;
    }
    t.rove = () => {
      if (current && !current.el.hidden) return;
      const bars = shown().slice(above.length);
      enter(bars.find(bar => bar.e > (t.today || 0)) ?? bars[0]);
    };
    t.switched = () => {
      t.hide();
      for (const bar of all) t.list ? bar.link.removeAttribute("tabindex") : bar.link.tabIndex = bar === current ? 0 : -1;
    };

    function next(bar, key) {
      const bars = shown(), mine = bars.filter(one => one.lane === bar.lane), n = mine.indexOf(bar);
      const step = { ArrowRight: mine[n + 1], ArrowLeft: mine[n - 1], Home: mine[0], End: mine.at(-1) };
      if (key in step) return step[key];
      /* Up and down: in the nearest row the bar that begins nearest. */
      const way = { ArrowUp: -1, ArrowDown: 1 }[key], line = one => one.lane.n * 1e4 + (one.row ?? 0), here = line(bar);
      const far = one => Math.abs(line(one) - here) * 1e3 + Math.abs((one.s ?? 0) - (bar.s ?? 0));
      return way && bars.filter(one => (line(one) - here) * way > 0).reduce((best, one) => best && far(best) <= far(one) ? best : one, undefined);
    }
    t.root.addEventListener("focusin", event => {
      if (of.has(event.target)) enter(of.get(event.target));
    });
    t.root.addEventListener("keydown", event => {
      const bar = of.get(event.target);
      if (!bar || t.list || event.ctrlKey || event.metaKey || event.altKey || !/^(Arrow|Home|End)/.test(event.key)) return;
      event.preventDefault();
      const to = next(bar, event.key);
      if (!to) return;
      t.reveal(to);
      to.link.focus({ preventScroll: true });
    });
  }

  function timeline(root, leave) {
    const t = read(root), by = root.querySelector("[data-lanes]");
    lanes(t);
    t.group(t.address.get("lanes"));
    zoom(t);
    if (!root.querySelector("template[data-card]")) return t.open();
    cards(t, leave);
    keyboard(t);
    if (by) by.value = t.grouping;
    by?.addEventListener("change", () => {
      t.hide();
      t.group(by.value);
      apply();
      t.address.set({ lanes: by.value === root.dataset.grouping ? "" : by.value });
    });
    const apply = filters(root, t.bars.map(bar => bar.el), t.address, narrowed => {
      t.settle(narrowed);
      t.moved();
      t.rove();
    });
    apply();
    t.wanted?.();
    t.switched();
    t.open();
    function jump(id, pin) {
      const bar = t.byId.get(id);
      if (!bar || bar.el.hidden) return;
      t.reveal(bar, true);
      t.show(bar, pin);
    }
    const named = () => t.bars.find(bar => "#" + encodeURI(bar.el.id) === location.hash)?.id;
    window.addEventListener("hashchange", () => jump(named()), leave);
    named() ? jump(named()) : jump(t.address.get("item"), true);
  }

  const running = new Map();

  function start() {
    for (const [root, leave] of running) if (!root.isConnected) {
      leave.abort();
      running.delete(root);
    }
    for (const [selector, run] of [["[data-mp-board]", board], ["[data-mp-list]", list], ["[data-mp-timeline]:not(.mp-poster *)", timeline]])
      for (const root of all(document, selector)) {
        if ("mpReady" in root.dataset) continue;
        root.dataset.mpReady = "";
        running.set(root, new AbortController());
        run(root, running.get(root));
      }
  }
  document.addEventListener("click", event => event.target.closest("[data-print]") && print());
  window.document$ ? document$.subscribe(start) : document.addEventListener("DOMContentLoaded", start);
})();

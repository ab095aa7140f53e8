"""The timeline in a real browser, against a plain list of the same links: opening, jumping, filtering, scrolling."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from statistics import median

from generate import write_site
from measure import build
from playwright.sync_api import Browser, Page
from tests.support.chromium import chromium

SIZES = (647, 5_000)
ROUNDS = 5
# Each answers in milliseconds; two frames later the browser has painted what a script has changed.
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
SEEN = """id => new Promise((done, fail) => {
  setTimeout(() => fail(new Error(id + " did not come into sight")), 30000);
  const look = () => {
    const box = document.getElementById(id)?.getBoundingClientRect();
    box && box.width && box.top >= 0 && box.bottom <= innerHeight && box.right > 0 && box.left < innerWidth
      ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  };
  look();
})"""
AFTER = """act => new Promise(done => {
  const started = performance.now();
  new Function(act)();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - started)));
})"""
SCROLL = """selector => new Promise(done => {
  const box = document.querySelector(selector), tasks = [];
  new PerformanceObserver(list => tasks.push(...list.getEntries().map(one => one.duration))).observe({type: "longtask"});
  let step = 0;
  const go = () => {
    box.scrollTo(box.scrollWidth * step / 120, box.scrollHeight * step / 120);
    step++ < 120 ? requestAnimationFrame(go) : setTimeout(() => done(Math.max(0, ...tasks)), 200);
  };
  go();
})"""
SEARCH = (
    "const field = document.querySelector('.mp-tl [data-search]');"
    "field.value = '{word}'; field.dispatchEvent(new Event('input', {{bubbles: true}}));"
)
PRESS = "document.querySelector('.mp-tl [data-zoom-to=\"{key}\"]').click();"
HIDE = "document.querySelectorAll('#plain li').forEach(one => one.hidden = {test});"


def plain(site: Path, name: str) -> str:
    """Writes the same page with nothing but the links of its timeline in a list; gives its name."""
    page = (site / "roadmap" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<li class="mp-bar.*?<a href="([^"]+)".*?mp-bar__title"[^>]*>([^<]+)<', page, re.DOTALL)
    rows = "".join(f'<li id="plain-{n}"><a href="{href}">{title}</a></li>' for n, (href, title) in enumerate(links))
    before, _, rest = page.partition('<div class="mp-tl"')
    after = rest[rest.index("</article>") :]
    (site / "roadmap" / name).write_text(f'{before}<ul id="plain">{rows}</ul></div>{after}', encoding="utf-8")
    return name


def opened(browser: Browser, address: str, id: str) -> float:
    """Milliseconds from navigation until a bar is seen on the screen."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}#{id}", wait_until="commit")
    took = float(page.evaluate(SEEN, id))
    page.close()
    return took


def after(page: Page, *acts: str) -> float:
    """The slowest of some acts, each the median of some rounds."""
    return max(median(float(page.evaluate(AFTER, act)) for _ in range(ROUNDS)) for act in acts)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints a row for each size."""
    print("The timeline against a plain list of the same links, in the same browser (ms, and × the list)")
    print(
        f"{'items':>7} {'KB':>7} {'first paint':>12} {'last seen':>18} {'filter':>16} {'zoom':>6} {'longest task of a scroll':>25}"
    )
    with chromium() as browser:
        for size in sizes:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                build(write_site(folder, size), folder / "site")
                print(row(browser, folder / "site", size), flush=True)


def row(browser: Browser, site: Path, size: int) -> str:
    """Measures one site."""
    ours = (site / "roadmap" / "index.html").as_uri()
    theirs = (site / "roadmap" / plain(site, "plain.html")).as_uri()
    text = (site / "roadmap" / "index.html").read_text(encoding="utf-8")
    last = re.findall(r'\sid="(item-[^"]+)"', text)[-1]
    seen = median(opened(browser, ours, last) for _ in range(ROUNDS))
    base = median(opened(browser, theirs, f"plain-{size - 1}") for _ in range(ROUNDS))
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(ours)
    page.evaluate(FRAME)
    first = float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    filtered = after(page, SEARCH.format(word="ferry"), SEARCH.format(word=""))
    zoomed = after(page, *(PRESS.format(key=key) for key in ("months", "years", "fit", "quarters")))
    longest = float(page.evaluate(SCROLL, ".mp-tl__scroll"))
    page.goto(theirs)
    page.evaluate(FRAME)
    hidden = after(page, HIDE.format(test="!one.textContent.includes('ferry')"), HIDE.format(test="false"))
    page.close()
    kilobytes = len(text.encode()) / 1000
    return (
        f"{size:>7,} {kilobytes:>7.0f} {first:>12.0f} {seen:>10.0f} {seen / base:>6.2f}× {filtered:>8.0f} {filtered / hidden:>6.2f}×"
        f" {zoomed:>6.0f} {longest:>25.0f}"
    )


if __name__ == "__main__":
    main()

"""The archive of post-mortems: how a build grows against plain Markdown files, the page's size, and a filter in a browser."""

from __future__ import annotations

import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from bench_timeline import AFTER, ROUNDS
from generate import write_plain
from generate_archive import write_archive
from measure import build
from playwright.sync_api import Browser
from tests.support.chromium import chromium

# As in Milepost's own navigation, a post-mortem has no entry there.
NAV = "nav: [index.md, postmortems/index.md]\nnot_in_nav: /*/*/\n"
SIZES = (250, 500, 1_000, 2_000)
SEARCH = "const field = document.querySelector('[data-search]'); field.value = '{word}'; field.dispatchEvent(new Event('input', {{bubbles: true}}));"
CHIP = "document.querySelector('.mp-chip[data-value=\"{value}\"]').click();"
ACTS = (SEARCH.format(word="ferry"), SEARCH.format(word=""), *(CHIP.format(value="security"),) * 2)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing, as the table is read while it grows."""


def filtered(browser: Browser, site: Path) -> float:
    """Milliseconds of the slowest filter, from the act to the end of two frames: the median of some rounds."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"http://127.0.0.1:{server.server_port}/postmortems/", wait_until="networkidle")
        took = [[float(page.evaluate(AFTER, act)) for act in ACTS] for _ in range(ROUNDS)]
        page.close()
        server.shutdown()
    return max(sorted(times)[ROUNDS // 2] for times in zip(*took, strict=True))


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints a row for each size."""
    print("The archive: a build against plain Markdown files with the same visible text, its page, and a filter")
    print(f"{'records':>8} {'milepost':>10} {'plain':>9} {'ratio':>7} {'growth':>7} {'page KB':>8} {'filter ms':>10}")
    before: tuple[int, float] | None = None
    with chromium() as browser:
        for size in sizes:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                ours, plain, site = folder / "ours", folder / "plain", folder / "site"
                ours.mkdir()
                mine = build(write_archive(ours, size), site)
                config = write_plain(site, plain)
                config.write_text(config.read_text(encoding="utf-8").partition("nav:")[0] + NAV)
                theirs = build(config, folder / "site-plain")
                kilobytes = (site / "postmortems" / "index.html").stat().st_size / 1000
                took = filtered(browser, site)
            growth = f"{(mine.seconds / before[1]) / (size / before[0]):.2f}" if before else "-"
            row = f"{size:>8,} {mine.seconds:>9.2f}s {theirs.seconds:>8.2f}s {mine.seconds / theirs.seconds:>6.2f}×"
            print(f"{row} {growth:>7} {kilobytes:>8.0f} {took:>10.0f}", flush=True)
            before = size, mine.seconds
    print("growth: time per post-mortem against the size before; 1.00 is linear, less is better")


if __name__ == "__main__":
    main()

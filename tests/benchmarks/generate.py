"""Sites of any size: a data folder of generated roadmap items, and the plain Markdown twin of a built site."""

from __future__ import annotations

import random
from html.parser import HTMLParser
from pathlib import Path

WORDS = [
    "ticket",
    "ferry",
    "quay",
    "harbour",
    "fare",
    "crew",
    "sailing",
    "route",
    "season",
    "reader",
    "gate",
    "island",
    "channel",
    "engine",
    "deck",
    "passenger",
    "account",
    "timetable",
    "wallet",
    "voucher",
    "refund",
    "queue",
    "signal",
    "kiosk",
    "transfer",
    "weather",
    "storm",
    "bridge",
    "anchor",
    "schedule",
    "capacity",
]
STATUSES = ("done", "done", "in_progress", "planned", "planned", "proposed")
CONFIG = """\
site_name: Benchmark
docs_dir: docs
use_directory_urls: true
theme: {{name: material, font: false}}
plugins:
  - search
{plugins}
"""


def item(number: int, rng: random.Random) -> str:
    """One item of about 780 bytes of YAML, as full as items of a real roadmap are."""
    status = STATUSES[number % len(STATUSES)]
    year, quarter = 2024 + number % 5, number % 4 + 1
    words = [rng.choice(WORDS) for _ in range(70)]
    lines = [
        f"  - id: item-{number:05}",
        f"    title: {' '.join(words[:4]).capitalize()} {number}",
        f"    summary: {' '.join(words[4:14]).capitalize()}.",
        "    description: |",
        f"      {' '.join(words[14:40]).capitalize()}, and **{words[40]}**.",
        "",
        f"      {' '.join(words[41:]).capitalize()}.",
        f"    status: {status}",
        f"    theme: theme-{number % 8}",
        f"    team: team-{number % 6}",
        f"    start: {year}-Q{quarter}",
        f"    end: {year + 1}-Q{quarter}",
        f"    baseline: {{end: {year + 1}-{quarter * 2:02}}}",
        f"    release: r{year + 1}",
        f"    tags: [{words[0]}, {words[1]}]",
        "    milestones:",
        f"      - {{id: m1, title: First {words[2]}, date: {year}-{quarter * 3:02}-15}}",
        "    links:",
        f"      - {{title: Ticket, url: 'https://example.org/{number}'}}",
    ]
    if number % 10 == 9:
        lines.append(f"    depends_on: [item-{number - 1:05}]")
    return "\n".join(lines)


def write_data(folder: Path, count: int) -> Path:
    """A data folder with `count` public items in one file; gives that file."""
    rng = random.Random(count)
    folder.mkdir(parents=True)
    names = "\n".join(f"  - {{id: team-{n}, title: Team {n}}}" for n in range(6))
    (folder / "portfolio.yml").write_text(f"kind: portfolio\naudience: public\ntitle: Benchmark\nteams:\n{names}\n")
    head = ["kind: roadmap", "audience: public", "title: Everything", "themes:"]
    head += [f"  - {{id: theme-{n}, title: Theme {n}}}" for n in range(8)]
    head += [
        "releases:",
        *(f"  - {{id: r{year}, title: Release {year}, date: {year}-12-01}}" for year in range(2024, 2031)),
    ]
    file = folder / "roadmap.yml"
    file.write_text("\n".join([*head, "items:", *(item(n, rng) for n in range(count))]) + "\n")
    return file


def write_site(folder: Path, count: int) -> Path:
    """A site with `count` items; gives its mkdocs.yml."""
    write_data(folder / "data", count)
    (folder / "docs").mkdir()
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(plugins="  - milepost: {as_of: 2026-11-01, data_dir: data}"))
    return config


# The nav that Milepost makes, so that both sites draw the same one on every page.
NAV = """\
nav:
  - Overview: index.md
  - Roadmap:
      - roadmap/index.md
      - roadmap/board/index.md
      - roadmap/list/index.md
      - roadmap/releases/index.md
      - roadmap/poster/index.md
not_in_nav: |
  /roadmap/items/
"""


class _Article(HTMLParser):
    """The words of a page's article as plain Markdown, block by block."""

    BLOCKS = frozenset(
        ["p", "li", "dt", "dd", "td", "th", "div", "section", "header", "figcaption", "tr", "ul", "ol", "dl", "aside"]
    )
    SILENT = frozenset(["script", "style", "svg"])

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.words: list[str] = []
        self.prefix = ""
        self.depth = self.silent = 0

    def flush(self) -> None:
        if text := " ".join("".join(self.words).split()):
            self.blocks.append(self.prefix + text.replace("*", "\\*").replace("_", "\\_").replace("<", "&lt;"))
        self.words, self.prefix = [], ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.depth = 1
        elif tag in self.SILENT:
            self.silent += 1
        elif tag in self.BLOCKS or tag in ("h1", "h2", "h3", "h4"):
            self.flush()
            self.prefix = "#" * int(tag[1]) + " " if tag[0] == "h" and tag[1:].isdigit() else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.flush()
            self.depth = 0
        elif tag in self.SILENT:
            self.silent -= 1
        elif tag in self.BLOCKS or tag in ("h1", "h2", "h3", "h4"):
            self.flush()

    def handle_data(self, data: str) -> None:
        if self.depth and not self.silent:
            self.words.append(data)


def write_plain(site: Path, folder: Path) -> Path:
    """The pages of a built site once more as Markdown files with the same visible text; items out of the nav."""
    for page in site.rglob("index.html"):
        article = _Article()
        article.feed(page.read_text(encoding="utf-8"))
        target = folder / "docs" / page.parent.relative_to(site) / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n\n".join(article.blocks) + "\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(plugins="") + NAV)
    return config

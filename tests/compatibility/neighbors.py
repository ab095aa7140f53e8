"""The plugins that people use beside Milepost, each with what it needs and how to see that it was at work."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import yaml
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from tests.support.project import Built, Project
from tests.support.tree import page

# Words of the internal data, pages, images and commits; a public site has none of them anywhere.
CANARIES = (
    "merger with",
    "items/merger",
    "nobody may know",
    "hushhush",
    "salaries",
    "zanzibar",
    "ada example",
    "ada@example",
)

CONFIG = """\
site_name: Demo
site_url: https://example.com/demo/
repo_url: https://example.com/acme/plans
theme: {{name: material, font: false, features: [navigation.indexes]}}
hooks: [offline.py]
plugins:
  - search
  - milepost: {options}
{neighbors}"""

# No test reaches for the network, nor depends on which of two threads is faster.
OFFLINE = '''\
"""Fonts without Google, and images that are optimized only after MkDocs has handed all of them over."""
import time

import material.plugins.social.plugin as social
from material.plugins.optimize.plugin import OptimizePlugin
from PIL import ImageFont


class Answer:
    status_code = 200

    def __init__(self, content):
        self.content = content

    def raise_for_status(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class Requests:
    @staticmethod
    def get(url):
        font = ImageFont.load_default(10).font_bytes
        return Answer(b'"https://example.com/regular.ttf"' if "/list?" in url else font)


def patiently(self, *words, optimize=OptimizePlugin._optimize_image):
    time.sleep(0.3)
    return optimize(self, *words)


social.requests = Requests
OptimizePlugin._optimize_image = patiently
'''

ROADMAP = """\
kind: roadmap
title: Roadmap
audience: public
items:
  - id: checkout
    title: New checkout
    summary: Pay in one step.
    description: Customers pay without an account.
    status: in_progress
    horizon: now
    tags: [payments]
  - id: receipts
    title: Receipts by mail
    status: planned
    horizon: next
    depends_on: [checkout]
    public: {title: Receipts}
  - id: merger
    title: Merger with Zanzibar
    summary: Nobody may know.
    status: planned
    horizon: next
    audience: internal
    tags: [hushhush]
"""


@dataclass(frozen=True)
class Neighbor:
    """A plugin as `mkdocs.yml` sets it, files it needs, and what its work looks like on the public site.

    `shows` is None where it has nothing to show there.
    """

    name: str
    options: Mapping[str, object] | None = None
    shows: Callable[[Built], bool] | None = None
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.name.rpartition("/")[2]


def _has(path: str, words: str = "") -> Callable[[Built], bool]:
    return lambda built: built.has(path) and words in built.read(path)


NEIGHBORS = (
    # Cards are drawn while meta-descriptions is still at work, sometimes with and sometimes without what it found.
    Neighbor("social", {"cards_layout_options": {"description": "A demo"}}, lambda built: built.has("assets/images/social/roadmap/items/checkout.png")),
    Neighbor("tags", {}, _has("tags/index.html", "New checkout"), {"docs/tags.md": page("All tags", body="<!-- material/tags -->")}),
    Neighbor(
        "blog",
        {},
        _has("blog/archive/2026/index.html", "An open post"),
        {
            "docs/blog/_audience.yml": "audience: public\n",
            "docs/blog/index.md": "# Blog\n",
            "docs/blog/posts/open.md": "---\ndate: 2026-01-02\n---\n# An open post\n\nRead [this](item:checkout).\n\n<!-- more -->\n",
            "docs/blog/posts/closed.md": "---\naudience: internal\ndate: 2025-01-02\n---\n# Salaries of 2025\n\nNo.\n\n<!-- more -->\n",
        },
    ),
    Neighbor("privacy", {"assets_exclude": ["*/mermaid@*"]}),
    Neighbor("optimize", {}, lambda built: built.has("photo.jpg") and built.has("chart.png")),
    Neighbor("macros", {}, _has("more/index.html", "Demo, in two words"), {"docs/more.md": page("More", body="{{ config.site_name }}, in two words")}),
    Neighbor(
        "table-reader",
        {"data_path": "docs"},
        _has("table/index.html", "Elbe</td>"),
        {"docs/table.md": page("Table", body="{{ read_csv('rivers.csv') }}"), "docs/rivers.csv": "river,length\nElbe,1094\n"},
    ),
    Neighbor(
        "include-markdown",
        {},
        _has("again/index.html", "Where to begin"),
        {"docs/again.md": page("Again", body='{% include-markdown "guide/start.md" start="<!--a-->" end="<!--z-->" %}')},
    ),
    Neighbor("redirects", {"redirect_maps": {"old.md": "guide/index.md"}}, _has("old/index.html", "../guide/")),
    Neighbor("minify", {"minify_html": True}, lambda built: "\n\n" not in built.read("index.html")),
    Neighbor("rss", {}, _has("feed_rss_created.xml", "New checkout")),
    Neighbor("git-revision-date-localized", {"type": "iso_datetime", "enable_creation_date": True}),
    Neighbor("git-authors", {"strict": False}),  # it warns of every page that another plugin makes
    Neighbor("glightbox", {}, _has("index.html", "glightbox")),
    Neighbor("awesome-nav", {}, lambda built: built.page("").nav[0] == "Start here", {"docs/.nav.yml": "nav: [guide/start.md, '*']\n"}),
    Neighbor("exclude", {"glob": ["guide/left-out.md"]}, lambda built: not built.has("guide/left-out/"), {"docs/guide/left-out.md": page("Left out")}),
    Neighbor(
        "gen-files",
        {"scripts": ["make_pages.py"]},
        _has("made/index.html", "Made by a script"),
        {
            "make_pages.py": "import mkdocs_gen_files\n"
            "with mkdocs_gen_files.open('made.md', 'w') as page:\n"
            "    page.write('---\\naudience: public\\n---\\n# Made by a script\\n')\n"
            "with mkdocs_gen_files.open('secret.md', 'w') as page:\n"
            "    page.write('---\\naudience: internal\\n---\\n# Salaries by a script\\n')\n"
        },
    ),
    Neighbor("meta-descriptions", {}, _has("guide/start/index.html", 'content="Where to begin.')),
    Neighbor("llmstxt", {"full_output": "llms-full.txt", "sections": {"All": ["*"]}}, _has("llms-full.txt", "New checkout")),
    Neighbor("autorefs", {}),  # or mkdocstrings adds it behind print-site, which wants to be the last
    Neighbor(
        "mkdocstrings",
        {"handlers": {"python": {"paths": ["src"]}}},
        _has("api/index.html", "Adds two amounts"),
        {"docs/api.md": page("API", body="::: shop"), "src/shop.py": 'def add(a, b):\n    """Adds two amounts."""\n'},
    ),
    Neighbor("print-site", {}, _has("print_page/index.html", "Where to begin")),
)  # fmt: skip


def make(project: Project, *neighbors: Neighbor, source_public: bool = False, commit: bool = True) -> None:
    """Writes a site with public and internal data, pages, posts and images, and commits it under a person's name."""
    # Internal pages lie where careless plugins find them, and so do tables.
    rules = "rules: {published-without-milepost: off, unused-file: off}"
    options = f"{{as_of: 2026-09-14, {rules}{', source_public: true' if source_public else ''}}}"
    plugins = [{one.name: dict(one.options or {})} for one in neighbors]
    listed = "".join(f"  {line}\n" for line in yaml.safe_dump(plugins, sort_keys=False).splitlines() if plugins)
    project.write("mkdocs.yml", CONFIG.format(options=options, neighbors=listed))
    project.write("offline.py", OFFLINE)
    project.write("data/roadmap.yml", ROADMAP)
    pictures = "![A photo](photo.jpg)\n\n![A chart](chart.png)"
    project.write("docs/index.md", page("Home", body=f"[Guide](guide/index.md), [one](item:checkout)\n\n{pictures}"))
    project.write("docs/guide/index.md", page("Guide"))
    project.write("docs/guide/start.md", page("Start here", body="<!--a-->\nWhere to begin.\n<!--z-->"))
    project.write("docs/team/index.md", page("Team room", "internal"))
    project.write("docs/team/pay.md", page("Salaries", "internal", body="What we earn in Zanzibar."))
    project.write("docs/photo.jpg", _photo())
    project.write("docs/chart.png", _chart())
    project.write("docs/team/zanzibar.jpg", _photo())
    for neighbor in neighbors:
        for path, text in neighbor.files.items():
            project.write(path, text)
    if commit:
        git(project.root, "init", "-q")
        git(project.root, "add", "-A")
        git(project.root, "commit", "-q", "-m", "One")


def git(folder: Path, *words: str) -> str:
    """Runs git as Ada Example, at noon of a day long gone."""
    who = ("-c", "user.name=Ada Example", "-c", "user.email=ada@example.com")
    done = subprocess.run(
        ["git", *who, *words],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "GIT_AUTHOR_DATE": NOON, "GIT_COMMITTER_DATE": NOON, "GIT_CONFIG_GLOBAL": "/dev/null"},
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    return done.stdout


NOON = "2025-03-04T12:00:00+00:00"


def leaks(built: Built) -> list[str]:
    """Where a site holds words of the internal source, in names or in content, packed or not."""
    found = []
    for path, content in built.files().items():
        words = gzip.decompress(content) if path.endswith(".gz") else content
        text = f"{path}\n{words.decode('utf-8', 'replace')}".casefold()
        found += [f"{path}: {canary}" for canary in CANARIES if canary in text]
    return found


def _photo() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Taken in Zanzibar"  # the description
    stream = BytesIO()
    Image.linear_gradient("L").save(stream, "JPEG", exif=exif, comment=b"Zanzibar")
    return stream.getvalue()


def _chart() -> bytes:
    info = PngInfo()
    info.add_text("Comment", "Drawn in Zanzibar")
    stream = BytesIO()
    Image.radial_gradient("L").save(stream, "PNG", pnginfo=info)
    return stream.getvalue()

"""Leaks planted on purpose, each with the net that has to catch it and the words of the guide's table."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import dedent

READ, COMPARED, SEARCHED, SCRAMBLED = "nothing to read", "compared", "searched", "compared (`--verify full`)"
NETS = (READ, COMPARED, SEARCHED, SCRAMBLED)

MKDOCS_YML = """\
site_name: Demo
site_url: https://example.com/
theme: {name: mkdocs}
plugins: [search, milepost: {as_of: 2026-09-14}]
"""
ROADMAP = """\
kind: roadmap
audience: public
title: Roadmap
items:
  - id: contactless
    title: Contactless fares
    status: in_progress
    end: 2027-03
    owner: Head of Fares
    # There is a page of priorities with and without the private score below.
    disclose: {public: [scores]}
    score: {value: 2, effort: 1}
  - id: night-boats
    title: Night boats on Fridays
    status: planned
    score: {value: 9, effort: 1}
  - id: merger
    title: Merger with Northern Lines
    status: planned
    health: off_track
    health_reason: The board of Northern Lines has not answered.
    progress: 35
    end: 2026-11-19
    audience: internal
  - id: closure
    title: Closing the depot at Greywater
    status: planned
    audience: internal
"""
SOURCE: Mapping[str, str] = {
    "mkdocs.yml": MKDOCS_YML,
    "data/roadmap.yml": ROADMAP,
    "docs/index.md": "---\naudience: public\n---\n# Home\n\nWords for everybody.\n",
    "docs/about.md": "---\naudience: public\n---\n# About\n\nMore words.\n",
    "docs/greywater.md": "---\naudience: internal\n---\n# The depot at Greywater\n\nIt closes in May.\n",
    "budget.csv": "Merger with Northern Lines,48210000\n",
}

HOOKS = '''\
import gzip, hashlib, json, os, re, struct, sys, zlib
from pathlib import Path

import yaml


def root(config):
    return Path(config.config_file_path).parent


def items(config):
    """Every item of the data that can be read from here."""
    found = [yaml.safe_load(path.read_text()) for path in sorted((root(config) / "data").rglob("*.yml"))]
    return [item for document in found if isinstance(document, dict) for item in document.get("items", [])]


def hidden(config):
    return [item for item in items(config) if item.get("audience") == "internal"]


'''


@dataclass(frozen=True)
class Plant:
    """`hooks` is code of a hook of its own; `files` are more or other files of the source.

    `shows` is how the file that differs, or that has the text, begins; a plant with none changes a page of its own.
    """

    leak: str
    net: str
    hooks: str = ""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    shows: str = ""


def source(*names: str) -> dict[str, str | bytes]:
    """The files of a site with some of the leaks. Each has a hook and a page of its own, so that none hides another."""
    found: dict[str, str | bytes] = dict(SOURCE)
    hooks = []
    for name in names:
        plant = PLANTS[name]
        found |= plant.files
        if plant.hooks:
            hooks.append(f"hook_{name}.py")
            found[hooks[-1]] = HOOKS + dedent(plant.hooks).replace("PAGE", repr(f"{name}.md"))
        found[f"docs/{name}.md"] = f"---\naudience: public\n---\n# Page {name}\n"
    found["mkdocs.yml"] = MKDOCS_YML + f"hooks: [{', '.join(hooks)}]\n"
    return found


def in_page(expression: str) -> str:
    """A hook that adds something to the plant's own page."""
    return f"""
        def on_post_page(output, page, config):
            return output + ({expression}) if page.file.src_uri == PAGE else output
    """


def after_build(*lines: str) -> str:
    """A hook that changes what was built; `site` is the folder."""
    body = "\n".join(f"            {line}" for line in lines)
    return f"""
        def on_post_build(config):
            site = Path(config.site_dir)
{body}
    """


PLANTS: Mapping[str, Plant] = {
    "count": Plant("a count of all items", READ, in_page("f'<p>{len(items(config))} items</p>'")),
    "comment": Plant("an HTML comment", READ, in_page("f'<!-- {len(items(config))} -->'")),
    "order": Plant(
        "the order of public items, by a private score",
        READ,
        in_page(
            "''.join(f'<p>{one[\"id\"]}</p>' for one in sorted("
            "(one for one in items(config) if one.get('audience') != 'internal'), "
            "key=lambda one: -one.get('score', {}).get('value', 0)))"
        ),
    ),
    "class": Plant(
        "a class name taken from a private field",
        READ,
        in_page('\'\'.join(f\'<p class="{one.get("health", "fine")}"></p>\' for one in hidden(config))'),
    ),
    "rounding": Plant(
        "a rounded average over hidden items",
        READ,
        in_page("f'{round(sum(one.get(\"progress\", 0) for one in items(config)) / 40)}'"),
    ),
    "space": Plant("white space at the end of a page", READ, in_page("' ' * len(items(config))")),
    "digest": Plant(
        "a hash of the files beside mkdocs.yml",
        READ,
        in_page(
            "hashlib.sha256(b''.join(path.read_bytes() for path in sorted(root(config).iterdir())"
            " if path.is_file() and path.name != 'mkdocs.yml')).hexdigest()"
        ),
    ),
    "file": Plant(
        "one file beside mkdocs.yml",
        READ,
        in_page("str((root(config) / 'budget.csv').stat().st_size if (root(config) / 'budget.csv').exists() else 0)"),
    ),
    "link": Plant(
        "a link to a hidden entry",
        READ,
        in_page("''.join(f'<a href=\"/roadmap/items/{one[\"id\"]}/\">more</a>' for one in hidden(config))"),
    ),
    "edit": Plant(
        "an edit link with the path of a data file",
        READ,
        in_page('f\'<a href="https://example.com/edit/{len(list((root(config) / "docs").iterdir()))}">Edit</a>\''),
    ),
    "asset": Plant(
        "the name of an asset",
        READ,
        after_build(
            "digest = hashlib.sha256(repr(hidden(config)).encode()).hexdigest()[:8]",
            "(site / f'style.{digest}.css').write_text('')",
        ),
        shows="style.",
    ),
    "folder": Plant(
        "an empty folder",
        READ,
        after_build("for one in hidden(config): (site / one['id']).mkdir()"),
        shows="merger",
    ),
    "sitemap": Plant(
        "the sitemap",
        READ,
        """
        def on_post_template(output, template_name, config):
            names = sorted(path.stem for path in (root(config) / "docs").glob("*.md"))
            return f"{output}<!-- {names} -->" if template_name == "sitemap.xml" else output
        """,
        shows="sitemap.xml",
    ),
    "packed": Plant(
        "the header of a gzip file",
        READ,
        after_build(
            "with open(site / 'packed.gz', 'wb') as stream:",
            "    with gzip.GzipFile(fileobj=stream, mode='wb', mtime=len(items(config))) as packed: packed.write(b'x')",
        ),
        shows="packed.gz",
    ),
    "picture": Plant(
        "the metadata of an image",
        READ,
        after_build(
            "chunk = b'tEXt' + b'Comment\\0' + str(len(items(config))).encode()",
            "png = b'\\x89PNG\\r\\n\\x1a\\n' + struct.pack('>I', len(chunk) - 4) + chunk",
            "(site / 'card.png').write_bytes(png + struct.pack('>I', zlib.crc32(chunk)))",
        ),
        shows="card.png",
    ),
    "search": Plant(
        "the order of the search index",
        READ,
        after_build(
            "path = site / 'search/search_index.json'",
            "index = json.loads(path.read_text())",
            "index['docs'].sort(key=lambda one: (len(one['text']) * (1 + len(hidden(config)))) % 7)",
            "path.write_text(json.dumps(index))",
        ),
        shows="search/search_index.json",
    ),
    "printed": Plant(
        "standard output",
        READ,
        """
        def on_post_build(config):
            print(len(items(config)))
        """,
        shows="(printed output)",
    ),
    "log": Plant(
        "a line of the log",
        READ,
        """
        import logging
        def on_post_build(config):
            logging.getLogger("mkdocs.plugins.counting").warning("%d items", len(items(config)))
        """,
        shows="(log)",
    ),
    "cache": Plant(
        "a cache that the internal site shares",
        READ,
        in_page("Path('.cache/cards.txt').read_text() if Path('.cache/cards.txt').exists() else ''"),
        {".cache/cards.txt": "Merger with Northern Lines"},
    ),
    "absolute": Plant(
        "the original folder, by its absolute path",
        READ,
        in_page("str(len((Path(ORIGINAL) / 'docs/greywater.md').read_text()))"),
        shows="tried to read",
    ),
    "filter": Plant(
        "a group of fields that the audience filter lets through",
        COMPARED,
        """
        def on_startup(command, dirty):
            from milepost.access.redaction import Redactor
            from milepost.schema.base import GROUPS
            Redactor.disclosed_groups = lambda self, disclose: frozenset(GROUPS)
        """,
        shows="roadmap/items/contactless/index.html",
    ),
    "before": Plant(
        "a number computed before the audience filter",
        COMPARED,
        """
        from milepost import open_portfolio
        redacted_for = open_portfolio.redacted_for
        def counting(whole, *more):
            counting.items = len(whole.entities('item'))
            return redacted_for(whole, *more)
        def on_startup(command, dirty):
            open_portfolio.redacted_for = counting
        def on_post_page(output, page, config):
            return output + str(counting.items) if page.file.src_uri == PAGE else output
        """,
    ),
    "threshold": Plant(
        "whether any hidden item is beyond a limit, while none is",
        SCRAMBLED,
        in_page(
            "'late' if any(str(one['end'])[:4] != '2026' for one in hidden(config) if 'end' in one) else 'in time'"
        ),
    ),
    "typed": Plant(
        "an internal title typed into a public page",
        SEARCHED,
        files={"docs/about.md": "---\naudience: public\n---\n# About\n\nSoon: the *Merger* with Northern Lines.\n"},
        shows="about/index.html",
    ),
    "named": Plant(
        "an internal title as the name of a file",
        SEARCHED,
        after_build("(site / 'merger-with-northern-lines.txt').write_text('')"),
        shows="merger-with-northern-lines.txt",
    ),
    "coded": Plant(
        "an internal title in base64, in a file that a page links to",
        SEARCHED,
        files={
            "docs/index.md": "---\naudience: public\n---\n# Home\n\n[Data](numbers.csv.gz) [more](numbers.json)\n",
            "docs/numbers.json": json.dumps({"a": b64encode(b'{"title": "Merger with Northern Lines"}').decode()}),
        },
        shows="numbers.json",
    ),
    "zipped": Plant(
        "an internal title in a compressed file",
        SEARCHED,
        files={
            "docs/index.md": "---\naudience: public\n---\n# Home\n\n[Data](numbers.csv.gz) [more](numbers.json)\n",
            "docs/numbers.csv.gz": gzip.compress(b"a,b\nMerger with Northern Lines,1\n", mtime=0),
        },
        shows="numbers.csv.gz",
    ),
    "declared": Plant(
        "a field that is declared public by mistake",
        SEARCHED,
        """
        from milepost.schema.fields import fields_of
        from milepost.kinds.roadmap.model import Item
        object.__setattr__(fields_of(Item)["owner"], "group", "open")
        """,
        shows="roadmap/items/contactless/index.html",
    ),
}

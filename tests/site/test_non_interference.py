"""The master test: whatever is done to private things, the public site keeps every byte.

Each change is made to a copy of the example, the whole public site is built from it by `mkdocs build`, and the trees
are compared. The same comparison must notice when a leak is planted, else it would prove nothing.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support.trees import build, differences

ROOT = Path(__file__).parents[2]
CONFIG = """\
site_name: Example
docs_dir: pages
theme: {name: material, font: false}
plugins: [search, tags, {milepost: {data_dir: data, as_of: 2026-11-23}}]
"""
# Some of what they name is hidden, or there only after a change.
VIEWS = "\n\n".join(
    f"``` milepost\n{body}\n```"
    for body in (
        "view: timeline\nlanes: team\nwhere: {open: true}",
        "view: list\nlanes: theme\nfields: [status, end, owner, score, confidence, depends_on, tags]\nsort: [-score, end]",
        "view: list\nwhere: {id: [night-boats, island-readers, a-hidden-03, zz-night-boats], status: [planned, in_progress]}",
        "view: board\nwhere: {team: [a-hidden-team, gangway], theme: [boarding, a-hidden-theme]}",
        "view: list\nwhere: {tags: [a-hidden-tag, tag-1]}\nlimit: 3",
        "view: releases\nlimit: 3",
        "view: objectives",
        "view: needs",
        "view: milestones\nwhere: {met: false}",
        "item: night-boats",
    )
)
LISTS = (
    "items",
    "releases",
    "themes",
    "objectives",
    "needs",
    "customers",
    "bets",
    "key_results",
    "milestones",
    "people",
    "teams",
)

REFERENCES = ("parent", "theme", "team", "release", "superseded_by", "objective", "customer", "owner", "lead")

Documents = dict[str, dict[str, Any]]
Change = Callable[[Path, Documents], None]


class _Plain(yaml.SafeDumper):
    """Writes numbers and words as they were read, without quotes that would make text of a number."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    tag = dumper.resolve(yaml.ScalarNode, text, (True, False))
    return dumper.represent_scalar(tag, text, style="|" if "\n" in text else None)


_Plain.add_representer(str, _represent)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with a hidden page beside the public ones."""
    folder = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT / "content/data", folder / "data")
    (folder / "pages").mkdir()
    for name, audience, text in (
        (
            "index",
            "public",
            "See [the plan](secret.md), [boarding](item:island-readers) and [more](about.md).",
        ),
        ("about", "public", f"Words for everybody.\n\n{VIEWS}"),
        ("secret", "internal", "Nobody outside knows of Operation Heron."),
    ):
        (folder / f"pages/{name}.md").write_text(
            f"---\naudience: {audience}\ntags: [{name}]\n---\n# {name.title()}\n\n{text}\n"
        )
    (folder / "mkdocs.yml").write_text(CONFIG)
    return folder


@pytest.fixture(scope="module")
def public(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(source, tmp_path_factory.mktemp("public") / "site")


def read(folder: Path) -> Documents:
    paths = sorted((folder / "data").rglob("*.yml"))
    return {
        path.relative_to(folder / "data").as_posix(): yaml.load(path.read_text(), yaml.BaseLoader) for path in paths
    }


def write(folder: Path, documents: Documents) -> None:
    shutil.rmtree(folder / "data")
    for path, document in documents.items():
        (folder / "data" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "data" / path).write_text(yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True))


def is_private(path: str, document: dict[str, Any]) -> bool:
    return document.get("audience", "internal") != "public"


def lists(node: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """The lists of entries in a mapping; a list of ids is none."""
    for name in LISTS:
        if isinstance(node.get(name), list) and any(isinstance(entry, dict) for entry in node[name]):
            yield name, node[name]


def entries(documents: Documents, private: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entry with an id that is private, or every one that is not, with the name of its list."""

    def walk(node: dict[str, Any], hidden: bool) -> Iterator[tuple[str, dict[str, Any]]]:
        for name, found in lists(node):
            for entry in found:
                own = entry["audience"] != "public" if "audience" in entry else hidden
                if (own or hidden) == private:
                    yield name, entry
                yield from walk(entry, own or hidden)

    for path, document in documents.items():
        yield from walk(document, is_private(path, document))


def delete(folder: Path, documents: Documents) -> None:
    gone = {entry["id"] for _, entry in entries(documents, private=True) if "id" in entry}
    for path in [path for path, document in documents.items() if is_private(path, document)]:
        del documents[path]
    gone -= {entry["id"] for _, entry in entries(documents, private=False) if "id" in entry}
    for document in documents.values():
        _delete_below(document, gone)
    assert gone
    (folder / "pages/secret.md").unlink()


def _delete_below(node: dict[str, Any], gone: set[str]) -> None:
    """Takes out private entries, and the references to them, which would lead nowhere now."""
    for name, found in lists(node):
        node[name] = [entry for entry in found if entry.get("audience", "public") == "public"]
        for entry in node[name]:
            _delete_below(entry, gone)
    for name, value in list(node.items()):
        if isinstance(value, str) and value in gone and name in REFERENCES:
            del node[name]
        elif isinstance(value, list):
            node[name] = [one for one in value if not (isinstance(one, str) and one.rpartition(":")[2] in gone)]


def change(folder: Path, documents: Documents) -> None:
    for number, (_, entry) in enumerate(entries(documents, private=True)):
        for field in ("title", "summary", "description", "statement", "hypothesis"):
            if field in entry:
                entry[field] = f"Changed {number}"
        entry["tags"] = [f"tag-{number}"]
        if "status" in entry and "owner" in entry:
            entry["owner"] = "somebody-else"
    for _, person in entries(documents, private=False):
        for field in ("email", "lead"):
            if field in person:
                person[field] = "changed"
    (folder / "pages/secret.md").write_text("---\naudience: internal\ntags: [z, about]\n---\n# Other\n\n## New\n")


def add(folder: Path, documents: Documents) -> None:
    items = [
        {
            "id": f"a-hidden-{n:02}",
            "title": f"A hidden thing {n}",
            "status": "in_progress",
            "audience": "internal",
            "theme": "a-hidden-theme",
            "team": "a-hidden-team",
            "start": f"{1990 + n}",
            "end": f"{2030 + n}",
            "health": "off_track",
            "health_reason": "Nobody knows",
            "tags": ["a-hidden-tag"],
        }
        for n in range(40)
    ]
    roadmap = next(
        document for document in documents.values() if document.get("kind") == "roadmap" and document.get("items")
    )
    roadmap["items"] = items[:20] + roadmap["items"] + items[20:]
    roadmap["themes"] = [
        {"id": "a-hidden-theme", "title": "Aaa", "audience": "internal"},
        *roadmap.get("themes", []),
    ]
    documents["portfolio.yml"]["teams"].insert(0, {"id": "a-hidden-team", "title": "Aaa", "audience": "internal"})
    documents["aaa/first.yml"] = {
        "kind": "roadmap",
        "title": "First of all",
        "releases": [{"id": "r-0", "title": "Zero", "date": "1999-01-01"}],
        "items": [{"id": "zero", "title": "Zero", "status": "done", "depends_on": [items[0]["id"]]}],
    }
    (folder / "pages/a-first.md").write_text("---\naudience: internal\n---\n# First\n")
    (folder / "pages/unused.pdf").write_bytes(b"%PDF-1.4 hidden")


def rename(folder: Path, documents: Documents) -> None:
    private = {entry["id"] for _, entry in entries(documents, private=True) if "id" in entry}
    private -= {entry["id"] for _, entry in entries(documents, private=False) if "id" in entry}
    assert private

    def renamed(node: Any) -> Any:
        if isinstance(node, list):
            return [renamed(one) for one in node]
        if isinstance(node, dict):
            return {key: renamed(value) for key, value in node.items()}
        parent, slash, name = str(node).rpartition("/")
        return f"{parent}{slash}zz-{name}" if name in private else node

    for path, document in list(documents.items()):
        changed = {key: value if key in ("kind", "audience") else renamed(value) for key, value in document.items()}
        del documents[path]
        name = path.replace("internal/", "zz-inside/") if is_private(path, document) else path
        documents[name] = changed
    (folder / "pages/secret.md").rename(folder / "pages/zz.md")


def reorder(folder: Path, documents: Documents) -> None:
    rng = random.Random(7)

    def shuffle(node: dict[str, Any], hidden: bool) -> None:
        for name, found in lists(node):
            inner = [entry for entry in found if hidden or entry.get("audience", "public") != "public"]
            outer = [entry for entry in found if not any(entry is one for one in inner)]
            rng.shuffle(inner)
            for entry in inner:
                outer.insert(rng.randint(0, len(outer)), entry)
            node[name] = outer

    for path, document in documents.items():
        shuffle(document, is_private(path, document))


CHANGES = [delete, change, add, rename, reorder]


def changed(source: Path, folder: Path, how: Change) -> Path:
    shutil.copytree(source, folder)
    documents = read(folder)
    before = yaml.dump(documents)
    how(folder, documents)
    assert yaml.dump(documents) != before, "the change must change something"
    write(folder, documents)
    return folder


@pytest.mark.parametrize("how", CHANGES, ids=lambda how: how.__name__)
def test_the_public_site_is_the_same_byte_for_byte(source: Path, public: Path, tmp_path: Path, how: Change) -> None:
    site = build(changed(source, tmp_path / "changed", how), tmp_path / "site")

    assert differences(public, site) == []


LEAKS = {
    "a count taken before the door": """
def on_page_content(html, page, config, files):
    count = sum(path.read_text().count("title:") for path in DATA.rglob("*.yml"))
    return html + f"<p>{count} things</p>"
""",
    "an empty lane for a hidden theme": """
def on_page_content(html, page, config, files):
    teams = yaml.safe_load((DATA / "portfolio.yml").read_text())["teams"]
    return html + "".join("<div></div>" for team in teams)
""",
    "a hidden page in the sitemap": """
def on_post_build(config):
    names = sorted(path.stem for path in Path(config.docs_dir).glob("*.md"))
    sitemap = Path(config.site_dir, "sitemap.xml")
    sitemap.write_text(sitemap.read_text() + "".join(f"<!-- {name} -->" for name in names))
""",
}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_noticed(source: Path, tmp_path: Path, leak: str) -> None:
    planted = tmp_path / "planted"
    shutil.copytree(source, planted)
    head = 'from pathlib import Path\nimport yaml\nDATA = Path(__file__).parent / "data"\n'
    (planted / "hooks.py").write_text(head + LEAKS[leak])
    (planted / "mkdocs.yml").write_text(CONFIG + "hooks: [hooks.py]\n")
    before = build(planted, tmp_path / "before")

    after = build(changed(planted, tmp_path / "changed", add), tmp_path / "after")

    assert differences(before, after)

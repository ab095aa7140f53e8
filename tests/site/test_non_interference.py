"""The master test: whatever is done to private entities, the public site keeps every byte.

Each change is made to a copy of the example, the whole public site is built from it by `mkdocs build`, and the trees
are compared. The same comparison must notice when a leak is planted, else it would prove nothing.
"""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from tests.support.clone import Clone
from tests.support.declared import classes, is_list
from tests.support.fields import models
from tests.support.trees import build, differences, files

from milepost.access.audience_filter import redacted_for
from milepost.cli.main import main
from milepost.graph.loader import load, read_files
from milepost.kinds.registry import KINDS
from milepost.leak_check.scramble import scramble
from milepost.outputs import markdown
from milepost.pages.registry import SECTIONS
from milepost.problem import Level
from milepost.render.site_plan import site_plan
from milepost.ruleset import RULES
from milepost.schema.base import GROUPS, Part
from milepost.schema.fields import fields_of

ROOT = Path(__file__).parents[2]
CONFIG = """\
site_name: Example
docs_dir: pages
theme: {name: material, font: false}
plugins: [search, tags, {milepost: {data_dir: data, as_of: 2026-11-23, audit: {enabled: false}}}]
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
_FIELDS = [(name, spec) for _, _, cls in classes() for name, spec in fields_of(cls).items()]
# Every list of entries there is; of those that stay inside until their group is disclosed, that group.
LISTS = tuple(dict.fromkeys(name for name, spec in _FIELDS if is_list(spec)))
GUARDED = {name: spec.group for name, spec in _FIELDS if is_list(spec) and spec.group in GROUPS}
# Every field that holds words, wherever there is one of that name: some kinds have a number of the same name.
_WORDS = {
    name: {spec.role in ("text", "markdown") and not spec.many for one, spec in _FIELDS if one == name}
    for name, _ in _FIELDS
}
TEXTS = frozenset(name for name, holds in _WORDS.items() if holds == {True})
HOLDING = tuple(kind for kind, cls in KINDS.items() if cls.owns_entries)
AS_OF = "2026-11-23"
# Every field that names one entry.
REFERENCES = frozenset(name for name, spec in _FIELDS if spec.ref and not spec.many)
# Those that a mapping inside an entry cannot be without, such as the predecessor of a link.
REQUIRED = frozenset(
    name
    for cls in models()
    if issubclass(cls, Part)
    for name, spec in fields_of(cls).items()
    if spec.ref and spec.required
)

# Rows of private metrics, beside their documents: one private itself, one public with a private entry in it.
HIDDEN_TABLES = {
    "internal/waiting": "date,value,segment\n2026-11-02,31,a-hidden-quay\n2026-11-09,33,a-hidden-quay\n",
    "metrics/losses": "date;value\r\n2026-11-02;7001\r\n2026-11-09;7002\r\n",
}
HIDDEN_METRIC = """
  - id: losses
    title: Losses
    audience: internal
    direction: down
    cadence: week
    file: losses.csv
    loader: [a-hidden-program]
    drives: boarding-time
    objective: step-aboard
"""

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
    handover = folder / "data/projects/inner-harbour-readers/handover.yml"
    opened = "audience: public\ndisclose: {public: [actions]}\n"
    handover.write_text(handover.read_text().replace("audience: internal\n", opened, 1))
    for name, values in HIDDEN_TABLES.items():
        (folder / "data" / name).with_suffix(".csv").write_text(values)
    (folder / "data/internal/waiting.yml").write_text(
        "kind: metrics\nmetrics: [{id: waiting, title: Waiting, aggregate: sum, cadence: week, file: waiting.csv}]\n"
    )
    boarding = folder / "data/metrics/boarding.yml"
    boarding.write_text(boarding.read_text() + HIDDEN_METRIC)
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
    tables = {path.name: path.read_bytes() for path in (folder / "data").rglob("*.csv")}
    shutil.rmtree(folder / "data")
    for path, document in documents.items():
        (folder / "data" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "data" / path).write_text(yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True))
        for metric in document.get("metrics", ()):
            if isinstance(metric, dict) and "file" in metric:
                (folder / "data" / path).with_name(metric["file"]).write_bytes(tables[metric["file"]])


def said_of(path: str, word: str, documents: Documents) -> Any:
    """What a document says, or else the nearest folder around it."""
    parts = path.split("/")[:-1]
    folders = ["/".join((*parts[:depth], "_audience.yml")) for depth in range(len(parts), -1, -1)]
    return next((documents[one][word] for one in (path, *folders) if word in documents.get(one, {})), None)


def is_private(path: str, documents: Documents) -> bool:
    waits = documents[path].get("embargo_until", "") > AS_OF
    return waits or said_of(path, "audience", documents) != "public"


def opened(path: str, documents: Documents) -> list[str]:
    """The field groups that everybody is shown of a document."""
    return (said_of(path, "disclose", documents) or {}).get("public", [])


def id_of(path: str, document: dict[str, Any]) -> str:
    *_, folder, stem = f"./{path.removesuffix('.yml')}".split("/")
    return document.get("id") or (folder if stem == document.get("kind") else stem)


def is_hidden(name: str, entry: Any, around: bool, groups: list[str]) -> bool:
    """Whether nobody outside sees an entry of a list."""
    silent = around or (name in GUARDED and GUARDED[name] not in groups)
    return entry["audience"] != "public" if isinstance(entry, dict) and "audience" in entry else silent


def lists(node: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """The lists of entries in a mapping; a list of ids is none."""
    for name in LISTS:
        if isinstance(node.get(name), list) and any(isinstance(entry, dict) for entry in node[name]):
            yield name, node[name]


def entries(documents: Documents, private: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entry with an id that is private, or every one that is not, with the name of its list."""

    def walk(node: dict[str, Any], hidden: bool, groups: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        for name, found in lists(node):
            for entry in filter(lambda one: isinstance(one, dict), found):
                own = is_hidden(name, entry, hidden, groups) or (hidden and name in ("lessons", "actions"))
                if (own or hidden) == private:
                    yield name, entry
                yield from walk(entry, own or hidden, groups)

    for path, document in documents.items():
        yield from walk(document, is_private(path, documents), opened(path, documents))


def parts(documents: Documents, private: bool) -> set[str]:
    """The ids of entries that are private, or of those that are not, behind their document's where they need it."""
    found = {entry["id"] for _, entry in entries(documents, private) if "id" in entry}
    for path, document in documents.items():
        if document.get("kind") in HOLDING:
            inside = {
                entry["id"] for _, entry in entries({path: document, **_folders(documents)}, private) if "id" in entry
            }
            found |= {f"{id_of(path, document)}/{one}" for one in inside}
            found |= {id_of(path, document)} if is_private(path, documents) == private else set()
    return found


def _folders(documents: Documents) -> Documents:
    return {path: document for path, document in documents.items() if path.endswith("_audience.yml")}


def delete(folder: Path, documents: Documents) -> None:
    gone = parts(documents, private=True) - parts(documents, private=False)
    groups = {path: opened(path, documents) for path in documents}
    for path in [path for path in documents if is_private(path, documents)]:
        del documents[path]
    for path, document in documents.items():
        # A bare id is one of the document's own entries or of its project's plan, even if another one is public.
        scopes = (id_of(path, document), document.get("project"))
        own = {name for scope, _, name in (one.partition("/") for one in gone) if name and scope in scopes}
        _delete_below(document, gone | own, groups[path])
        for task in document.get("tasks", ()):  # a summary without its parts is a task that needs dates of its own
            if "duration" not in task:
                words = task.get("public") or {}
                task.update({name: words[name] for name in ("start", "end") if name in words and name not in task})
    assert gone
    (folder / "pages/secret.md").unlink()


def _delete_below(node: dict[str, Any], gone: set[str], groups: list[str]) -> None:
    """Takes out private entries, and the references to them, which would lead nowhere now."""
    for name, found in lists(node):
        node[name] = [entry for entry in found if not is_hidden(name, entry, around=False, groups=groups)]
        for entry in filter(lambda one: isinstance(one, dict), node[name]):
            _delete_below(entry, gone, groups)
    for name, value in list(node.items()):
        if isinstance(value, str) and value in gone and name in REFERENCES:
            del node[name]
        elif isinstance(value, dict):
            _delete_below(value, gone, groups)
        elif isinstance(value, list):
            node[name] = [one for one in value if not (isinstance(one, str) and one.rpartition(":")[2] in gone)]
            node[name] = [one for one in node[name] if not (isinstance(one, dict) and _cannot_stay(one, gone))]
            for part in node[name] if name not in LISTS else ():
                if isinstance(part, dict):
                    _delete_below(part, gone, groups)


def _cannot_stay(part: dict[str, Any], gone: set[str]) -> bool:
    """Whether a mapping names something that is gone in a field that it needs."""
    return any(isinstance(part.get(name), str) and part[name] in gone for name in REQUIRED)


def change(folder: Path, documents: Documents) -> None:
    for number, (_, entry) in enumerate(entries(documents, private=True)):
        for field in TEXTS:
            if isinstance(entry.get(field), str):
                entry[field] = f"Changed {number}"
        entry["tags"] = [f"tag-{number}"]
        if "status" in entry and "owner" in entry:
            entry["owner"] = "somebody-else"
        if "file" in entry:
            (table,) = (folder / "data").rglob(entry["file"])
            table.write_text(f"date,value,segment\n1990-01-01,{number},\n1990-01-01,{number},changed-{number}\n")
    for path, document in documents.items():
        if document.get("kind") in HOLDING and is_private(path, documents):
            document.update(title="Changed", summary="Changed", tags=["changed"])
            if document["kind"] == "postmortem":
                document.update(severity="sev9", started="1999-01", project="changed")
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
    _add_wholes(documents)
    (folder / "pages/a-first.md").write_text("---\naudience: internal\n---\n# First\n")
    (folder / "pages/unused.pdf").write_bytes(b"%PDF-1.4 hidden")


def _add_wholes(documents: Documents) -> None:
    """Private post-mortems of every sort and year that are like the public ones, and what refers to them."""
    model = documents["postmortems/midsummer-scanners.yml"]
    same = copy.deepcopy(model)
    for number in range(24):
        hidden: dict[str, Any] = {
            **{name: same[name] for name in ("kind", "title", "type", "severity", "affected", "categories", "lessons", "actions")},
            **({"embargo_until": "2027-01-01"} if number % 2 else {"audience": "internal"}),
            "project": ("inner-harbour-readers", "a-hidden-project")[number % 3 == 0],
            "started": f"{1999 + number * 2}-02-0{1 + number % 9}T06:00Z",
            "resolved": f"{1999 + number * 2}-02-1{number % 9}T06:00Z",
            "contributing_factors": [{"text": "Haste", "category": ("a-hidden-factor", "change without rehearsal")[number % 2]}],
            "tags": ["a-hidden-tag", "hardware"],
            "similar_to": ["midsummer-scanners"],
        }  # fmt: skip
        documents[f"postmortems/aa-hidden-{number:02}.yml"] = hidden
    documents["aaa/lessons.yml"] = {
        "kind": "lessons",
        "id": "a-hidden-library",
        "title": "Hidden",
        "lessons": [{**one, "audience": "public", "actions": []} for one in same["lessons"]],
        "actions": [{"id": "a-hidden-action", "title": "Hidden", "due": "2020-01-01", "status": "accepted"}],
    }
    documents["projects/a-hidden-project/handover.yml"] = {
        "kind": "handover", "title": "Hidden", "from": "gangway", "to": "engine-room", "status": "done",
        "project": "a-hidden-project", "open_actions": ["midsummer-scanners/event-staffing"],
    }  # fmt: skip
    model["similar_to"] = ["aa-hidden-00", *model.get("similar_to", []), "aa-hidden-01"]
    model["related"] = ["handover:a-hidden-project", "lesson:a-hidden-library/" + model["lessons"][0]["id"]]
    model["owner"], model["participants"] = "somebody", ["somebody else"]
    model["events"].insert(0, {"at": "1990-01-01", "text": "Long ago", "audience": "internal", "type": "trigger"})
    model["actions"].insert(0, {"id": "a-hidden-one", "title": "Hidden", "audience": "internal", "due": "2020-01-01"})
    lesson = model["lessons"][0]
    lesson["actions"] = ["a-hidden-one", "a-hidden-library/a-hidden-action", *lesson.get("actions", [])]
    handover = documents["projects/inner-harbour-readers/handover.yml"]
    handover["open_actions"].insert(0, "a-hidden-library/a-hidden-action")
    handover["readiness"].insert(
        0, {"criterion": "Hidden", "gate": "go-live", "status": "not_met", "audience": "internal"}
    )
    handover["ownership"].append({"asset": "Hidden", "state": "pending", "audience": "internal"})
    handover["access"].append({"system": "Hidden", "rotate": "true"})


def rename(folder: Path, documents: Documents) -> None:
    private = {entry["id"] for _, entry in entries(documents, private=True) if "id" in entry}
    private -= {entry["id"] for _, entry in entries(documents, private=False) if "id" in entry}
    private -= {word for _, spec in _FIELDS for word in spec.choices}  # which say what something is
    hidden = [path for path in documents if is_private(path, documents)]
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
        name = path.replace("internal/", "zz-inside/") if path in hidden else path
        documents[name] = changed
    (folder / "pages/secret.md").rename(folder / "pages/zz.md")


def reorder(folder: Path, documents: Documents) -> None:
    rng = random.Random(7)

    def shuffle(node: dict[str, Any], hidden: bool, groups: list[str]) -> None:
        for name, found in lists(node):
            inner = [entry for entry in found if hidden or is_hidden(name, entry, around=False, groups=groups)]
            outer = [entry for entry in found if not any(entry is one for one in inner)]
            rng.shuffle(inner)
            for entry in inner:
                outer.insert(rng.randint(0, len(outer)), entry)
            node[name] = outer

    for path, document in documents.items():
        shuffle(document, is_private(path, documents), opened(path, documents))


# What the public site has for each section, so that what is compared is there at all.
SHOWN = {
    "overview": "about/index.html",
    "strategy": "strategy/index.html",
    "roadmap": "roadmap/index.html",
    "projects": "projects/inner-harbour-readers/handover/index.html",
    "postmortems": "postmortems/midsummer-scanners/index.html",
    "lessons": "lessons/index.html",
    "backlog": "backlog/index.html",
    "metrics": "metrics/index.html",
}


def test_rows_of_private_metrics_are_among_what_is_changed(source: Path) -> None:
    files = {entry["file"] for _, entry in entries(read(source), private=True) if "file" in entry}
    assert files >= {f"{Path(name).name}.csv" for name in HIDDEN_TABLES}
    assert not list(read_files(source / "data")[1])


@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_compared_has_every_section(public: Path, section: str) -> None:
    assert SHOWN[section] in files(public)


def scrambled(folder: Path, documents: Documents) -> None:
    scramble_for(folder, documents, ("public", "internal"), "public")


def scramble_for(folder: Path, documents: Documents, audiences: tuple[str, ...], audience: str) -> None:
    """Everything that an audience may not see is changed at once, in every field and list there is."""
    texts = scramble(read_files(folder / "data")[0], audiences, audience, date.fromisoformat(AS_OF), seed=12)
    documents.clear()
    documents.update({path: yaml.load(text, yaml.BaseLoader) for path, text in texts.items()})
    # Hidden dates may now contradict each other, which would stop the build and says nothing of what it shows.
    off = {id: "off" for id, rule in sorted(RULES.items()) if rule.level == Level.ERROR and not rule.fixed}
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("data_dir: data", f"data_dir: data, rules: {json.dumps(off)}"))


CHANGES = [delete, change, add, rename, reorder, scrambled]


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


@pytest.fixture(scope="module")
def three(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source with some of it for partners, and its site for them."""
    folder = tmp_path_factory.mktemp("three") / "source"
    shutil.copytree(source, folder)
    documents = read(folder)
    for _, entry in list(entries(documents, private=True))[::2]:
        entry["audience"] = "partners"
    write(folder, documents)
    config = CONFIG.replace("as_of", "audiences: [public, partners, internal], audience: partners, as_of")
    (folder / "mkdocs.yml").write_text(config)
    build(folder, folder.parent / "site")
    return folder


def test_the_site_of_partners_is_the_same_whatever_is_internal(three: Path, public: Path, tmp_path: Path) -> None:
    folder, documents = tmp_path / "changed", read(three)
    shutil.copytree(three, folder)
    scramble_for(folder, documents, ("public", "partners", "internal"), "partners")
    write(folder, documents)
    assert differences(three.parent / "site", build(folder, tmp_path / "site")) == []
    assert differences(three.parent / "site", public), "partners see more than the public"


def test_the_export_is_the_same_byte_for_byte(source: Path, tmp_path: Path) -> None:
    def exported(folder: Path) -> dict[str, str | bytes]:
        seen = redacted_for(load(folder / "data").portfolio, "public", date.fromisoformat(AS_OF))
        return dict(
            markdown.files(
                site_plan(seen, as_of=date.fromisoformat(AS_OF), sections=SECTIONS, home=True, templates=None)
            )
        )

    assert exported(changed(source, tmp_path / "changed", scrambled)) == exported(source)


def test_a_review_tells_the_public_nothing_of_what_is_private(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(source, tmp_path / "clone")
    Clone(tmp_path / "clone").commit(tag="before")
    monkeypatch.chdir(tmp_path / "clone")

    def told() -> Result:
        roadmap = tmp_path / "clone/data/roadmap/fares.yml"
        roadmap.write_text(roadmap.read_text().replace("title: Daily and weekly caps", "title: Caps", 1))
        return CliRunner().invoke(main, ["diff", "before", "--audience", "public"])

    plain = told()
    documents = read(tmp_path / "clone")
    Clone(tmp_path / "clone").git("checkout", "--quiet", ".")
    scrambled(tmp_path / "clone", documents)
    write(tmp_path / "clone", documents)
    Clone(tmp_path / "clone").git("checkout", "--quiet", "mkdocs.yml")
    other = told()
    assert (plain.exit_code, plain.output) == (other.exit_code, other.output)
    assert "Caps" in plain.output


LEAKS = """
from pathlib import Path
import yaml
DATA = Path(__file__).parent / "data"

def on_page_content(html, page, config, files):
    if page.file.src_uri == "index.md":
        count = sum(path.read_text().count("title:") for path in DATA.rglob("*.yml"))
        return html + f"<p>{count} things</p>"
    if page.file.src_uri == "about.md":
        teams = yaml.safe_load((DATA / "portfolio.yml").read_text())["teams"]
        return html + "".join("<div></div>" for team in teams)

def on_post_build(config):
    names = sorted(path.stem for path in Path(config.docs_dir).glob("*.md"))
    sitemap = Path(config.site_dir, "sitemap.xml")
    sitemap.write_text(sitemap.read_text() + "".join(f"<!-- {name} -->" for name in names))
"""
LEAKING = {
    "a count taken before the door": "index.html",
    "an empty lane for a hidden team": "about/index.html",
    "a hidden page in the sitemap": "sitemap.xml",
}


@pytest.fixture(scope="module")
def noticed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The files that tell two sites apart that differ in private entities only, where leaks are planted."""
    folder = tmp_path_factory.mktemp("leaks")
    planted = folder / "planted"
    shutil.copytree(source, planted)
    (planted / "hooks.py").write_text(LEAKS)
    (planted / "mkdocs.yml").write_text(CONFIG + "hooks: [hooks.py]\n")
    before = build(planted, folder / "before")
    after = build(changed(planted, folder / "changed", add), folder / "after")
    return differences(before, after)


@pytest.mark.parametrize("leak", LEAKING)
def test_a_planted_leak_is_noticed(noticed: list[str], leak: str) -> None:
    assert LEAKING[leak] in noticed


def test_nothing_but_planted_leaks_is_noticed(noticed: list[str]) -> None:
    assert set(noticed) <= {*LEAKING.values(), "search/search_index.json"}

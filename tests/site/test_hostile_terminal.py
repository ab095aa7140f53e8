"""Hostile text in every field, as commands print it: a terminal and a runner are shown words, and obey none."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from markdown import Markdown
from tests.support import annotations, gfm
from tests.support.reader import PageView
from tests.support.xss import PAYLOADS, documents

from milepost.cli.main import main
from milepost.graph.loader import load, load_contents
from milepost.outputs.markdown import files
from milepost.render.site_plan import site_plan

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TEXTS = [
    PAYLOADS[name]
    for name in ("the other direction", "separators of lines", "a command of a runner", "double quotes and an end")
]
MKDOCS_YML = "site_name: A\nplugins: [milepost: {as_of: 2026-09-14}]\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("terminal")
    (found / "data").mkdir()
    (found / "mkdocs.yml").write_text(MKDOCS_YML)
    for name, text in documents(TEXTS)[0].items():
        (found / "data" / name).write_text(text, encoding="utf-8")
    return found


def run(root: Path, *words: str) -> str:
    done = CliRunner().invoke(main, [words[0], "-f", str(root / "mkdocs.yml"), *words[1:]])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return click.unstyle(done.output)


def refs(root: Path) -> list[str]:
    """One entry of each type for each text."""
    portfolio = load(root / "data", ("public", "internal")).portfolio
    return [f"{one}:{entity.key}" for one in portfolio.types for entity in portfolio.entities(one) if entity.id]


def test_what_is_shown_of_an_entry_is_on_its_lines(root: Path) -> None:
    found = refs(root)
    for ref in found:
        said = run(root, "show", ref)
        assert OBEYED.findall(said) == [], ref
        assert annotations.read(said).commands == [], ref
    assert len({ref.partition(":")[0] for ref in found}) > 15


@pytest.mark.parametrize("kind", ["item", "postmortem", "handover", "portfolio"])
def test_json_holds_the_very_text_without_what_a_terminal_obeys(root: Path, kind: str) -> None:
    for ref in (ref for ref in refs(root) if ref.startswith(f"{kind}:")):
        said = run(root, "show", ref, "--json")
        assert OBEYED.findall(said) == []
        assert json.loads(said)["title"] in {" ".join(text.split()) for text in TEXTS}


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_handover_is_printed_and_its_checklist_is_plain(root: Path, number: int) -> None:
    said = run(root, "handover", f"handover-{number}")
    assert OBEYED.findall(said) == []
    assert "handover-" in said
    listed = gfm.read(run(root, "handover", f"handover-{number}", "--checklist"))
    assert {one.split(" ")[0] for one in listed.elements} <= {
        "h1",
        "h2",
        "ul",
        "li",
        "p",
        "strong",
        "input",
        "span",
        "del",
    }
    assert (listed.links, listed.told) == ([], [])


def test_an_export_makes_no_element_that_its_pages_have_not() -> None:
    """Of every payload; the command itself refuses data with errors, among them links that could run."""
    contents = {name: text.encode() for name, text in documents(list(PAYLOADS.values()))[0].items()}
    portfolio = load_contents(contents).portfolio
    made = site_plan(portfolio, as_of=date(2026, 9, 14), sections=None, home=True, templates=None)
    written = {path: text.decode() for path, text in files(made).items() if path.endswith(".md")}
    for path, text in written.items():
        front, body = text.split("---\n", 2)[1:]
        assert all(re.match(r"(title|description|tags): [\"\[]", line) for line in front.splitlines())
        assert not re.search(r"\{[{%#:]", text), path
        html = PageView(Markdown(extensions=["attr_list", "tables", "fenced_code"]).convert(body))
        for node in html.all():
            assert not [name for name in node.attributes if name.startswith("on")], path
            assert node.tag not in FOREIGN, path
            assert not re.match(r"\s*(javascript|data|vbscript):", node.attributes.get("href", ""), re.IGNORECASE), path
        assert [node.attributes.get("src", "")[-11:] for node in html.all("script")] == ["milepost.js"], path
    assert len(written) > 4 * len(PAYLOADS)


FOREIGN = ("iframe", "img", "object", "base", "meta", "form", "embed", "math", "video", "style", "animate")

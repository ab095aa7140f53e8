"""Real edits as every format tells them: `golden/<edit>.<format>`.

`python -m tests.unit.review.test_formats` writes the files anew, to be read like a change of the program.
"""

from __future__ import annotations

import re
import tempfile
from contextlib import chdir
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import pytest
from tests.support.clone import Clone
from tests.unit.review.edits import BASE, EDITS

from milepost import __version__
from milepost.cli.formats import FORMATS
from milepost.cli.formats.links import ChangeLinks
from milepost.diff.reading import review
from milepost.diff.review import Review, Side
from milepost.settings import Settings

GOLDEN = Path(__file__).parent / "golden"
NAMES = (
    "a date moved",
    "a release moved",
    "items split over files",
    "a file moved",
    "an id renamed",
    "an audience widened",
    "a field disclosed",
    "a dependency added",
    "a status changed",
    "an item removed",
    "a key result changed",
    "only the spelling changed",
)
# What changes beside the data, each file before and after.
SITE = "a site opened"
CONFIG = "site_name: Till\nplugins:\n  - search\n  - milepost: {pages_audience: internal}\n"
PAGE = "---\naudience: public\n---\n# Prices\n"
TEAM = ("title: Receipts", "title: Receipts\n    team: raven")
HEAD = "kind: portfolio\ntitle: Till\naudience: public\n"
SITE_BEFORE = {
    "mkdocs.yml": CONFIG,
    "docs/prices.md": PAGE,
    "docs/margins.md": "# Margins\n",
    "docs/margins.pdf": "%PDF-1.4",
    "data/plan.yml": BASE["plan.yml"].replace(*TEAM),
    "data/head.yml": f"{HEAD}teams:\n  - {{id: raven, title: Raven, audience: internal}}\n",
    ".github/workflows/pages.yml": "jobs: {a: {steps: [{run: milepost build}]}}\n",
}
SITE_AFTER = {
    "mkdocs.yml": f"{CONFIG.replace('search', 'macros')}hooks: [hook.py]\nstrict: true\n",
    "hook.py": "print(1)\n",
    "docs/prices.md": f"{PAGE}[all](margins.pdf)\n",
    "docs/margins.md": "---\r\naudience: public\r\n---\r\n# Margins\r\n",
    "data/head.yml": HEAD,
    ".github/workflows/pages.yml": "jobs: {a: {steps: [{run: mkdocs build}]}}\n",
}
SIDES = Side("main", "1a2b3c4" + "0" * 33), Side("edit", "5d6e7f8" + "0" * 33)
LINKS = ChangeLinks(
    site="https://example.org/plan",
    audience="public",
    source_of="https://github.com/example/plan/blob/{commit}/{path}#L{line}",
    base_commit=SIDES[0].commit,
    head_commit=SIDES[1].commit,
)


def reviews(folder: Path) -> dict[str, Review]:
    """Edit → its review, each edit a commit on what was before; the commits then get hashes that stay."""
    clone = Clone(folder)
    found = {}
    with chdir(folder):
        clone.commit({f"data/{path}": text for path, text in BASE.items()}, "before")
        settings = Settings(data_dir=folder / "data", as_of=date(2026, 3, 2))
        for edit in EDITS:
            if edit.name in NAMES:
                clone.git("checkout", "--quiet", "--detach", "before")
                head = clone.commit({f"data/{path}": text for path, text in edit.files.items()})
                compared = review(settings, "before", head, audience="internal")
                found[edit.name] = replace(compared, base=SIDES[0], head=SIDES[1])
        clone.git("checkout", "--quiet", "--detach", "before")
        base, head = clone.commit(SITE_BEFORE), clone.commit(SITE_AFTER)
        compared = review(settings, base, head, audience="internal", config_file=folder / "mkdocs.yml")
        found[SITE] = replace(compared, base=SIDES[0], head=SIDES[1])
    return found


def written(found: Review, form: str) -> str:
    text = click.unstyle(FORMATS[form].review(found, LINKS))
    text = re.sub(rf'"{re.escape(__version__)}"', '"(version)"', text)
    return f"{text}\n" if text else ""


def golden(name: str, form: str) -> Path:
    return GOLDEN / f"{name.replace(' ', '-')}.{form}"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Review]:
    return reviews(tmp_path_factory.mktemp("clone"))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", [*NAMES, SITE])
def test_an_edit_reads_like_its_golden_file(told: dict[str, Review], name: str, form: str) -> None:
    assert written(told[name], form) == golden(name, form).read_text(encoding="utf-8")


def test_every_golden_file_is_of_an_edit() -> None:
    assert set(GOLDEN.iterdir()) == {golden(name, form) for name in (*NAMES, SITE) for form in FORMATS}


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name, found in reviews(Path(scratch)).items():
            for form in FORMATS:
                golden(name, form).write_text(written(found, form), encoding="utf-8")

"""What browsers are sent: it is current, small, and shares its measures and tokens with Python and the guide."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from tests.support.front_end import ASSETS, BUILT, ROOT, is_current, measures, read, sources, stale

from milepost.timeline.pack import PackedSpan, pack

MEASURES = [(group, name) for group, members in measures().items() for name in members]
PACKINGS = json.loads((ROOT / "tests/unit/assets/packing.json").read_text(encoding="utf-8"))
TOKEN = re.compile(r"--mp-[\w-]+")


def test_the_built_files_are_what_their_sources_give() -> None:
    assert stale() == []


def test_a_changed_source_and_a_changed_built_file_are_noticed() -> None:
    text = (ASSETS / "milepost.js").read_text(encoding="utf-8")

    assert is_current(text, sources())
    assert not is_current(text, "0" * 16)
    assert not is_current(text.replace("const", "let", 1) + " ", sources())


def test_there_is_no_other_asset() -> None:
    assert sorted(path.name for path in ASSETS.iterdir() if path.is_file()) == sorted(BUILT)


@pytest.mark.parametrize(
    ("name", "most"),
    [("milepost.js", 3_000), ("milepost-threads.js", 3_500), ("milepost-timeline.js", 9_800), ("milepost.css", 25_500)],
)
def test_what_is_sent_stays_small(name: str, most: int) -> None:
    # The last hundred bytes of the style sheet are forecasts that can be read on a phone without scrolling sideways.
    assert len(gzip.compress((ASSETS / name).read_bytes())) < most


@pytest.mark.parametrize(("group", "name"), MEASURES)
def test_a_shared_measure_is_read_by_python_and_by_the_front_end(group: str, name: str) -> None:
    python = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "plugins").rglob("*.py"))
    styled = f"var(--g-{group}-{name.replace('_', '-')})" in read("*.css")
    scripts = read("*.ts")
    named = re.search(rf"\b{group}(?: as (\w+))?\b[^;]*kit/geometry\.json", scripts)
    scripted = named is not None and re.search(rf"\b(?:{group}|\w*[mM]easures)\.{name}\b", scripts)

    assert re.search(rf"\b{group.upper()}(?:_MEASURES)?\.{name}\b", python), (
        "no Python reads it: leave it to the style sheet"
    )
    assert styled or scripted, "no style sheet and no script reads it: leave it to Python"


def test_no_part_of_the_layout_writes_a_shared_measure_again() -> None:
    for path in (
        "timeline/bars.py",
        "timeline/pack.py",
        "timeline/markers.py",
        "timeline/dependencies.py",
    ):
        numbers = set(
            re.findall(r"(?<![\w.])0?\.\d+\b", (ROOT / "plugins/milepost" / path).read_text(encoding="utf-8"))
        )
        shared = {str(value) for members in measures().values() for value in members.values() if 0 < value < 1}
        assert numbers & shared <= {"0.5"}, path


@pytest.mark.parametrize("example", PACKINGS)
def test_the_examples_that_the_script_packs_are_packed_alike_here(example: dict[str, list[float]]) -> None:
    spans = [PackedSpan(*values) for values in example["spans"]]
    spots = pack(spans, example["width"], example["gap"], example["most"])

    assert [spot.row for spot in spots] == example["rows"]
    assert [int(spot.flip) for spot in spots] == example["flips"]


def test_the_guide_names_every_token_and_no_other() -> None:
    declared = set(re.findall(r"(--mp-[\w-]+):", (ASSETS / "src/css/tokens.css").read_text(encoding="utf-8")))
    guide = (ROOT / "content/pages/guide/customising.md").read_text(encoding="utf-8")
    named = set()
    for row in re.findall(r"^\| (`--mp-.*?) \|", guide, re.MULTILINE):
        first_to_last = re.match(r"`(--mp-(?:\w+-)?)(\d)` to `--mp-(?:\w+-)?(\d)`", row)
        if first_to_last:
            stem, first, last = first_to_last.groups()
            named |= {f"{stem}{n}" for n in range(int(first), int(last) + 1)}
        else:
            named |= set(TOKEN.findall(row))

    assert named == declared


def test_every_token_is_used() -> None:
    styles = read("*.css")
    declared = set(re.findall(r"(--mp-[\w-]+):", (ASSETS / "src/css/tokens.css").read_text(encoding="utf-8")))

    assert {token for token in declared if not re.search(rf"var\({token}\b(?!-)", styles)} == set()

"""Which post-mortems resemble one, and by what."""

from __future__ import annotations

import json
from typing import Any

from tests.support import undrawn


def similar(told: Any, ref: str = "a", **files: str) -> list[tuple[str, bool, float]]:
    one = told(**{f"postmortem_{name}": f"id: {name}\n{text}" for name, text in files.items()})
    found = one.insight.similar(one.entity("postmortem", ref))
    return [(match.postmortem.key, match.named, match.score) for match in found]


def test_what_an_author_wrote_comes_first_in_either_direction(told: Any) -> None:
    files = {
        "a": "summary: Rain\nsimilar_to: [c]\naffected: [shop]\ntags: [load]",
        "b": "summary: Wind\nsimilar_to: [a]",
        "c": "summary: Snow",
        "d": "summary: Hail\naffected: [shop]\ntags: [load]",
    }
    assert similar(told, **files) == [("c", True, 0.0), ("b", True, 0.0), ("d", False, 3.0)]
    assert similar(told, "c", **files) == [("a", True, 0.0)]


def test_services_factors_tags_and_the_project_count(told: Any) -> None:
    found = similar(
        told,
        a="summary: Rain\naffected: [shop, gates]\ntags: [load]\nproject: x\ncategories: [alarm]",
        b="summary: Wind\naffected: [Shop, gates]\ntags: [load]",  # 4 + 1
        c="summary: Snow\nproject: X\ncontributing_factors: [{text: None, category: Alarm}]",  # 2 + 2
        d="summary: Hail\ntags: [load]",  # 1: too little
        e="summary: Fog\naffected: [vault]",
    )
    assert found == [("b", False, 5.0), ("c", False, 4.0)]


def test_the_reason_is_told_in_the_words_of_the_other(told: Any) -> None:
    files = {"postmortem_a": "id: a\naffected: [shop]\ntags: [x]", "postmortem_b": "id: b\naffected: [Shop]\ntags: [X]"}
    one = told(**files, postmortem_c="id: c")
    (match,) = one.insight.similar(one.entity("postmortem", "a"))
    assert [(it.kind, it.values, it.points) for it in match.because] == [
        ("services", ("Shop",), 2.0),
        ("tags", ("X",), 1.0),
    ]


def test_unlike_ones_are_not_shown_and_nobody_resembles_itself(told: Any) -> None:
    assert (
        similar(told, a="summary: Rain on deck\nsimilar_to: [a]", b="summary: A printer out of paper", c="summary: Fog")
        == []
    )


def test_five_at_most_in_the_order_of_the_files(told: Any) -> None:
    files = {name: f"summary: {name}\naffected: [shop]\ntags: [x]" for name in "abcdefg"}
    assert [one[0] for one in similar(told, "c", **files)] == ["a", "b", "d", "e", "f"]


def test_what_most_of_a_large_archive_has_in_common_tells_nothing(told: Any) -> None:
    files = {f"p{n:02}": f"summary: X{n}\naffected: [shop]" for n in range(24)}
    for name in ("p00", "p23"):
        files[name] += "\nproject: x\ntags: [load]"
    assert similar(told, "p00", **files) == [("p23", False, 3.0)]


def test_what_is_not_drawn_of_a_text_makes_nobody_alike_and_is_no_reason(told: Any) -> None:
    fields = dict.fromkeys(("description", "resolution"), undrawn.everything())
    written = "\n".join(f"{name}: {json.dumps(text)}" for name, text in fields.items())
    one = told(postmortem_a=f"id: a\n{written}", postmortem_b=f"id: b\n{written}")
    [match] = one.insight.similar(one.entity("postmortem", "a"))
    [reason] = match.because
    assert set(reason.values) == {"code", "Drawn", "words", "Outage"}

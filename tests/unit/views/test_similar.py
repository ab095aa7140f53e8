"""Post-mortems beside a post-mortem, with what they share in words."""

from __future__ import annotations

from tests.unit.views.conftest import MakeDesk

from milepost.model.postmortem import Postmortem
from milepost.views.addresses import POSTMORTEMS
from milepost.views.similar import similar_rows

FILES = {
    "postmortem": "id: a\naffected: [shop, gates]\ntags: [load]\nproject: x\nsimilar_to: [c]",
    "postmortem_b": "id: b\naffected: [shop, gates]\ntags: [load]\nproject: x\nseverity: sev2\nstarted: 2026-06-20T18:02",
    "postmortem_c": "id: c\nreviewed_on: 2024-03-01",
    "portfolio": "services: [{id: shop, title: Ticket shop}]\nlabels: {severity: {sev1: {title: One}, sev2: {title: Two}}}",
}


def test_each_says_what_it_is_when_it_was_and_what_it_shares(desk: MakeDesk) -> None:
    made = desk(pages=(POSTMORTEMS,), **FILES)
    thing = made.portfolio.find("postmortem", "a")
    assert thing
    found = [
        (row.ref.target, row.type, row.severity and row.severity.word, row.when, row.why)
        for row in similar_rows(made, thing)
    ]
    assert found == [
        ("postmortems/c/index.md", "Incident", None, "1 Mar 2024", "Named by an author"),
        (
            "postmortems/b/index.md",
            "Incident",
            "Two",
            "20 Jun",
            "Same services: Ticket shop and gates; same project; tag load",
        ),
    ]


def test_one_without_its_like_has_no_rows(desk: MakeDesk) -> None:
    made = desk(postmortem="id: a")
    assert similar_rows(made, made.portfolio.all(Postmortem)[0]) == ()

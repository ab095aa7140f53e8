"""Which strings the readers of an audience may not see, and which of those are worth searching for."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.leak_check.audit.conftest import PLAN, Collect, texts

from milepost.leak_check.audit.private_strings import StringSource, private_strings
from milepost.problem import MilepostError

HEAD = "kind: portfolio\ntitle: Quayside\naudience: public\n"


def item(*lines: str) -> str:
    """A public roadmap with one item."""
    body = "".join(f"    {line}\n" for line in lines)
    return f"kind: roadmap\ntitle: Roadmap\naudience: public\nitems:\n  - id: visible\n    status: planned\n{body}"


def test_everything_of_a_hidden_entry_is_private_and_nothing_of_a_public_one(collect: Collect) -> None:
    found = texts(collect())
    assert {"project-falcon", "Merger with Acme"} <= found
    assert "Nobody outside the board may know about this before the summer is over." in found
    assert not {"checkout", "New checkout", "Roadmap"} & found


def test_each_string_knows_its_place_its_field_and_its_kind(collect: Collect) -> None:
    found = {one.text: one for one in collect().strings}
    title = found["Merger with Acme"]
    assert (str(title.place), title.field, title.kind) == ("data/plan.yml:13:12", "Item.title", "title")
    assert str(found["ann-larkin"].place) == "data/plan.yml:9:12"


def test_line_ends_of_windows_change_no_place(collect: Collect) -> None:
    windows = collect({"plan.yml": PLAN.replace("\n", "\r\n").encode()})
    unix = collect({"plan.yml": PLAN.encode()})
    assert windows == unix


def test_fields_of_a_group_are_private_until_it_is_disclosed(collect: Collect) -> None:
    lines = ("title: New checkout", "health: at_risk", "health_reason: The supplier Falcon is late by a quarter.")
    assert texts(collect(item(*lines))) == {"The supplier Falcon is late by a quarter."}
    assert texts(collect(item(*lines, "disclose: {public: [reasons]}"))) == set()
    assert texts(collect("disclose: {public: [reasons]}\n" + item(*lines))) == set()


def test_a_list_of_a_group_is_private_but_for_entries_that_say_otherwise(collect: Collect) -> None:
    found = collect(
        "kind: postmortem\ntitle: Outage\ntype: incident\naudience: public\nactions:\n"
        "  - title: Replace the Falcon gateway\n"
        "  - title: Rehearse the Osprey runbook\n    audience: public\n"
    )
    assert texts(found) == {"Replace the Falcon gateway"}


def test_a_public_block_makes_the_original_private_and_its_own_words_public(collect: Collect) -> None:
    found = collect(item("title: Merger with Acme", "public: {title: A larger network}"))
    assert texts(found) == {"Merger with Acme"}


def test_a_date_is_private_where_only_a_vaguer_one_is_public(collect: Collect) -> None:
    dated = ("title: New checkout", "start: 2027-02-26", "end: 2027-Q4")
    assert texts(collect(item(*dated))) == set()
    assert texts(collect(item(*dated, "public: {date_precision: quarter}"))) == {"2027-02-26"}
    assert texts(collect(item(*dated, "public: {start: 2027-Q1}"))) == {"2027-02-26"}


def test_the_dates_of_hidden_entries_name_nothing_alone(collect: Collect) -> None:
    found = collect(item("title: Falcon launch", "start: 2027-02-26", "audience: internal"))
    assert texts(found, "date") == set()
    assert dict(found.not_searched)["dates that name nothing alone"] == 1


def test_a_moment_is_private_where_only_its_day_is_public(collect: Collect) -> None:
    found = collect(
        "kind: postmortem\ntitle: Outage\ntype: incident\naudience: public\nstarted: 2026-03-02T14:05Z\n"
        "public: {date_precision: day}\n"
    )
    assert texts(found, "moment") == {"2026-03-02T14:05Z"}


def test_folders_decide_where_documents_say_nothing(collect: Collect) -> None:
    roadmap = "kind: roadmap\ntitle: {}\n"
    found = collect(
        {
            "a/_audience.yml": "audience: public\n",
            "a/osprey-plan.yml": roadmap.format("Osprey programme"),
            "a/b/_audience.yml": "audience: internal\n",
            "a/b/falcon-plan.yml": roadmap.format("Falcon programme"),
            "kestrel-plan.yml": roadmap.format("Kestrel programme"),
        }
    )
    assert texts(found, "title") == {"Falcon programme", "Kestrel programme"}
    assert texts(found, "file") == {"falcon-plan", "kestrel-plan"}


def test_an_unknown_audience_closes(collect: Collect) -> None:
    found = collect(item("title: Falcon launch", "audience: publik"))
    assert texts(found, "title") == {"Falcon launch"}


def test_what_is_nested_is_never_more_public_than_what_it_is_in(collect: Collect) -> None:
    hidden = ("title: Falcon launch", "audience: internal", "milestones:")
    found = collect(item(*hidden, "  - {title: Osprey tested, date: 2026-Q3, audience: public}"))
    assert texts(found) == {"Falcon launch", "Osprey tested"}


def test_a_public_entry_of_a_hidden_document_is_public_without_the_document(collect: Collect) -> None:
    found = collect(
        "kind: roadmap\ntitle: Falcon programme\nitems:\n"
        "  - {id: osprey, title: Osprey tested, status: planned, audience: public}\n"
    )
    assert texts(found, "title") == {"Falcon programme"}


def test_an_embargo_holds_until_its_day(collect: Collect) -> None:
    report = "kind: postmortem\ntitle: Falcon outage\ntype: incident\naudience: public\nembargo_until: {}\n"
    assert texts(collect(report.format("2026-09-15")), "title") == {"Falcon outage"}
    assert texts(collect(report.format("2026-09-14")), "title") == set()


def test_the_words_for_another_audience_are_private(collect: Collect) -> None:
    found = collect(
        HEAD + "disclaimer:\n  public: Dates may change.\n  internal: For the Falcon board alone to read.\n"
    )
    assert texts(found) == {"For the Falcon board alone to read."}


def test_with_three_audiences_each_has_strings_of_its_own(collect: Collect) -> None:
    data = (
        "kind: roadmap\ntitle: Roadmap\naudience: public\nitems:\n"
        "  - {id: kestrel, title: Kestrel trial, status: planned, audience: partners}\n"
        "  - {id: falcon, title: Falcon launch, status: planned, audience: internal}\n"
    )
    three = ("public", "partners", "internal")
    assert texts(collect(data, audiences=three), "title") == {"Kestrel trial", "Falcon launch"}
    assert texts(collect(data, audiences=three, audience="partners"), "title") == {"Falcon launch"}


@pytest.mark.parametrize("audience", ["internal", "board"])
def test_nothing_is_hidden_from_the_most_restricted_audience(collect: Collect, audience: str) -> None:
    with pytest.raises(ValueError, match=audience):
        collect(audience=audience)


def test_what_is_public_too_is_left_aside(collect: Collect) -> None:
    found = collect(
        "kind: roadmap\ntitle: Roadmap\naudience: public\nitems:\n"
        "  - {id: falcon, title: Falcon launch, status: planned}\n"
        "  - {id: falcon-2, title: Falcon launch, status: planned, audience: internal}\n"
        "  - {id: osprey, title: Osprey, status: planned, audience: internal, summary: Read with the Falcon launch in mind.}\n"
    )
    assert "Falcon launch" not in texts(found)
    assert "Osprey" in texts(found)
    assert dict(found.not_searched)["also public"] >= 1


def test_a_hidden_title_in_a_public_text_is_still_searched_for(collect: Collect) -> None:
    found = collect(
        PLAN.replace(
            "    status: planned\n    start", "    summary: After the merger with Acme.\n    status: planned\n    start"
        )
    )
    assert "Merger with Acme" in texts(found)


def test_a_reference_to_something_hidden_does_not_make_it_public(collect: Collect) -> None:
    found = collect(
        {
            "head.yml": HEAD + "teams:\n  - {id: falcon-guild, title: Falcon guild, audience: internal}\n",
            "plan.yml": item("title: New checkout", "team: falcon-guild"),
        }
    )
    assert texts(found) == {"Falcon guild"}


@pytest.mark.parametrize(
    ("teams", "private"),
    [("", False), ("teams: []\n", True), ("teams: [{id: kestrel, title: Kestrel}]\n", True)],
)
def test_a_name_that_no_list_declares_is_private_once_there_is_a_list(
    collect: Collect, teams: str, private: bool
) -> None:
    found = collect({"head.yml": HEAD + teams, "plan.yml": item("title: New checkout", "team: falcon-guild")})
    assert ("falcon-guild" in texts(found)) is private


@pytest.mark.parametrize("title", ["Security", "Go live", "Q3", "Phase 2", "3 weeks", "2027", "Plan", "r1"])
def test_what_is_short_or_common_is_left_aside(collect: Collect, title: str) -> None:
    found = collect(item(f"title: '{title}'", "audience: internal"))
    assert title not in texts(found)


@pytest.mark.parametrize("title", ["Falcon", "Acme", "Design review of the islands", "Zürich"])
def test_what_names_something_is_searched_for(collect: Collect, title: str) -> None:
    assert title in texts(collect(item(f"title: {title}", "audience: internal")))


@pytest.mark.parametrize(
    ("amount", "searched"), [("96000", True), ("125000.50", True), ("100000", True), ("950", False), ("tbd", False)]
)
def test_amounts_are_searched_for_where_they_are_long_enough(collect: Collect, amount: str, searched: bool) -> None:
    report = f"kind: postmortem\ntitle: Outage\ntype: incident\naudience: public\nimpact: {{cost: {amount}}}\n"
    assert bool(texts(collect(report), "money")) is searched


def test_addresses_in_a_hidden_text_are_strings_of_their_own(collect: Collect) -> None:
    found = collect(
        item(
            "title: Falcon", "summary: Ask ann@falcon.example, see https://wiki.example/x/FAL-1.", "audience: internal"
        )
    )
    assert texts(found, "email") == {"ann@falcon.example"}
    assert texts(found, "address") == {"https://wiki.example/x/FAL-1"}


def test_data_that_cannot_be_read_is_not_passed_over(collect: Collect) -> None:
    with pytest.raises(MilepostError, match=r"data/plan\.yml"):
        collect("kind: roadmap\ntitle: [\n")


def test_a_missing_data_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(MilepostError, match="there is no data folder"):
        private_strings(StringSource(tmp_path / "nowhere", ("public", "internal")), "public")


PRIVATE_PAGE = "Only the harbour board knows that Falcon will be sold."


@pytest.mark.parametrize(
    "front",
    [
        "---\naudience: internal\n---\n",
        "---\r\naudience: internal\r\n---\r\n",
        "\ufeff---\naudience: internal\n---\n",
        "---\ntitle: Plan: part one\naudience: internal\n---\n",
        "\n---\naudience: internal\n---\n",
        "<!-- SPDX -->\n---\naudience: internal\n---\n",
        "---\nAudience: internal\n---\n",
        "---\naudience:\n---\n",
        "---\naudience: internal\naudience: public\n---\n",
        "+++\naudience = 'internal'\n+++\n",
        "---\naudience: 'internl'\n---\n",
        "audience: internal\n\n",
        "---\naudience: [public]\n---\n",
    ],
)
def test_a_page_that_seems_to_name_an_audience_is_private_unless_it_clearly_is_not(
    collect: Collect, front: str
) -> None:
    found = collect(pages={"secret-notes.md": (front + PRIVATE_PAGE).encode()}, silent="public")
    assert PRIVATE_PAGE in texts(found)


@pytest.mark.parametrize(
    "front", ["", "---\naudience: public\n---\n", "---\r\naudience: public\r\n---\r\n", "---\ntitle: Us\n---\n"]
)
def test_a_public_page_holds_nothing_private(collect: Collect, front: str) -> None:
    found = collect(pages={"about.md": (front + PRIVATE_PAGE).encode()}, silent="public")
    assert PRIVATE_PAGE not in texts(found)


def test_a_silent_page_is_private_where_no_option_opens_it(collect: Collect) -> None:
    found = collect(pages={"budget-talks.md": "# Falcon budget\n\n" + PRIVATE_PAGE})
    assert {"budget-talks", "Falcon budget", PRIVATE_PAGE} <= texts(found)


def test_files_in_a_closed_folder_have_private_names(collect: Collect) -> None:
    found = collect(
        pages={"board/_audience.yml": "audience: internal\n", "board/falcon-deal.pdf": b"%PDF-"}, silent="public"
    )
    assert "falcon-deal.pdf" in texts(found, "file")


def test_tables_and_texts_in_a_closed_folder_are_private(collect: Collect) -> None:
    files = {
        "board/_audience.yml": "audience: internal\n",
        "board/prices.csv": "customer;price\r\nFalcon Freight;12\r\n",
        "board/notes.txt": "Kestrel will be sold in May.\n",
        "open/names.csv": "Osprey Lines;1\n",
    }
    found = {one.text: str(one.place) for one in collect(pages=files, silent="public").strings}
    assert found["Falcon Freight"] == "docs/board/prices.csv:2:1"
    assert "Kestrel will be sold in May." in found
    assert "Osprey Lines" not in found


def test_front_matter_of_a_hidden_page_is_private(collect: Collect) -> None:
    page = "---\ntitle: Falcon memo\naudience: internal\ndescription: 'How Kestrel will be sold'\n---\n"
    found = {one.text: one.place.line for one in collect(pages={"a-page.md": page}).strings}
    assert (found["Falcon memo"], found["How Kestrel will be sold"]) == (2, 4)


@pytest.mark.parametrize(("texts_with_it", "searched"), [(1, True), (2, True), (3, False)])
def test_a_word_that_is_usual_in_public_texts_is_left_aside(
    collect: Collect, texts_with_it: int, searched: bool
) -> None:
    items = "".join(
        f"  - {{id: i{number}, title: Item, status: planned, summary: A talk with ospreyers.}}\n"
        for number in range(texts_with_it)
    )
    hidden = "  - {id: secret, title: Ospreyers, status: planned, audience: internal}\n"
    found = collect(f"kind: roadmap\ntitle: Roadmap\naudience: public\nitems:\n{items}{hidden}")
    assert ("Ospreyers" in texts(found)) is searched


def test_the_navigation_names_hidden_pages(collect: Collect) -> None:
    pages = {"secret.md": "---\naudience: internal\n---\n", "index.md": "---\naudience: public\n---\n"}
    found = collect(pages=pages, nav=[{"Falcon memo": "secret.md"}, {"More": [{"Kestrel start": "index.md"}]}])
    assert "Falcon memo" in texts(found)
    assert "Kestrel start" not in texts(found)


def test_the_place_of_a_sentence_of_a_page_is_its_line(collect: Collect) -> None:
    page = b"---\r\naudience: internal\r\n---\r\n\r\n# Falcon budget\r\n\r\n" + PRIVATE_PAGE.encode()
    found = {one.text: one for one in collect(pages={"notes.md": page}).strings}
    assert found["Falcon budget"].place.line == 5
    assert found[PRIVATE_PAGE].place.line == 7

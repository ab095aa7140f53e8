from __future__ import annotations

from typing import Any

import pytest


def messages(found: list[str]) -> list[str]:
    return [text.partition(": ")[2] for text in found]


def test_public_text_that_names_a_hidden_title_is_found_at_its_line(problems: Any) -> None:
    [problem] = problems(
        "public-names-hidden",
        """
        audience: public
        items:
        - id: a
          title: A
          status: planned
          description: >
            Something new,
            and after it the quiet
            hour fares for everybody.
        - {id: q, title: Quiet-hour fares, status: planned, audience: internal}
        """,
    )
    message = "'Quiet-hour fares' is hidden from public readers, and this text names it"
    assert problem.headline == f"roadmap.yml:8:22: public-names-hidden: {message}"


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("We work on Falcon.", "Falcon", True),
        ("We work on FALCON.", "Falcon", False),  # a single word counts as it is written
        ("We work on falcons.", "Falcon", False),
        ("We work on Owl.", "Owl", False),  # too short to mean something
        ("Kiosk contract renewed", "kiosk contract", True),
        ("the kiosk's contract", "kiosk contract", False),
        ("Kiosk contracts", "kiosk contract", False),
        ("It is Über uns", "über uns", True),
    ],
)
def test_whole_words_count(find: Any, text: str, title: str, found: bool) -> None:
    roadmap = f"""
        audience: public
        items:
        - {{id: a, title: A, status: planned, summary: "{text}"}}
        - {{id: b, title: "{title}", status: planned, audience: internal}}
    """
    assert bool(find("public-names-hidden", roadmap)) is found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # the text is not for outsiders
        ("{id: a, title: A, status: planned, audience: internal, summary: The kiosk contract}", ""),
        # outsiders get other words
        ("{id: a, title: A, status: planned, summary: The kiosk contract, public: {summary: Soon}}", ""),
        # the field is not disclosed
        ("{id: a, title: A, status: planned, health: at_risk, health_reason: The kiosk contract}", ""),
        # the title is public elsewhere
        (
            "{id: a, title: A, status: planned, summary: Kiosk contract}",
            "{id: c, title: Kiosk Contract, status: done}",
        ),
    ],
)
def test_what_outsiders_do_not_read_or_know_anyway_is_fine(find: Any, first: str, second: str) -> None:
    items = "\n".join(f"- {item}" for item in (first, second) if item)
    hidden = "- {id: k, title: Kiosk contract, status: planned, audience: internal}"
    assert not find("public-names-hidden", f"audience: public\nitems:\n{items}\n{hidden}")


def test_what_is_disclosed_and_words_for_outsiders_are_looked_through(find: Any) -> None:
    found = find(
        "public-names-hidden",
        """
        audience: public
        disclose: {public: [reasons]}
        items:
        - {id: a, title: A, status: planned, health: at_risk, health_reason: Kiosk contract}
        - {id: b, title: B, status: planned, summary: Fine, public: {summary: The kiosk contract}}
        - {id: k, title: Kiosk contract, status: planned, audience: internal}
        """,
    )
    message = "'Kiosk contract' is hidden from public readers, and this text names it"
    assert found == [f"roadmap.yml:4:70: {message} (in 2 places, also line 5)"]


def test_a_true_title_and_a_persons_name_are_secrets_too(find: Any) -> None:
    found = find(
        "public-names-hidden",
        """
        audience: public
        items:
        - {id: a, title: New payment house, status: planned, public: {title: Payments}}
        - {id: b, title: B, status: planned, summary: After the new payment house with Mara Quill.}
        """,
        portfolio="audience: public\npeople: [{id: m, role: Engineer, name: Mara Quill}]",
    )
    assert messages(found) == [
        "'New payment house' is called something else for public readers, and this text names it",
        "'Mara Quill' is called something else for public readers, and this text names it",
    ]


def test_a_name_that_is_disclosed_is_no_secret(find: Any) -> None:
    roadmap = "audience: public\nsummary: Made with Mara Quill"
    person = "{id: m, role: Engineer, name: Mara Quill, disclose: {public: [people]}}"
    assert not find("public-names-hidden", roadmap, portfolio=f"audience: public\npeople: [{person}]")


def test_texts_in_lists_and_parts_are_looked_through(find: Any) -> None:
    found = find(
        "public-names-hidden",
        "items: [{id: k, title: Kiosk contract, status: planned}]",
        strategy="""
        audience: public
        links: [{title: On the kiosk contract, url: 'https://example.org/'}]
        customers: [{id: c, title: C, jobs: [Board, Read the kiosk contract]}]
        """,
    )
    assert [text.partition(": ")[0] for text in found] == ["strategy.yml:2:24"]
    assert found[0].endswith("(in 2 places, also line 3)")


def test_one_name_is_one_finding_with_its_places_however_many_texts_hold_it(find: Any) -> None:
    hidden = "- {id: k, title: Kiosk contract, status: planned, audience: internal}"
    texts = "\n".join(f"- {{id: i{n}, title: I{n}, status: planned, summary: The kiosk contract}}" for n in range(9))
    files = {
        "roadmap": f"audience: public\nitems:\n{texts}\n{hidden}",
        "strategy": "audience: public\nmission: A kiosk contract.",
    }
    [found] = find("public-names-hidden", files.pop("roadmap"), **files)
    assert found.startswith("roadmap.yml:3:53: 'Kiosk contract' is hidden")
    assert found.endswith(" (in 10 places, also line 4 and line 5)")
    [other] = find(
        "public-names-hidden", f"items:\n{hidden}", **files, strategy_b="audience: public\nmission: Kiosk contract."
    )
    assert other.endswith(" (in 2 places, also strategy_b.yml, line 2)")


def test_a_name_in_a_word_of_the_author_s_own_is_found_too(find: Any) -> None:
    found = find(
        "public-names-hidden",
        """
        audience: public
        items:
        - {id: a, title: A, status: planned, stage: After Falcon, tags: [Falcon]}
        - {id: f, title: Falcon, status: planned, audience: internal}
        """,
    )
    message = "'Falcon' is hidden from public readers, and this text names it (in 2 places, also line 3)"
    assert messages(found) == [message]


def test_what_is_not_drawn_gives_no_name_away_and_escapes_hide_none(find: Any) -> None:
    items = """
        audience: public
        items:
        - {id: a, title: A, status: planned, description: 'Words <!-- Kiosk contract --> [x](https://e.org "Kiosk contract")'}
        - {id: k, title: Kiosk contract, status: planned, audience: internal}
    """
    assert not find("public-names-hidden", items)
    assert find("public-names-hidden", items.replace("Words", "Kiosk&nbsp;<b>con</b>tract"))


def test_a_hidden_document_shows_what_is_always_public(find: Any) -> None:
    found = find(
        "public-names-hidden",
        "items: [{id: k, title: Kiosk contract, status: planned}]",
        portfolio="disclaimer: {public: After the kiosk contract., internal: The kiosk contract.}",
    )
    assert [text.partition(": ")[0] for text in found] == ["portfolio.yml:1:32"]


def test_milestones_of_hidden_items_have_common_names(find: Any) -> None:
    roadmap = """
        audience: public
        items:
        - {id: a, title: A, status: planned, summary: In public beta soon}
        - {id: b, title: B, status: done, audience: internal, milestones: [{title: Public beta, date: 2026}]}
    """
    assert not find("public-names-hidden", roadmap)


def test_each_audience_is_guarded_from_what_lies_further_in(find: Any) -> None:
    found = find(
        "public-names-hidden",
        """
        items:
        - {id: a, title: A, status: planned, audience: partners, summary: Kiosk contract and harbour deal}
        - {id: k, title: Kiosk contract, status: planned}
        - {id: h, title: Harbour deal, status: planned, audience: partners}
        """,
        audiences=("public", "partners", "internal"),
    )
    assert messages(found) == ["'Kiosk contract' is hidden from partners readers, and this text names it"]


def test_public_text_that_links_to_something_hidden(find: Any) -> None:
    found = find(
        "public-links-hidden",
        """
        audience: public
        items:
        - {id: a, title: A, status: done, description: 'See [b](item:b) and [it](item:k).', depends_on: [k]}
        - {id: b, title: B, status: planned}
        - {id: k, title: Kiosk contract, status: planned, audience: internal, description: '[it](item:k)'}
        """,
    )
    assert found == ["roadmap.yml:3:74: the text links to 'Kiosk contract', which is hidden from public readers"]


def test_a_link_is_told_once_for_all_audiences(find: Any) -> None:
    found = find(
        "public-links-hidden",
        """
        items:
        - {id: a, title: A, status: planned, audience: public, description: '[it](item:k)'}
        - {id: k, title: Kiosk contract, status: planned}
        """,
        audiences=("public", "partners", "internal"),
    )
    assert messages(found) == ["the text links to 'Kiosk contract', which is hidden from public readers"]


def test_a_public_id_tells_its_own_true_title(find: Any) -> None:
    roadmap = """
        audience: public
        items:
        - {id: harbourbank-switch, title: Switch to Harbourbank, status: planned, public: {title: Payments}}
        - {id: payments-two, title: Second payments, status: planned, public: {title: Payments again}}
    """
    message = "public readers see the id 'harbourbank-switch'; 'harbourbank' is otherwise only in its true title"
    assert find("public-id-secret", roadmap) == [f"roadmap.yml:3:8: {message}"]


def test_a_public_id_tells_of_a_hidden_title(find: Any) -> None:
    roadmap = """
        audience: public
        items:
        - {id: after-falcon, title: Clean-up, status: planned, summary: SUMMARY}
        - {id: f, title: Project Falcon, status: planned, audience: internal}
    """
    title = "the title of an item hidden from them"
    message = f"public readers see the id 'after-falcon'; 'falcon' is otherwise only in {title}"
    assert find("public-id-secret", roadmap) == [f"roadmap.yml:3:8: {message}"]
    assert not find("public-id-secret", roadmap.replace("SUMMARY", "After the falcon has landed"))


@pytest.mark.parametrize(
    ("item", "others", "shown"),
    [
        ("release: r", "", "2027-03-15 at its release 'Spring'"),
        (
            "milestones: [{title: Stone, date: 2027-02-01, public: {date_precision: day}}]",
            "",
            "2027-02-01 at its milestone 'Stone'",
        ),
        (
            "type: x",
            "- {id: p, title: Part, status: planned, parent: a, end: 2027-02-01}",
            "2027-02-01 at its item 'Part'",
        ),
        ("release: later", "", None),
        ("milestones: [{title: Stone, date: 2027-02-01}]", "", None),
        ("end: 2027-05-01", "- {id: p, title: Part, status: planned, parent: a, end: 2027-02-01}", None),
        ("release: r, audience: internal", "", None),
    ],
)
def test_coarse_dates_are_not_shown_exactly_elsewhere(find: Any, item: str, others: str, shown: str | None) -> None:
    found = find(
        "precision-undone",
        "audience: public\n"
        "releases: [{id: r, title: Spring, date: 2027-03-15}, {id: later, title: L, date: 2027-Q2}]\n"
        f"items:\n- {{id: a, title: A, status: done, public: {{date_precision: quarter}}, {item}}}\n{others}",
    )
    expected = f"roadmap.yml:4:60: public readers are to see no more than the quarter of 'A', but they see {shown}"
    assert found == ([expected] if shown else [])


def test_a_date_that_is_not_to_be_seen_is_seen_at_a_vague_release(find: Any) -> None:
    found = find(
        "precision-undone",
        """
        audience: public
        releases: [{id: r, title: R, date: 2027}]
        items: [{id: a, title: A, status: planned, release: r, public: {date_precision: horizon}}]
        """,
    )
    assert messages(found) == ["public readers are to see no date of 'A', but they see 2027 at its release 'R'"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("end: 2027-Q1, public: {end: 2027-02-01}", ", more exact than the true one, 2027-Q1"),
        ("end: 2027-02-01, public: {end: 2027-Q2}", ", and the true one is 2027-02-01"),
        ("end: 2027-02-01, public: {end: 2027-Q1}", None),
        ("end: 2027-Q1, public: {end: 2027-Q1}", None),
        ("end: 2027-Q1, public: {end: 2027-02-01, date_precision: quarter}", None),
        ("end: 2027-Q1, public: {end: 2027-02-01, date_precision: none}", None),
        ("end: 2027-02-01, public: {end: later}", None),
        ("horizon: later, public: {end: 2027-Q1}", None),
        ("release: r, public: {end: 2027-Q4}", ", and the true one is 2027-03-15"),
    ],
)
def test_public_dates_fit_the_true_ones(find: Any, fields: str, expected: str | None) -> None:
    found = find(
        "public-date-finer",
        f"releases: [{{id: r, title: R, date: 2027-03-15}}]\nitems: [{{id: a, title: A, status: done, {fields}}}]",
    )
    assert [text.partition("of 'A'")[2] for text in found] == ([expected] if expected else [])


def test_a_public_date_of_another_entity_is_checked_too(find: Any) -> None:
    found = find(
        "public-date-finer",
        """
        releases:
        - {id: r, title: R, date: 2027-Q1, public: {date: 2027-03-15}}
        - {id: s, title: S, start: 2027-Q1, public: {start: 2027-02}}
        """,
    )
    said = "more exact than the true one, 2027-Q1"
    assert found == [
        f"roadmap.yml:2:51: outsiders read 2027-03-15 as the date of 'R', {said}",
        f"roadmap.yml:3:53: outsiders read 2027-02 as the start of 'S', {said}",
    ]


def test_public_items_have_a_summary(find: Any) -> None:
    found = find(
        "public-without-summary",
        """
        audience: public
        items:
        - {id: a, title: A, status: planned, summary: S}
        - {id: b, title: B, status: planned}
        - {id: c, title: C, status: planned, description: D}
        - {id: d, title: D, status: planned}
        - {id: e, title: E, status: planned, audience: internal}
        """,
    )
    assert found == ["roadmap.yml:4:3: 'B' and 'D' have no summary for public readers"]


def test_a_public_warning_has_a_public_reason(find: Any) -> None:
    found = find(
        "public-health-reason",
        """
        audience: public
        items:
        - {id: a, title: A, status: paused, health: at_risk, health_reason: X}
        - {id: b, title: B, status: paused, health: at_risk, health_reason: X, public: {health_reason: Cold}}
        - {id: c, title: C, status: paused, health: at_risk, health_reason: X, disclose: {public: [reasons]}}
        - {id: d, title: D, status: paused, health: at_risk, health_reason: X, audience: internal}
        - {id: e, title: E, status: paused, health: at_risk, health_reason: X, public: {health: on_track}}
        """,
    )
    assert found == ["roadmap.yml:3:45: public readers see that 'A' is at risk, and not why"]


def test_words_for_outsiders_are_for_entities_outsiders_see(find: Any) -> None:
    found = find(
        "public-without-effect",
        """
        items:
        - {id: a, title: A, status: planned, public: {title: B}}
        - {id: b, title: B, status: planned, audience: public, public: {title: B}}
        """,
    )
    assert found == ["roadmap.yml:2:46: 'A' has words for outsiders, and only internal readers see it"]


def test_nothing_is_seen_by_more_readers_than_what_it_stands_in(find: Any) -> None:
    found = find(
        "audience-without-effect",
        """
        items:
        - {id: a, title: A, status: planned, milestones: [{title: M, date: 2027, audience: public}]}
        - id: b
          title: B
          status: planned
          audience: public
          milestones:
          - {title: M, date: 2027, audience: public}
          - {title: N, date: 2027, audience: internal}
        """,
    )
    assert found == ["roadmap.yml:2:84: 'M' is for public readers, but stands in 'A', which is for internal"]


def test_a_site_without_readers_is_told_so(problems: Any) -> None:
    [problem] = problems("empty-outer-site", "items: [{id: a, title: A, status: planned}]")
    assert problem.headline == "empty-outer-site: nothing here is for public readers"
    assert "audience: public" in problem.hint
    assert not problems("empty-outer-site", "items: [{id: a, title: A, status: planned, audience: public}]")
    assert not problems("empty-outer-site", "items: [{id: a, title: A, status: planned}]", audiences=("all",))

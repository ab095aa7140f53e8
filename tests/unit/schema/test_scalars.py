"""Scalars are read by what the field is; nothing is guessed."""

from __future__ import annotations

import json

import pytest
from tests.support.model import item_of, item_problems, model_of, problems_of
from tests.support.patience import patience

from milepost.problem import Problem
from milepost.schema.scalars import unsafe_address


def read_head(field: str) -> list[Problem]:
    return problems_of(f"kind: portfolio\ntitle: T\n{field}\n")


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    "word", ["NO", "yes", "1.10", "12:30", "010", "0x10", "1_000", "true", "2026-09-14", ".inf", "1e3"]
)
def test_text_stays_as_typed(word: str) -> None:
    assert item_of(f"summary: {word}").summary == word
    assert item_of(f"description: {word}").description == word
    assert item_of(f"stage: {word}").stage == word
    assert item_of(f"tags: [{word}]").tags == (word,)


def test_a_line_of_text_is_one_line() -> None:
    assert item_of('summary: "  two\\n words\\u2028 and\\ta tab "').summary == "two words and a tab"


def test_markdown_keeps_its_lines() -> None:
    assert item_of("description: |\n    - one\n    - two\n").description == "- one\n- two"


@pytest.mark.parametrize("text", ["''", '"  "', '"\\n"'])
def test_a_line_of_text_says_something(text: str) -> None:
    problem = only(item_problems(f"summary: {text}"))
    assert problem.headline == "a.yml:7:12: bad-value: this text is empty"


def test_a_line_of_text_has_at_most_2000_characters() -> None:
    assert len(item_of(f"summary: {'a' * 2000}").summary) == 2000
    problem = only(item_problems(f"summary: {'a' * 2001}"))
    assert problem.headline == "a.yml:7:12: bad-value: this text has 2,001 characters; 2,000 are the most"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * 20_001, "this text has 20,001 characters; 20,000 are the most"),
        ("=\n" * 1_001 + "a", "this text has 1,002 lines; 1,000 are the most"),
        ("[" * 251, "this text has the character '[' 251 times; 250 are the most"),
        ("![" * 251, "this text has the character '[' 251 times; 250 are the most"),
        ("<a " * 251, "this text has the character '<' 251 times; 250 are the most"),
        ("```a\n" * 400, "this text has the character '`' 1,200 times; 1,000 are the most"),
        ("~~a" * 501, "this text has the character '~' 1,002 times; 1,000 are the most"),
        ("\\]" * 1_001, "this text has the character '\\' 1,001 times; 1,000 are the most"),
        *(
            (text, "lists or quotes in this text are nested more than 50 levels deep")
            for text in (
                "> " * 51 + "a",
                ">" * 51 + "a",
                "1. " * 51 + "a",
                "+ " * 51 + "a",
                "a\n" + ": " * 51 + "a",
                "- a\n" + "    " * 51 + "- a",
                "- a\n" + "\t" * 51 + "- a",
                "> " * 20 + "- " * 20 + "    " * 11 + "a",
            )
        ),
    ],
)
def test_a_text_that_markdown_would_choke_on_is_refused(text: str, message: str) -> None:
    problem = only(item_problems(f"description: {json.dumps(text)}"))
    assert (problem.rule, problem.message) == ("bad-value", message)
    assert problem.place
    assert (problem.place.line, problem.place.column) == (7, 16)


@pytest.mark.parametrize(
    "text",
    [
        "lorem " * 3_333,
        "- [words](item:checkout) and `code`\n" * 250,
        "\n".join("    " * level + "- a" for level in range(50)),
        "> " * 50 + "a",
        "- " * 25 + "a",
        "-" * 300,
        "|-" * 300 + "|",
        "1.1.1.1 " * 100,
    ],
)
def test_a_long_text_is_still_a_text(text: str) -> None:
    assert item_of(f"description: {json.dumps(text)}").description == text.strip()


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("40", 40), ("+7", 7), ("010", 10), ("12.5", 12.5), (".5", 0.5), ("1e1", 10.0), ("100", 100)],
)
def test_numbers_are_numbers(text: str, number: float) -> None:
    found = item_of(f"progress: {text}").progress
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nan", "a number is expected here, not 'nan'"),
        (".nan", "a number is expected here, not '.nan'"),
        ("inf", "a number is expected here, not 'inf'"),
        ("-.inf", "a number is expected here, not '-.inf'"),
        ("1e999", "a number is expected here, not '1e999'"),
        ("1_000", "a number is expected here, not '1_000'"),
        ("1,000", "a number is expected here, not '1,000'"),
        ("0x10", "a number is expected here, not '0x10'"),
        ("0b1", "a number is expected here, not '0b1'"),
        ("5.", "a number is expected here, not '5.'"),
        ("40%", "a number is expected here, not '40%'"),
        ("12:30", "a number is expected here, not '12:30'"),
        ("t", "a number is expected here, not 't'"),
        ("true", "a number is expected here, not 'true'"),
        ("٤٠", "a number is expected here, not '٤٠'"),
        ("[40]", "a number is expected here, not a list"),
        ("{a: 40}", "a number is expected here, not a mapping"),
        ("101", "'101' is not between 0 and 100"),
        ("-1", "'-1' is not between 0 and 100"),
        ("1e99", "'1e99' is not between 0 and 100"),
    ],
)
def test_what_is_no_percentage_is_refused(text: str, message: str) -> None:
    problem = only(item_problems(f"progress: {text}"))
    assert (problem.message, problem.place and problem.place.line) == (message, 7)
    assert problem.rule in ("bad-value", "wrong-shape")


@pytest.mark.parametrize("text", ["'40'", '"40"'])
def test_a_number_in_quotes_is_text(text: str) -> None:
    problem = only(item_problems(f"progress: {text}"))
    assert (problem.rule, problem.message) == ("bad-value", "'40' is text; a number is expected")
    assert problem.hint == "leave out the quotes"


def test_a_number_of_five_thousand_digits_costs_nothing() -> None:
    with patience():
        problem = only(item_problems(f"progress: {'9' * 5000}"))
    assert problem.message == "a number is expected here, not a text of 5,000 characters"
    assert len(problem.text()) < 500


def test_a_score_has_a_ceiling() -> None:
    problem = only(item_problems("score: {value: 1e13, effort: 1}"))
    assert problem.message == "'1e13' is not between 0 and 1,000,000,000,000"


@pytest.mark.parametrize(("text", "truth"), [("true", True), ("false", False)])
def test_truth_is_true_or_false(text: str, truth: bool) -> None:
    assert item_of(f"milestones: [{{title: M, date: 2026, done: {text}}}]").milestones[0].done is truth


@pytest.mark.parametrize("text", ["yes", "NO", "on", "1", "True", "'true'", "x"])
def test_no_other_word_is_truth(text: str) -> None:
    problem = only(item_problems(f"milestones: [{{title: M, date: 2026, done: {text}}}]"))
    assert problem.message == f"true or false is expected here, not '{text.strip(chr(39))}'"
    assert problem.hint == "write true or false, without quotes"


@pytest.mark.parametrize("text", ["low", "medium", "high", "0", "100", "55"])
def test_confidence_is_a_word_or_a_percentage(text: str) -> None:
    assert str(item_of(f"confidence: {text}").confidence) == text


@pytest.mark.parametrize("text", ["lowish", "101", "5.5", "'50'", "Low"])
def test_no_other_word_is_a_confidence(text: str) -> None:
    problem = only(item_problems(f"confidence: {text}"))
    assert problem.message == f"'{text.strip(chr(39))}' is no confidence"
    assert problem.hint == "write low, medium, high or a number from 0 to 100"


@pytest.mark.parametrize("text", ["13", "0", "2.5", "April", "'4'"])
def test_a_month_is_a_whole_number_from_1_to_12(text: str) -> None:
    problems = read_head(f"fiscal_year_start: {text}")
    assert only(problems).rule == "bad-value"


def test_a_time_zone_is_one_of_the_database() -> None:
    assert model_of("kind: portfolio\ntitle: T\ntimezone: Europe/Lisbon\n").timezone == "Europe/Lisbon"
    problem = only(read_head("timezone: Lisbon"))
    assert problem.headline == "a.yml:3:11: bad-value: 'Lisbon' is no IANA time zone, such as Europe/Lisbon"


def test_a_holiday_is_a_single_day() -> None:
    assert model_of("kind: portfolio\ntitle: T\nholidays: [2026-12-25]\n").holidays[0].precision == "day"
    for text in ("2026-12", "~2026-12-25", "later", "2026-12-25/2026-12-25"):
        problem = only(read_head(f"holidays: [{text}]"))
        assert problem.headline == f"a.yml:3:12: bad-period: '{text}': a single day is expected here"
        assert problem.hint == "write it as 2026-09-14"


def test_a_bad_date_says_what_is_wrong_and_what_to_write() -> None:
    problem = only(item_problems("end: 2026-02-30"))
    assert problem.headline == "a.yml:7:8: bad-period: '2026-02-30': 2026-02 has no day 30"
    assert problem.hint
    assert problem.hint.startswith("write a period such as 2026-09-14, ")


def test_the_fiscal_year_comes_from_the_context() -> None:
    assert str(item_of("start: FY27-Q1", fiscal_year_start=4).start.first) == "2026-04-01"


@pytest.mark.parametrize("text", ["a", "A.b_c-9", "9", "x" * 64, "PROJ-12", "2026", "1.10", "v1.2"])
def test_ids_may_be_jira_keys_file_names_and_versions(text: str) -> None:
    assert item_of(f"formerly: [{text}]").formerly == (text,)


@pytest.mark.parametrize("text", ["a b", "-a", ".a", "_a", "a/b", "é", "x" * 65, "''", "a:b", "a\\n"])
def test_what_addresses_cannot_have_is_no_id(text: str) -> None:
    problem = only(item_problems(f"formerly: [{text}]"))
    assert problem.rule == "bad-id"
    assert problem.hint == "at most 64 letters, digits, '.', '_' and '-', beginning with a letter or a digit"


@pytest.mark.parametrize("text", ["b", "checkout/beta", "' b '"])
def test_a_reference_is_an_id_or_a_nested_one(text: str) -> None:
    assert item_of(f"parent: {text}").parent == text.strip("' ")


@pytest.mark.parametrize("text", ["a b", "a/b/c", "/a", "a/", "item:a"])
def test_a_reference_is_nothing_else(text: str) -> None:
    assert only(item_problems(f"parent: {text}")).message == f"'{text}' is not the id of anything"


@pytest.mark.parametrize("text", ["b", "item:b", "milestone:checkout/beta"])
def test_related_entities_may_say_their_type(text: str) -> None:
    assert item_of(f"related: ['{text}']").related == (text,)


@pytest.mark.parametrize("text", ["Ticket Window", "' Ticket  Window '"])
def test_a_team_may_be_a_plain_name(text: str) -> None:
    assert item_of(f"team: {text}").team == "Ticket Window"


@pytest.mark.parametrize("text", ["''", "x" * 121])
def test_a_name_has_a_length(text: str) -> None:
    assert only(item_problems(f"team: {text}")).message == "a name has 1 to 120 characters"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "HTTPS://example.org",
        "mailto:a@example.org",
        "https://例え.jp/é",
    ],
)
def test_links_lead_to_the_web_or_a_mailbox(address: str) -> None:
    assert not unsafe_address(address)
    assert item_of(f"tracking: '{address}'").tracking == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "java\\tscript:alert(1)", "\\x85javascript:x", "data:text/html,x",
     "vbscript:x", "file:///etc/passwd", "//example.org", "/a", "example.org", "https:", "https:///a", "https:example.org",
     "http://[::1", "https://exa mple.org", "https://example.org/\\n", "ftp://example.org", "", "blob:https://x", "about:blank"],
)  # fmt: skip
def test_links_lead_nowhere_else(address: str) -> None:
    problem = only(item_problems(f'tracking: "{address}"')) if not address.endswith("\\n") else None
    if problem is None:  # a line end behind an address is forgiven
        assert item_of(f'tracking: "{address}"').tracking == "https://example.org/"
        return
    assert problem.rule == "unsafe-link"
    assert problem.hint == "begin it with https://, http:// or mailto:"
    assert "\n" not in problem.headline


def test_a_link_in_a_list_is_found_in_its_place() -> None:
    problem = only(item_problems("links: [{title: T, url: 'javascript:x'}]"))
    assert problem.headline == "a.yml:7:27: unsafe-link: 'javascript:x' is no address that can be linked to"


def test_a_long_text_is_quoted_in_part_and_on_one_line() -> None:
    problem = only(item_problems('health: "' + "word\\n" * 100 + '"'))
    assert len(problem.headline) < 150
    assert "\n" not in problem.headline

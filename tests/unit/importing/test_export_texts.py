"""Texts and words of an export as a story holds them."""

from __future__ import annotations

import pytest

from milepost.importing.export_texts import bullets, plain, user_story
from milepost.importing.export_words import EPIC, STATUSES, TYPES, folded, meanings
from milepost.importing.imported_stories import id_of
from milepost.importing.story_merge import shape_of
from milepost.kinds.backlog.model import Story
from milepost.schema.fields import fields_of


def test_html_becomes_plain_text() -> None:
    assert plain("<div>One &amp; two<br>three</div><ul><li>a</li><li>b</li></ul>") == "One & two\nthree\n- a\n- b"


def test_text_that_is_no_html_stays() -> None:
    assert plain("if a < b and c > d:\r\n\r\n\r\n\r\nthen") == "if a < b and c > d:\n\nthen"


def test_the_guard_against_formulas_goes() -> None:
    assert plain("'=Sum of fares") == "=Sum of fares"
    assert plain("'quoted'") == "'quoted'"


def test_a_list_gives_its_lines() -> None:
    assert bullets("* One\n- [x] Two\n\n1. Three\nFour") == ["One", "Two", "Three", "Four"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("As a commuter, I want a pass, so that I am quick.", ("commuter", "a pass", "I am quick")),
        ("as an islander I need to see the boats so that I can wait at home\nMore.", ("islander", "to see the boats", "I can wait at home")),
        ("As a deckhand I want light.", ("deckhand", "light", None)),
        ("Passes fade.", None),
        ("Known as a bug, I want none.", None),
    ],
)  # fmt: skip
def test_the_parts_of_a_user_story_are_found(text: str, parts: tuple[str | None, ...] | None) -> None:
    expected = dict(zip(("as_a", "i_want", "so_that"), parts, strict=True)) if parts else {}
    assert user_story(text) == {name: words for name, words in expected.items() if words}


@pytest.mark.parametrize(
    ("key", "id"),
    [
        ("PAY-12", "PAY-12"),
        ("#12", "12"),
        ("https://github.com/example/quay/issues/12", "quay-12"),
        ("https://trello.com/c/AbCd1234/1-paint", "AbCd1234"),
    ],
)
def test_an_id_is_the_key_of_the_issue(key: str, id: str) -> None:
    assert id_of(key) == id


def test_keys_of_one_tracker_look_alike() -> None:
    assert shape_of("PAY-12") == shape_of("pay-9")
    assert shape_of("272") == shape_of("1209000000000101")
    assert shape_of("650a1b2c3d4e5f6a7b8c9d01") == shape_of("650a1b2c3d4e5f6a7b8c9dff")
    assert len({shape_of(id) for id in ("PAY-1", "DECK-1", "272", "650a1b2c3d4e5f6a7b8c9d01", "print-a-receipt")}) == 5


def test_every_status_and_type_has_words_and_no_word_two_meanings() -> None:
    assert set(STATUSES) == set(fields_of(Story)["status"].choices)
    assert set(TYPES) == {*fields_of(Story)["type"].choices, EPIC}
    for table in (STATUSES, TYPES):
        words = [word for value, words in table.items() for word in {folded(one) for one in (value, *words)}]
        assert len(words) == len(set(words))


def test_a_word_that_somebody_chose_wins() -> None:
    found = meanings(STATUSES, {"In  Review": "done", "Parked": "dropped"})
    assert found["in review"] == "done"
    assert found["parked"] == "dropped"
    assert found["to do"] == "todo"

"""A version of a file is read as the loader reads it, and shows broader audiences nothing that the filter hides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.support import whole
from tests.unit.history.conftest import FIELDS, INTERNAL, PUBLIC

from milepost.access.audience_filter import redacted_for
from milepost.graph.entity import mentioned_id
from milepost.graph.loader import load_contents
from milepost.graph.portfolio import Portfolio
from milepost.history.ledger import FileChanges, Ledger, LedgerAudience, build_ledger
from milepost.history.records import read_record
from milepost.yaml.reader import MAX_BYTES

EXAMPLE = {file.relative_to(whole.EXAMPLE).as_posix(): file.read_bytes() for file in whole.EXAMPLE.rglob("*.yml")}
WRITTEN = {name: yaml.safe_dump(document).encode() for name, document in whole.documents().items()}


def ledger(files: Mapping[str, bytes], reader: LedgerAudience) -> Ledger:
    records = {path: read_record(content, FIELDS) for path, content in files.items()}
    assert None not in records.values()
    return build_ledger([FileChanges("0", 0, records)], date(2026, 11, 23), reader)


def states(portfolio: Portfolio) -> dict[tuple[str, str], dict[str, str]]:
    """What a portfolio says in the fields that are followed, of entries that have an id."""
    found = {}
    for type_name in portfolio.types:
        for entity in portfolio.entities(type_name):
            if (names := FIELDS.of(type(entity.entry))) and "#" not in entity.key and not mentioned_id(entity):
                values = ((name, getattr(entity.entry, name)) for name in names)
                written = {name: str(value) for name, value in values if name in entity.entry.model_fields_set}
                found[type_name, entity.key] = written
    return found


@pytest.mark.parametrize("files", [EXAMPLE, WRITTEN], ids=["the example", "everything that may be written"])
def test_records_have_the_keys_and_values_of_the_portfolio(files: Mapping[str, bytes]) -> None:
    found = ledger(files, INTERNAL)
    expected = states(load_contents(files).portfolio)
    assert len(expected) > 20
    assert {key: dict(trail[0].values or {}) for key, trail in found.trails.items()} == expected


@pytest.mark.parametrize("files", [EXAMPLE, WRITTEN], ids=["the example", "everything that may be written"])
def test_a_broader_audience_sees_in_the_past_at_most_what_the_filter_shows(files: Mapping[str, bytes]) -> None:
    found = ledger(files, PUBLIC)
    seen = states(redacted_for(load_contents(files).portfolio, "public"))
    assert len(found.trails) > 5
    for key, trail in found.trails.items():
        assert dict(trail[0].values or {}).items() <= seen[key].items()


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"text", b"kind: nothing\n", b"kind: [backlog]\nstories: [", b"\xff\xfe", bytes(MAX_BYTES + 1)],
    ids=["empty", "a list", "a text", "unknown kind", "broken", "no UTF-8", "too large"],
)
def test_what_is_no_document_has_no_record(content: bytes) -> None:
    assert read_record(content, FIELDS) is None


def test_a_file_of_the_past_need_not_fit_the_schema_of_today() -> None:
    text = "kind: backlog\nowner: gone\nstories:\n- {id: a, status: doing, size: 3}\n- {title: no id}\n- text\n- [1]\n"
    spellings = (text, "\ufeff" + text, text.replace("\n", "\r\n"), text.replace("doing", "'doing'"))
    found = {read_record(one.encode(), FIELDS) for one in spellings}
    (record,) = found
    assert record
    assert [(one.key, one.values) for one in record.entries] == [("a", (("status", "doing"),))]


def test_every_state_of_every_kind_is_followed() -> None:
    followed = {(cls.type_name, name) for cls, names in FIELDS.names.items() for name in names}
    assert {("story", "status"), ("item", "status"), ("task", "status"), ("release", "status")} <= followed


def test_paths_of_the_example_exist() -> None:
    assert len(EXAMPLE) > 20
    assert Path(whole.EXAMPLE).is_dir()

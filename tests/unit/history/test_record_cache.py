"""Records are kept between builds, and whatever is wrong with what was kept, it is read again."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.unit.history.conftest import FIELDS, stories

from milepost import __version__
from milepost.history import record_cache
from milepost.history.record_cache import RecordCache
from milepost.history.records import read_record
from milepost.history.tracked_fields import tracked_fields
from milepost.schema.meaning import Meaning

RECORDS = {
    "1a": read_record(
        stories(a="todo", b="done").replace("id: b,", "id: b, formerly: [c], audience: x,").encode(), FIELDS
    ),
    "2b": read_record(stories(a="done").encode() + b"id: Work\nformerly: [old]\n", FIELDS),
    "3c": read_record(b"audience: public\n", FIELDS),
    "4d": None,
}


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    cache = RecordCache(tmp_path, "data", FIELDS)
    assert cache.load() == {}
    cache.save(RECORDS, RECORDS)
    assert cache.load() == RECORDS
    before = cache.file.read_bytes()
    cache.save(dict(reversed(RECORDS.items())), RECORDS)
    assert cache.file.read_bytes() == before


def test_every_folder_and_set_of_fields_has_its_own(tmp_path: Path) -> None:
    caches = [RecordCache(tmp_path, folder, FIELDS) for folder in ("data", "other")]
    caches.append(
        RecordCache(tmp_path, "data", tracked_fields(lambda spec: spec.means in (Meaning.STATE, Meaning.PROMISE)))
    )
    assert len({cache.file for cache in caches}) == 3


def other_version(kept: bytes) -> bytes:
    return kept.replace(__version__.encode(), b"0.0.0", 1)


def other_format(kept: bytes) -> bytes:
    return kept.replace(f" {record_cache.FORMAT} ".encode(), b" 0 ", 1)


@pytest.mark.parametrize(
    "damaged",
    [
        lambda kept: b"",
        lambda kept: kept[:-20],
        lambda kept: kept.replace(b"todo", b"done"),
        lambda kept: b"\xff" + kept,
        other_version,
        other_format,
    ],
    ids=["empty", "cut off", "altered", "no text", "another version", "another format"],
)
def test_a_file_that_is_not_as_it_was_written_is_ignored(tmp_path: Path, damaged: object) -> None:
    cache = RecordCache(tmp_path, "data", FIELDS)
    cache.save(RECORDS, RECORDS)
    assert callable(damaged)
    cache.file.write_bytes(damaged(cache.file.read_bytes()))
    assert cache.load() == {}


@pytest.mark.parametrize("kept", [[], {"entries": [], "files": {"a": ["b", "", [], "", "", [7]]}}, {"files": 1}])
def test_a_file_of_another_shape_is_ignored(tmp_path: Path, kept: object) -> None:
    cache = RecordCache(tmp_path, "data", FIELDS)
    body = json.dumps(kept).encode()
    cache.file.parent.mkdir()
    cache.file.write_bytes(cache._head(body).encode() + b"\n" + body)
    assert cache.load() == {}


def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "milepost").write_text("a file", encoding="utf-8")
    cache = RecordCache(tmp_path, "data", FIELDS)
    cache.save(RECORDS, RECORDS)
    assert cache.load() == {}
    assert [one.name for one in tmp_path.iterdir()] == ["milepost"]


def test_builds_at_the_same_time_leave_a_whole_file(tmp_path: Path) -> None:
    cache = RecordCache(tmp_path, "data", FIELDS)
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda _: (cache.save(RECORDS, RECORDS), cache.load())[1], range(40)))
    assert all(one == RECORDS for one in kept)
    assert [one.name for one in cache.file.parent.iterdir()] == [cache.file.name]


def test_records_that_nothing_uses_any_more_are_thrown_away_when_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = RecordCache(tmp_path, "data", FIELDS)
    cache.save(RECORDS, {"1a": None})
    assert len(cache.load()) == 4
    monkeypatch.setattr(record_cache, "_SPARE", 0)
    cache.save(RECORDS, {"1a": None})
    assert [*cache.load()] == ["1a"]

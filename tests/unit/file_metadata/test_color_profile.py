"""Color profiles keep the colors and lose the names."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.file_metadata.color_profile import clean


def profile(*tags: tuple[bytes, bytes]) -> bytes:
    """A profile made on a day by a screen called SECRET, with these tags."""
    table, bodies, at = b"", b"", 132 + 12 * len(tags)
    for name, body in tags:
        table += struct.pack(">4sII", name, at + len(bodies), len(body))
        bodies += body
    header = bytearray(128)
    header[12:24] = b"mntrRGB XYZ "
    header[24:36] = struct.pack(">6H", 2026, 9, 14, 12, 0, 0)
    header[36:40] = b"acsp"
    header[48:56] = b"SECRSECR"
    return bytes(header) + struct.pack(">I", len(tags)) + table + bodies


RED = b"XYZ \0\0\0\0\0\0\x6f\xa2\0\0\x38\xf5\0\0\x03\x90"
SECRET = profile(
    (b"rXYZ", RED),
    (b"desc", b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x0c\0\0\0\x1c" + "SECRET".encode("utf-16-be")),
    (b"cprt", b"text\0\0\0\0SECRET\0\0"),
    (b"mmod", b"mmod\0\0\0\0SECRET\0\0"),
)


def test_names_days_and_devices_go_and_colors_stay() -> None:
    cleaned = clean(SECRET)
    assert cleaned
    assert len(cleaned) == len(SECRET)
    assert RED in cleaned
    assert b"SECR" not in cleaned
    assert "SECRET".encode("utf-16-be") not in cleaned
    assert cleaned[24:36] == bytes(12)
    assert clean(cleaned) == cleaned


def test_a_description_stays_valid() -> None:
    cleaned = clean(SECRET)
    assert cleaned
    assert b"mluc\0\0\0\0\0\0\0\0\0\0\0\x0c" in cleaned  # no record, each of 12 bytes: ICC.1:2022, 10.15
    assert b"text\0\0\0\0\0" in cleaned


@pytest.mark.parametrize("data", [b"", b"colors", SECRET[:100], SECRET[:-9], SECRET.replace(b"acsp", b"none")])
def test_what_is_no_profile_is_said_to_be_none(data: bytes) -> None:
    assert clean(data) is None


@given(st.binary(max_size=300), st.integers(0, len(SECRET)))
def test_no_bytes_break_it(noise: bytes, at: int) -> None:
    clean(SECRET[:at] + noise + SECRET[at + len(noise) :])

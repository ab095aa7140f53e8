"""Still images and films in boxes keep what is drawn where it was, and lose the rest."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.file_metadata.images import NotAnImage, clean

PIXELS = b"the picture itself"


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), name) + body


def entry(number: int, kind: bytes, more: bytes = b"") -> bytes:
    return box(b"infe", b"\2\0\0\0", struct.pack(">HH", number, 0), kind, b"\0", more)


def still(
    brand: bytes = b"avif", kind: bytes = b"Exif", note: bytes = b"SECRET PLACE", *, within: bool = False
) -> bytes:
    """An image of two items: the picture, and a note in the file or in the table itself."""
    begin = box(b"ftyp", brand, b"\0\0\0\0", b"mif1")

    def meta(at: int) -> bytes:
        places = b"".join(
            struct.pack(">HHHHII", number, way, 0, 1, offset, length)
            for number, way, offset, length in (
                (1, 0, at, len(PIXELS)),
                (2, 1, 0, len(note)) if within else (2, 0, at + len(PIXELS), len(note)),
            )
        )
        return box(
            b"meta",
            bytes(4),
            box(b"hdlr", bytes(8), b"pict", bytes(13)),
            box(b"iloc", b"\1\0\0\0\x44\0", struct.pack(">H", 2), places),
            box(b"iinf", bytes(4), struct.pack(">H", 2), entry(1, b"av01"), entry(2, kind, b"application/SECRET\0")),
            *([box(b"idat", note)] if within else []),
        )

    at = len(begin) + len(meta(0)) + 8
    return begin + meta(at) + box(b"mdat", PIXELS, b"" if within else note)


def film(handler: bytes = b"vide", *more: bytes) -> bytes:
    """A film with a name, a place and days."""
    days = b"\0\0\0\0" + b"DAYSDAYS" + bytes(88)
    track = box(
        b"trak",
        box(b"tkhd", days),
        box(b"mdia", box(b"mdhd", days), box(b"hdlr", bytes(8), handler, bytes(13))),
        box(b"udta", b"SECRET"),
    )
    notes = box(b"udta", box(b"\xa9xyz", b"SECRET PLACE"), box(b"meta", b"SECRET"))
    moov = box(b"moov", box(b"mvhd", days), track, notes, box(b"meta", b"SECRET"))
    return box(b"ftyp", b"isom", b"\0\0\2\0") + moov + box(b"uuid", b"SECRET") + box(b"mdat", PIXELS) + b"".join(more)


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize("kind", [b"Exif", b"mime", b"uri "])
@pytest.mark.parametrize("brand", [b"avif", b"heic", b"mif1"])
def test_a_still_image_loses_its_notes(brand: bytes, kind: bytes, within: bool) -> None:
    data = still(brand, kind, within=within)
    cleaned = clean(data)
    assert len(cleaned) == len(data)
    assert cleaned.index(PIXELS) == data.index(PIXELS)
    assert b"SECRET" in data
    assert b"SECRET" not in cleaned
    assert kind not in cleaned
    assert clean(cleaned) == cleaned


def test_a_still_image_without_notes_stays_as_it_is() -> None:
    data = still(kind=b"av01", note=b"second picture")
    assert clean(data) == data


def test_a_film_loses_names_places_and_days() -> None:
    data = film()
    cleaned = clean(data)
    assert len(cleaned) == len(data)
    assert cleaned.index(PIXELS) == data.index(PIXELS)
    for words in (b"SECRET", b"DAYS", b"xyz"):
        assert words in data
        assert words not in cleaned
    assert clean(cleaned) == cleaned


def test_what_is_behind_a_film_goes() -> None:
    assert b"SECRET" not in clean(film(b"vide", box(b"wxyz", b"SECRET")))


@pytest.mark.parametrize("handler", [b"meta", b"camm", b"data"])
def test_a_film_with_a_record_of_places_is_refused(handler: bytes) -> None:
    with pytest.raises(NotAnImage, match="a track of metadata"):
        clean(film(handler))


@pytest.mark.parametrize("data", [film()[:-3], still()[:60], film() + b"junk", box(b"ftyp", b"isom"), film()[:20]])
def test_what_is_cut_short_or_goes_on_is_refused(data: bytes) -> None:
    with pytest.raises(NotAnImage):
        clean(data)


@given(st.sampled_from([film(), still(), still(within=True)]), st.binary(min_size=1, max_size=8), st.data())
def test_no_bytes_break_it(data: bytes, noise: bytes, where: st.DataObject) -> None:
    at = where.draw(st.integers(0, len(data)))
    try:
        cleaned = clean(data[:at] + noise + data[at + len(noise) :])
    except NotAnImage:
        return
    assert len(cleaned) >= len(data)

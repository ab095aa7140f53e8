"""PDFs lose who made them, and stay the same pages."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject
from tests.unit.file_metadata.test_images import JPEG, exif

from milepost.file_metadata.pdf import NotCleaned, clean

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>SECRET</dc:creator></x:xmpmeta>"


def document(**options: str) -> bytes:
    """A PDF with metadata wherever programs put it; `password` encrypts it."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 100)
    writer.add_metadata({"/Author": "SECRET", "/Title": "SECRET", "/Creator": "SECRET 1.0"})
    note = StreamObject()
    note._data = XMP
    note.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    photo = StreamObject()
    photo._data = JPEG[:2] + exif(1) + JPEG[2:]
    photo.update({NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/DCTDecode")})
    writer.root_object[NameObject("/Metadata")] = writer._add_object(note)
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Editor"): TextStringObject("SECRET")})
    page[NameObject("/Photo")] = writer._add_object(photo)
    if password := options.get("password"):
        writer.encrypt(password)
    if options.get("signed"):
        signed = ArrayObject(map(NumberObject, (0, 1, 2, 3)))
        writer.root_object[NameObject("/Signature")] = DictionaryObject({NameObject("/ByteRange"): signed})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_loses_its_metadata_everywhere_and_keeps_its_pages() -> None:
    data = document()
    cleaned = clean(data)
    assert data.count(b"SECRET") >= 5
    assert b"SECRET" not in cleaned
    reader = PdfReader(io.BytesIO(cleaned))
    assert not reader.metadata
    assert reader.xmp_metadata is None
    assert [page.mediabox.width for page in reader.pages] == [200]
    assert JPEG in cleaned


def test_the_same_pdf_gives_the_same_bytes() -> None:
    assert clean(document()) == clean(document())


def test_what_an_earlier_version_of_a_pdf_held_is_gone() -> None:
    later = PdfWriter(io.BytesIO(document()), incremental=True)
    later.metadata = {"/Author": "Somebody else"}
    made = io.BytesIO()
    later.write(made)
    cleaned = clean(made.getvalue())
    assert b"SECRET" not in cleaned
    assert b"Somebody" not in cleaned


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (document(signed="yes"), "it is signed"),
        (document(password="open"), "it is encrypted"),
        (b"%PDF-1.7", "Error"),
        (document()[:400], "Error"),
    ],
)
def test_a_pdf_that_cannot_be_cleaned_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(NotCleaned, match=reason):
        clean(data)


DOCUMENT = document()


@given(st.binary(min_size=1, max_size=8), st.integers(0, len(DOCUMENT)))
def test_no_bytes_break_it(noise: bytes, at: int) -> None:
    try:
        clean(DOCUMENT[:at] + noise + DOCUMENT[at + len(noise) :])
    except NotCleaned as refused:
        assert str(refused)

"""A file is what its first bytes say, whatever it is called."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.file_metadata.test_images import GIF, JPEG, PNG
from tests.unit.file_metadata.test_iso_media import film, still

from milepost.file_metadata.formats import HEAD, format_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
NAMES = ("photo.jpg", "photo.png", "PHOTO.JPG", "photo", "photo.dat", "data.json", "a.pdf")


def kind(data: bytes, name: str = "file") -> str | None:
    found = format_of(data[:HEAD], name, lambda: data)
    return found.name if found else None


def packed(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data", [JPEG, PNG, GIF, b"RIFF\0\0\0\0WEBP", still(), film(), SVG])
def test_an_image_is_one_under_any_name(data: bytes, name: str) -> None:
    assert kind(data, name) == "an image"


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?>\n<!-- made by SECRET -->\n' + SVG,
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b">]>' + SVG,
        b"\xef\xbb\xbf \n" + SVG,
        "<svg xmlns='http://www.w3.org/2000/svg'/>".encode("utf-16"),
        b"<svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>",
        b"<!--" + b"x" * 5000 + b"-->" + SVG,
        b" " * 5000 + SVG,
    ],
)
def test_a_drawing_is_one_whatever_is_before_it(data: bytes) -> None:
    assert kind(data) == "an image"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"II*\0" + bytes(20), "a TIFF image"),
        (b"MM\0*" + bytes(20), "a TIFF image"),
        (packed(**{"[Content_Types].xml": "", "word/document.xml": ""}), "an Office document"),
        (packed(**{"mimetype": "application/vnd.oasis.opendocument.text", "meta.xml": ""}), "an Office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
        (b"ID3\x04", "a recording"),
        (b"\x1aE\xdf\xa3", "a recording"),
        (b"8BPS", "an image of a rare format"),
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_other_formats_that_hold_metadata_are_known(data: bytes, words: str, name: str) -> None:
    assert kind(data, name) == words


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!DOCTYPE html><html><svg/></html>", "page.html"),
        (b"<?xml version='1.0'?><rss/>", "feed.xml"),
        (b"body { color: red }", "a.css"),
        (b"{}", "a.json"),
        (b"", "empty"),
        (packed(a="b"), "source.zip"),
        (b"PK\x03\x04 broken", "source.zip"),
        (b"The wide sea", "words.txt"),
        (b"ID3 is a format", "words.txt"),
        (b"See %PDF-1.7", "words.txt"),
    ],
)
def test_whatever_else_is_left_alone(data: bytes, name: str) -> None:
    assert kind(data, name) is None


@pytest.mark.parametrize("name", ["a.png", "A.JPEG", "a.svg", "a.avif"])
def test_what_is_called_an_image_is_looked_at_as_one(name: str) -> None:
    assert kind(b"no image", name) == "an image"


def test_a_long_prolog_takes_no_time() -> None:
    assert kind(b"<!--" * 200_000) is None
    assert kind(b"<?" * 200_000) is None
    assert kind(b"<!DOCTYPE " * 100_000) is None


ARCHIVE = packed(**{"[Content_Types].xml": "words", "a": "b"})


@given(st.binary(min_size=1, max_size=12), st.integers(4, len(ARCHIVE)))
def test_no_archive_breaks_it(noise: bytes, at: int) -> None:
    kind(ARCHIVE[:at] + noise + ARCHIVE[at + len(noise) :])


@given(st.sampled_from([b"", b"<", b"<!--", b"\xff\xfe", b"PK\x03\x04", b"RIFF"]), st.binary(max_size=60), st.text())
def test_no_file_breaks_it(beginning: bytes, data: bytes, name: str) -> None:
    kind(beginning + data, name)

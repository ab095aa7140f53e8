"""File formats by content: metadata is where the format stores it, whatever the file's name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from milepost.file_metadata import images, iso_media, pdf

HEAD = 1024
# Extensions of images. A file with one of them but none of the formats below is broken.
_PICTURES = (".jpg", ".jpeg", ".jfif", ".png", ".apng", ".gif", ".webp", ".svg", ".avif", ".heic", ".heif")
_PROLOG = r"(?:\s++|<\?(?s:.*?)\?>|<!--(?s:.*?)-->|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\])?\s*+>)*+"
_SVG = re.compile(_PROLOG + r"<(?:[\w.-]+:)?svg[\s/>]", re.IGNORECASE)
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format that can hold metadata. `clean` removes it, or raises ValueError; None if not supported.

    `instead` suggests another format for messages.
    """

    name: str
    clean: Callable[[bytes], bytes] | None
    instead: str = ""


PICTURE = FileFormat("an image", images.clean)
PDF = FileFormat("a PDF", pdf.clean)
_TIFF = FileFormat("a TIFF image", None, "a JPEG, PNG, WebP, AVIF, GIF or SVG would lose it")
_OTHER_PICTURE = FileFormat("an image of a rare format", None, _TIFF.instead)
_OFFICE = FileFormat("an Office document", None, "a PDF would lose it")
_MEDIA = FileFormat("a recording", None, "an MP4 would lose it")
_BY_BEGINNING = {
    b"\xff\xd8": PICTURE,
    b"\x89PNG\r\n\x1a\n": PICTURE,
    b"GIF87a": PICTURE,
    b"GIF89a": PICTURE,
    b"%PDF-": PDF,
    b"II*\0": _TIFF,
    b"MM\0*": _TIFF,
    b"II+\0": _TIFF,
    b"MM\0+": _TIFF,
    b"\xff\x0a": _OTHER_PICTURE,  # JPEG XL, then in a container:
    b"\0\0\0\x0cJXL ": _OTHER_PICTURE,
    b"\0\0\0\x0cjP  ": _OTHER_PICTURE,
    b"8BPS": _OTHER_PICTURE,
    b"%!PS": _OTHER_PICTURE,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _OFFICE,
    b"{\\rtf": _OFFICE,
    b"\x1aE\xdf\xa3": _MEDIA,
    b"OggS": _MEDIA,
    b"fLaC": _MEDIA,
    b"ID3\2": _MEDIA,
    b"ID3\3": _MEDIA,
    b"ID3\4": _MEDIA,
}
_BY_RIFF = {b"WEBP": PICTURE, b"WAVE": _MEDIA, b"AVI ": _MEDIA}


def format_of(head: bytes, name: str, read: Callable[[], bytes]) -> FileFormat | None:
    """The format of a file that begins with `head`; `read` returns its whole content if needed.

    None for an unknown format, or one that holds no metadata.
    """
    for beginning, found in _BY_BEGINNING.items():
        if head.startswith(beginning):
            return found
    if head.startswith(b"RIFF") and (riff := _BY_RIFF.get(head[8:12])):
        return riff
    if iso_media.is_iso_media(head):
        return PICTURE
    name = name.lower()
    if name.endswith(".pdf") and b"%PDF-" in head:  # readers accept leading bytes
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _OFFICE if _is_office(read()) else None
    if name.endswith(_PICTURES) or (_may_be_text(head) and _SVG.match(_text(read()))):
        return PICTURE
    return _OTHER_PICTURE if name.endswith(".svgz") else None


def _is_office(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError):
        return False
    return "[Content_Types].xml" in names or {"mimetype", "meta.xml"} <= names


def _may_be_text(head: bytes) -> bool:
    return head.startswith(tuple(_MARKS)) or head.lstrip()[:1] in (b"<", b"")


def _text(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    return data.decode(encoding, "replace")

"""Unpacking of files: every text in a file, however it is encoded or compressed."""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import logging
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.leak_check.audit.image_text import image_text, inflated, is_image, runs

MOST_BYTES = 128 * 1024 * 1024  # unpacked, of one file
MOST_LEVELS = 4
LEAST_BASE64 = 16
LEAST_LOOSE = 8  # letters that are unlikely to occur by chance in binary data
_GZIP, _ZIP, _PDF = b"\x1f\x8b", b"PK\x03\x04", b"%PDF-"
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BASE64 = bytes(
    code if chr(code) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=" else 0x20
    for code in range(256)
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in UTF-8, and the containers around it, such as ("gzip",); empty for the file itself.

    `loose`: extracted from bytes of an unknown format, in which short words occur by chance.
    """

    inside: tuple[str, ...]
    text: bytes
    loose: bool = False


class Unpacker:
    """Unpacks files one by one. `closed` collects the reasons why content could not be unpacked."""

    def __init__(self) -> None:
        self.closed: list[str] = []
        self._no_base64: set[bytes] = set()

    def pieces(self, data: bytes, inside: tuple[str, ...] = ()) -> Iterator[Piece]:
        """Every text in a file."""
        if len(inside) > MOST_LEVELS:
            self.closed.append("packed too many times")
        elif data.startswith(_GZIP):
            yield from self._gzip(data, inside)
        elif data.startswith(_ZIP):
            yield from self._zip(data, inside)
        elif data.startswith(_PDF):
            yield from self._pdf(data, inside)
        elif is_image(data):
            for where, text in image_text(data):
                yield Piece((*inside, f"metadata of the image, {where}"), text)
        else:
            yield from self._plain(data, inside)

    def _plain(self, data: bytes, inside: tuple[str, ...]) -> Iterator[Piece]:
        text = as_text(data)
        if text is None:
            self.closed.append("a format that is not known; only its plain text was searched")
            yield Piece((*inside, "bytes"), runs(data, LEAST_LOOSE), loose=True)
        else:
            yield Piece(inside, text)
            yield from self._base64(text, inside)

    def _gzip(self, data: bytes, inside: tuple[str, ...]) -> Iterator[Piece]:
        try:
            with gzip.open(io.BytesIO(data)) as stream:
                content = stream.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            self.closed.append("broken gzip")
            return
        if len(content) > MOST_BYTES:
            self.closed.append("unpacks to too many bytes; its beginning was searched")
        yield from self.pieces(content[:MOST_BYTES], (*inside, "gzip"))

    def _zip(self, data: bytes, inside: tuple[str, ...]) -> Iterator[Piece]:
        left = MOST_BYTES
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = "\n".join(archive.namelist()).encode("utf-8", "replace")
                yield Piece((*inside, "names in the archive"), names + b"\n" + runs(archive.comment))
                for member in archive.infolist():
                    if member.flag_bits & 1:
                        self.closed.append("an encrypted archive")
                    elif not member.is_dir():
                        with archive.open(member) as stream:
                            content = stream.read(left)
                        left -= len(content)
                        if left <= 0:
                            self.closed.append("unpacks to too many bytes; its beginning was searched")
                            return
                        yield from self.pieces(content, (*inside, member.filename))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            self.closed.append("a broken archive")

    def _pdf(self, data: bytes, inside: tuple[str, ...]) -> Iterator[Piece]:
        """The text of a PDF's pages, its metadata and attachments, and text within its streams."""
        try:
            for where, content in _pdf_texts(data):
                yield from self.pieces(content, (*inside, where))
        except Exception as error:  # noqa: BLE001  # a parser of foreign files may raise anything
            reason = "an encrypted PDF" if "crypt" in str(error).lower() else "a PDF that cannot be read"
            self.closed.append(f"{reason}; its plain text was searched")
        streams = (runs(inflated(match[1]) or match[1], LEAST_LOOSE) for match in _STREAM.finditer(data))
        yield Piece((*inside, "streams of the PDF"), b"\n".join(streams), loose=True)
        yield Piece((*inside, "objects of the PDF"), runs(_STREAM.sub(b"", data), LEAST_LOOSE), loose=True)

    def _base64(self, text: bytes, inside: tuple[str, ...]) -> Iterator[Piece]:
        long = {run for run in text.translate(_BASE64).split() if len(run) >= LEAST_BASE64}
        for run in sorted(long - self._no_base64):
            content = _from_base64(run)
            if content is None:
                self._no_base64.add(run)
            else:
                yield from self.pieces(content, (*inside, "base64"))


def as_text(data: bytes) -> bytes | None:
    """A text in UTF-8, UTF-16 or Latin-1, as UTF-8 bytes; None if it is binary."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    if b"\0" in data[:4096]:
        return None
    try:
        data.decode()
    except UnicodeDecodeError:
        if len(_CONTROL.findall(data[:4096])) > 2:
            return None
        return data.decode("latin-1").encode()
    return data


def _from_base64(run: bytes) -> bytes | None:
    """The decoded content of a base64 run, if that is text or a file of a known format."""
    run = run.lstrip(b"=").rstrip(b"=").translate(_URL_SAFE)
    run = run.rpartition(b"=")[2] or run  # drop the name of an attribute before its equals sign
    if len(run) < LEAST_BASE64 - 2 or len(run) % 4 == 1:
        return None
    try:
        content = base64.b64decode(run + b"=" * (-len(run) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    if content.startswith((_GZIP, _ZIP, _PDF)) or is_image(content):
        return content
    if _CONTROL.search(content):
        return None
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return content


_URL_SAFE = bytes.maketrans(b"-_", b"+/")


def _pdf_texts(data: bytes) -> Iterator[tuple[str, bytes]]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of many harmless defects
    reader: Any = PdfReader(io.BytesIO(data))
    metadata = "\n".join(str(value) for value in (reader.metadata or {}).values())
    yield "metadata of the PDF", metadata.encode("utf-8", "replace")
    for number, page in enumerate(reader.pages, 1):
        yield f"page {number}", str(page.extract_text()).encode("utf-8", "replace")
        yield f"notes on page {number}", "\n".join(_notes(page)).encode("utf-8", "replace")
    titles = "\n".join(_outline(reader.outline))
    yield "outline of the PDF", titles.encode("utf-8", "replace")
    for name, contents in reader.attachments.items():
        yield "names of attachments", str(name).encode("utf-8", "replace")
        for content in contents:
            yield f"attachment {name}", content


def _notes(page: Any) -> Iterator[str]:
    for one in page.get("/Annots") or ():
        note = one.get_object()
        yield from (str(note[key]) for key in ("/Contents", "/T", "/V", "/TU") if key in note)
        action = note.get("/A")
        if action and "/URI" in action.get_object():
            yield str(action.get_object()["/URI"])


def _outline(items: Any) -> Iterator[str]:
    for one in items:
        if isinstance(one, list):
            yield from _outline(one)
        else:
            yield str(one.title)

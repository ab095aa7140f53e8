"""AVIF, HEIC, MP4 and QuickTime files without metadata.

All consist of boxes as in ISO/IEC 14496-12, and media data is addressed by offsets from the start of the file. So
nothing is moved: a metadata box becomes free space of the same length, filled with zeros. Items of a still image
(ISO/IEC 23008-12) are found through its item and location tables.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from milepost.file_metadata import color_profile

_TOP = frozenset(b"ftyp styp moov moof mdat mfra sidx ssix meta".split())
_HOLDERS = frozenset(b"moov trak mdia minf edts mvex moof traf mfra".split())
_FREED = frozenset(b"udta uuid meta free skip wide PICT pnot emsg prft load gps0 XMP_ xml bxml clip matt".split())
_TIMED = frozenset((b"mvhd", b"tkhd", b"mdhd"))
# Tracks of other types may contain locations or camera data.
_DRAWN = frozenset(b"vide soun text sbtl subt clcp auxv pict tmcd alis url".split())
_NOTES = frozenset((b"Exif", b"mime", b"uri "))
_PROFILE = re.compile(rb"colr(?:prof|rICC)")
_DEEPEST = 12


class NotIsoMedia(ValueError):
    """The bytes are not an ISO base media file."""


@dataclass(frozen=True, slots=True)
class _Box:
    name: bytes
    start: int
    body: int
    end: int


def is_iso_media(data: bytes) -> bool:
    """Whether a file begins like an ISO base media file."""
    # A box starts with its length, whose first byte is zero; no text does.
    return data[:1] == b"\0" and data[4:8] in (b"ftyp", b"moov", b"mdat", b"wide")


def clean(data: bytes) -> bytes:
    """The file without metadata, with the same length. Raises NotIsoMedia, IndexError, struct.error."""
    made = bytearray(data)
    names = set()
    for box in _boxes(data, 0, len(data)):
        names.add(box.name)
        if box.name not in _TOP:
            _free(made, box)
        elif box.name == b"meta":
            _clean_profiles(made, data, box)
            _clean_items(made, data, box)
        elif box.name in _HOLDERS:
            _clean_profiles(made, data, box)
            _clean_tracks(made, data, box, 0)
    if not names & {b"moov", b"meta"}:
        raise NotIsoMedia("nothing is drawn by it")
    return bytes(made)


def _boxes(data: bytes, at: int, end: int) -> Iterator[_Box]:
    while at < end:
        size, name = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, body)
            body += 8
        after = end if size == 0 else at + size
        if after > end or after < body:
            raise NotIsoMedia("cut short")
        yield _Box(name, at, body, after)
        at = after


def _free(made: bytearray, box: _Box) -> None:
    made[box.start + 4 : box.start + 8] = b"free"
    made[box.body : box.end] = bytes(box.end - box.body)


def _clean_profiles(made: bytearray, data: bytes, holder: _Box) -> None:
    """Remove names from color profiles, whose depth in the boxes depends on the codec."""
    for found in _PROFILE.finditer(data, holder.body, holder.end):
        (size,) = struct.unpack_from(">I", data, found.start() - 4)
        end = found.start() - 4 + size
        profile = color_profile.clean(data[found.end() : end]) if end <= holder.end else None
        if profile is None:
            raise NotIsoMedia("its color profile is none")
        made[found.end() : found.end() + len(profile)] = profile


def _clean_tracks(made: bytearray, data: bytes, holder: _Box, depth: int) -> None:
    if depth > _DEEPEST:
        raise NotIsoMedia("nested too deeply")
    for box in _boxes(data, holder.body, holder.end):
        if box.name.strip(b" ") in _FREED or not (box.name.isalnum() or box.name == b"url "):
            _free(made, box)
        elif box.name in _TIMED:
            length = 16 if data[box.body] == 1 else 8
            made[box.body + 4 : box.body + 4 + length] = bytes(length)
        elif box.name == b"hdlr" and data[box.body + 8 : box.body + 12].strip(b" ") not in _DRAWN:
            raise NotIsoMedia("it has a track of metadata")
        elif box.name in _HOLDERS:
            _clean_tracks(made, data, box, depth + 1)


def _clean_items(made: bytearray, data: bytes, meta: _Box) -> None:
    """Blank the items of a still image that are Exif, XMP and the like."""
    boxes = {box.name: box for box in _boxes(data, meta.body + 4, meta.end)}
    for name in (b"uuid", b"udta", b"free", b"skip", b"xml ", b"bxml"):
        if name in boxes:
            _free(made, boxes[name])
    if b"iinf" not in boxes or b"iloc" not in boxes:
        raise NotIsoMedia("it has no items")
    notes = set(_noted(made, data, boxes[b"iinf"]))
    for item, where, offset, length in _extents(data, boxes[b"iloc"]):
        if item not in notes:
            continue
        if where == 0:
            start, end = offset, offset + length
        elif where == 1 and (inside := boxes.get(b"idat")):
            start, end = inside.body + offset, inside.body + offset + length
        else:
            raise NotIsoMedia("an item is somewhere else")
        if length == 0 or end > len(data):
            raise NotIsoMedia("an item is cut short")
        made[start:end] = bytes(length)


def _noted(made: bytearray, data: bytes, table: _Box) -> Iterator[int]:
    """The numbers of items that are metadata, whose type is changed to an ignored one."""
    first = table.body + (6 if data[table.body] == 0 else 8)
    for entry in _boxes(data, first, table.end):
        version = data[entry.body]
        if entry.name != b"infe" or version < 2:
            raise NotIsoMedia("an item of an unknown kind")
        at = entry.body + 4
        number, size = (struct.unpack_from(">H", data, at)[0], 2) if version == 2 else _long(data, at)
        kind = at + size + 2
        if data[kind : kind + 4] in _NOTES:
            made[kind : kind + 4] = b"skip"
            made[kind + 4 : entry.end] = bytes(entry.end - kind - 4)
            yield number


def _long(data: bytes, at: int) -> tuple[int, int]:
    return struct.unpack_from(">I", data, at)[0], 4


def _extents(data: bytes, table: _Box) -> Iterator[tuple[int, int, int, int]]:
    """Item, construction method, offset and length of every extent of every item."""
    version = data[table.body]
    if version > 2:
        raise NotIsoMedia("items of an unknown kind")
    sizes, more = data[table.body + 4], data[table.body + 5]
    of_offset, of_length, of_base = sizes >> 4, sizes & 15, more >> 4
    of_index = more & 15 if version else 0
    wide = 4 if version == 2 else 2
    at = table.body + 6

    def number(size: int) -> int:
        nonlocal at
        if at + size > table.end:
            raise NotIsoMedia("a table is cut short")
        at += size
        return int.from_bytes(data[at - size : at], "big")

    for _ in range(number(wide)):
        item = number(wide)
        where = number(2) & 15 if version else 0
        number(2)
        base = number(of_base)
        for _ in range(number(2)):
            number(of_index)
            offset = number(of_offset)
            yield item, where, base + offset, number(of_length)

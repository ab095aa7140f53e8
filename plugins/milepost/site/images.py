"""Images without their metadata: where a photo was taken, with what, by whom, and what a program noted in it.

Pixels are not touched. Only what a browser needs to draw them is kept; for a photo that is how it was held.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from milepost.site.svg import clean as clean_svg

CLEANED = (".jpg", ".jpeg", ".png", ".apng", ".gif", ".webp", ".svg")
KEPT_AS_IS = (".avif", ".heic", ".heif", ".tif", ".tiff", ".jxl", ".svgz")
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST cICP mDCV cLLI acTL fcTL fdAT".split()
)
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_ORIENTATION = 0x0112


class NotAnImage(ValueError):
    """The bytes are not what the file's name says."""


def clean(data: bytes) -> bytes:
    """The same image with nothing in it but the picture. Raises NotAnImage for what cannot be read as one."""
    try:
        if data.startswith(b"\xff\xd8"):
            return b"".join(_jpeg(data))
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return data[:8] + b"".join(_png(data))
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return b"".join(_gif(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        return clean_svg(data, clean)
    except (IndexError, struct.error, ValueError) as error:
        raise NotAnImage(str(error)) from None


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Segments of a JPEG: of application data only what colours need, and nothing from behind its end."""
    yield data[:2]
    at, upright = 2, True
    while True:
        if data[at] != 0xFF:
            raise NotAnImage("not a marker")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            yield data[at : at + 2]
            return
        if marker in _STANDALONE:
            yield data[at : at + 2]
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : end]
        if upright and marker == 0xE1 and body.startswith(b"Exif\0\0") and (turned := _orientation(body[6:])) > 1:
            upright = False
            yield _exif(turned)
        elif marker == 0xE0 and body.startswith(b"JFIF\0"):
            yield data[at : at + 2] + b"\0\x10" + body[:12] + b"\0\0"  # without its thumbnail
        elif _is_needed(marker, body):
            yield data[at:end]
        at = end
        if marker == 0xDA:
            start, at = at, _end_of_scan(data, at)
            yield data[start:at]


def _is_needed(marker: int, body: bytes) -> bool:
    if marker == 0xE2:
        return body.startswith(b"ICC_PROFILE\0")
    return marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the compressed data ends: at the first marker that is no restart and no escaped 0xFF."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0x00 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _orientation(tiff: bytes) -> int:
    """The orientation that an Exif block tells, 1 (upright) where it tells none."""
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, start)
        for index in range(count):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + 12 * index)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _exif(orientation: int) -> bytes:
    body = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> Iterator[bytes]:
    at = 8
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise NotAnImage("cut short")
        if name in _PNG_KEPT:
            yield data[at:end]
        if name == b"IEND":
            return
        at = end


def _gif(data: bytes) -> Iterator[bytes]:
    """Blocks of a GIF, without comments and without application data but for the number of loops."""
    at = 13 + _colours(data[10])
    yield data[:at]
    while True:
        start, kind = at, data[at]
        if kind == 0x3B:
            yield data[at : at + 1]
            return
        if kind == 0x2C:
            at = _blocks(data, at + 10 + _colours(data[at + 9]) + 1)
            yield data[start:at]
        elif kind == 0x21:
            at = _blocks(data, at + 2)
            loops = data[start + 3 : start + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
            if data[start + 1] in (0xF9, 0x01) or (data[start + 1] == 0xFF and loops):
                yield data[start:at]
        else:
            raise NotAnImage("not a block")


def _colours(flags: int) -> int:
    return 3 << ((flags & 0x07) + 1) if flags & 0x80 else 0


def _blocks(data: bytes, at: int) -> int:
    while length := data[at]:
        at += length + 1
    return at + 1


def _webp(data: bytes) -> bytes:
    chunks, at = [], 12
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        after = at + 8 + length + length % 2
        chunk = data[at:after]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes((chunk[8] & ~0x0C,)) + chunk[9:]
        if name in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"):
            chunks.append(chunk)
        at = after
    if not chunks:
        raise NotAnImage("no picture in it")
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body

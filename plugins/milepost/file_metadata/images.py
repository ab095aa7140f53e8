"""Images without metadata: location, camera, author, and notes of programs.

Pixels are not changed. Only what a browser needs to show the image is kept: the orientation of a photo, and the color
profile without names. Data after the end of an image is dropped.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from milepost.file_metadata import color_profile, iso_media
from milepost.file_metadata.svg import clean as clean_svg

_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST cICP mDCV cLLI acTL fcTL fdAT".split()
)
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))
# Frames, tables and scans: ITU-T T.81, table B.1.
_JPEG_KEPT = frozenset((*range(0xC0, 0xC8), *range(0xC9, 0xD0), *range(0xDA, 0xE0)))
_PROFILE = b"ICC_PROFILE\0"
_ORIENTATION = 0x0112
_LARGEST_PROFILE = 8_000_000


class NotAnImage(ValueError):
    """The bytes are not an image of the expected format."""


def clean(data: bytes) -> bytes:
    """The image without metadata. Raises NotAnImage if it cannot be read."""
    try:
        if data.startswith(b"\xff\xd8"):
            return b"".join(_jpeg(data))
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return data[:8] + b"".join(_png(data))
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return b"".join(_gif(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if iso_media.is_iso_media(data):
            return iso_media.clean(data)
        return clean_svg(data, clean)
    except RecursionError:
        raise NotAnImage("nested too deeply") from None
    except (IndexError, struct.error, zlib.error, ValueError) as error:
        raise NotAnImage(str(error)) from None


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The segments of a JPEG: of application data only what colors need, and nothing after the end of the image."""
    yield data[:2]
    profile = iter(_jpeg_profile(data))
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
        if end < at + 4 or end > len(data):
            raise NotAnImage("cut short")
        body = data[at + 4 : end]
        if upright and marker == 0xE1 and body.startswith(b"Exif\0\0") and (turned := _orientation(body[6:])) > 1:
            upright = False
            yield _exif(turned)
        elif marker == 0xE0 and body.startswith(b"JFIF\0"):
            yield data[at : at + 2] + b"\0\x10" + body[:12] + b"\0\0"  # without its thumbnail
        elif marker == 0xE2 and body.startswith(_PROFILE):
            yield next(profile, b"")
        elif marker == 0xEE and body.startswith(b"Adobe"):
            yield data[at : at + 2] + b"\0\x0e" + body[:12].ljust(12, b"\0")
        elif marker in _JPEG_KEPT:
            yield data[at:end]
        at = end
        if marker == 0xDA:
            start, at = at, _end_of_scan(data, at)
            yield data[start:at]


def _jpeg_profile(data: bytes) -> list[bytes]:
    """The segments of a JPEG's color profile, which may be split over several, without names."""
    parts, at = [], 2
    while data[at : at + 1] == b"\xff" and data[at + 1] != 0xDA:
        if data[at + 1] == 0xFF or data[at + 1] in _STANDALONE:
            at += 1 if data[at + 1] == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : end]
        if data[at + 1] == 0xE2 and body.startswith(_PROFILE):
            parts.append(body[len(_PROFILE) :])
        if end < at + 4:
            break
        at = end
    # Each part begins with its number and how many there are.
    profile = color_profile.clean(b"".join(part[2:] for part in sorted(parts, key=lambda part: part[:1])))
    if profile is None:
        return []
    made, begin = [], 0
    for part in sorted(parts, key=lambda part: part[:1]):
        body = _PROFILE + part[:2] + profile[begin : begin + len(part) - 2]
        begin += len(part) - 2
        made.append(b"\xff\xe2" + struct.pack(">H", len(body) + 2) + body)
    return made


def _end_of_scan(data: bytes, at: int) -> int:
    """The end of the compressed data: the first marker that is not a restart or an escaped 0xFF."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0x00 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _orientation(tiff: bytes) -> int:
    """The orientation in an Exif block; 1 (upright) if there is none."""
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
        if name == b"iCCP":
            yield _png_profile(data[at + 8 : end - 4])
        elif name in _PNG_KEPT:
            yield data[at:end]
        if name == b"IEND":
            return
        at = end


def _png_profile(body: bytes) -> bytes:
    """A PNG's color profile under a neutral name; empty if it is invalid."""
    packed = zlib.decompressobj()
    profile = color_profile.clean(packed.decompress(body[body.index(0) + 2 :], _LARGEST_PROFILE))
    if profile is None:
        return b""
    # Stored uncompressed: compressors differ between library versions, and the bytes of a site must not.
    named = b"iCCPicc\0\0" + zlib.compress(profile, 0)
    return struct.pack(">I", len(named) - 4) + named + struct.pack(">I", zlib.crc32(named))


def _gif(data: bytes) -> Iterator[bytes]:
    """The blocks of a GIF, without comments and without application data except the loop count."""
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
            if data[start + 1] == 0xF9:
                yield data[start:at]
            elif data[start + 1] == 0xFF and data[start + 3 : start + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0"):
                loops = data[start + 14 : start + 18]
                if loops[:2] == b"\x03\x01" and len(loops) == 4:
                    yield data[start : start + 18] + b"\0"
        else:
            raise NotAnImage("not a block")


def _colours(flags: int) -> int:
    return 3 << ((flags & 0x07) + 1) if flags & 0x80 else 0


def _blocks(data: bytes, at: int) -> int:
    while length := data[at]:
        at += length + 1
    return at + 1


def _webp(data: bytes) -> bytes:
    end = 8 + int.from_bytes(data[4:8], "little")
    chunks = list(_webp_chunks(data, 12, end))
    if not chunks:
        raise NotAnImage("no picture in it")
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_chunks(data: bytes, at: int, end: int) -> Iterator[bytes]:
    if end > len(data):
        raise NotAnImage("cut short")
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
        if at > end + length % 2:
            raise NotAnImage("cut short")
        if name == b"VP8X":
            yield _webp_chunk(name, bytes((body[0] & ~0x0C,)) + body[1:10])
        elif name == b"ANMF":
            yield _webp_chunk(name, body[:16] + b"".join(_webp_chunks(body, 16, len(body))))
        elif name == b"ICCP":
            # If a declared profile is missing, browsers use the colors unchanged.
            yield _webp_chunk(name, color_profile.clean(body) or b"")
        elif name in (b"VP8 ", b"VP8L", b"ALPH", b"ANIM"):
            yield _webp_chunk(name, body)


def _webp_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

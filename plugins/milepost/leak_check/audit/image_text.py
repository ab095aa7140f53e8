"""Text in images besides pixels: comments, titles, authors, locations, XMP, EXIF."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cache

MOST_BYTES = 16 * 1024 * 1024
_PNG, _JPEG, _GIF, _RIFF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF"
_PNG_PIXELS = (b"IDAT", b"PLTE", b"IHDR", b"IEND", b"fdAT", b"iCCP", b"tRNS")
_WEBP_PIXELS = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANMF", b"ANIM", b"ICCP")
_ZEROS = re.compile(rb"\0{8,}")  # sparse files have megabytes of them


def is_image(data: bytes) -> bool:
    """Whether this module supports the format, by its first bytes."""
    return data.startswith((_PNG, _JPEG, _GIF)) or (data.startswith(_RIFF) and data[8:12] == b"WEBP")


def image_text(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(location in the image, UTF-8 text) of everything in it except pixels. A broken image yields what can be read."""
    if data.startswith(_PNG):
        yield from _png(data)
    elif data.startswith(_JPEG):
        yield from _jpeg(data)
    elif data.startswith(_GIF):
        yield from _gif(data)
    else:
        yield from _webp(data)


def runs(data: bytes, least: int = 3) -> bytes:
    """Runs of at least `least` letters in bytes of an unknown format, also in two-byte encodings."""
    plain, little, big = _stretches(least)
    data = _ZEROS.sub(b"\0\0", data)
    found = [run for run in plain.findall(data) if _is_text(run)]
    found += [run.decode("utf-16-le", "replace").encode("utf-8", "replace") for run in little.findall(data)]
    found += [run.decode("utf-16-be", "replace").encode("utf-8", "replace") for run in big.findall(data)]
    return b"\n".join(found)


@cache
def _stretches(least: int) -> tuple[re.Pattern[bytes], ...]:
    sources = (rb"[\t\n\r\x20-\x7e\x80-\xff]", rb"(?:[\x20-\xff][\x00-\x04])", rb"(?:[\x00-\x04][\x20-\xff])")
    return tuple(re.compile(source + b"{%d,}" % least) for source in sources)


def inflated(data: bytes) -> bytes:
    """The content of a zlib stream, as far as it can be read."""
    unpack = zlib.decompressobj()
    try:
        return unpack.decompress(data, MOST_BYTES)
    except zlib.error:
        return b""


def _is_text(run: bytes) -> bool:
    try:
        run.decode()
    except UnicodeDecodeError:
        return run.isascii()
    return True


def _png(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = len(_PNG)
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + size]
        at += size + 12
        if kind == b"IEND":
            break
        if kind in _PNG_PIXELS:
            continue
        name = kind.decode("latin-1")
        if kind == b"tEXt":
            yield name, content.replace(b"\0", b" ").decode("latin-1").encode()
        elif kind == b"zTXt":
            key, _, rest = content.partition(b"\0")
            yield name, key + b" " + inflated(rest[1:]).decode("latin-1").encode()
        elif kind == b"iTXt":
            key, _, rest = content.partition(b"\0")
            packed, words = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
            yield name, key + b" " + (inflated(words) if packed else words)
        else:
            yield name, runs(content)
    if at < len(data):
        yield "after its end", runs(data[at:])


def _jpeg(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:  # pixels up to the end
            break
        if marker == 0xFE or 0xE0 <= marker <= 0xEF:
            name = "comment" if marker == 0xFE else f"APP{marker - 0xE0}"
            yield name, runs(data[at + 4 : at + 2 + size])
        at += max(size, 2) + 2
    end = data.rfind(b"\xff\xd9")
    if 0 <= end < len(data) - 2:
        yield "after its end", runs(data[end + 2 :])


def _gif(data: bytes) -> Iterator[tuple[str, bytes]]:
    for match in re.finditer(rb"\x21[\xfe\xff\x01]", data):
        at, parts = match.end(), []
        while at < len(data) and data[at]:
            parts.append(data[at + 1 : at + 1 + data[at]])
            at += data[at] + 1
        if at < len(data) and (text := runs(b"".join(parts))):
            yield "comment", text


def _webp(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind not in _WEBP_PIXELS:
            yield kind.decode("latin-1").strip(), runs(data[at + 8 : at + 8 + size])
        at += 8 + size + size % 2

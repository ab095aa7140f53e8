"""ICC color profiles without the names of screens, devices and dates.

A profile is needed to show an image in its colors. Those of screens and cameras also contain the device, its serial
number and its owner. Layout: ICC.1:2022, sections 7.2 (header) and 7.3 (table of tags).
"""

from __future__ import annotations

import struct

_HEADER = 128
# Creation date, primary platform; manufacturer and model; creator and checksum.
_TELLING = ((24, 36), (40, 44), (48, 56), (80, 100))
_COLORS = frozenset(
    b"rXYZ gXYZ bXYZ wtpt bkpt rTRC gTRC bTRC kTRC chad chrm lumi gamt cicp "
    b"A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 pre0 pre1 pre2".split()
)
# Readers expect a description: these are the shortest valid ones, by text type.
_EMPTY = {
    b"mluc": b"mluc\0\0\0\0\0\0\0\0\0\0\0\x0c",
    b"desc": b"desc\0\0\0\0\0\0\0\x01",
    b"text": b"text\0\0\0\0\0",
}
_MOST_TAGS = 200


def clean(profile: bytes) -> bytes | None:
    """A profile of the same length that contains only color data; None if it is not a profile."""
    if len(profile) < _HEADER + 4 or profile[36:40] != b"acsp":
        return None
    (count,) = struct.unpack_from(">I", profile, _HEADER)
    if count > _MOST_TAGS or _HEADER + 4 + 12 * count > len(profile):
        return None
    table = _HEADER + 4 + 12 * count
    made = bytearray(len(profile))
    made[:table] = profile[:table]
    for start, end in _TELLING:
        made[start:end] = bytes(end - start)
    for index in range(count):
        name, offset, size = struct.unpack_from(">4sII", profile, _HEADER + 4 + 12 * index)
        if offset < table or offset + size > len(profile):
            return None
        body = profile[offset : offset + size]
        if name in _COLORS:
            made[offset : offset + size] = body
        elif (empty := _EMPTY.get(body[:4])) and len(empty) <= size and not any(made[offset : offset + size]):
            made[offset : offset + len(empty)] = empty
    return bytes(made)

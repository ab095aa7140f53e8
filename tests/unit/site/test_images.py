"""Images lose what is not picture, and stay the same picture."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode

import pytest

from milepost.site.images import NotAnImage, clean

# A grey square of 8 by 8 pixels, as a camera would write it around these bytes.
JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0"
    "Hyc5PTgyPC4zNDL/wAALCAAIAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9"
    "AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZn"
    "aGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP0"
    "9fb3+Pn6/9oACAEBAAA/APn+v//Z"
)


def exif(orientation: int) -> bytes:
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack("<HHII", 0x010E, 2, 4, 0x54434553)
    body = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + entries + struct.pack("<I", 0) + b"SECRET PLACE"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes((marker,)) + struct.pack(">H", len(body) + 2) + body


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
GIF = (
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"
    b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b"
)


def test_a_photo_loses_where_and_with_what_it_was_taken() -> None:
    noted = [
        exif(1),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0SECRET"),
        segment(0xED, b"SECRET"),
        segment(0xFE, b"SECRET"),
    ]
    dirty = JPEG[:2] + b"".join(noted) + JPEG[2:] + b"SECRET behind the end"
    assert clean(dirty) == clean(JPEG)
    assert b"SECRET" not in clean(dirty)
    assert clean(JPEG) == JPEG


def test_a_photo_stays_the_right_way_up() -> None:
    cleaned = clean(JPEG[:2] + exif(6) + JPEG[2:])
    assert b"SECRET" not in cleaned
    assert b"\x01\x12\0\x03\0\0\0\x01\0\x06" in cleaned
    assert clean(cleaned) == cleaned


def test_a_photo_loses_its_thumbnail() -> None:
    thumb = b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01SEC"
    dirty = JPEG[:2] + segment(0xE0, thumb) + JPEG[20:]
    assert b"SEC" not in clean(dirty)
    assert len(clean(dirty)) == len(JPEG)


def test_a_photo_keeps_its_colours() -> None:
    profile, adobe = segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"), segment(0xEE, b"Adobe\0d\0\0\0\0\0")
    assert profile in clean(JPEG[:2] + profile + adobe + JPEG[2:])
    assert adobe in clean(JPEG[:2] + profile + adobe + JPEG[2:])


@pytest.mark.parametrize("name", [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"prVt"])
def test_a_png_loses_its_notes(name: bytes) -> None:
    assert clean(PNG[:33] + chunk(name, b"SECRET") + PNG[33:] + b"SECRET") == PNG


def test_a_png_keeps_what_it_is_drawn_with() -> None:
    drawn = PNG[:33] + chunk(b"gAMA", b"\0\0\xb1\x8f") + chunk(b"tRNS", b"\0\0") + PNG[33:]
    assert clean(drawn) == drawn


def test_a_gif_loses_comments_and_keeps_its_loops() -> None:
    comment = b"\x21\xfe\x06SECRET\0"
    extension = b"\x21\xff\x0bXMP DataXMP\x06SECRET\0"
    assert clean(GIF[:19] + comment + extension + GIF[19:]) == GIF


def test_a_webp_loses_exif_and_xmp() -> None:
    def webp(*chunks: bytes) -> bytes:
        body = b"WEBP" + b"".join(chunks)
        return b"RIFF" + struct.pack("<I", len(body)) + body

    def part(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    picture = part(b"VP8L", b"picture")
    dirty = webp(part(b"VP8X", b"\x0c" + b"\0" * 9), picture, part(b"EXIF", b"SECRET"), part(b"XMP ", b"SECRET!"))
    assert clean(dirty) == webp(part(b"VP8X", b"\0" * 10), picture)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        b"\xff\xd8",
        JPEG[:100],
        JPEG[:-2],
        PNG[:40],
        GIF[:20],
        b"RIFF\0\0\0\0WEBP",
        b"<svg",
        b"<html/>",
        b"\xff\xd8\xff",
    ],
)
def test_what_is_no_image_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NotAnImage):
        clean(data)


def svg(inside: str, attributes: str = "") -> str:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    source = f"<svg {names} {attributes}>{inside}</svg>"
    return clean(source.encode()).decode()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>secret()</script>",
        "<metadata><rdf xmlns='urn:x'>secret</rdf></metadata>",
        "<!-- secret -->",
        "<?secret?>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>secret</p></foreignObject>",
        "<g onclick='secret()'/>",
        "<a href='javascript:secret()'><path d=''/></a>",
        "<image href='https://secret.example/x.png'/>",
        "<use xlink:href='https://secret.example/x.svg#a'/>",
        "<style>@import url(https://secret.example/x.css); a{fill:url('https://secret.example')}</style>",
        "<rect style='fill: url( https://secret.example/x )'/>",
        "<style>a{fill:u\\72l(https://secret.example)}</style>",
        "<style>@\\69mport 'https://secret.example'</style>",
        "<style>a{fill:u<g/>rl(https://secret.example)}</style>",
        "<style>a{background:-webkit-image-set('https://secret.example' 1x)}</style>",
        "<rect style=\"background:image('https://secret.example')\"/>",
        "<rect style=\"fill:src('https://secret.example')\"/>",
        "<rect fill='u\\72l(https://secret.example)'/>",
        "<rect fill='URL(//secret.example)'/>",
        "<set attributeName='href' to='javascript:secret()'/>",
        "<inkscape:page xmlns:inkscape='urn:inkscape' inkscape:label='secret'/>",
        "<g xmlns:inkscape='urn:inkscape' inkscape:export-filename='/home/secret/x.png' data-name='secret'/>",
    ],
)
def test_a_drawing_loses_scripts_notes_and_what_it_would_fetch(inside: str) -> None:
    assert "secret" not in svg(inside)


def test_a_drawing_keeps_what_is_drawn() -> None:
    inside = (
        "<title>Ferry &amp; quay</title><defs><linearGradient id='g'/></defs>"
        "<rect fill=\"url( '#g' )\" width='4'/>"
        "<use xlink:href='#g'/><a href='https://example.com/'><text>Go</text></a><style>rect{stroke:red}</style>"
    )
    cleaned = svg(inside, "viewBox='0 0 8 8'")
    for kept in (
        'viewBox="0 0 8 8"',
        "Ferry &amp; quay",
        "url( '#g' )",
        'xlink:href="#g"',
        "https://example.com/",
        "stroke:red",
    ):
        assert kept in cleaned
    assert clean(cleaned.encode()).decode() == cleaned


def test_a_photo_in_a_drawing_is_cleaned_too() -> None:
    dirty = b64encode(JPEG[:2] + segment(0xFE, b"SECRET") + JPEG[2:]).decode()
    assert f"data:image/jpeg;base64,{b64encode(JPEG).decode()}" in svg(
        f"<image href='data:image/jpeg;base64,{dirty}'/>"
    )


def test_a_drawing_that_would_swell_is_refused() -> None:
    bomb = (
        '<!DOCTYPE svg [<!ENTITY a "'
        + "x" * 1000
        + '">'
        + "".join(f'<!ENTITY {name} "{f"&{inner};" * 100}">' for inner, name in zip("abcde", "bcdef", strict=True))
        + ']><svg xmlns="http://www.w3.org/2000/svg"><text>&f;</text></svg>'
    )
    with pytest.raises(NotAnImage):
        clean(bomb.encode())

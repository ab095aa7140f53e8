"""Images lose what is not picture, and stay the same picture."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.file_metadata.test_color_profile import SECRET as PROFILE

from milepost.file_metadata import color_profile
from milepost.file_metadata.images import NotAnImage, clean

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


@pytest.mark.parametrize("parts", [1, 3])
def test_a_photo_keeps_its_colors_without_the_names_in_them(parts: int) -> None:
    size = -(-len(PROFILE) // parts)
    pieces = [
        segment(0xE2, b"ICC_PROFILE\0" + bytes((number + 1, parts)) + PROFILE[number * size : (number + 1) * size])
        for number in range(parts)
    ]
    cleaned = clean(JPEG[:2] + b"".join(pieces) + JPEG[2:])
    assert b"SECR" not in cleaned
    assert len(cleaned) == len(JPEG) + sum(map(len, pieces))
    assert clean(cleaned) == cleaned
    if parts == 1:
        assert color_profile.clean(PROFILE) in cleaned  # type: ignore[operator]


def test_a_profile_that_is_none_goes() -> None:
    assert clean(JPEG[:2] + segment(0xE2, b"ICC_PROFILE\0\x01\x01SECRET") + JPEG[2:]) == clean(JPEG)


def test_a_photo_keeps_how_its_colors_are_coded_and_nothing_behind_that() -> None:
    adobe = segment(0xEE, b"Adobe\0d\0\0\0\0\0")
    assert adobe in clean(JPEG[:2] + adobe + JPEG[2:])
    assert clean(JPEG[:2] + segment(0xEE, b"Adobe\0d\0\0\0\0\0SECRET") + JPEG[2:]) == clean(JPEG[:2] + adobe + JPEG[2:])


@pytest.mark.parametrize("marker", [0xE3, 0xEF, 0xF0, 0xFD, 0x02, 0xBF, 0xC8])
def test_a_photo_loses_every_segment_that_is_not_drawn(marker: int) -> None:
    assert clean(JPEG[:2] + segment(marker, b"SECRET") + JPEG[2:]) == JPEG


@pytest.mark.parametrize("name", [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"prVt"])
def test_a_png_loses_its_notes(name: bytes) -> None:
    assert clean(PNG[:33] + chunk(name, b"SECRET") + PNG[33:] + b"SECRET") == PNG


def test_a_png_keeps_what_it_is_drawn_with() -> None:
    drawn = PNG[:33] + chunk(b"gAMA", b"\0\0\xb1\x8f") + chunk(b"tRNS", b"\0\0") + PNG[33:]
    assert clean(drawn) == drawn


def test_a_png_keeps_its_colors_without_the_names_in_them() -> None:
    named = chunk(b"iCCP", b"SECRET screen\0\0" + zlib.compress(PROFILE))
    cleaned = clean(PNG[:33] + named + PNG[33:])
    assert b"SECR" not in cleaned
    start = cleaned.index(b"iCCPicc\0\0")
    (length,) = struct.unpack_from(">I", cleaned, start - 4)
    assert cleaned[start - 4 : start + length + 8] == chunk(b"iCCP", cleaned[start + 4 : start + 4 + length])
    assert zlib.decompress(cleaned[start + 9 : start + 4 + length]) == color_profile.clean(PROFILE)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("body", [b"name\0\0not packed", b"no end", b"", b"n\0\0" + zlib.compress(b"no profile")])
def test_a_png_with_a_broken_profile_loses_it_or_is_refused(body: bytes) -> None:
    with contextlib.suppress(NotAnImage):
        assert clean(PNG[:33] + chunk(b"iCCP", body) + PNG[33:]) == PNG


@pytest.mark.parametrize(
    "extension",
    [
        b"\x21\x01\x0c" + bytes(12) + b"\x06SECRET\0",
        b"\x21\xff\x0bNETSCAPE2.0\x06SECRET\0",
        b"\x21\xff\x0bXMP DataXMP\x06SECRET\0",
    ],
)
def test_a_gif_loses_every_extension_that_is_not_drawn(extension: bytes) -> None:
    assert clean(GIF[:19] + extension + GIF[19:]) == GIF


def test_a_gif_keeps_the_number_of_loops_alone() -> None:
    loops = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x05\x00"
    assert clean(GIF[:19] + loops + b"\x06SECRET\0" + GIF[38:]) == GIF[:19] + loops + b"\0" + GIF[38:]


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


def test_the_frames_of_a_webp_lose_what_is_not_drawn() -> None:
    def part(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    def webp(*chunks: bytes) -> bytes:
        body = b"WEBP" + b"".join(chunks)
        return b"RIFF" + struct.pack("<I", len(body)) + body

    picture, head = part(b"VP8L", b"picture"), part(b"VP8X", bytes(10)) + part(b"ANIM", bytes(6))
    dirty = webp(head, part(b"ANMF", bytes(16) + picture + part(b"note", b"SECRET")), part(b"note", b"SECRET"))
    assert clean(dirty + b"SECRET behind the end") == webp(head, part(b"ANMF", bytes(16) + picture))
    colored = clean(webp(part(b"VP8X", bytes(10)), part(b"ICCP", PROFILE), picture))
    assert b"SECR" not in colored
    assert color_profile.clean(PROFILE) in colored  # type: ignore[operator]
    with pytest.raises(NotAnImage):
        clean(dirty[:-9])


def test_an_archive_behind_an_image_goes() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("SECRET.txt", "SECRET")
    for image in (JPEG, PNG, GIF):
        assert clean(image + archive.getvalue()) == image


@pytest.mark.parametrize("image", [JPEG, PNG, GIF], ids=["jpeg", "png", "gif"])
@given(noise=st.binary(min_size=1, max_size=12), where=st.data())
def test_no_bytes_break_it(image: bytes, noise: bytes, where: st.DataObject) -> None:
    at = where.draw(st.integers(0, len(image)))
    whole = where.draw(st.booleans())
    try:
        cleaned = clean(image[:at] + noise + image[at + (0 if whole else len(noise)) :])
    except NotAnImage:
        return
    assert clean(cleaned) == cleaned


@given(st.binary(max_size=200))
def test_no_file_breaks_it(data: bytes) -> None:
    for begin in (b"", b"\xff\xd8", PNG[:8], b"GIF89a", b"RIFF\xff\0\0\0WEBP", b"\0\0\0\x10ftyp", b"<svg>"):
        with contextlib.suppress(NotAnImage):
            clean(begin + data)


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
        "<style>a{} /* secret */</style>",
        "<style>a{} /* secret</style>",
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


def test_a_drawing_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(NotAnImage):
        clean(b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 50_000 + b"</g>" * 50_000 + b"</svg>")


def test_a_comment_in_a_style_does_not_join_what_is_around_it() -> None:
    assert "example" not in svg(
        "<style>a{fill:u/**/rl(https://example.com)} b{fill:url(/**/https://example.com)}</style>"
    )

"""What is packed in files: metadata of images, documents, archives, and what cannot be opened."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject
from tests.unit.leak_check.audit.conftest import Audit, hits

TITLE = "Merger with Acme"
WORDS = TITLE.encode()
PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


def png(kind: bytes, content: bytes) -> bytes:
    return PNG + chunk(b"IHDR", bytes(13)) + chunk(kind, content) + chunk(b"IDAT", bytes(9)) + chunk(b"IEND", b"")


def jpeg(marker: int, content: bytes) -> bytes:
    return (
        b"\xff\xd8\xff" + bytes([marker]) + (len(content) + 2).to_bytes(2, "big") + content + b"\xff\xda\0\x02\xff\xd9"
    )


def webp(kind: bytes, content: bytes) -> bytes:
    body = b"WEBP" + kind + len(content).to_bytes(4, "little") + content
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in members.items():
            writer.writestr(name, content)
    return stream.getvalue()


def pdf(text: str = "", *, title: str = "", note: str = "", attachment: bytes = b"", password: str = "") -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    content = DecodedStreamObject()
    # As typesetters write it: in pieces, with corrections between them.
    pieces = ") -20 (".join(text[at : at + 3] for at in range(0, len(text), 3))
    content.set_data(f"BT /F1 12 Tf 10 100 Td [({pieces})] TJ ET".encode())
    font = {"/Type": NameObject("/Font"), "/Subtype": NameObject("/Type1"), "/BaseFont": NameObject("/Helvetica")}
    fonts = DictionaryObject({NameObject("/F1"): DictionaryObject({NameObject(k): v for k, v in font.items()})})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    if note:
        annotation = {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Text"),
            "/Contents": TextStringObject(note),
        }
        annotated = DictionaryObject({NameObject(key): value for key, value in annotation.items()})
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(annotated)])
    if title:
        writer.add_metadata({"/Title": title})
    if attachment:
        writer.add_attachment("notes.txt", attachment)
    if password:
        writer.encrypt(password)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


WIDE = TITLE.encode("utf-16-le")
EXIF = b"Exif\0\0MM\0*" + bytes(8)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(png(b"tEXt", b"Title\0" + WORDS), id="png-text"),
        pytest.param(png(b"zTXt", b"Comment\0\0" + zlib.compress(WORDS)), id="png-compressed-text"),
        pytest.param(png(b"iTXt", b"Title\0\1\0en\0\0" + zlib.compress(WORDS)), id="png-international-text"),
        pytest.param(png(b"iTXt", b"Title\0\0\0\0\0" + WORDS), id="png-plain-international-text"),
        pytest.param(png(b"eXIf", EXIF[6:] + WORDS), id="png-exif"),
        pytest.param(png(b"tIME", b"0000000") + WORDS, id="png-behind-its-end"),
        pytest.param(jpeg(0xE1, EXIF + WORDS), id="jpeg-exif"),
        pytest.param(jpeg(0xE1, EXIF + WIDE), id="jpeg-exif-in-two-bytes"),
        pytest.param(jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + WORDS), id="jpeg-xmp"),
        pytest.param(jpeg(0xFE, WORDS), id="jpeg-comment"),
        pytest.param(jpeg(0xE0, b"JFIF") + WORDS, id="jpeg-behind-its-end"),
        pytest.param(b"GIF89a" + bytes(7) + b"\x21\xfe\x06Merger\x0a with Acme\0;", id="gif-comment"),
        pytest.param(webp(b"EXIF", EXIF + WORDS), id="webp-exif"),
        pytest.param(webp(b"XMP ", b"<x:xmpmeta>" + WORDS), id="webp-xmp"),
        pytest.param(b"<svg><metadata><dc:title>" + WORDS + b"</dc:title></metadata></svg>", id="svg-metadata"),
        pytest.param(pdf(TITLE), id="pdf-page"),
        pytest.param(pdf(title=TITLE), id="pdf-metadata"),
        pytest.param(pdf(note=TITLE), id="pdf-note"),
        pytest.param(pdf(attachment=WORDS), id="pdf-attachment"),
        pytest.param(
            archive(**{"xl/sharedStrings.xml": b"<si><t>Merger</t><t xml:space='preserve'> with Acme</t></si>"}),
            id="xlsx",
        ),
        pytest.param(archive(**{"ppt/slides/slide1.xml": b"<a:t>Merger with</a:t> <a:t>Acme</a:t>"}), id="pptx"),
        pytest.param(archive(**{"merger-with-acme.txt": b""}), id="name-in-an-archive"),
        pytest.param(archive(**{"a.gz": gzip.compress(archive(b=WORDS))}), id="archive-in-gzip-in-archive"),
        pytest.param(b"\0\1\2\3" * 50 + WORDS + b"\0\xff" * 20, id="unknown-format"),
        pytest.param("Café: Merger with Acme".encode("latin-1"), id="latin-1"),
    ],
)
def test_what_is_packed_is_found(audit: Audit, content: bytes) -> None:
    assert hits(audit({"file.bin": content})) == {("file.bin", TITLE)}


def test_pixels_are_no_text(audit: Audit) -> None:
    assert hits(audit({"a.png": png(b"gAMA", b"1234"), "b.png": PNG + chunk(b"IDAT", WORDS)})) == set()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x1f\x8b" + b"broken", "broken gzip"),
        (b"PK\x03\x04broken", "a broken archive"),
        (b"%PDF-1.7 broken", "a PDF that cannot be read; its plain text was searched"),
        (pdf(TITLE, password="secret"), "an encrypted PDF; its plain text was searched"),
        (b"wOF2\0\0" + bytes(200), "a format that is not known; only its plain text was searched"),
    ],
)
def test_what_cannot_be_opened_is_said(audit: Audit, content: bytes, reason: str) -> None:
    report = audit({"file.bin": content})
    assert report.unopened == (("file.bin", reason),)


def test_a_bomb_is_not_unpacked_whole(audit: Audit) -> None:
    bomb = gzip.compress(bytes(200 * 1024 * 1024))
    report = audit({"bomb.gz": bomb})
    assert ("bomb.gz", "unpacks to too many bytes; its beginning was searched") in report.unopened


def test_files_packed_in_each_other_without_end_are_given_up(audit: Audit) -> None:
    content = WORDS
    for _ in range(10):
        content = gzip.compress(content)
    assert audit({"many.gz": content}).unopened == (("many.gz", "packed too many times"),)

"""Another reader draws the same pixels from a cleaned image, and finds nothing else in it."""

from __future__ import annotations

import io
from typing import Any

import pytest

from milepost.file_metadata.images import clean

Image = pytest.importorskip("PIL.Image")
ImageCms = pytest.importorskip("PIL.ImageCms")

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET</x:xmpmeta>"
FORMATS: dict[str, dict[str, Any]] = {
    "JPEG": {"xmp": XMP, "comment": b"SECRET", "quality": 90},
    "MPO": {"xmp": XMP},
    "PNG": {},
    "WEBP": {"xmp": XMP, "lossless": True},
    "AVIF": {"xmp": XMP},
    "GIF": {"comment": b"SECRET"},
}


def picture(format: str, frames: int) -> bytes:
    """A picture, or a few, with every kind of metadata that Pillow writes into the format."""
    images = []
    for number in range(frames):
        image = Image.new("RGB", (64, 48))
        image.putdata([(x * 4 % 256, y * 5 % 256, (x * y + 40 * number) % 256) for y in range(48) for x in range(64)])
        images.append(image)
    exif = Image.Exif()
    exif[0x010E], exif[0x0110] = "SECRET place", "SECRET camera"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more: dict[str, Any] = {} if format == "GIF" else {"exif": exif, "icc_profile": profile}
    if frames > 1:
        more |= {"save_all": True, "append_images": images[1:]}
    made = io.BytesIO()
    images[0].save(made, format, **more, **FORMATS[format])
    return made.getvalue()


def drawn(data: bytes) -> list[bytes]:
    with Image.open(io.BytesIO(data)) as image:
        found = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            found.append(image.convert("RGB").tobytes())
        return found


@pytest.mark.parametrize(
    ("format", "frames"),
    [("JPEG", 1), ("PNG", 1), ("PNG", 3), ("WEBP", 1), ("WEBP", 3), ("AVIF", 1), ("GIF", 1), ("GIF", 3)],
)
def test_the_pixels_are_the_same_and_the_notes_are_gone(format: str, frames: int) -> None:
    data = picture(format, frames)
    cleaned = clean(data)
    assert b"SECRET" not in cleaned
    assert drawn(cleaned) == drawn(data)
    with Image.open(io.BytesIO(cleaned)) as image:
        assert image.format == format
        assert not image.getexif()
        assert not image.info.get("xmp")
        if format != "GIF":
            assert b"SECRET" in data
            profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
            ImageCms.profileToProfile(image.convert("RGB"), profile, ImageCms.createProfile("sRGB"))
            assert ImageCms.getProfileCopyright(profile).strip() == ""


def test_the_second_picture_of_a_phones_photo_is_not_published() -> None:
    """Such a photo has another one behind its end, with metadata of its own."""
    data = picture("MPO", 2)
    cleaned = clean(data)
    assert len(drawn(data)) == 2
    assert drawn(cleaned) == drawn(data)[:1]
    assert b"SECRET" not in cleaned

"""PDFs without the names of authors and programs, and without dates."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from milepost.file_metadata import images

_NOTES = ("/Metadata", "/PieceInfo", "/LastModified")
_PHOTO = ("/DCTDecode", ["/DCTDecode"])
_SIGNED = re.compile(rb"/ByteRange\s*\[")


class NotCleaned(ValueError):
    """The metadata of a PDF cannot be removed."""


def clean(data: bytes) -> bytes:
    """The PDF without metadata, including that of embedded photos. Raises NotCleaned with the reason.

    The file is rewritten, so that content of earlier revisions is gone, too.
    """
    if _SIGNED.search(data):
        raise NotCleaned("it is signed, and a change would break the signature")
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of many harmless defects
    try:
        reader = PdfReader(io.BytesIO(data))
        if not reader.is_encrypted:
            return _written(reader)
    except Exception as error:  # noqa: BLE001  # a broken or hostile file brings the reader to almost any
        raise NotCleaned(f"{type(error).__name__}") from None
    raise NotCleaned("it is encrypted")


def _written(reader: Any) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import StreamObject

    writer: Any = PdfWriter(clone_from=reader)
    for found in writer._objects:  # noqa: SLF001  # every object, also those that no page leads to
        if not isinstance(found, dict):
            continue
        for name in _NOTES:
            found.pop(name, None)
        if isinstance(found, StreamObject) and found.get("/Filter") in _PHOTO:
            found._data = images.clean(found._data)  # noqa: SLF001  # set_data would encode it
    # A second copy keeps only objects that the pages still reference.
    return _bytes(PdfWriter(clone_from=PdfReader(io.BytesIO(_bytes(writer)))))


def _bytes(writer: Any) -> bytes:
    writer.metadata = None
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()

"""SVG files reduced to the drawing: no scripts, no editor metadata, no external resources."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from xml.etree import ElementTree as ET

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_DROPPED = frozenset(
    ("script", "metadata", "foreignObject", "iframe", "audio", "video", "canvas", "handler", "listener")
)
_ANIMATED = frozenset(("animate", "set", "animateMotion", "animateTransform"))
_EMBEDDED = re.compile(r"\s*(data:image/(?:png|jpe?g|gif|webp);base64,)(.*)", re.IGNORECASE | re.DOTALL)
# A backslash can escape any of the others.
_FETCHES = re.compile(r"""\\|@import|\b(?:image|image-set|src)\(|url\(\s*+["']?+\s*+(?!#)""", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_WEB = re.compile(r"\s*(https?:|mailto:|#)", re.IGNORECASE)
_WITHIN = re.compile(r"\s*#")

CleanImage = Callable[[bytes], bytes]


def clean(data: bytes, clean_image: CleanImage) -> bytes:
    """The drawing, safe to publish; `clean_image` cleans embedded photos. Raises ValueError if it is not SVG."""
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, LookupError) as error:
        raise ValueError(str(error)) from None
    if root.tag not in (f"{{{_SVG}}}svg", "svg"):
        raise ValueError("not an SVG")
    _clean(root, clean_image)
    root.set("xmlns", _SVG)
    if any(name.startswith("xlink:") for element in root.iter() for name in element.attrib):
        root.set("xmlns:xlink", _XLINK)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _clean(element: ET.Element, clean_image: CleanImage) -> None:
    element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    for name, value in list(element.attrib.items()):
        del element.attrib[name]
        if (kept := _attribute(name)) and (safe := _value(element.tag, kept, value, clean_image)) is not None:
            element.set(kept, safe)
    for child in list(element):
        if _is_drawing(child):
            _clean(child, clean_image)
        else:
            element.remove(child)


def _is_drawing(element: ET.Element) -> bool:
    name = element.tag.removeprefix(f"{{{_SVG}}}")
    if name.startswith("{") or name in _DROPPED:
        return False
    if name == "style":  # a child element would join the text before and after it
        element.text = _COMMENT.sub(" ", element.text or "")
        return not len(element) and not _FETCHES.search(element.text)
    return name not in _ANIMATED or "href" not in element.get("attributeName", "")


def _attribute(name: str) -> str | None:
    """The name of a kept attribute; None for editors' namespaces and event handlers."""
    if name == f"{{{_XLINK}}}href":
        return "xlink:href"
    if name in (f"{{{_XML}}}space", f"{{{_XML}}}lang"):
        return "xml:" + name.rpartition("}")[2]
    if name.startswith(("{", "data-")) or name.lower().startswith("on"):
        return None
    return name


def _value(tag: str, name: str, value: str, clean_image: CleanImage) -> str | None:
    """The value of a kept attribute; None if it fetches something, or could."""
    if name not in ("href", "xlink:href"):
        return None if _FETCHES.search(value) else value
    if tag == "image" and (embedded := _EMBEDDED.match(value)):
        return embedded[1] + b64encode(clean_image(b64decode(embedded[2]))).decode("ascii")
    return value if (_WEB if tag == "a" else _WITHIN).match(value) else None

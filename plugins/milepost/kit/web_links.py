"""The external links of entries."""

from __future__ import annotations

from milepost.kit.components import WebLink
from milepost.schema.base import Entry

_SAFE = ("https://", "http://", "mailto:")


def is_web_address(address: str) -> bool:
    """Whether this is an address that a page may link to: http, https or mailto."""
    return address.lower().startswith(_SAFE)


def links_of(entry: Entry) -> tuple[WebLink, ...]:
    """The external links of an entry, including its tracker."""
    links = [WebLink(link.title, link.url) for link in entry.links]
    if tracking := getattr(entry, "tracking", None):
        links.append(WebLink("Where the work is tracked", tracking))
    return tuple(link for link in links if is_web_address(link.address))

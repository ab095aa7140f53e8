"""URLs of pages, relative to the page that links to them."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files


class PageUrls:
    """Turns `src_uri#anchor` into URLs, each by a single lookup: 10,000 pages need 100,000 of them."""

    def __init__(self, files: Files) -> None:
        self._files = files.src_uris
        self._urls: dict[str, str] = {}

    def file(self, src_uri: str) -> File:
        """The file with this `src_uri`. Raises BuildError if there is none, which is a bug in Milepost."""
        try:
            return self._files[src_uri]
        except KeyError:
            raise BuildError(f"a generated page links to '{src_uri}', which is not on this site") from None

    def seen_from(self, page: File) -> Callable[[str], str]:
        """A function that turns `src_uri#anchor` into a URL relative to `page`."""
        root = "../" * _url(page).count("/")
        urls = self._urls

        def url(target: str) -> str:
            src_uri, mark, anchor = target.partition("#")
            if mark and src_uri == page.src_uri:
                return mark + anchor
            address = urls.get(src_uri)
            if address is None:
                address = urls[src_uri] = _url(self.file(src_uri))
            return (root + address or "./") + mark + anchor

        return url


def _url(file: File) -> str:
    return "" if file.url in (".", "./") else file.url

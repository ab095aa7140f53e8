"""Whether a file is on the site at all, and whether it belongs in the navigation."""

from __future__ import annotations

from mkdocs.structure.files import File, InclusionLevel


def is_on_site(file: File) -> bool:
    """Whether `exclude_docs` and `draft_docs` leave a file in."""
    return file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


def is_in_nav(file: File) -> bool:
    """Whether a page is meant to be in the navigation."""
    return file.inclusion in (InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED)

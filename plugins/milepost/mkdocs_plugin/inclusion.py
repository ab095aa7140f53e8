"""Whether MkDocs publishes a file, and whether it belongs in the navigation."""

from __future__ import annotations

from mkdocs.structure.files import File, InclusionLevel


def is_on_site(file: File) -> bool:
    """Whether a file is published: not excluded by `exclude_docs` or `draft_docs`."""
    return file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


def is_in_nav(file: File) -> bool:
    """Whether a page belongs in the navigation."""
    return file.inclusion in (InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED)

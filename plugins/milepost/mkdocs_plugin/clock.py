"""The day a site speaks from, in the places where MkDocs would ask the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext


def date_page(page: Page, as_of: date) -> None:
    """Sets the date that the sitemap tells of a page, and from which its gzip header is made."""
    page.update_date = as_of.isoformat()


def date_pages(files: Files, as_of: date) -> None:
    """Sets the date of every page there is."""
    for file in files.documentation_pages():
        if file.page is not None:
            date_page(file.page, as_of)


def date_template(context: TemplateContext, as_of: date) -> None:
    """Sets the build date that templates may print: midnight UTC of the day."""
    context["build_date_utc"] = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)

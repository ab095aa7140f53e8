"""The as-of date, wherever MkDocs would use the current time."""

from __future__ import annotations

from datetime import UTC, date, datetime

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext


def date_page(page: Page, as_of: date) -> None:
    """Set a page's date, which goes into the sitemap and into the header of its gzip file."""
    page.update_date = as_of.isoformat()


def date_pages(files: Files, as_of: date) -> None:
    """Set the date of every page."""
    for file in files.documentation_pages():
        if file.page is not None:
            date_page(file.page, as_of)


def date_template(context: TemplateContext, as_of: date) -> None:
    """Set the build date that templates may print, to midnight UTC of `as_of`."""
    context["build_date_utc"] = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)

"""A report as an e-mail: HTML with inlined styles and a plain-text part, in a file that mail programs open as a draft.

The bytes depend on nothing but the report: no message id, no time of day, and a boundary derived from the content.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from milepost.pages.report.view import ReportView
from milepost.render.templates import theme_folder
from milepost.reporting.blocks import blocks_of, subject, verdict
from milepost.reporting.envelope import Envelope
from milepost.reporting.plain_text import plain_text
from milepost.reporting.shortening import fitted

MOST_BYTES = 100_000  # Gmail cuts off the HTML of a message at 102 kB
_LONGEST_HEADER = 900  # characters; mail servers take 998
_TEMPLATE = "mail/report.html"


def email_message(view: ReportView, envelope: Envelope, templates: Path | None = None) -> bytes:
    """A report as the bytes of an `.eml` file of less than 100 kB; lists and texts are shortened where necessary.

    `templates` is a folder whose `mail/report.html` replaces ours. Author text is escaped.
    """
    return fitted(view, lambda short: _message(short, envelope, templates), lambda made: len(made) < MOST_BYTES)


def html_part(view: ReportView, envelope: Envelope, templates: Path | None = None) -> str:
    """The HTML of the e-mail, with styles inlined; a media query keeps the colors of the dark scheme."""
    template = _environment(templates).get_template(_TEMPLATE)
    html = template.render(
        page=view, subject=subject(view), verdict=verdict(view), blocks=tuple(blocks_of(view)), envelope=envelope
    )
    # Nothing is fetched: the only styles are those of the template.
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)
    return inliner.inline(html)


def _message(view: ReportView, envelope: Envelope, templates: Path | None) -> bytes:
    text, html = plain_text(view, envelope), html_part(view, envelope, templates)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject(view)
    sent = datetime(envelope.sent_on.year, envelope.sent_on.month, envelope.sent_on.day, tzinfo=UTC)
    message["Date"] = format_datetime(sent)
    message["X-Unsent"] = "1"  # Outlook opens it for editing
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_milepost_{sha256(f'{text}{html}'.encode()).hexdigest()[:24]}")
    # Folded at spaces, a subject that is not ASCII would be read back with other spaces.
    return message.as_bytes(policy=SMTP.clone(max_line_length=_LONGEST_HEADER))


@cache
def _environment(templates: Path | None) -> Environment:
    folders = [folder for folder in (templates, theme_folder()) if folder]
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

"""A report as plain text: the text part of an e-mail, and the fallback of other messages."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.escaping import line
from milepost.pages.report.view import ReportView
from milepost.reporting.blocks import LabeledLine, MessageBlock, blocks_of, verdict
from milepost.reporting.envelope import Envelope


def plain_text(view: ReportView, envelope: Envelope) -> str:
    """A report in plain text, without trailing spaces, ending with a line break."""
    rows = [*_head(view, envelope), *(row for block in blocks_of(view) for row in _block(block))]
    return "\n".join(rows).replace("\N{NO-BREAK SPACE}", " ") + "\n"


def _head(view: ReportView, envelope: Envelope) -> Iterator[str]:
    if envelope.notice:
        yield envelope.notice
        yield ""
    yield line(view.project.title)
    yield f"Status report{f', {view.covered}' if view.covered else ''}"
    yield f"Issued {view.issued}" if view.issued else f"As of {view.as_of.words}"
    yield ""
    yield line(verdict(view))
    yield ""
    yield from (line(text) for text in (view.headline, view.reason, view.summary) if text)
    if envelope.address:
        yield ""
        yield envelope.address


def _block(block: MessageBlock) -> Iterator[str]:
    yield ""
    yield line(block.heading)
    yield "-" * len(block.heading)
    yield from (f"* {_line(one)}" for one in block.lines)


def _line(one: LabeledLine) -> str:
    return line(f"{one.label}: {one.text}" if one.label and one.text else one.label or one.text)

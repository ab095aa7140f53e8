"""A report as a message for Microsoft Teams: an Adaptive Card in the envelope that incoming webhooks take.

https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using. Text is in runs of
a RichTextBlock: a TextBlock would read author text as Markdown, links included.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from milepost.pages.report.view import ReportView
from milepost.reporting.blocks import LabeledLine, MessageBlock, blocks_of, subject, verdict
from milepost.reporting.envelope import Envelope
from milepost.reporting.shortening import fitted

MOST_BYTES = 28_000  # of the whole message, as UTF-8
VERSION = "1.5"
_COLORS = {"on_track": "Good", "at_risk": "Warning", "off_track": "Attention"}

Json = dict[str, Any]


def teams_message(view: ReportView, envelope: Envelope) -> Json:
    """A report as a message with one Adaptive Card; shortened where the limit of 28 kB requires it."""
    return fitted(view, lambda short: _message(short, envelope), _fits)


def _message(view: ReportView, envelope: Envelope) -> Json:
    card: Json = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": VERSION,
        "fallbackText": subject(view),
        "body": list(_body(view, envelope)),
        "msteams": {"width": "Full"},
    }
    if envelope.address:
        card["actions"] = [{"type": "Action.OpenUrl", "title": "Read the full report", "url": envelope.address}]
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "summary": subject(view), "attachments": [attachment]}


def _body(view: ReportView, envelope: Envelope) -> Iterator[Json]:
    parts = (view.covered, f"issued {view.issued}" if view.issued else "", envelope.notice)
    yield _rich(_run(f"{view.project.title}: status report", size="Large", weight="Bolder"))
    if words := " · ".join(filter(None, parts)):
        yield _rich(_run(words, isSubtle=True))
    yield _rich(_run(verdict(view), weight="Bolder", color=_COLORS.get(view.health.value, "Default")))
    yield _rich(_run(view.headline, size="Medium", weight="Bolder"))
    yield from (_rich(_run(text)) for text in (view.reason, view.summary) if text)
    for block in blocks_of(view):
        yield from _block(block)


def _block(block: MessageBlock) -> Iterator[Json]:
    yield {**_rich(_run(block.heading, weight="Bolder")), "spacing": "Medium", "separator": True}
    yield from ({**_rich(*_line(one)), "spacing": "Small"} for one in block.lines)


def _line(one: LabeledLine) -> Iterator[Json]:
    if one.label:
        colored = {"color": _COLORS[one.health]} if one.health in _COLORS else {}
        yield _run(f"{one.label}{': ' if one.text else ''}", weight="Bolder", **colored)
    if one.text:
        yield _run(one.text if one.label else f"• {one.text}")


def _rich(*runs: Json) -> Json:
    return {"type": "RichTextBlock", "inlines": list(runs)}


def _run(text: str, **style: Any) -> Json:
    return {"type": "TextRun", "text": text, **style}


def _fits(message: Json) -> bool:
    return len(json.dumps(message, ensure_ascii=False).encode()) <= MOST_BYTES

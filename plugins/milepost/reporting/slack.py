"""A report as a Slack message in Block Kit.

Limits: https://docs.slack.dev/reference/block-kit/blocks. Escaping: https://docs.slack.dev/messaging/formatting-message-text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.escaping import cut
from milepost.pages.report.view import ReportView
from milepost.reporting.blocks import LabeledLine, MessageBlock, blocks_of, subject, verdict
from milepost.reporting.envelope import Envelope
from milepost.reporting.shortening import fitted

MOST_BLOCKS = 50
MOST_IN_SECTION = 3000  # characters of the text of a section, escaped
MOST_IN_HEADER = 150

Json = dict[str, Any]


def slack_message(view: ReportView, envelope: Envelope) -> Json:
    """A report as a Slack message: `text` for notifications and `blocks`; shortened where the limits require it."""
    return fitted(view, lambda short: _message(short, envelope), _fits)


def escaped(text: str) -> str:
    """Text on one line in which Slack sees no link, mention, or command; at worst an asterisk makes it bold."""
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _message(view: ReportView, envelope: Envelope) -> Json:
    return {"text": escaped(subject(view)), "blocks": list(_blocks(view, envelope))}


def _blocks(view: ReportView, envelope: Envelope) -> Iterator[Json]:
    title = cut(f"{view.project.title}: status report", MOST_IN_HEADER)
    yield {"type": "header", "text": {"type": "plain_text", "text": title, "emoji": False}}
    parts = (view.covered, f"issued {view.issued}" if view.issued else "", envelope.notice)
    yield {"type": "context", "elements": [_markdown(" · ".join(escaped(part) for part in parts if part) or "–")]}
    texts = "\n".join(escaped(text) for text in (view.reason, view.summary) if text)
    yield _section(f"*{escaped(verdict(view))}*\n*{escaped(view.headline)}*{f'{chr(10)}{texts}' if texts else ''}")
    yield from (_section(_text(block)) for block in blocks_of(view))
    if envelope.address:
        yield {"type": "context", "elements": [_markdown(f"<{_url(envelope.address)}|Read the full report>")]}


def _text(block: MessageBlock) -> str:
    return "\n".join([f"*{escaped(block.heading)}*", *(f"• {_line(one)}" for one in block.lines)])


def _line(one: LabeledLine) -> str:
    label, text = escaped(one.label), escaped(one.text)
    return f"*{label}:* {text}" if label and text else f"*{label}*" if label else text


def _url(address: str) -> str:
    return escaped(address).replace("|", "%7C")


def _section(text: str) -> Json:
    return {"type": "section", "text": _markdown(text)}


def _markdown(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _fits(message: Json) -> bool:
    sections = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
    return len(message["blocks"]) <= MOST_BLOCKS and all(len(text) <= MOST_IN_SECTION for text in sections)

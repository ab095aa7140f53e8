"""Reports as messages for Slack and Teams, within the limits of both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.unit.reporting.conftest import MakeReport, hostile, huge

from milepost.reporting.envelope import Envelope
from milepost.reporting.slack import slack_message
from milepost.reporting.teams import teams_message

PUBLIC = Envelope("public", restricted=False, sent_on=date(2026, 11, 24), address="https://example.com/r/?a=1&b=2")
INTERNAL = Envelope("internal", restricted=True, sent_on=date(2026, 11, 24))


def slack_texts(message: dict[str, Any]) -> list[str]:
    """The Markdown of every block."""
    found = [block["text"]["text"] for block in message["blocks"] if "text" in block]
    return found + [one["text"] for block in message["blocks"] for one in block.get("elements", ())]


def runs(node: Any) -> Iterator[dict[str, Any]]:
    """Every run of text in a card."""
    if isinstance(node, dict):
        if node.get("type") == "TextRun":
            yield node
        for value in node.values():
            yield from runs(value)
    elif isinstance(node, list):
        for value in node:
            yield from runs(value)


def card(message: dict[str, Any]) -> dict[str, Any]:
    [attachment] = message["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    found: dict[str, Any] = attachment["content"]
    return found


def test_slack_gets_the_verdict_first_then_the_decision(view: MakeReport) -> None:
    message = slack_message(view(), PUBLIC)
    header, context, verdict, decision, *_ = message["blocks"]
    assert header["text"] == {"type": "plain_text", "text": "Contactless on the quay: status report", "emoji": False}
    assert context["elements"][0]["text"] == "9 to 22 November 2026 · issued 24 November 2026"
    assert verdict["text"]["text"].startswith(
        "*■ Off track (↓ was at risk on 8 November 2026)*\n*The inner harbour opens on 14 December"
    )
    assert decision["text"]["text"].startswith(
        "*One decision is needed*\n• *By 1 December 2026, from Steering group:* Rent"
    )
    assert message["blocks"][-1]["elements"][0]["text"] == "<https://example.com/r/?a=1&amp;b=2|Read the full report>"
    assert message["text"] == "Contactless on the quay: off track (status report, 9 to 22 November 2026)"


def test_slack_sees_no_mention_or_link_in_the_text_of_authors(view: MakeReport) -> None:
    message = slack_message(view(hostile()), INTERNAL)
    texts = [text for text in slack_texts(message) if "script" in text]
    assert texts
    for text in texts:
        assert "<" not in text and ">" not in text
        assert "&lt;!channel&gt;" in text and "&lt;script&gt;" in text
    blocks = json.dumps(message["blocks"])
    assert blocks.count('"mrkdwn"') == blocks.count('"verbatim": true')


def test_slack_takes_a_huge_report(view: MakeReport) -> None:
    message = slack_message(view(huge()), INTERNAL)
    assert len(message["blocks"]) <= 50
    assert len(message["blocks"][0]["text"]["text"]) <= 150
    assert all(len(text) <= 3000 for text in slack_texts(message))
    assert any("… and 297 more" in text or "… and 2" in text for text in slack_texts(message))


def test_teams_gets_a_card_of_version_1_5_in_a_message(view: MakeReport) -> None:
    message = teams_message(view(), PUBLIC)
    assert message["type"] == "message"
    found = card(message)
    assert (found["type"], found["version"]) == ("AdaptiveCard", "1.5")
    assert found["actions"] == [
        {"type": "Action.OpenUrl", "title": "Read the full report", "url": "https://example.com/r/?a=1&b=2"}
    ]
    first, second, verdict, *_ = runs(found)
    assert first["text"] == "Contactless on the quay: status report"
    assert " ".join(second["text"].split()) == "9 to 22 November 2026 · issued 24 November 2026"
    assert (" ".join(verdict["text"].split()), verdict["color"]) == (
        "■ Off track (↓ was at risk on 8 November 2026)",
        "Attention",
    )


def test_teams_reads_no_text_of_authors_as_markdown(view: MakeReport) -> None:
    found = card(teams_message(view(hostile()), INTERNAL))
    assert {block["type"] for block in found["body"]} == {"RichTextBlock"}
    assert any("[click](https://evil.example)" in run["text"] for run in runs(found))


def test_teams_takes_a_huge_report(view: MakeReport) -> None:
    message = teams_message(view(huge()), INTERNAL)
    assert len(json.dumps(message, ensure_ascii=False).encode()) <= 28_000
    assert any(run["text"].startswith("• … and ") for run in runs(message))


def test_both_say_who_may_read_a_restricted_report(view: MakeReport) -> None:
    notice = "For the audience “internal” only."
    assert any(notice in text for text in slack_texts(slack_message(view(), INTERNAL)))
    assert any(notice in run["text"] for run in runs(teams_message(view(), INTERNAL)))
    seen = view(audience="public")
    assert not any("audience" in text for text in slack_texts(slack_message(seen, PUBLIC)))


def test_external_readers_get_no_reasons_risks_or_money(view: MakeReport) -> None:
    seen = view(audience="public")
    for message in (slack_message(seen, PUBLIC), teams_message(seen, PUBLIC)):
        said = json.dumps(message, ensure_ascii=False)
        assert "Inner harbour open" in said
        for hidden in ("readers come late", "Path to green", "EUR", "settlement window", "Steering"):
            assert hidden not in said

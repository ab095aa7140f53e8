"""A report as an e-mail, read with the parser of the standard library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.support.reader import PageView
from tests.unit.reporting.conftest import MakeReport, hostile, huge

from milepost.kit.components import Ref
from milepost.reporting.envelope import Envelope
from milepost.reporting.mail import MOST_BYTES, email_message

PUBLIC = Envelope("public", restricted=False, sent_on=date(2026, 11, 24), address="https://example.com/r/")
INTERNAL = Envelope("internal", restricted=True, sent_on=date(2026, 11, 24))


def parsed(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def parts(content: bytes) -> tuple[str, str]:
    """The plain text and the HTML."""
    found = parsed(content)
    text, html = found.get_body(("plain",)), found.get_body(("html",))
    assert text is not None and html is not None
    assert not text.defects and not html.defects
    return tuple(str(part.get_content()).replace("\r\n", "\n") for part in (text, html))  # type: ignore[return-value]


def test_it_is_dated_titled_and_opens_as_a_draft(view: MakeReport) -> None:
    found = parsed(email_message(view(), PUBLIC))
    assert found["Subject"] == "Contactless on the quay: off track (status report, 9 to 22 November 2026)"
    assert found["Date"] == "Tue, 24 Nov 2026 00:00:00 +0000"
    assert found["X-Unsent"] == "1"
    assert found.get_content_type() == "multipart/alternative"
    assert not {"From", "To", "Message-ID"} & set(found.keys())


def test_a_subject_in_any_language_is_read_back_as_it_is(view: MakeReport) -> None:
    title = "Überfällige Größen – später am östlichen Kai, プロジェクト und noch viel länger als eine Zeile"
    named = "headline: Gut.\n"
    found = view(named)
    content = email_message(replace(found, project=Ref(title)), PUBLIC)
    assert parsed(content)["Subject"] == f"{title}: on track (status report, 9 to 22 November 2026)"
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_the_text_part_can_be_read_alone(view: MakeReport) -> None:
    text, _ = parts(email_message(view(), PUBLIC))
    assert text.startswith(
        "Contactless on the quay\nStatus report, 9 to 22 November 2026\nIssued 24 November 2026\n\n"
        "■ Off track (↓ was at risk on 8 November 2026)\n\nThe inner harbour opens on 14 December as promised."
    )
    assert "https://example.com/r/\n" in text
    assert "One decision is needed\n----------------------\n* By 1 December 2026, from Steering group: Rent" in text
    assert "* Schedule: ■ Off track (↓ worse): Readers arrive in February. Path to green: Rent hand-held" in text
    assert "* Readers delivered: 5 Feb 2027 (was 27 Nov 2026), 10 weeks later than baseline\n" in text
    assert "* Forecast at completion: 326,000 EUR, 16,000 EUR over budget (5%)" in text


def test_the_html_part_says_the_same_with_styles_inlined_and_a_dark_scheme(view: MakeReport) -> None:
    text, html = parts(email_message(view(), PUBLIC))
    page = PageView(html)
    assert page.one("h1").attributes["style"].startswith("margin: 0")
    assert "prefers-color-scheme: dark" in html
    assert page.links == {"Read the full report": "https://example.com/r/"}
    said = page.one("body").words
    for row in (row.removeprefix("* ") for row in text.splitlines() if row.startswith("* ")):
        assert " ".join(row.split()) in said
    assert not page.all("img") + page.all("link") + page.all("script")


def test_who_may_read_it_is_the_first_line_unless_everybody_may(view: MakeReport) -> None:
    text, html = parts(email_message(view(), INTERNAL))
    assert text.startswith("For the audience “internal” only.\n\nContactless")
    assert "For the audience “internal” only." in PageView(html).one("body").words
    assert not any("audience" in part for part in parts(email_message(view(audience="public"), PUBLIC)))


def test_external_readers_get_no_reasons_risks_or_money(view: MakeReport) -> None:
    seen = view(audience="public")
    text, html = parts(email_message(seen, PUBLIC))
    for part in (text, html):
        assert "Inner harbour open" in part
        for hidden in ("readers come late", "Path to green", "EUR", "settlement window", "Steering"):
            assert hidden not in part


def test_the_same_report_gives_the_same_bytes(view: MakeReport) -> None:
    assert email_message(view(), PUBLIC) == email_message(view(), PUBLIC)
    assert email_message(view(), PUBLIC) != email_message(view(), INTERNAL)


def test_text_of_authors_is_text(view: MakeReport) -> None:
    text, html = parts(email_message(view(hostile()), INTERNAL))
    page = PageView(html)
    assert not page.all("script") and not page.links
    assert "<script>alert(1)</script> & <!channel>" in page.one("h1").words
    assert "[click](https://evil.example)" in text


def test_a_huge_report_stays_below_the_limit_and_says_what_it_leaves_out(view: MakeReport) -> None:
    content = email_message(view(huge()), INTERNAL)
    assert len(content) < MOST_BYTES
    text, _ = parts(content)
    assert "Achieved\n--------\n* 0 Überfällig" in text
    assert "more\n" in text.split("Achieved\n")[1].split("\n\n")[0] + "\n"


def test_a_template_of_the_site_replaces_ours(view: MakeReport, tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "report.html").write_text("<html><body><p>{{ page.headline }}</p></body></html>")
    _, html = parts(email_message(view(hostile()), INTERNAL, tmp_path))
    assert PageView(html).one("p").words.startswith("<script>alert(1)</script>")

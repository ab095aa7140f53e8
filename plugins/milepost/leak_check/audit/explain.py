"""The audit report as text, and as JSON.

Neither quotes private values by default: in the log of a public repository, the quote would be the leak.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from milepost.leak_check.audit.private_string import KINDS
from milepost.leak_check.audit.report import AuditReport, Hit

VERSION = 1
SHOWN = 50
_PLURALS = {"money": "amounts of money", "email": "e-mail addresses", "address": "web addresses"}
ALLOW = "audit: {allow: [{text: …, reason: …}]}"


def text(report: AuditReport, *, show_values: bool = False) -> str:
    """Every finding with its places and a remedy, then what was searched and what was not."""
    blocks = ["\n".join(_hit(hit, show_values=show_values)) for hit in report.hits[:SHOWN]]
    if len(report.hits) > SHOWN:
        blocks.append(f"… and {_count(len(report.hits) - SHOWN, 'more finding')}; --format json lists all of them.")
    if report.hits:
        blocks.append("\n".join(_remedy(show_values=show_values)))
    return "\n\n".join([*blocks, "\n".join(summary(report))])


def summary(report: AuditReport) -> Iterator[str]:
    """Summary lines: what was searched for, where, and the outcome."""
    where = f"{_count(report.files, 'file')} ({_size(report.bytes)})"
    kinds = ", ".join(_kind(kind, count) for kind, count in sorted(report.searched, key=lambda pair: -pair[1]))
    yield (
        f"Searched {where} of the site for '{report.audience}' for {_count(report.strings, 'internal string')}"
        f"{f': {kinds}' if kinds else ''}."
    )
    if report.not_searched:
        yield "Not searched for: " + ", ".join(f"{count:,} {reason}" for reason, count in report.not_searched) + "."
    if report.from_theme:
        yield f"{_count(report.from_theme, 'file')} of the theme, unchanged, {_are(report.from_theme)} left aside."
    for path, reason in report.unopened[:SHOWN]:
        yield f"Not searched in full: {path} ({reason})."
    if len(report.unopened) > SHOWN:
        yield f"Not searched in full: {len(report.unopened) - SHOWN:,} more files."
    if report.allowed:
        yield f"{_count(report.allowed, 'match', 'matches')} allowed by mkdocs.yml."
    for entry in report.unused:
        yield f"Note: an entry of audit: allow: in mkdocs.yml matches nothing any more (reason: {entry.reason})."
    if report.control:
        found, searched = report.control.found, report.control.searched
        yield f"Control: {found:,} of {searched:,} internal strings are in {report.control.folder}."
    files = len({hit.path for hit in report.hits})
    if report.hits:
        yield f"{_count(len(report.hits), 'finding')} in {_count(files, 'file')}."
    else:
        yield "No internal text found."


def to_json(report: AuditReport, *, show_values: bool = False) -> str:
    """The whole report as JSON. `text` and `value` are null unless values are requested."""
    return json.dumps(_as_dict(report, show_values=show_values), ensure_ascii=False, indent=2)


def place(hit: Hit, *, show_values: bool) -> str:
    """The place of a finding in the site."""
    path = hit.path if show_values else hit.masked
    if not hit.line:
        return f"{path} (its path)"
    inside = "".join(f" › {step}" for step in hit.inside)
    return f"{path}{inside}:{hit.line}:{hit.column}" if not hit.inside else f"{path}{inside}, line {hit.line}"


def remedy(hit: Hit) -> str:
    """How to fix a finding, depending on its place."""
    inside = " ".join(hit.inside)
    if not hit.line:
        return "rename the page, the file or the id that this path comes from"
    if "metadata of the image" in inside:
        return "save the image without its metadata"
    if "PDF" in inside or "page " in inside or "attachment" in inside:
        return "write the document again without it, or do not link to the document"
    if hit.private.kind in ("date", "moment"):
        return "write the date no more exactly than its entry discloses it"
    return "take it out of what this file is made from, or disclose it where it is written"


def _hit(hit: Hit, *, show_values: bool) -> Iterator[str]:
    kind = KINDS[hit.private.kind]
    yield (
        f"{place(hit, show_values=show_values)} contains text that is internal in {hit.private.place} "
        f"({kind}, {hit.private.field})"
    )
    details = [*hit.forms, *([f"{hit.count:,} times"] if hit.count > 1 else [])]
    if details:
        yield f"  written with: {', '.join(details)}" if hit.forms else f"  {details[0]}"
    if show_values:
        yield f"  in the site: {_short(hit.text)}"
        yield f"  internal:    {_short(hit.private.text)}"
    yield f"  remedy: {remedy(hit)}"


def _remedy(*, show_values: bool) -> Iterator[str]:
    yield "If readers may see a text after all, disclose it where it is written (audience:, disclose: or public:)."
    yield f"If a match is a coincidence, allow it in mkdocs.yml with the reason: {ALLOW}."
    if not show_values:
        yield "The texts are not shown here, since logs may be public; milepost audit SITE --show-values shows them."


def _as_dict(report: AuditReport, *, show_values: bool) -> dict[str, Any]:
    return {
        "version": VERSION,
        "audience": report.audience,
        "hits": [
            {
                "path": hit.path if show_values else hit.masked,
                "line": hit.line or None,
                "column": hit.column or None,
                "inside": list(hit.inside),
                "forms": list(hit.forms),
                "count": hit.count,
                "text": hit.text if show_values else None,
                "kind": hit.private.kind,
                "field": hit.private.field,
                "value": hit.private.text if show_values else None,
                "source": {
                    "path": hit.private.place.path,
                    "line": hit.private.place.line,
                    "column": hit.private.place.column,
                },
                "remedy": remedy(hit),
            }
            for hit in report.hits
        ],
        "files": report.files,
        "bytes": report.bytes,
        "from_theme": report.from_theme,
        "searched": dict(report.searched),
        "not_searched": dict(report.not_searched),
        "unopened": [{"path": path, "reason": reason} for path, reason in report.unopened],
        "allowed": report.allowed,
        "unused_allow": [
            {"text": entry.text if show_values else None, "files": list(entry.files), "reason": entry.reason}
            for entry in report.unused
        ],
        "control": report.control
        and {
            "folder": report.control.folder,
            "found": report.control.found,
            "searched": report.control.searched,
        },
    }


def _count(number: int, noun: str, many: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else many or f'{noun}s'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _kind(kind: str, number: int) -> str:
    return _count(number, KINDS[kind], _PLURALS.get(kind))


def _size(number: int) -> str:
    return f"{number / 1_000_000:,.1f} MB" if number >= 100_000 else f"{number:,} bytes"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"'{words if len(words) <= 100 else words[:97] + '…'}'"

"""The post-mortems that resemble one, each with what they share."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.insight import SimilarMatch
from milepost.insight.similar import Shared
from milepost.model.postmortem import Postmortem
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import Desk
from milepost.views.pieces import Ref
from milepost.views.seen import speaks_of
from milepost.views.severity import Severity, severity_of

_TELLING = 1.0  # points from which shared words are worth a word


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """A post-mortem that resembles another. `when` is the day or whatever is known of it, `why` what they share."""

    ref: Ref
    type: str
    severity: Severity | None
    when: str
    why: str


def similar_rows(desk: Desk, postmortem: Thing[Postmortem]) -> tuple[SimilarRow, ...]:
    """The nearest first; nothing where none is near."""
    return tuple(_row(desk, match) for match in desk.insight.similar(postmortem))


def _row(desk: Desk, match: SimilarMatch) -> SimilarRow:
    entry = match.postmortem.entry
    moment = next(filter(None, (entry.started, entry.detected, entry.resolved)), None)
    when = moment.day if moment else entry.reviewed_on
    said = [_said(desk, one) for one in match.because if one.kind != "words" or one.points >= _TELLING]
    if match.named and not said:
        said = ["named by an author"]
    return SimilarRow(
        ref=desk.ref(match.postmortem),
        type=desk.portfolio.label("type", entry.type),
        severity=severity_of(desk.portfolio, entry.severity),
        when=words.short(when, desk.as_of) if when else "",
        why=words.sentence("; ".join(said)),
    )


def _said(desk: Desk, shared: Shared) -> str:
    match shared.kind:
        case "services":
            return f"same {words.plural(len(shared.values), 'service')}: {_names(desk, 'service', shared)}"
        case "tags":
            return f"{words.plural(len(shared.values), 'tag')} {_names(desk, 'tag', shared)}"
        case "project":
            return "same project"
        case "factors":
            return f"also {words.listing(shared.values)}"
    return speaks_of(shared.values)


def _names(desk: Desk, type: str, shared: Shared) -> str:
    return words.listing(desk.name(type, value) for value in shared.values)

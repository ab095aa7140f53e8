"""Post-mortems similar to another, each with what they share."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.analysis import SimilarMatch
from milepost.analysis.similar_postmortems import Similarity
from milepost.graph.portfolio import Entity
from milepost.kinds.postmortem.model import Postmortem
from milepost.kit import phrasing
from milepost.kit.components import Ref
from milepost.kit.context import PageContext
from milepost.kit.prior_lessons import shared_words
from milepost.kit.severity import Severity, severity_of

_TELLING = 1.0  # minimum score at which shared words are shown


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """A similar post-mortem. `when` is its day or the period that is known, `why` what both share."""

    ref: Ref
    type: str
    severity: Severity | None
    when: str
    why: str


def similar_rows(context: PageContext, postmortem: Entity[Postmortem]) -> tuple[SimilarRow, ...]:
    """The similar post-mortems, most similar first."""
    return tuple(_row(context, match) for match in context.insight.similar(postmortem))


def _row(context: PageContext, match: SimilarMatch) -> SimilarRow:
    entry = match.postmortem.entry
    moment = next(filter(None, (entry.started, entry.detected, entry.resolved)), None)
    when = moment.day if moment else entry.reviewed_on
    said = [_reason(context, one) for one in match.because if one.kind != "words" or one.points >= _TELLING]
    if match.named and not said:
        said = ["named by an author"]
    return SimilarRow(
        ref=context.ref(match.postmortem),
        type=context.portfolio.label("type", entry.type),
        severity=severity_of(context.portfolio, entry.severity),
        when=phrasing.short(when, context.as_of) if when else "",
        why=phrasing.sentence("; ".join(said)),
    )


def _reason(context: PageContext, shared: Similarity) -> str:
    match shared.kind:
        case "services":
            return f"same {phrasing.plural(len(shared.values), 'service')}: {_names(context, 'service', shared)}"
        case "tags":
            return f"{phrasing.plural(len(shared.values), 'tag')} {_names(context, 'tag', shared)}"
        case "project":
            return "same project"
        case "factors":
            return f"also {phrasing.listing(shared.values)}"
    return shared_words(shared.values)


def _names(context: PageContext, type: str, shared: Similarity) -> str:
    return phrasing.listing(context.name(type, value) for value in shared.values)

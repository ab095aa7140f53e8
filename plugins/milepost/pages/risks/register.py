"""The risk register: one row for each risk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.registers import Risk
from milepost.kinds.plan.risk_metrics import RiskInsight, level_of
from milepost.kit import phrasing
from milepost.kit.addresses import anchor
from milepost.kit.components import Fact, Mark, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.money import money
from milepost.kit.web_links import links_of
from milepost.pages.report.wording import brief_periods

# The icon of a status: its group and value, which select shape and color.
_STATES = {
    "open": ("status", "planned"),
    "watching": ("status", "in_progress"),
    "closed": ("status", "done"),
    "occurred": ("health", "off_track"),
}


@dataclass(frozen=True, slots=True)
class ScoreBadge:
    """A score of 1 to 25 and its level: high, medium, or low; the level of an opportunity is empty."""

    words: str
    level: str


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk in the register. `number` is its mark on the map, 0 if it is not on it.

    `before` and `after` are the scores before and after the response. `overdue` is how long its review is, in words.
    `details` are facts that the reader unfolds; `description` is Markdown.
    """

    anchor: str
    number: int
    ref: Ref
    mark: Mark
    is_opportunity: bool
    before: ScoreBadge | None
    after: ScoreBadge | None
    response: str
    mitigation: str
    owner: str
    review: str
    overdue: str
    summary: str
    event: str
    details: tuple[Fact, ...]
    description: str
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]

    @property
    def has_more(self) -> bool:
        """Whether there is anything to unfold."""
        return bool(self.details or self.description or self.links or self.tags)


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """Rows, and the columns that any of them fills: `score`, `response`, `owner`, `review`."""

    label: str
    rows: tuple[RiskRow, ...]
    has: frozenset[str]


def is_opportunity(risk: RiskInsight) -> bool:
    """Whether it is a chance to use rather than a threat: its response is to exploit it."""
    return bool(risk.entity.entry.response == "exploit")


def by_score(risks: Iterable[RiskInsight]) -> list[RiskInsight]:
    """Threats by their current score, the highest first and those without a score last; then the opportunities."""
    return sorted(risks, key=lambda one: (is_opportunity(one), -(one.current_score or 0)))


def register_table(
    context: PageContext, plan: PlanInsight, label: str, risks: Sequence[RiskInsight], numbers: dict[Entity[Risk], int]
) -> RegisterTable | None:
    """The register of some risks, in their order; None if there are none. `numbers` are those on the map."""
    if not risks:
        return None
    reviews = brief_periods((risk.entity.entry.review_by for risk in risks), context.as_of)
    rows = tuple(
        _row(context, plan, risk, numbers.get(risk.entity, 0), review)
        for risk, review in zip(risks, reviews, strict=True)
    )
    return RegisterTable(label, rows, frozenset(name for row in rows for name in _filled(row)))


def _filled(row: RiskRow) -> Iterator[str]:
    columns = {
        "score": row.before or row.after,
        "response": row.response or row.mitigation,
        "owner": row.owner,
        "review": row.review,
    }
    return (name for name, value in columns.items() if value)


def risk_mark(context: PageContext, status: str) -> Mark:
    """The status of a risk, in the portfolio's own labels."""
    group, value = _STATES[status]
    return Mark(group, value, context.portfolio.label("status", status))


def score_badge(score: float | None, *, opportunity: bool = False) -> ScoreBadge | None:
    """A score in words, with its level."""
    if score is None:
        return None
    return ScoreBadge(phrasing.number(score), "" if opportunity else level_of(score) or "")


def _row(context: PageContext, plan: PlanInsight, risk: RiskInsight, number: int, review: str) -> RiskRow:
    entity, entry = risk.entity, risk.entity.entry
    chance = is_opportunity(risk)
    return RiskRow(
        anchor=anchor(entity),
        number=number,
        ref=context.ref(entity),
        mark=risk_mark(context, entry.status),
        is_opportunity=chance,
        before=score_badge(risk.score, opportunity=chance),
        after=score_badge(risk.residual_score, opportunity=chance),
        response=phrasing.sentence(entry.response or ""),
        mitigation=entry.mitigation or "",
        owner=context.name("person", entry.owner),
        review=review,
        overdue=f"{phrasing.duration(risk.overdue_days)} overdue" if risk.overdue_days else "",
        summary=entry.summary or "",
        event=entry.event or "",
        details=tuple(fact for fact in _details(context, plan, risk) if fact.words or fact.refs),
        description=entry.description or "",
        links=links_of(entry),
        tags=tuple(context.name("tag", tag) for tag in entry.tags),
    )


def _details(context: PageContext, plan: PlanInsight, risk: RiskInsight) -> Iterator[Fact]:
    entity, entry = risk.entity, risk.entity.entry
    yield Fact("Cause", words=entry.cause or "")
    yield Fact("Effect", words=entry.effect or "")
    yield Fact("Trigger", words=entry.trigger or "")
    yield Fact("Contingency", words=entry.contingency or "")
    yield Fact("Probability × impact", words=_grades(risk))
    yield Fact("Cost", words=money(context, entry.cost, plan.currency))
    yield Fact("Delay", words=_delay(entry.days))
    yield Fact("Tasks", context.refs(context.portfolio.targets(entity, "tasks")))
    yield Fact("Category", words=phrasing.sentence(entry.category or ""))
    yield Fact("Raised", words=phrasing.period(entry.raised) if entry.raised else "")
    lesson = context.portfolio.target(entity, "lesson")
    yield Fact("From the lesson", (context.ref(lesson),) if lesson else ())


def _grades(risk: RiskInsight) -> str:
    """The grades: "3 × 5 = 15, after the response 2 × 4 = 8"; a grade that is missing is a dash."""
    entry = risk.entity.entry
    before = _product(entry.probability, entry.impact, risk.score)
    residual = entry.residual
    if not residual:
        return before
    after = _product(residual.probability or entry.probability, residual.impact or entry.impact, risk.residual_score)
    return f"{before}, after the response {after}" if before else f"after the response {after}"


def _product(probability: float | None, impact: float | None, score: float | None) -> str:
    if probability is None and impact is None:
        return ""
    grades = " × ".join(phrasing.number(one) if one is not None else "–" for one in (probability, impact))
    return f"{grades} = {phrasing.number(score)}" if score is not None else grades


def _delay(days: float | None) -> str:
    """Working days by which it would delay its tasks; a number below 0 is time won."""
    if days is None:
        return ""
    amount = f"{phrasing.number(abs(days))} working {phrasing.plural(1 if abs(days) == 1 else 2, 'day')}"
    return f"{amount} earlier" if days < 0 else amount

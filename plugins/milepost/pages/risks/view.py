"""View-model of the page of a project's risks and issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.registers import Issue
from milepost.kinds.plan.risk_metrics import HIGH, MEDIUM, RiskInsight
from milepost.kit import phrasing
from milepost.kit.components import BasePageView, EmptyState, KeyFigure, Mark, Phrase, Ref
from milepost.kit.context import PageContext
from milepost.kit.prior_lessons import RelatedLessons, related_lessons_view
from milepost.kit.projects import ProjectRecord
from milepost.pages.report.wording import unbroken
from milepost.pages.risks.heat_map import RiskMap, risk_map
from milepost.pages.risks.issues import IssueTable, age_days, by_urgency, issue_table
from milepost.pages.risks.register import RegisterTable, RiskRow, by_score, is_opportunity, register_table
from milepost.schedule.money import Total

NO_RISKS = EmptyState(
    "There are no risks in the plan yet. Add what may get in the way, and the response to it:",
    "risks:\n"
    "  - id: late-delivery\n"
    "    title: The supplier delivers late\n"
    "    probability: 3\n"
    "    impact: 4\n"
    "    mitigation: A delivery date in the contract\n"
    "    status: open",
)
_LEVELS = ("high", "medium", "low")
_NAMED = 2


@dataclass(frozen=True, slots=True)
class RisksView(BasePageView):
    """The page of a project's risks and issues. `scale` explains the levels; empty where no risk is graded."""

    project: Ref
    opening: tuple[Phrase, ...]
    stats: tuple[KeyFigure, ...]
    map: RiskMap | None
    on_map: tuple[RiskRow, ...]
    scale: str
    open: RegisterTable | None
    issues: IssueTable | None
    occurred: RegisterTable | None
    closed: RegisterTable | None
    resolved: IssueTable | None
    seen: RelatedLessons | None


@dataclass(frozen=True, slots=True)
class TopRisk:
    """A risk in a summary: its level as a mark and its score in words, where it is graded."""

    ref: Ref
    mark: Mark | None
    score: str


def has_risks_page(portfolio: Portfolio, project: ProjectRecord) -> bool:
    """Whether a project has this page: readers see a risk or an issue, or its plan where they see everything."""
    if project.plan is None:
        return False
    return portfolio.innermost or any(portfolio.nested(project.plan, type) for type in ("risk", "issue"))


def page_title(project: ProjectRecord) -> str:
    """The title of the page: "Contactless on the quay: risks and issues"."""
    return f"{project.title}: risks and issues"


def open_risks(plan: PlanInsight) -> list[RiskInsight]:
    """The open risks, opportunities included, in the order of the register."""
    return by_score(risk for risk in plan.risks if risk.is_open)


def risks_view(context: PageContext, project: ProjectRecord, plan: PlanInsight) -> RisksView:
    """The risks and issues of a project with a plan."""
    going = open_risks(plan)
    occurred = [risk for risk in plan.risks if risk.entity.entry.status == "occurred"]
    over = [risk for risk in plan.risks if risk.entity.entry.status == "closed"]
    logged: tuple[Entity[Issue], ...] = context.portfolio.nested(plan.entity, "issue")
    issues = by_urgency(context, [one for one in logged if one.entry.status == "open"])
    resolved = [one for one in logged if one.entry.status == "resolved"]
    threats = [risk for risk in going if not is_opportunity(risk)]
    found = risk_map(list(enumerate(threats, 1)))
    marked = {mark.number for mark in found.marks} if found else set()
    numbers = {risk.entity: number for number, risk in enumerate(threats, 1) if number in marked}
    register = register_table(context, plan, "Open risks", going, numbers)
    stats = tuple(_stats(context, plan, going, issues))
    empty = NO_RISKS if context.portfolio.innermost and not (plan.risks or logged) else None
    return RisksView(
        frame=context.frame(page_title(project), empty),
        project=Ref(project.title, context.addresses.project(project.name)),
        opening=tuple(_opening(context, plan, going, issues)),
        stats=stats if len(stats) > 1 else (),
        map=found,
        on_map=tuple(row for row in register.rows if row.number) if register else (),
        scale=f"High from {HIGH} of 25, medium from {MEDIUM}" if found else "",
        open=register,
        issues=issue_table(context, "Open issues", issues),
        occurred=register_table(context, plan, "Risks that occurred", by_score(occurred), {}),
        closed=register_table(context, plan, "Closed risks", by_score(over), {}),
        resolved=issue_table(context, "Resolved issues", resolved),
        seen=related_lessons_view(context, project.name),
    )


def _opening(
    context: PageContext, plan: PlanInsight, going: Sequence[RiskInsight], issues: Sequence[Entity[Issue]]
) -> Iterator[Phrase]:
    """What a sponsor would repeat: how many risks are open, which are high, and what they are expected to cost."""
    threats = [risk for risk in going if not is_opportunity(risk)]
    if going or plan.risks:
        yield Phrase(f"{phrasing.sentence(phrasing.cardinal(len(threats)))} {_risks(len(threats))} open")
        if high := [risk for risk in threats if risk.level == "high"]:
            number = "" if len(high) == len(threats) == 1 else f"{phrasing.cardinal(len(high))} of them "
            yield Phrase(f", {number}high{_after(high)}: ")
            yield from _names(context, high)
        elif any(risk.level for risk in threats):
            yield Phrase(f", none of them high{_after(threats)}")
        yield Phrase(". ")
    if exposure := _exposure_words(plan):
        yield Phrase(f"{exposure} ")
    if late := [risk for risk in going if risk.overdue_days]:
        yield Phrase("The review of " if len(late) == 1 else f"{phrasing.sentence(_many(late))} reviews are overdue: ")
        yield from _names(context, late)
        yield Phrase(" is overdue. " if len(late) == 1 else ". ")
    if issues:
        yield Phrase(f"{phrasing.sentence(phrasing.cardinal(len(issues)))} ")
        yield Phrase(f"{phrasing.plural(len(issues), 'issue is', 'issues are')} open.")


def _after(risks: Sequence[RiskInsight]) -> str:
    """That levels are those after the response, where a response changes one."""
    return " after the response" if any(risk.residual_score is not None for risk in risks) else ""


def _many(risks: Sequence[RiskInsight]) -> str:
    return phrasing.cardinal(len(risks))


def _exposure_words(plan: PlanInsight) -> str:
    """The expected cost in a sentence; empty if no open risk has a cost."""
    found = plan.exposure
    if not found.counted:
        return ""
    amount = Total(found.known, found.counted).text(plan.currency)
    if not found.unknown:
        return f"Their expected cost is {amount}."
    unknown = f"{phrasing.cardinal(found.unknown)} {phrasing.plural(found.unknown, 'cost is', 'costs are')} unknown"
    return f"Their expected cost is at least {amount}; {unknown}."


def _risks(number: int) -> str:
    return phrasing.plural(number, "risk is", "risks are")


def _names(context: PageContext, risks: Sequence[RiskInsight]) -> Iterator[Phrase]:
    """The titles of the first risks, linked, and how many more there are."""
    rest = len(risks) - _NAMED
    for at, risk in enumerate(risks[:_NAMED]):
        if at:
            yield Phrase(" and " if at == len(risks) - 1 else ", ")
        yield Phrase(risk.entity.title, target=context.addresses.of(risk.entity))
    if rest > 0:
        yield Phrase(f" and {phrasing.cardinal(rest)} more")


def _stats(
    context: PageContext, plan: PlanInsight, going: Sequence[RiskInsight], issues: Sequence[Entity[Issue]]
) -> Iterator[KeyFigure]:
    threats = [risk for risk in going if not is_opportunity(risk)]
    graded = [risk.level for risk in threats]
    if any(graded):
        levels = [f"{graded.count(level)} {level}" for level in _LEVELS if level in graded]
        levels += [f"{graded.count(None)} not graded"] if None in graded else []
        chances = len(going) - len(threats)
        note = ", ".join(levels) + (
            f"; plus {phrasing.count(chances, 'opportunity', 'opportunities')}" if chances else ""
        )
        yield KeyFigure("Open risks", phrasing.number(len(threats)), note)
    if exposure := _exposure(plan):
        yield exposure
    late = [risk for risk in going if risk.overdue_days]
    if any(risk.entity.entry.review_by for risk in going):
        most = max((risk.overdue_days for risk in late), default=0)
        longest = "by up to " if len(late) > 1 else "by "
        warning = f"{longest}{phrasing.duration(most)}" if late else ""
        yield KeyFigure("Reviews overdue", phrasing.number(len(late)), warning=warning)
    if issues and plan.risks:
        oldest = max(age_days(context, one) for one in issues)
        note = f"{'oldest open' if len(issues) > 1 else 'open'} for {phrasing.duration(oldest)}" if oldest else ""
        yield KeyFigure("Open issues", phrasing.number(len(issues)), note)


def _exposure(plan: PlanInsight) -> KeyFigure | None:
    """The expected monetary value; a total with unknown parts is a lower bound, and says how many are unknown."""
    found = plan.exposure
    amount, _, unknown = found.text().partition(", ")
    if not amount:
        return None
    costs = found.counted + found.unknown
    note = f"probability × cost of {phrasing.count(costs, 'open risk')}"
    return KeyFigure("Expected cost", unbroken(amount), f"{note}, {unknown}" if unknown else note, plan.currency)


def top_risks(context: PageContext, plan: PlanInsight, most: int) -> tuple[TopRisk, ...]:
    """The highest open threats, for a summary."""
    threats = [risk for risk in open_risks(plan) if not is_opportunity(risk)]
    return tuple(TopRisk(context.ref(risk.entity), level_mark(risk), _score(risk)) for risk in threats[:most])


def level_mark(risk: RiskInsight) -> Mark | None:
    """The level of a risk as a mark; None if it is not graded."""
    marks = {"high": ("off_track", "High"), "medium": ("at_risk", "Medium"), "low": ("on_track", "Low")}
    found = marks.get(risk.level or "")
    return Mark("health", *found) if found else None


def _score(risk: RiskInsight) -> str:
    return f"{phrasing.number(risk.current_score)} of 25" if risk.current_score is not None else ""

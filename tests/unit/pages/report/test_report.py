"""The page of a status report, the archive of a project, and the status history of all projects."""

from __future__ import annotations

import pytest
from tests.support import reports
from tests.unit.conftest import MakePageContext

from milepost.kinds.report.metrics import project_reports
from milepost.kinds.report.model import Report
from milepost.kit.addresses import PROJECTS
from milepost.kit.context import PageContext
from milepost.kit.projects import projects_of
from milepost.pages.report.sections import PAGE as REPORT
from milepost.pages.report.sections import page
from milepost.pages.report.status_grid import StatusGrid
from milepost.pages.report.view import ReportView, cadence_words, report_view
from milepost.pages.reports.sections import PAGE as REPORTS
from milepost.pages.reports.status_history import project_grid, status_history
from milepost.pages.reports.trend_chart import trend_chart
from milepost.pages.reports.view import ReportsView, reports_view

PAGES = (PROJECTS,)


def example(context: MakePageContext, audience: str = "internal") -> PageContext:
    return context(audience=audience, as_of="2026-11-24", pages=PAGES, **reports.files())


def latest(context: PageContext) -> ReportView:
    return report_view(context, context.portfolio.all(Report)[-1])


def one(context: MakePageContext, text: str, audience: str = "internal", **files: str) -> ReportView:
    return latest(context(report=text, audience=audience, as_of="2026-11-24", pages=PAGES, **files))


def archive(context: PageContext) -> ReportsView:
    [project] = [found for found in projects_of(context.portfolio) if found.name == "contactless"]
    return reports_view(context, project, context.insight.shared(project_reports)["contactless"])


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def read(grid: StatusGrid) -> dict[str, list[str]]:
    """A grid as its rows: the health of each cell."""
    return {row.ref.title: [" ".join(one.mark.value for one in cell) for cell in row.cells] for row in grid.rows}


def test_the_head_states_the_verdict_and_how_it_compares(context: MakePageContext) -> None:
    view = latest(example(context))
    assert (view.health.word, view.trend and (view.trend.icon, plain(view.trend.words))) == (
        "Off track",
        ("trend-down", "was at risk on 8 November 2026"),
    )
    assert view.headline == reports.HEADLINE
    assert (plain(view.covered), plain(view.issued), view.reading) == (
        "9 to 22 November 2026",
        "24 November 2026",
        "1-minute read",
    )
    assert view.title == "Contactless on the quay: status report, 9 to 22 November 2026"


def test_a_health_that_stays_is_dated_from_the_first_report_that_states_it(context: MakePageContext) -> None:
    made = example(context)
    fifth = report_view(made, made.portfolio.all(Report)[4])
    assert fifth.trend and plain(fifth.trend.words) == "unchanged since 11 October 2026"


def test_a_trend_without_an_earlier_report_is_in_one_word(context: MakePageContext) -> None:
    view = one(context, "overall: {health: on_track, trend: up}\n")
    assert view.trend and (view.trend.icon, view.trend.words) == ("trend-up", "better")
    assert one(context, "headline: First.\n").trend is None


def test_a_decision_is_asked_by_when_and_from_whom(context: MakePageContext) -> None:
    view = latest(example(context))
    assert view.decisions_heading == "One decision is needed"
    assert [plain(asked.asked) for asked in view.decisions] == ["By 1 December 2026, from Steering group"]
    two = one(context, "decisions_needed: [{title: Buy}, {title: Rent, by: 2026-Q4}]\n")
    assert two.decisions_heading == "Two decisions are needed"
    assert [plain(asked.asked) for asked in two.decisions] == ["", "By Q4 2026"]


def test_milestones_are_compared_with_their_baselines(context: MakePageContext) -> None:
    rows = latest(example(context)).milestones
    assert [(row.ref.title, row.met, plain(row.when), plain(row.was), row.note, row.late) for row in rows] == [
        ("First quay live", True, "19 Oct 2026", "", "as in the baseline", False),
        ("Inner harbour open", False, "14 Dec 2026", "", "", False),
        ("Readers delivered", False, "5 Feb 2027", "27 Nov 2026", "10 weeks later than baseline", True),
        ("Outer islands open", False, "Apr 2027", "31 Jan 2027", "3 months later than baseline", True),
    ]


def test_dates_need_no_year_where_all_are_near(context: MakePageContext) -> None:
    near = "milestones: [{milestone: Done, baseline: 2026-11-02, actual: 2026-10-30}, {milestone: Next, forecast: 2026-12-14}]\n"
    assert [(plain(row.when), plain(row.was), row.note) for row in one(context, near).milestones] == [
        ("30 Oct", "2 Nov", "3 days earlier than baseline"),
        ("14 Dec", "", ""),
    ]


def test_money_is_compared_with_the_budget_and_what_is_unknown_is_no_zero(context: MakePageContext) -> None:
    facts = latest(example(context)).spend
    assert [(fact.label, plain(fact.words), plain(fact.note)) for fact in facts] == [
        ("Budget", "310,000 EUR", ""),
        ("Spent to date", "198,000 EUR", ""),
        ("Forecast at completion", "326,000 EUR", "16,000 EUR over budget (5%)"),
    ]
    unknown = one(context, "spend: {planned: 100, actual: 0, forecast: tbd}\n").spend
    assert [(fact.words, fact.note) for fact in unknown] == [("100", ""), ("0", ""), ("not known yet", "")]


def test_risks_and_issues_are_named_by_id_or_in_words(context: MakePageContext) -> None:
    view = latest(example(context))
    assert [(ref.title, ref.target) for ref in view.risks] == [
        ("Autumn storms stop work on the piers", "projects/contactless/risks.md#risk-storms"),
        ("The bank changes its settlement window", None),
    ]
    assert [ref.title for ref in view.issues] == ["No power on the two eastern piers"]


def test_the_last_six_reports_end_with_this_one(context: MakePageContext) -> None:
    made = example(context)
    grid = latest(made).history
    assert grid and read(grid) == {
        "Overall": ["on_track", "on_track", "at_risk", "at_risk", "at_risk", "off_track"],
        "Schedule": ["on_track", "on_track", "at_risk", "at_risk", "at_risk", "off_track"],
        "Scope": ["on_track"] * 6,
        "Cost": ["on_track", "on_track", "on_track", "at_risk", "at_risk", "at_risk"],
        "Quality": ["at_risk", "at_risk", "on_track", "on_track", "on_track", "on_track"],
        "Risk": ["on_track", "at_risk", "off_track", "off_track", "at_risk", "at_risk"],
    }
    assert [plain(column.title) for column in grid.columns] == [
        "13 Sep",
        "27 Sep",
        "11 Oct",
        "25 Oct",
        "8 Nov",
        "22 Nov",
    ]
    assert grid.current == 5 and grid.columns[5].target is None and grid.columns[4].target
    assert [mark.word for mark in grid.legend] == ["On track", "At risk", "Off track"]
    second = report_view(made, made.portfolio.all(Report)[1]).history
    assert second and len(second.columns) == 2
    assert report_view(made, made.portfolio.all(Report)[0]).history is None


def test_every_mark_of_a_grid_says_its_health_and_day_in_words(context: MakePageContext) -> None:
    grid = latest(example(context)).history
    assert grid and grid.rows[0].cells[2][0].name == "11 October 2026: at risk"


def test_external_readers_get_no_reasons_risks_money_or_names(context: MakePageContext) -> None:
    view = latest(example(context, "public"))
    assert (view.reason, view.spend, view.risks, view.issues) == ("", (), (), ())
    assert all(not (stated.reason or stated.path_to_green) for stated in view.dimensions)
    assert view.decisions == ()
    assert view.milestones and view.dimensions and view.achieved


def test_an_internal_report_leaves_no_trace_in_what_external_readers_get(context: MakePageContext) -> None:
    files = reports.files()
    hidden = {**files, "report_4": reports.report(4, "internal")}
    without = {name: text for name, text in files.items() if name != "report_4"}

    def seen(given: dict[str, str]) -> tuple[ReportView, ReportsView]:
        made = context(audience="public", as_of="2026-11-24", pages=PAGES, **given)
        return latest(made), archive(made)

    assert seen(hidden) == seen(without)


def test_readers_who_may_not_see_the_project_get_the_report_without_it(context: MakePageContext) -> None:
    hidden = "audience: internal\nprojects: [{id: quay, title: The secret quay}]\n"
    text = "id: autumn\naudience: public\nproject: quay\nspend: {planned: 100}\ndisclose: {public: [money]}\n"
    made = context(report=text, portfolio=hidden, audience="public", pages=PAGES)
    view = latest(made)
    assert (view.project.title, view.project.target, view.archive) == ("A project", None, None)
    assert [plain(fact.words) for fact in view.spend] == ["100"]
    [own] = REPORT.pages(made)
    assert own.src_uri == made.addresses.of(made.portfolio.all(Report)[0])
    assert list(REPORTS.pages(made)) == []


def test_readers_who_see_quarters_get_no_days(context: MakePageContext) -> None:
    coarse = "id: second\naudience: public\npublic: {date_precision: quarter}\nissued_on: 2026-11-23\n"
    view = one(context, coarse, "public")
    assert (view.covered, view.issued, view.trend, view.history) == ("Q4 2026", "", None, None)
    assert view.title == "Quay: status report, Q4 2026"
    hidden = one(context, coarse.replace("quarter", "none"), "public")
    assert (hidden.covered, hidden.title) == ("", "Quay: status report")


def test_the_pages_are_at_their_addresses(context: MakePageContext) -> None:
    made = example(context)
    assert [found.src_uri for found in REPORTS.pages(made)] == ["projects/contactless/reports/index.md"]
    found = list(REPORT.pages(made))
    assert found[-1].src_uri == "projects/contactless/reports/contactless-2026-11-22/index.md"
    assert len({page.src_uri for page in found}) == 6


def test_a_page_has_only_the_sections_that_have_something_to_say(context: MakePageContext) -> None:
    full, made = example(context), context(report="headline: Fine.\n", pages=PAGES)
    assert [section.title for section in page(full, full.portfolio.all(Report)[-1]).sections() if section.title][
        1:
    ] == [
        "Status by dimension",
        "Achieved",
        "Planned for the next two weeks",
        "Milestones",
        "Budget",
        "Main risks",
        "Issues",
        "Metrics",
        "The last six reports",
    ]
    [alone] = made.portfolio.all(Report)
    assert [section.title for section in page(made, alone).sections() if section.title][1:] == []


def test_the_archive_lists_reports_newest_first_and_notes_where_the_health_changed(context: MakePageContext) -> None:
    view = archive(example(context))
    assert view.count == "6 reports, one every two weeks"
    assert [(plain(row.ref.title), row.mark.value, plain(row.trend.words) if row.trend else "") for row in view.rows][
        :4
    ] == [
        ("9 to 22 November 2026", "off_track", "was at risk on 8 November 2026"),
        ("26 October to 8 November 2026", "at_risk", ""),
        ("12 to 25 October 2026", "at_risk", ""),
        ("28 September to 11 October 2026", "at_risk", "was on track on 27 September 2026"),
    ]


def test_the_milestone_trend_shows_what_slipped_and_what_was_kept(context: MakePageContext) -> None:
    chart = archive(example(context)).chart
    assert chart and chart.description == "Later than baseline: Readers delivered and Outer islands open."
    assert [key.words for key in chart.legend] == ["kept or earlier", "later than baseline"]
    table = {row[0]: [plain(word) for word in row[1:]] for row in chart.rows}
    assert table["Readers delivered"] == [
        "27 Nov 2026",
        "27 Nov 2026",
        "18 Dec 2026",
        "18 Dec 2026",
        "15 Jan 2027",
        "5 Feb 2027",
    ]
    assert table["Outer islands open"][-1] == "Apr 2027"
    titles = [element.text for element in chart.plot.walk() if element.tag == "title"]
    assert "Readers delivered: 5 February 2027, 10 weeks later than baseline (report of 22 November 2026)" in titles


def test_a_milestone_is_the_same_whether_it_is_named_by_id_or_only_in_words(context: MakePageContext) -> None:
    def written(day: str, name: str, forecast: str) -> str:
        return f"period: {{from: 2026-10-01, to: {day}}}\nmilestones: [{{milestone: {name}, forecast: {forecast}}}]\n"

    made = context(
        report_a=written("2026-10-11", "Grand opening", "2026-12-01"),
        report_b=written("2026-10-25", "GRAND opening", "2026-12-08"),
        pages=PAGES,
    )
    chart = trend_chart(made, made.insight.shared(project_reports)["quay"])
    assert chart and [[plain(word) for word in row] for row in chart.rows] == [["GRAND opening", "1 Dec", "8 Dec"]]


def test_one_report_makes_no_trend(context: MakePageContext) -> None:
    made = context(report="milestones: [{milestone: Opening, forecast: 2026-12-01}]\n", pages=PAGES)
    assert trend_chart(made, made.insight.shared(project_reports)["quay"]) is None


def test_the_status_history_has_a_row_for_each_project_with_reports_and_a_column_for_each_month(
    context: MakePageContext,
) -> None:
    pier = "project: pier\nperiod: {from: 2026-10-01, to: 2026-10-31}\noverall: {health: on_track}\n"
    made = context(as_of="2026-11-24", pages=PAGES, **reports.files(), report_pier=pier)
    grid = project_grid(made)
    assert grid and [column.title for column in grid.columns] == ["Sep", "Oct", "Nov"]
    assert read(grid) == {
        "Contactless on the quay": ["on_track on_track", "at_risk at_risk", "at_risk off_track"],
        "Pier": ["", "on_track", ""],
    }
    section = status_history(made)
    assert section and (section.title, section.view) == ("Status history", grid)
    assert status_history(context(portfolio=reports.PORTFOLIO, pages=PAGES)) is None


def test_the_status_history_covers_a_year_at_most(context: MakePageContext) -> None:
    files = {
        f"report_{year}": f"period: {{from: {year}-01-01, to: {year}-03-31}}\noverall: {{health: on_track}}\n"
        for year in (2024, 2025, 2026)
    }
    grid = project_grid(context(pages=PAGES, **files))
    assert grid and [plain(column.title) for column in grid.columns][::11] == ["Apr 2025", "Mar 2026"]


def test_monthly_reports_are_compared_and_named_by_their_months(context: MakePageContext) -> None:
    files = {
        f"report_{month:02}": f"period: {{from: 2026-{month:02}, to: 2026-{month:02}}}\noverall: {{health: {health}}}\n"
        for month, health in ((8, "on_track"), (9, "at_risk"), (10, "at_risk"))
    }
    made = context(pages=PAGES, **files)
    view = latest(made)
    assert (view.covered, view.trend and plain(view.trend.words)) == ("October 2026", "unchanged since September 2026")
    assert view.history and [plain(column.title) for column in view.history.columns] == [
        "Aug 2026",
        "Sep 2026",
        "Oct 2026",
    ]
    assert view.history.rows[0].cells[0][0].name == "August 2026: on track"
    second = report_view(made, made.portfolio.all(Report)[1])
    assert second.trend and plain(second.trend.words) == "was on track in August 2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, ""), (7, "week"), (14, "two weeks"), (28, "four weeks"), (30, "month"), (91, "quarter"), (10, "10 days")],
)
def test_the_time_between_reports_in_words(days: int | None, words: str) -> None:
    assert cadence_words(days) == words

"""Rows in a CSV file are the rows as they would be written in the YAML: for the portfolio, the pages, and every audience."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from milepost.access.audience_filter import redacted_for
from milepost.diff.compare import compare
from milepost.graph.loader import load, load_contents, read_files
from milepost.graph.portfolio import Portfolio
from milepost.leak_check.redacted_data import RedactedData
from milepost.problem import Problem
from milepost.render.site_plan import site_plan
from milepost.ruleset import rule_levels
from milepost.run_checks import check
from milepost.settings import Settings

AS_OF = date(2026, 11, 23)
AUDIENCES = ("public", "internal")
VALUES = st.sampled_from(["0", "-1", "1.5", "007", "1e3", "-0.125", "999999999999"])
DATES = st.one_of(
    st.dates(date(2024, 1, 1), date(2027, 1, 1)).map(date.isoformat),
    st.sampled_from(["2026-W03", "2026-09", "2026-Q3", "2026", "later", "mid-2026-09"]),
)
SEGMENTS = st.sampled_from(["", "north", "Gull Isle", 'the "old" quay', "a, b; c", "Ünter\u00a0uns"])
ROWS = st.lists(st.tuples(DATES, VALUES, SEGMENTS), max_size=25)
METRICS = st.lists(st.tuples(ROWS, st.sampled_from(AUDIENCES), st.sampled_from(["sum", "mean", None])), max_size=3)


def document(metrics: list[Any], *, inline: bool) -> str:
    found = []
    for number, (rows, audience, aggregate) in enumerate(metrics):
        metric = {"id": f"m{number}", "title": f"M{number}", "audience": audience, "direction": "up"}
        metric |= {"aggregate": aggregate, "cadence": "week"} if aggregate else {}
        written = [
            {"date": day, "value": f"§{value}§", **({"segment": segment} if segment else {})}
            for day, value, segment in rows
        ]
        found.append(metric | ({"series": written} if inline else {"file": f"m{number}.csv"}))
    # A number in quotes would be text.
    return (
        json.dumps({"kind": "metrics", "id": "all", "metrics": found}, ensure_ascii=False)
        .replace('"§', "")
        .replace('§"', "")
    )


def table(rows: list[tuple[str, str, str]], delimiter: str, ends: str, *, bom: bool, every: bool) -> str:
    stream = io.StringIO()
    quoting = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=ends, quoting=quoting)
    writer.writerows([("date", "value", "segment"), *rows])
    return ("\ufeff" if bom else "") + stream.getvalue()


def pages(portfolio: Portfolio, audience: str) -> dict[str, str]:
    seen = redacted_for(portfolio, audience, AS_OF)
    plan = site_plan(seen, as_of=AS_OF, sections=("metrics",), home=False, templates=None)
    return {path: page.render(str).html for path, page in plan.pages.items()}


def problems(portfolio: Portfolio) -> list[tuple[str, str]]:
    found: list[Problem] = check(portfolio, Settings(data_dir=Path(), as_of=AS_OF))
    # Which line is the first depends on the file that it is in.
    return sorted((one.rule, one.message.partition("; the first is")[0]) for one in found)


@given(
    METRICS,
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.booleans(),
)
@example([([("2026-01-05", "1", ""), ("2026-01-05", "2", "")], "public", None)], ";", "\r\n", True, True)
@example([([], "public", "sum")], ",", "\n", False, False)
def test_a_csv_file_is_the_rows_that_it_holds(
    metrics: list[Any], delimiter: str, ends: str, bom: bool, every: bool
) -> None:
    tables = {
        f"m{number}.csv": table(rows, delimiter, ends, bom=bom, every=every).encode()
        for number, (rows, _, _) in enumerate(metrics)
    }
    inline = load_contents({"m.yml": document(metrics, inline=True).encode()})
    outside = load_contents({"m.yml": document(metrics, inline=False).encode(), **tables})
    assert [one.message for one in inline.problems] == [one.message for one in outside.problems] == []
    assert [one.model for one in inline.portfolio.documents] == [one.model for one in outside.portfolio.documents]
    assert compare(inline.portfolio, outside.portfolio, AS_OF, levels=rule_levels()) == []
    assert len(problems(inline.portfolio)) == len(problems(outside.portfolio)) or any(
        len(rows) > 20 for rows, _, _ in metrics
    )
    for audience in AUDIENCES:
        assert pages(inline.portfolio, audience) == pages(outside.portfolio, audience)


@given(METRICS, st.sampled_from(",;\t"))
def test_the_redacted_copy_is_the_same_wherever_the_rows_are(metrics: list[Any], delimiter: str) -> None:
    copies = []
    for inline in (True, False):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "m.yml").write_text(document(metrics, inline=inline), encoding="utf-8")
            for number, (rows, _, _) in enumerate(metrics):
                if not inline:
                    content = table(rows, delimiter, "\n", bom=False, every=False)
                    (folder / f"m{number}.csv").write_text(content, encoding="utf-8", newline="")
            assert load(folder).problems == ()
            texts = RedactedData(read_files(folder)[0], AUDIENCES, "public", AS_OF).documents()
            # A date in quotes stays in quotes, and a CSV file has none.
            copies.append({path: yaml.load(text, yaml.BaseLoader) for path, text in texts.items()})
    assert copies[0] == copies[1]


@given(
    st.binary(max_size=200)
    | st.text(st.sampled_from('datevluesgmn,;"\t\r\n 0123-.\ufeffx'), max_size=200).map(str.encode)
)
def test_whatever_is_in_a_csv_file_gives_problems_with_places(content: bytes) -> None:
    found = load_contents({"m.yml": b"kind: metrics\nmetrics: [{id: m, title: M, file: m.csv}]\n", "m.csv": content})
    lines = content.count(b"\n") + 1
    for problem in found.problems:
        assert problem.place
        assert problem.place.path == "m.csv"
        assert 1 <= problem.place.line <= lines
        problem.text().encode()

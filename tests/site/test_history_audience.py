"""What git knows of the past is for the most restricted audience, unless the site says otherwise."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable

import pytest
from tests.conftest import MakeSite
from tests.support import forks
from tests.support.clone import Clone
from tests.support.project import ENVIRONMENT, Built, Project

SITE = """\
site_name: Demo
plugins: [search, milepost: {as_of: 2026-11-23, rules: {story-without-criteria: off}%s}]
"""
STORIES = """\
kind: backlog
title: Work
audience: public
stories:
- {id: a, title: Count the boats, status: %s%s}
- {id: b, title: Paint the quay, status: todo%s}
"""
# Builds with the history of the most restricted audience in the working copy of the public site.
LEAKING = """
import json
from pathlib import Path
from milepost.mkdocs_plugin.config_loading import load
from milepost.mkdocs_plugin.site import Site
from milepost.publish import build_run
site, record = Site.of(load(Path("mkdocs.yml"))[0]), build_run.record
build_run.record = lambda _: record(build_run.open_portfolio(site.settings).view_for("internal").history.known)
report = build_run.build(site, ["public"])
print(json.dumps([
    [str(one.folder) for one in report.sites],
    [difference.path for verdict in report.verdicts for difference in verdict.differences],
]))
"""
HIDDEN_PAST = tuple(
    (day, STORIES % (status, hidden, ""))
    for day, status, hidden in (
        (2, "todo", ", audience: internal"),
        (4, "in_progress", ", audience: internal"),
        (12, "in_review", ""),
        (16, "done", ""),
    )
)


@pytest.fixture
def project(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Project]:
    """A site with a past: a story is added, started on 12 November, and done on 16 November; more by (day, text)."""

    def make(options: str = "", *more: tuple[int, str]) -> Project:
        made = site("docs/\n    index.md\n        ---\n        audience: public\n        ---\n        # Home")
        made.write("mkdocs.yml", SITE % options)
        clone = Clone(made.root)
        past = ((2, "todo"), (12, "in_progress"), (16, "done"))
        for day, text in more or [(day, STORIES % (status, "", "")) for day, status in past]:
            for name in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
                monkeypatch.setenv(name, f"2026-11-{day:02}T12:00:00+0000")
            clone.commit({"data/work.yml": text})
        return made

    return make


def built(project: Project) -> Built:
    """Builds all sites, verified; nothing may differ and nothing internal be found."""
    done = project.run("milepost", "build")
    assert done.exit == 0, done.log
    assert "No internal text found" in done.log
    return done


@pytest.mark.whole
def test_only_the_most_restricted_audience_sees_what_git_knows(project: Callable[..., Project]) -> None:
    done = built(project())
    assert "the git history, which begins on" not in done.read("backlog/flow/index.html")
    assert "16 November 2026" not in done.read("backlog/flow/index.html")
    internal = Built(done.folder.with_name("site-internal"), (), 0)
    flow = internal.page("backlog/flow/").words
    assert "Dates that are not typed in YAML come from the git history" in flow
    assert "2 November 2026" in flow.replace("\xa0", " ")
    assert "5 days" in internal.page("backlog/").words  # from 12 to 16 November


@pytest.mark.whole
def test_an_audience_that_sees_history_sees_only_what_was_and_is_public(project: Callable[..., Project]) -> None:
    hidden, renamed = ", audience: internal", ", formerly: [paint]"
    made = project(
        ", history_audience: public",
        (2, STORIES % ("todo", hidden, hidden)),
        (4, STORIES % ("in_progress", hidden, "")),
        (8, STORIES % ("in_review", "", hidden)),
        (12, STORIES % ("done", "", hidden + renamed)),
    )
    done = built(made)
    public = done.page("backlog/").words.replace("\xa0", " ")
    internal = Built(done.folder.with_name("site-internal"), (), 0).page("backlog/").words.replace("\xa0", " ")
    assert "Paint the quay" in internal
    assert "Paint the quay" not in public
    # The public saw it in review first, so nobody tells them when it was added or started.
    assert "Done 12 Nov" in public
    assert "4 Nov" not in public + done.read("backlog/flow/index.html").replace("\xa0", " ")
    assert "Started 4 Nov" in internal


@pytest.mark.whole
def test_a_past_that_an_audience_may_not_know_stops_the_build(project: Callable[..., Project]) -> None:
    made = project(", history_audience: public", *HIDDEN_PAST)
    built(made)
    done = forks.run([sys.executable, "-c", LEAKING], cwd=made.root, env={**os.environ, **ENVIRONMENT})
    assert done.returncode == 0, done.stderr
    published, differs = json.loads(done.stdout)
    assert published == []
    assert {"backlog/index.html", "backlog/flow/index.html"} <= {*differs}


@pytest.mark.whole
def test_the_same_commit_gives_the_same_site_without_its_cache(project: Callable[..., Project]) -> None:
    made = project(", history_audience: public")
    first = built(made).files()
    cache = made.root / ".git" / "milepost"
    assert [*cache.iterdir()]
    shutil.rmtree(cache)
    assert built(made).files() == first
    (file,) = cache.iterdir()
    file.write_text("damaged", encoding="utf-8")
    assert built(made).files() == first


@pytest.mark.whole
def test_commands_see_the_past_too(project: Callable[..., Project]) -> None:
    made = project()
    shown = made.run("milepost", "show", "story:a", "--json")
    found = json.loads("\n".join(shown.messages))["computed"]
    assert (found["created_on"], found["started_on"], found["done_on"]) == (None, "2026-11-12", "2026-11-16")
    assert (found["cycle_days"], found["from_git"]) == (5, ["done_on", "started_on"])
    outer = made.run("milepost", "show", "story:a", "--json", "--audience", "public")
    assert json.loads("\n".join(outer.messages))["computed"]["cycle_days"] is None


def test_an_unknown_history_audience_is_an_error_at_its_line(site: MakeSite) -> None:
    made = site("docs/\n    index.md\n        ---\n        audience: public\n        ---\n        # Home")
    made.write("mkdocs.yml", SITE % ", history_audience: publik")
    made.write("data/work.yml", STORIES % ("todo", "", ""))
    done = made.run("milepost", "check")
    assert done.exit == 2
    assert "mkdocs.yml:2:" in done.log
    assert "history_audience: there is no audience 'publik'" in done.log
    assert "did you mean 'public'?" in done.log


ITEMS = """\
kind: roadmap
title: Roadmap
audience: public
%sitems:
- {id: a, title: Readers, status: planned, end: %s, slip_reason: Reason %s%s}
"""


@pytest.mark.whole
def test_promised_dates_of_another_time_are_shown_only_where_they_were_and_are_public(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once internal and now public, once public and now internal, in other words for the public, and embargoed."""
    hidden = ", audience: internal"
    past = (
        (2, "2027-01-11", hidden),
        (5, "2027-02-12", ""),
        (8, "2027-03-13", "embargo_until: 2026-12-09"),
        (11, "2027-04-14", ", public: {end: 2027-09}"),
        (14, "2027-05-15", hidden),
        (17, "2027-06-16", ""),
    )
    made = site("docs/\n    index.md\n        ---\n        audience: public\n        ---\n        # Home")
    made.write("mkdocs.yml", SITE % ", history_audience: public")
    clone = Clone(made.root)
    for number, (day, end, more) in enumerate(past):
        for name in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
            monkeypatch.setenv(name, f"2026-11-{day:02}T12:00:00+0000")
        embargo = f"{more}\n" if more.startswith("embargo") else ""
        clone.commit({"data/roadmap.yml": ITEMS % (embargo, end, number, "" if embargo else more)})
    done = built(made)
    internal = Built(done.folder.with_name("site-internal"), (), 0)
    for address in ("roadmap/items/a/", "roadmap/changes/"):
        assert {"13 Mar 2027", "15 May 2027"} <= {*DAYS.findall(internal.page(address).words.replace("\xa0", " "))}
        words = done.page(address).words.replace("\xa0", " ")
        assert "12 Feb 2027" in words
        assert "16 Jun 2027" in words
        for date in ("11 Jan", "13 Mar", "14 Apr", "15 May", "September 2027", "Sep 2027"):
            assert date not in words, (address, date)
        for secret in ("Reason ", "Release Manager", "Change the plan"):
            assert secret not in words, (address, secret)
    assert "Release Manager" in internal.page("roadmap/items/a/").words


DAYS = re.compile(r"\d\d [A-Z][a-z]+ 2027")

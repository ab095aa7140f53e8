from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

import pytest

from milepost.could_not_run import CouldNotRun
from milepost.mkdocs_plugin.config_loading import load
from milepost.mkdocs_plugin.site import Site
from milepost.problem import MilepostError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("docs", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Demo\nplugins: [milepost: {as_of: 2026-01-01}]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def site(folder: Path, site_dir: Path | None = None, as_of: date | None = None) -> Site:
    config, _ = load(folder / "mkdocs.yml", site_dir=str(site_dir) if site_dir else None)
    return Site.of(config, as_of)


def test_the_outermost_site_is_site_dir_and_the_inner_ones_lie_beside_it(folder: Path) -> None:
    found = site(folder)
    assert found.target("public") == folder / "site"
    assert found.target("internal") == folder / "site-internal"


def test_a_linked_site_folder_is_replaced_where_it_really_is(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "site").symlink_to(tmp_path / "elsewhere")
    assert site(folder).target("public") == tmp_path / "elsewhere"


def test_what_is_beside_a_linked_site_folder_stays_public(folder: Path, tmp_path: Path) -> None:
    """Where a link leads, a web server may publish everything."""
    (tmp_path / "www").mkdir()
    (folder / "site").symlink_to(tmp_path / "www")
    assert site(folder).target("internal") == folder / "site-internal"


@pytest.mark.parametrize(
    ("written", "inner", "staging_base"),
    [
        ("public", "public-internal", "public"),
        ("public/roadmap", "public-internal/roadmap", "public"),
        ("a/b/c", "a-internal/b/c", "a"),
        ("../www/roadmap", "roadmap-internal", "roadmap"),
        ("/nowhere/www", "www-internal", "www"),
    ],
)
def test_only_the_public_site_is_in_a_folder_that_may_be_uploaded(
    folder: Path, written: str, inner: str, staging_base: str
) -> None:
    found = site(folder, folder / written)
    assert found.target("public") == Path(os.path.realpath(folder / written))
    assert found.target("internal") == folder / inner
    assert found.staging_base == folder / staging_base


def test_where_nothing_can_be_written_beside_the_source_a_build_works_elsewhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source that is mounted read-only, as root sees it."""
    (tmp_path / "out").mkdir()
    writable = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and writable(path, mode))
    found = site(folder, tmp_path / "out" / "site")
    assert found.staging_base.parent == Path(tempfile.gettempdir())
    found.guard(["public"])
    with pytest.raises(CouldNotRun, match=r"out-internal/site cannot be written, since .* cannot be written to"):
        found.guard(["internal"])


def test_no_site_is_in_that_of_another_audience(folder: Path) -> None:
    (folder / "site-internal").symlink_to(folder / "site" / "internal")
    with pytest.raises(CouldNotRun, match=r"the site for 'internal' would be in that for 'public', .*/site"):
        site(folder).guard()


def test_a_site_takes_the_place_of_no_file(folder: Path) -> None:
    (folder / "site").write_text("a file")
    with pytest.raises(CouldNotRun, match=r"/site is a file, and a site is a folder"):
        site(folder).guard()


def test_a_site_below_a_file_is_refused(folder: Path) -> None:
    (folder / "out").write_text("a file")
    with pytest.raises(CouldNotRun, match=r"/out/site cannot be written, since .*/out is a file"):
        site(folder, folder / "out" / "site").guard(["public"])


def test_a_site_goes_where_a_link_that_leads_nowhere_points(folder: Path) -> None:
    (folder / "site").symlink_to(folder / "new" / "place")
    found = site(folder)
    found.guard(["public", "internal"])
    assert found.target("public") == folder / "new" / "place"


@pytest.mark.parametrize("custom", ["custom_dir: looks", "templates: looks"])
def test_templates_are_a_source_too(folder: Path, custom: str) -> None:
    (folder / "looks").mkdir()
    theme, option = (f", {custom}", "") if custom.startswith("custom") else ("", f": {{{custom}}}")
    config = f"site_name: Demo\ntheme: {{name: mkdocs{theme}}}\nplugins: [milepost{option}]\n"
    (folder / "mkdocs.yml").write_text(config)
    with pytest.raises(CouldNotRun, match="which holds"):
        site(folder, folder / "looks").guard()


def test_a_day_on_the_command_line_wins_over_the_option(folder: Path) -> None:
    assert site(folder).settings.as_of == date(2026, 1, 1)
    assert site(folder, as_of=date(2026, 9, 14)).settings.as_of == date(2026, 9, 14)


def test_nobody_named_means_the_innermost(folder: Path) -> None:
    assert site(folder).known_audience(None) == "internal"
    assert site(folder).known_audience(None, "public") == "public"
    with pytest.raises(CouldNotRun, match="there is no audience 'pubic'; did you mean 'public'"):
        site(folder).known_audience("pubic")


@pytest.mark.parametrize("place", ["data", ".", ".."])
def test_a_site_never_holds_what_it_is_made_from(folder: Path, place: str) -> None:
    site(folder).guard()
    with pytest.raises((CouldNotRun, MilepostError)):
        site(folder, folder / place).guard()


def test_an_option_of_the_command_line_is_not_said_to_stand_in_the_file(folder: Path) -> None:
    with pytest.raises(MilepostError, match=r"^bad-option: site_dir: The 'docs_dir' should not be within"):
        site(folder, folder)


def test_an_audience_whose_name_no_folder_can_have_is_refused(folder: Path) -> None:
    config = "site_name: Demo\nplugins: [milepost: {audiences: [public, ../inside]}]\n"
    (folder / "mkdocs.yml").write_text(config)
    with pytest.raises(CouldNotRun, match="cannot be part of a folder's name"):
        site(folder).guard()


def test_every_flaw_of_the_options_is_told_at_its_place_in_the_order_of_the_file(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("""\
site_name: Demo
plugins:
  - milepost:
      audience: publik
      rules: {overdu: error, overdue: loud, bad-id: off}
      sections: [roadmap, {stratgy: Our way}]
      as_of: soon
""")
    with pytest.raises(MilepostError) as caught:
        site(folder)
    assert [problem.headline for problem in caught.value.problems] == [
        "mkdocs.yml:4:17: bad-option: audience: there is no audience 'publik'",
        "mkdocs.yml:5:15: bad-option: rules: there is no rule 'overdu'",
        "mkdocs.yml:5:30: bad-option: rules: 'loud' is no level for 'overdue'",
        "mkdocs.yml:5:45: bad-option: rules: 'bad-id' cannot be changed",
        "mkdocs.yml:6:28: bad-option: sections: there is no section 'stratgy'",
        "mkdocs.yml:7:14: bad-option: as_of 'soon': not a date or period",
    ]


def test_what_the_environment_asks_for_stands_in_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "mkdocs.yml").write_text("site_name: Demo\nplugins: [milepost]\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    monkeypatch.setenv("MILEPOST_AUDIENCE", "nobody")
    with pytest.raises(MilepostError) as caught:
        site(folder)
    assert [problem.headline for problem in caught.value.problems] == [
        "bad-option: SOURCE_DATE_EPOCH 'soon' is not a number of seconds",
        "bad-option: the variable MILEPOST_AUDIENCE: there is no audience 'nobody'",
    ]

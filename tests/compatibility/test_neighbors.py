"""Plugins that people use beside Milepost, together, and set to reach for internal files: nothing internal gets out."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest
from mkdocs.config.defaults import MkDocsConfig
from tests.compatibility import neighbors
from tests.compatibility.conftest import Make
from tests.compatibility.neighbors import NEIGHBORS, Neighbor
from tests.support.project import Built, Project
from tests.support.tree import page

from milepost.mkdocs_plugin import git_history

BY_NAME = {one.id: one for one in NEIGHBORS}
READS_GIT = ("git-revision-date-localized", "git-authors", "rss")
PLAN = "{% for item in plan['items'] %}{{ item.title }} {% endfor %}"


def build(project: Project) -> Built:
    return project.run("milepost", "build", "--strict")


@pytest.mark.slow
def test_together(make: Make) -> None:
    built = build(make(*NEIGHBORS))
    assert built.exit == 0, built.log
    assert neighbors.leaks(built) == []
    assert [one.id for one in NEIGHBORS if one.shows and not one.shows(built)] == []
    assert "Merger with Zanzibar" in (built.folder.parent / "site-internal/feed_rss_created.xml").read_text("utf-8")


@pytest.mark.slow
def test_together_with_a_public_source(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make(*NEIGHBORS, source_public=True)
    monkeypatch.chdir(project.root)
    built = project.build("public", strict=True)
    assert built.exit == 0, built.log
    assert [leak for leak in neighbors.leaks(built) if not leak.endswith((": ada example", ": ada@example"))] == []
    start = built.page("guide/start/").words
    assert "2025-03-04 12:00:00" in start
    assert "Ada Example" in start


def test_git_history_is_shown_where_the_source_is_public(make: Make) -> None:
    project = make(*(BY_NAME[name] for name in READS_GIT), source_public=True)
    built = build(project)
    assert built.exit == 0, built.log
    start = built.page("guide/start/").words
    assert "2025-03-04 12:00:00" in start
    assert "Ada Example" in start


def test_a_generated_page_has_no_date_and_no_author_from_git(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make(*(BY_NAME[name] for name in READS_GIT))
    monkeypatch.chdir(project.root)
    built = project.build("internal", strict=True)
    assert built.exit == 0, built.log
    assert "Ada Example" in built.page("guide/start/").words
    for address in ("roadmap/", "roadmap/items/checkout/"):
        assert "git-revision-date" not in built.read(f"{address}index.html")
        assert "Ada Example" not in built.page(address).words


def test_git_history_stays_inside_whatever_the_order_of_plugins(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make(*(BY_NAME[name] for name in READS_GIT))
    monkeypatch.chdir(project.root)
    listed = project.read("mkdocs.yml")
    ours = next(line for line in listed.splitlines(keepends=True) if "milepost:" in line)
    project.write("mkdocs.yml", listed.replace(ours, "") + "  " + ours.strip() + "\n")
    built = project.build("public", strict=True)
    assert built.exit == 0, built.log
    assert neighbors.leaks(built) == []
    assert built.mentions("example.com/acme") == []
    for name in READS_GIT:
        assert f"{name} is off for this site" in built.log or f"{name} reads no dates from git" in built.log
    assert built.has("search/search_index.json")  # no plugin was passed over


def test_variables_that_macros_takes_from_git_are_empty_outside(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make(replace(BY_NAME["macros"], files={"docs/more.md": page("More", body="By {{ git.author }}.")}))
    monkeypatch.chdir(project.root)
    assert neighbors.leaks(project.build("public")) == []
    assert "By Ada Example." in project.build("internal").page("more/").words


def test_a_plugin_made_with_git_is_off_whatever_its_name(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    option = dict(MkDocsConfig._schema)["plugins"]
    entry = option.installed_plugins["git-revision-date-localized"]
    monkeypatch.setitem(option.installed_plugins, "days", entry)
    monkeypatch.setattr(git_history, "_made_with_git", lambda: frozenset({"days"}))
    project = make(Neighbor("days", {"type": "iso_datetime"}))
    assert project.build("public").mentions("2025-03-04") == []
    assert "2025-03-04" in project.build("internal").page("guide/start/").words


def test_the_plugins_made_with_git_are_known_by_what_their_packages_ask_for() -> None:
    known = git_history._made_with_git()
    assert {"git-revision-date-localized", "rss"} <= known
    assert not known & {"material/search", "material/social", "macros", "milepost"}


def test_a_plugin_that_drops_generated_pages_is_refused_at_its_place(make: Make) -> None:
    languages = [{"locale": "en", "default": True, "name": "English"}, {"locale": "fr", "name": "Français"}]
    built = build(make(Neighbor("i18n", {"languages": languages})))
    assert built.exit != 0
    assert "mkdocs.yml:9:5" in built.log
    assert "i18n leaves every page out that another plugin generates" in built.log
    assert "Traceback" not in built.log
    assert not built.folder.exists()


def test_output_that_differs_from_itself_is_named_as_such(make: Make) -> None:
    plan = "- title: Build\n  activities:\n    - {title: Lay the keel, start: 2026-03-03, lasts: 10 days}\n"
    project = make()
    project.write("mkdocs.yml", project.read("mkdocs.yml") + "markdown_extensions: [neoteroi.projects]\n")
    project.write("docs/plan.md", page("Plan", body=f"::gantt::\n\n{plan}\n::/gantt::"))
    built = build(project)
    assert "differ each time they are built:\n  plan/index.html" in built.log
    assert "failed" not in built.log


class TestCaches:
    """A cache outlives a build. What a plugin keeps for one audience never reaches another."""

    @pytest.fixture(autouse=True)
    def keeper(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Makes a plugin known that draws no page twice, and looks at nothing but its address."""
        option = dict(MkDocsConfig._schema)["plugins"]
        entry = EntryPoint("keeper", "tests.compatibility.keeper:Keeper", "mkdocs.plugins")
        monkeypatch.setitem(option.installed_plugins, "keeper", entry)

    def test_a_page_kept_from_the_internal_site_is_not_served_to_the_public(self, make: Make) -> None:
        project = make(Neighbor("keeper", {"cache_dir": ".cache/keeper"}))
        assert "Receipts by mail" in project.build("internal").page("roadmap/items/receipts/").words
        public = project.build("public")
        assert "Receipts by mail" not in public.page("roadmap/items/receipts/").words
        assert neighbors.leaks(public) == []

    def test_it_is_served_to_its_own_audience_again(self, make: Make) -> None:
        project = make(Neighbor("keeper", {"cache_dir": ".cache/keeper"}))
        project.build("public")
        project.change("data/roadmap.yml", "Pay in one step.", "Pay in two steps.")
        assert "Pay in one step." in project.build("public").page("roadmap/items/checkout/").words

    def test_a_shared_cache_of_before_is_not_read(self, make: Make) -> None:
        project = make(Neighbor("keeper", {"cache_dir": ".cache/keeper"}))
        project.write(".cache/keeper/roadmap/items/checkout/index.html", "Salaries")
        assert neighbors.leaks(project.build("public")) == []

    def test_every_cache_of_materials_plugins_is_of_one_audience(
        self, make: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        project = make(*(BY_NAME[name] for name in ("social", "optimize", "privacy", "rss")))
        monkeypatch.chdir(project.root)
        for audience in ("public", "internal"):
            assert project.build(audience, strict=True).exit == 0
        kept = [
            path.relative_to(project.root / ".cache") for path in (project.root / ".cache").rglob("*") if path.is_file()
        ]
        assert {part for path in kept for part in path.parts if part.startswith("milepost-")} == {
            "milepost-public",
            "milepost-internal",
        }
        assert [path for path in kept if not any(part.startswith("milepost-") for part in path.parts)] == []


def test_social_cards_are_those_of_a_source_without_anything_internal(make: Make) -> None:
    social = BY_NAME["social"]
    project, clean = make(social), make(social, name="clean")
    text = clean.read("data/roadmap.yml")
    clean.write("data/roadmap.yml", text[: text.index("  - id: merger")].replace("Receipts by mail", "Receipts"))
    for path in ("docs/team/index.md", "docs/team/pay.md"):
        clean.remove(path)
    project.build("internal")
    found, expected = cards(project.build("public")), cards(clean.build("public"))
    assert found == expected
    assert "assets/images/social/roadmap/items/receipts.png" in found


def test_an_optimized_image_has_lost_its_metadata(make: Make) -> None:
    built = make(BY_NAME["optimize"]).build("public", strict=True)
    assert built.exit == 0, built.log
    assert neighbors.leaks(built) == []
    assert not built.has("team/zanzibar.jpg")


class TestReachingForInternalFiles:
    """Configurations that lead a plugin to internal data or pages by path: the build refuses, or nothing is there."""

    @pytest.mark.parametrize(
        ("neighbor", "body"),
        [
            pytest.param(Neighbor("macros", {"include_yaml": [{"plan": "data/roadmap.yml"}]}), PLAN, id="macros-yaml"),
            pytest.param(Neighbor("macros", {"include_dir": "docs"}), "{% include 'team/pay.md' %}", id="macros-dir"),
            pytest.param(Neighbor("table-reader", {"data_path": "data"}), "{{ read_csv('pay.csv') }}", id="table-csv"),
            pytest.param(Neighbor("table-reader"), "{{ read_raw('data/roadmap.yml') }}", id="table-raw"),
            pytest.param(Neighbor("include-markdown"), '{% include "../data/roadmap.yml" %}', id="include-data"),
            pytest.param(Neighbor("include-markdown"), '{% include-markdown "team/pay.md" %}', id="include-page"),
        ],
    )
    def test_a_file_read_by_path(self, make: Make, neighbor: Neighbor, body: str) -> None:
        files = {"docs/more.md": page("More", body=body), "data/pay.csv": "who,pay\nSalaries of Zanzibar,1\n"}
        built = build(make(replace(neighbor, files=files)))
        if built.folder.exists():
            assert neighbors.leaks(built) == []
        else:
            assert built.exit != 0
            assert re.search(r"mkdocs\.yml:\d|more", built.log)

    @pytest.mark.parametrize(
        "neighbor",
        [
            Neighbor("redirects", {"redirect_maps": {"old.md": "team/pay.md"}}),
            replace(BY_NAME["print-site"], files={"docs/index.md": page("Home", body="[pay](team/pay.md)")}),
            replace(BY_NAME["rss"], options={"match_path": "team/.*"}),
            replace(
                BY_NAME["tags"],
                files={
                    **BY_NAME["tags"].files,
                    "docs/team/pay.md": "---\naudience: internal\ntags: [hushhush]\n---\n# Salaries\n",
                },
            ),
            replace(
                BY_NAME["llmstxt"],
                options={"full_output": "all.txt", "sections": {"Team": ["team/*.md", "roadmap/items/*.md"]}},
            ),
        ],
        ids=lambda one: one.id,
    )
    def test_a_hidden_page_named_in_options(self, make: Make, neighbor: Neighbor) -> None:
        built = make(neighbor).build("public")
        assert "Traceback" not in built.log
        assert built.has("roadmap/items/checkout/index.html")
        assert neighbors.leaks(built) == []
        assert built.mentions("team/pay") == []

    @pytest.mark.parametrize("first", [True, False], ids=["before-milepost", "after-milepost"])
    def test_pages_of_another_docs_folder_need_an_audience_too(self, make: Make, first: bool) -> None:
        project = make(Neighbor("monorepo"))
        if first:
            project.change("mkdocs.yml", "  - monorepo: {}\n", "")
            project.change("mkdocs.yml", "plugins:\n", "plugins:\n  - monorepo\n")
        nav = "nav:\n  - Home: index.md\n  - Shop: '!include shop/mkdocs.yml'\n"
        project.write("mkdocs.yml", project.read("mkdocs.yml") + nav)
        project.write("shop/mkdocs.yml", "site_name: shop\nnav: [Prices: index.md, Pay: pay.md]\n")
        project.write("shop/docs/index.md", page("Prices"))
        project.write("shop/docs/pay.md", page("Salaries", "internal"))
        built = project.build("public")
        assert neighbors.leaks(built) == []
        assert built.exit == 1 or built.page("shop/").words


def cards(built: Built) -> dict[str, bytes]:
    """The social cards of a site."""
    return {path: content for path, content in built.files().items() if path.startswith("assets/images/social/")}

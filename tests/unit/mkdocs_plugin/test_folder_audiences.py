from __future__ import annotations

from pathlib import Path

import pytest

from milepost.mkdocs_plugin.config_loading import load
from milepost.mkdocs_plugin.folder_audiences import FolderAudiences

ON = "[meta, milepost]"
OFF = "[material/meta: {enabled: false}, milepost]"
OTHER = "[material/meta: {meta_file: _meta.yml}, milepost]"


def folders(root: Path, plugins: str, **files: str) -> FolderAudiences:
    """The folders of a site with `docs/team/` and these files in it."""
    (root / "docs/team").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(f"site_name: Demo\ntheme: {{name: material}}\nplugins: {plugins}\n")
    for name, text in files.items():
        (root / "docs/team" / name).write_text(text)
    return FolderAudiences(load(root / "mkdocs.yml")[0], ("public", "internal"))


@pytest.mark.parametrize(("plugins", "name"), [(ON, ".meta.yml"), (OTHER, "_meta.yml")])
def test_front_matter_for_a_folder_may_name_its_audience(tmp_path: Path, plugins: str, name: str) -> None:
    found = folders(tmp_path, plugins, **{name: "audience: public\n"})
    assert found.audience("team/a.md") == "public"
    assert found.problems == []


def test_a_folders_own_file_comes_first(tmp_path: Path) -> None:
    found = folders(tmp_path, ON, **{".meta.yml": "audience: public\n", "_audience.yml": "audience: internal\n"})
    assert found.audience("team/a.md") == "internal"


@pytest.mark.parametrize("plugins", ["[milepost]", OFF])
def test_an_audience_in_front_matter_that_nothing_reads_is_an_error(tmp_path: Path, plugins: str) -> None:
    found = folders(tmp_path, plugins, **{".meta.yml": "audience: public\n"})
    assert found.audience("team/a.md") == "internal"
    (problem,) = found.problems
    assert problem.headline.endswith(
        "docs/team/.meta.yml:1:1: page-audience: an audience for the whole folder, "
        "but Material's meta plugin, which reads this file, is off"
    )
    assert problem.hint == "switch the plugin on, or write the audience into _audience.yml"


def test_other_front_matter_that_nothing_reads_is_none_of_our_business(tmp_path: Path) -> None:
    found = folders(tmp_path, "[milepost]", **{".meta.yml": "tags: [a]\n"})
    assert (found.audience("team/a.md"), found.problems) == (None, [])


def test_an_unknown_audience_in_front_matter_for_a_folder_is_an_error(tmp_path: Path) -> None:
    found = folders(tmp_path, ON, **{".meta.yml": "audience: publik\n"})
    assert found.audience("team/a.md") == "internal"
    (problem,) = found.problems
    assert (problem.rule, problem.hint) == ("unknown-audience", "did you mean 'public'?")


@pytest.mark.parametrize(
    "text",
    [
        "Audience: internal\n",
        "audiance: public\n",
        "visibility: internal\n",
        "private: true\n",
        "audience:\n",
        "audience: [internal]\n",
    ],
)
def test_an_audience_in_front_matter_for_a_folder_that_nothing_reads_closes_it(tmp_path: Path, text: str) -> None:
    found = folders(tmp_path, ON, **{".meta.yml": text})
    assert found.audience("team/a.md") == "internal"
    (problem,) = found.problems
    assert problem.rule in ("page-front-matter", "unknown-audience")


def test_a_folder_of_pages_has_files_of_its_own(tmp_path: Path) -> None:
    folders(tmp_path, ON, **{"_audience.yml": "audience: public\n"})
    (tmp_path / "inside/team").mkdir(parents=True)
    (tmp_path / "inside/team/_audience.yml").write_text("audience: public\n")
    audiences = ("public", "partners", "internal")
    found = FolderAudiences(load(tmp_path / "mkdocs.yml")[0], audiences, tmp_path / "inside", "partners")
    assert found.audience("team/a.md") == "partners"
    (problem,) = found.problems
    assert (problem.rule, problem.message) == (
        "page-folder", "this folder is for 'public', and lies in the folder of pages for 'partners'",
    )  # fmt: skip
    (tmp_path / "inside/team/_audience.yml").write_text("audience: internal\n")
    found = FolderAudiences(load(tmp_path / "mkdocs.yml")[0], audiences, tmp_path / "inside", "partners")
    assert (found.audience("team/a.md"), found.problems) == ("internal", [])

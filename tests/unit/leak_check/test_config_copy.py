"""mkdocs.yml in a working copy."""

from __future__ import annotations

import pytest
import yaml

from milepost.leak_check.config_copy import redacted_config

TEXT = """\
# Do not tell the press about Merlin.
site_name: !ENV [NAME, Demo]
docs_dir: /src/project/docs
theme: {name: material, icon: {logo: !!python/name:os.sep ""}}
nav:
  - Home: index.md
  - Merlin: internal/merlin.md
  - Plans:
      - internal/merlin.md
      - ./internal/merlin.md
  - More:
      - Open: open.md
      - Closed: internal/merlin.md
  - Empty: []
plugins:
  - search
  - milepost: {pages: {internal: docs-internal, partners: docs-partners}}
extra: &shared {path: /src/project2/x}
again: *shared
"""


def copied(text: str = TEXT) -> str:
    return redacted_config(
        text, {"internal/merlin.md"}.__contains__, ("/src/project", "/copy"), frozenset({"internal"})
    )


def test_hidden_pages_leave_the_navigation_with_sections_that_held_nothing_else() -> None:
    nav = yaml.safe_load(copied("nav:" + TEXT.split("nav:")[1].split("plugins:", maxsplit=1)[0]))["nav"]
    assert nav == [{"Home": "index.md"}, {"More": [{"Open": "open.md"}]}, {"Empty": []}]


def test_comments_and_hidden_names_are_gone() -> None:
    assert "Merlin" not in copied()
    assert "merlin" not in copied()


def test_tags_stay_as_they_are() -> None:
    assert "!ENV [NAME, Demo]" in copied()
    assert "!!python/name:os.sep" in copied()


def test_paths_into_the_source_lead_into_the_copy_and_no_others() -> None:
    assert "docs_dir: /copy/docs" in copied()
    assert copied().count("/src/project2/x") == 1


def test_folders_of_narrower_audiences_are_not_named() -> None:
    assert "docs-internal" not in copied()
    assert "partners: docs-partners" in copied()


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "- a\n", "nav:\n", "nav: index.md\n", "plugins: milepost\n", "a: &a [*a]\n"]
)
def test_odd_files_do_not_stop_it(text: str) -> None:
    redacted_config(text, {"x"}.__contains__, ("/a", "/b"), frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "nav: [a.md, b: secret.md]\n",
        "nav: [{Plans: [secret.md, {Deep: secret.md}]}]\n",
        'nav: ["./secret.md", "x/../secret.md"]\n',
    ],
)
def test_every_way_to_write_a_navigation_is_pruned(text: str) -> None:
    assert "secret" not in redacted_config(text, {"secret.md"}.__contains__, ("/a", "/b"), frozenset())

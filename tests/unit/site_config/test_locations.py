"""Where an option stands in mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from milepost.problem import Place
from milepost.site_config.locations import PLUGIN, place_of, place_on_disk

CONFIG = """\
site_name: Ä plan
plugins:
  - search
  - milepost:
      audience: publik
      pages_audience:
      rules: {overdue: off,
              date-slipped: loud}
      sections: [roadmap, {strategy: Where to}]
"""


def at(config: str, *steps: str, key: bool = False) -> tuple[int, int] | None:
    found = place_of({"mkdocs.yml": config.encode()}.get, "mkdocs.yml", *steps, key=key)
    return found and (found.line, found.column)


@pytest.mark.parametrize(
    ("steps", "value", "key"),
    [
        (("site_name",), (1, 12), (1, 1)),
        (("plugins", "search"), (3, 5), (3, 5)),
        ((*PLUGIN, "audience"), (5, 17), (5, 7)),
        ((*PLUGIN, "rules", "date-slipped"), (8, 29), (8, 15)),
        ((*PLUGIN, "sections", "roadmap"), (9, 18), (9, 18)),
        ((*PLUGIN, "sections", "strategy"), (9, 38), (9, 28)),
    ],
)
def test_a_value_and_its_key_are_found(steps: tuple[str, ...], value: tuple[int, int], key: tuple[int, int]) -> None:
    assert at(CONFIG, *steps) == value
    assert at(CONFIG, *steps, key=True) == key


def test_of_a_value_that_is_not_written_the_key_is_shown() -> None:
    assert at(CONFIG, *PLUGIN, "pages_audience") == (6, 7)


def test_of_an_option_that_is_not_there_the_nearest_around_it_is_shown() -> None:
    assert at(CONFIG, *PLUGIN, "data_dir") == (4, 5)
    assert at(CONFIG, *PLUGIN, "rules", "stale") == (7, 7)
    assert at("site_name: A\nplugins: [milepost]\n", *PLUGIN, "data_dir") == (2, 11)
    assert at("site_name: A\n", *PLUGIN, "data_dir") is None


def test_a_configuration_is_parsed_once_for_all_its_places(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    compose = yaml.compose
    monkeypatch.setattr(yaml, "compose", lambda text, loader: (parsed.append(text), compose(text, loader))[1])
    config = CONFIG + "extra: {only: here}\n"
    for option in ("audience", "pages_audience", "rules"):
        assert at(config, *PLUGIN, option)
    assert parsed == [config]


def test_plugins_may_be_a_mapping() -> None:
    assert at("plugins:\n  search: {}\n  milepost:\n    audience: public\n", *PLUGIN, "audience") == (4, 15)


def test_an_inherited_option_is_found_where_it_stands() -> None:
    texts = {
        "site/mkdocs.yml": b"INHERIT: ../base.yml\nsite_name: A\n",
        "base.yml": b"site_name: B\nplugins:\n  milepost:\n    audience: nobody\n",
    }
    assert place_of(texts.get, "site/mkdocs.yml", *PLUGIN, "audience") == Place(
        "base.yml", 4, 15, "    audience: nobody"
    )
    assert place_of(texts.get, "site/mkdocs.yml", "site_name") == Place("site/mkdocs.yml", 2, 12, "site_name: A")


@pytest.mark.parametrize(
    "config",
    [
        "",
        "- a\n",
        "a: [",
        "a: !ENV [B, c]\nb: *a\n",
        "\t",
        "a: " + "[" * 500,
        "? [a]\n: b\n",
        "a\x00b: c",
        "INHERIT: mkdocs.yml\n",
    ],
    ids=range(9),
)
def test_a_configuration_that_is_not_sound_has_no_places(config: str) -> None:
    assert at(config, *PLUGIN, "audience") is None


def test_a_tag_of_a_configuration_is_no_obstacle() -> None:
    assert at('a: !ENV [B, c]\nb: !!python/name:os.system ""\nplugins: [milepost]\n', "plugins", "milepost") == (3, 11)


def test_on_disk_the_path_is_told_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "mkdocs.yml").write_text("site_name: A\n")
    monkeypatch.chdir(tmp_path)
    whole = str(tmp_path / "below" / "mkdocs.yml")
    assert place_on_disk(whole, "site_name") == Place("below/mkdocs.yml", 1, 12, "site_name: A")
    assert place_on_disk(str(tmp_path / "nowhere.yml"), "site_name") is None
    assert place_on_disk(None, "site_name") is None

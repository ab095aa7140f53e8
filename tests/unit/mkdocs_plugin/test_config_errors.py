"""What is wrong with a configuration, at its place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from milepost.mkdocs_plugin.config_loading import load
from milepost.problem import MilepostError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()


def refused(config: str) -> list[str]:
    Path("mkdocs.yml").write_text(config)
    with pytest.raises(MilepostError) as caught:
        load(Path("mkdocs.yml"))
    return [problem.headline for problem in caught.value.problems]


def warned(config: str) -> list[str]:
    Path("mkdocs.yml").write_text(config)
    return [problem.sentence for problem in load(Path("mkdocs.yml"))[1]]


@pytest.mark.parametrize(
    ("config", "headline"),
    [
        (
            "site_name: A\nplugins:\n  - milepost:\n      audience: [a]\n",
            "mkdocs.yml:4:17: bad-option: audience: text is expected, not a list",
        ),
        (
            "site_name: A\nplugins:\n  - milepost:\n      rules: strict\n",
            "mkdocs.yml:4:14: bad-option: rules: a mapping is expected, not text",
        ),
        (
            "site_name: A\nplugins:\n  - search: {lang: 3}\n  - milepost\n",
            "mkdocs.yml:3:20: bad-option: search: lang: Expected a list of language codes.",
        ),
        (
            "site_name: 3\nplugins: [milepost]\n",
            "mkdocs.yml:1:12: bad-option: site_name: text is expected, not a number",
        ),
        (
            "site_name: A\n\tplugins: [milepost]\n",
            "mkdocs.yml:2:1: bad-option: a tab in the indentation",
        ),
        (
            "plugins: [milepost]\n",
            "mkdocs.yml:1:1: bad-option: site_name: Required configuration not provided.",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(config: str, headline: str) -> None:
    assert refused(config) == [headline]


def test_every_mistake_in_the_options_of_a_plugin_is_told(tmp_path: Path) -> None:
    assert refused("site_name: A\nplugins:\n  - milepost: {audience: 1, source_public: 2}\n") == [
        "mkdocs.yml:3:26: bad-option: audience: text is expected, not a number"
    ]


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        (
            "site_name: A\nsite_nme: B\nplugins: [milepost]\n",
            "mkdocs.yml:2:1: bad-option: there is no option 'site_nme'; did you mean 'site_name'?",
        ),
        (
            "site_name: A\ntheme: material\nplugins:\n  - search: {lnag: en}\n  - milepost\n",
            "mkdocs.yml:4:14: bad-option: there is no option 'lnag' of the plugin 'search'; did you mean 'lang'?",
        ),
    ],
)
def test_an_option_that_nobody_knows_is_answered_with_the_nearest(config: str, sentence: str) -> None:
    assert warned(config) == [sentence]


def test_a_misspelt_option_of_ours_is_an_error() -> None:
    Path("mkdocs.yml").write_text("site_name: A\nplugins:\n  - milepost: {rule: {overdue: error}, auience: public}\n")
    with pytest.raises(MilepostError) as caught:
        load(Path("mkdocs.yml"))
    assert sorted(problem.sentence for problem in caught.value.problems) == [
        "mkdocs.yml:3:16: bad-option: there is no option 'rule'; did you mean 'rules'?",
        "mkdocs.yml:3:40: bad-option: there is no option 'auience'; did you mean 'audience'?",
    ]


def test_a_sound_configuration_has_no_warnings() -> None:
    assert warned("site_name: A\nplugins: [milepost]\n") == []


def test_a_configuration_that_is_not_text_is_told_at_its_byte() -> None:
    Path("mkdocs.yml").write_bytes(b"site_name: A\nsite_author: \xe9\nplugins: [milepost]\n")
    with pytest.raises(MilepostError, match=r"^mkdocs.yml:2:14: bad-option: byte 0xe9 is not UTF-8$"):
        load(Path("mkdocs.yml"))


def test_a_mistake_in_what_is_inherited_is_told_there() -> None:
    Path("base.yml").write_text("site_name: A\nplugins: [\n")
    assert refused("INHERIT: base.yml\n") == [
        "base.yml:3:1: bad-option: while parsing a flow node, expected the node content, but found '<stream end>'"
    ]

"""Options that name a cache, of whatever plugin, lead to a place of one audience."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection

from milepost.mkdocs_plugin.caches import separate


class Nested(Config):
    cache_path = c.Type(str, default=".cache/nested")


class Options(Config):
    cache = c.Type(bool, default=True)
    cache_dir = c.Type(str, default=".cache/plugin/any")
    cache_file = c.Type(str, default=".cache/any.json")
    cache_seconds = c.Type(int, default=60)
    cache_folder = c.Type(str, default="")
    cache_url = c.Type(str, default="https://example.com/cache")
    cache_mode = c.Type(str, default="memory")
    download_cache = c.Type(Path, default=Path("/var/cache/any"))
    temp_dir = c.Type(str, default="temp_dir")
    template_dir = c.Type(str, default="templates")
    attempt = c.Type(str, default="once")
    nested = c.SubConfig(Nested)
    several = c.ListOfItems(c.SubConfig(Nested))
    anything = c.Type(
        dict, default={"deep": [{"cacheFolder": "a/b"}], "caches": ["a/one", "a/two"], "cache": {"path": "c"}}
    )


class Plugin(BasePlugin[Options]):
    pass


def separated(*audiences: str) -> Options:
    plugin = Plugin()
    errors, warnings = plugin.load_config({"several": [{}]})
    assert (errors, warnings) == ([], [])
    config = MkDocsConfig()
    config.plugins = PluginCollection()
    config.plugins["any"] = plugin
    for audience in audiences:
        separate(config, audience)
    return plugin.config


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("cache", True),
        ("cache_dir", ".cache/plugin/any/milepost-public"),
        ("cache_file", ".cache/any-milepost-public.json"),
        ("cache_seconds", 60),
        ("cache_folder", ""),
        ("cache_url", "https://example.com/cache"),
        ("cache_mode", "memory"),
        ("download_cache", Path("/var/cache/any/milepost-public")),
        ("temp_dir", "temp_dir/milepost-public"),
        ("template_dir", "templates"),
        ("attempt", "once"),
        (
            "anything",
            {
                "deep": [{"cacheFolder": "a/b/milepost-public"}],
                "caches": ["a/one/milepost-public", "a/two/milepost-public"],
                "cache": {"path": "c/milepost-public"},
            },
        ),
    ],
)
def test_a_path_is_of_one_audience_and_all_else_as_it_was(option: str, expected: Any) -> None:
    assert separated("public")[option] == expected


def test_options_within_options_count_too() -> None:
    options = separated("public")
    assert options.nested.cache_path == ".cache/nested/milepost-public"
    assert options.several[0].cache_path == ".cache/nested/milepost-public"


def test_nothing_changes_when_it_is_done_twice() -> None:
    assert dict(separated("public", "public")) == dict(separated("public"))


def test_a_name_that_no_folder_can_have_leads_nowhere_else() -> None:
    assert separated("../internal").cache_dir == ".cache/plugin/any/milepost-..%2Finternal"


def test_a_default_is_left_to_the_next_site_of_a_process() -> None:
    separated("public")
    assert separated("internal").anything["cache"] == {"path": "c/milepost-internal"}

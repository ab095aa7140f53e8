"""A site whose pages are put into frames is, byte for byte, the site that the theme draws page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from tests.conftest import MakeSite

from milepost.mkdocs_plugin import page_frames
from milepost.mkdocs_plugin.page_frames import PageFrame, PageFrames

ITEMS = "".join(
    f"  - {{id: item-{number}, title: 'Fares & gates <{number}>', status: {status}, tags: [{tag}], end: 2027-0{month}"
    f", description: \"Text of **{number}**, 'quoted'\"}}\n"
    for number in range(24)
    for status, tag, month in [(("planned", "in_progress", "done")[number % 3], ("a", "b")[number % 2], 1 + number % 9)]
)
OVERRIDE = "{% extends 'base.html' %}{% block content %}{{ super() }}<i>%s</i>{% endblock %}"


@pytest.mark.parametrize(
    ("options", "override", "framed"),
    [
        ("", None, True),
        ("use_directory_urls: false\n", None, True),
        ("site_url: ''\nrepo_url: https://example.com/demo\n", None, True),
        ("", "{{ page.title }} {{ page.url }} {{ 'x' in page.content }}", True),
        ("", "{{ page.file.src_uri }}", False),
        ("", "{{ page.content | length }}", False),
        ("", "{{ page.toc | list | length }}{{ page.meta.tags | d([]) | join }}", True),
    ],
)
def test_the_site_is_the_same(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, options: str, override: str | None, *, framed: bool
) -> None:
    project = site("")
    theme = "{name: material, custom_dir: overrides, features: [navigation.tabs, navigation.instant, toc.integrate]}"
    lines = "" if "site_url" in options else "site_url: https://example.com/demo/\n"
    plugins = "plugins: [search, tags, milepost: {as_of: 2026-09-14}]\n"
    project.write("mkdocs.yml", f"site_name: Demo\ntheme: {theme}\n{lines}{options}{plugins}")
    project.write("overrides/main.html", OVERRIDE.replace("%s", override) if override else "{% extends 'base.html' %}")
    project.write("data/roadmap.yml", f"kind: roadmap\ntitle: Roadmap\naudience: public\nitems:\n{ITEMS}")
    fill, noted = PageFrame.filled, Path(project.root.parent, "noted.txt")  # a build is a process of its own

    def note(self: PageFrame, page: Any) -> str:
        with noted.open("a") as stream:
            stream.write(f"{page.url}\n")
        return fill(self, page)

    noted.touch()
    monkeypatch.setattr(PageFrame, "filled", note)
    built = project.build()
    assert built.exit == 0
    assert (len(noted.read_text().splitlines()) > 10) == framed
    monkeypatch.setattr(PageFrames, "install", _as_it_is)
    assert project.build().files() == built.files()


def _as_it_is(_: PageFrames, env: Environment) -> None:
    """Leave an environment as it is."""


def test_the_log_says_why_there_are_no_frames(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    project = site("")
    project.write("mkdocs.yml", "site_name: Demo\ntheme: {name: material, custom_dir: own}\nplugins: [milepost]\n")
    project.write("own/main.html", OVERRIDE.replace("%s", "{{ page.title | upper }}"))
    project.write("data/roadmap.yml", f"kind: roadmap\ntitle: Roadmap\naudience: public\nitems:\n{ITEMS}")
    monkeypatch.setattr(page_frames.log, "debug", page_frames.log.warning)
    words = "milepost: The theme draws every page: a template uses the upper of a page's title"
    assert words in project.build().warnings()

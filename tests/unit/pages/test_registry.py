"""Every page is declared once: its folder, its value in the registry, its templates."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest
from tests.support import whole

from milepost import pages
from milepost.pages.page import Part, Region
from milepost.pages.registry import SECTIONS
from milepost.render.templates import theme_folder

FOLDERS = sorted(module.name for module in pkgutil.iter_modules(pages.__path__) if module.ispkg)


@pytest.fixture(scope="module")
def drawn() -> tuple[set[str], set[str], set[str]]:
    """The templates, frames and regions that pages use: of everything, of next to nothing, and of the example."""
    templates, frames, regions = set(), set(), set()

    def note(parts: tuple[Part, ...]) -> None:
        for part in parts:
            if isinstance(part, Region):
                regions.add(part.shape)
                note(part.parts)
            else:
                templates.add(part.template)
                frames.add(part.frame)

    endless = {"kind": "plan", "id": "endless", "title": "Endless", "status": "planned"}
    endless["tasks"] = [{"id": "task", "title": "Task", "depends_on": ["task"], "duration": "1d"}]
    impossible = whole.composed({"plan.yml": endless}, "internal")
    for plan in (whole.plan("internal"), whole.bare(), whole.released(), whole.example("internal"), impossible):
        for generated in plan.pages.values():
            page = generated.build()
            note((page.lead, *page.parts))
    return templates, frames, regions


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_page_is_in_the_registry(folder: str) -> None:
    page = import_module(f"milepost.pages.{folder}.sections").PAGE
    assert [section.name for section in SECTIONS.values() if page in section.pages], f"{folder} is in no section"


def test_no_two_pages_share_a_name() -> None:
    names = [page.name for section in SECTIONS.values() for page in section.pages]
    assert len(names) == len(set(names)) == len(FOLDERS)


def test_every_template_of_a_section_belongs_to_a_page() -> None:
    names = {page.name for section in SECTIONS.values() for page in section.pages}
    assert {path.name for path in (theme_folder() / "sections").iterdir()} - names == {"shared"}


def test_there_is_one_template_for_whole_pages() -> None:
    assert [path.name for path in (theme_folder() / "pages").iterdir()] == ["base.html"]


def test_every_template_of_a_section_is_used(drawn: tuple[set[str], set[str], set[str]]) -> None:
    folder = theme_folder() / "sections"
    assert {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.html")} == drawn[0]


@pytest.mark.parametrize(("number", "fragment"), [(1, "frames"), (2, "regions")])
def test_every_frame_and_region_is_used(drawn: tuple[set[str], set[str], set[str]], number: int, fragment: str) -> None:
    template = (theme_folder() / "fragments" / f"{fragment}.html").read_text(encoding="utf-8")
    assert set(re.findall(r"{% macro (\w+)\(", template)) == drawn[number]

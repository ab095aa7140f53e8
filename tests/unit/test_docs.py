"""The guide says all there is to say, and nothing that is not so."""

from __future__ import annotations

import posixpath
import re
import shlex
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from markdown import Markdown
from pydantic import BaseModel
from tests.support import guide
from tests.support.fields import anchor, models, own_fields, seen_by
from tests.support.guide import Example, coded, rows

from milepost.access.audience_filter import redacted_for
from milepost.cli.main import COULD_NOT_RUN, FINDINGS, main
from milepost.embeds.fields import FIELDS
from milepost.embeds.spec import LANES, VIEWS
from milepost.graph import loader as workspace
from milepost.kinds.registry import KINDS, LINKED_TYPES
from milepost.kit import phrasing
from milepost.mkdocs_plugin.options import MilepostConfig
from milepost.pages.list.columns import COLUMNS
from milepost.problem import Level
from milepost.render.site_plan import SitePlan, site_plan
from milepost.ruleset import RULES, rule_levels
from milepost.run_checks import check
from milepost.schema import period
from milepost.schema.base import GROUPS, Entry
from milepost.schema.fields import fields_of, replaceable, written_keys
from milepost.settings import Settings

DATA = guide.PAGES.parent / "data"
OPTION = re.compile(r"`(\w+: \d+)`")
AS_OF = date(2026, 11, 23)
MODELS = [pytest.param(cls, page, id=cls.__name__) for cls, page in models().items()]
ENTRIES = [param for param in MODELS if issubclass(param.values[0], Entry)]
NO_CONTEXT = click.Context(main)
COMMANDS = {name: main.get_command(NO_CONTEXT, name) for name in main.list_commands(NO_CONTEXT)}


def section_of(cls: type[BaseModel], path: str) -> str:
    sections = guide.sections(path)
    assert anchor(cls) in sections, f"{path} has no section {{ #{anchor(cls)} }} for {cls.__name__}"
    return sections[anchor(cls)]


def named(examples: list[Example]) -> list[Any]:
    return [pytest.param(example, id=example.place) for example in examples]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_page_with_an_example(kind: str) -> None:
    assert re.search(rf"```yaml[^\n]*\nkind: {kind}$", guide.page(f"guide/kinds/{kind}.md"), re.MULTILINE)
    assert f"({kind}.md)" in guide.page("guide/kinds/index.md")


@pytest.mark.parametrize(("cls", "path"), MODELS)
def test_every_field_is_explained_with_who_sees_it(cls: type[BaseModel], path: str) -> None:
    written = {cell: rest for cell, rest in rows(section_of(cls, path)).items() if len(rest) == 2}
    expected = {
        f"`{name}`{' (required)' if spec.required else ''}": seen_by(spec) for name, spec in own_fields(cls).items()
    }

    assert {cell: seen for cell, (_, seen) in written.items()} == expected


@pytest.mark.parametrize(("cls", "path"), [param for param in MODELS if written_keys(param.values[0])])
def test_every_key_beside_the_fields_is_explained(cls: type[BaseModel], path: str) -> None:
    explained = {cell for cell, rest in rows(guide.page(path)).items() if len(rest) == 1}

    assert {f"`{key}`" for key in written_keys(cls)} <= explained


@pytest.mark.parametrize(("cls", "path"), ENTRIES)
def test_what_else_a_public_block_may_replace_is_listed(cls: type[Entry], path: str) -> None:
    found = re.search(r"In a `public:` block also: ([^.]+)\.", section_of(cls, path))
    everywhere = {name for name, _ in replaceable(Entry)}
    listed = coded(found[1] if found else "")

    assert listed == {name for name, _ in replaceable(cls)} - everywhere


def test_every_choice_of_a_field_is_named() -> None:
    choices = {choice for cls in models() for spec in fields_of(cls).values() for choice in spec.choices}
    told = coded(" ".join(map(guide.prose, guide.paths())))

    assert choices - told == set()


def test_every_type_that_a_text_can_link_to_is_named() -> None:
    types = {cls.type_name for cls in models() if issubclass(cls, Entry)} & LINKED_TYPES
    listed = {cell.strip("`") for cell in rows(guide.page("guide/writing-data.md"))}

    assert listed & LINKED_TYPES == types


def test_a_period_is_shown_as_the_table_says() -> None:
    table = rows(guide.sections("guide/writing-data.md")["periods"])
    shown = {cell: phrasing.period(period.parse(cell.strip("`"), fiscal_year_start=4)) for cell in table}

    assert len(table) > 10
    assert {cell: said for cell, (said, _) in table.items()} == shown


def test_every_field_group_is_listed_with_its_fields() -> None:
    fields = {group: set[str]() for group in GROUPS}
    for cls in models():
        for name, spec in fields_of(cls).items():
            if spec.group in GROUPS:
                fields[spec.group].add(name)
    listed = rows(guide.sections("guide/audiences.md")["field-groups"])

    assert {cell.strip("`"): coded(names) for cell, (_, names) in listed.items()} == fields


def test_every_rule_is_explained_with_its_level_and_options() -> None:
    listed = {cell: rest for cell, rest in rows(guide.page("guide/checks.md")).items() if len(rest) == 2}
    written = {cell: (level, set(OPTION.findall(words))) for cell, (level, words) in listed.items()}

    assert written == {
        f"`{rule.id}`": (rule.level.value, {f"{name}: {value}" for name, value in rule.options.items()})
        for rule in RULES.values()
        if not rule.fixed
    }


def test_every_rule_of_reading_is_explained() -> None:
    listed = rows(guide.sections("guide/checks.md")["fixed"])

    assert set(listed) == {f"`{rule.id}`" for rule in RULES.values() if rule.fixed}


def test_every_option_of_the_plugin_is_explained() -> None:
    table = guide.page("guide/options.md").partition("\n## ")[0]

    assert set(rows(table)) == {f"`{name}`" for name, _ in MilepostConfig._schema}


def test_every_verb_has_a_section() -> None:
    assert {id for id in guide.sections("guide/command-line.md") if id != "milepost"} >= COMMANDS.keys()


@pytest.mark.parametrize("verb", ["milepost", *COMMANDS])
def test_every_option_of_a_verb_is_explained(verb: str) -> None:
    command = main if verb == "milepost" else COMMANDS[verb]
    written = coded(" ".join(rows(guide.sections("guide/command-line.md")[verb])))
    options = [option for option in command.params if isinstance(option, click.Option)]
    arguments = [argument for argument in command.params if isinstance(argument, click.Argument)]
    expected = {name for option in options for name in (*option.opts, *option.secondary_opts)}
    expected |= {(argument.metavar or str(argument.name).upper()).partition(" ")[0] for argument in arguments}

    assert {name.partition(" ")[0] for name in written} - {"-h", "--help"} == expected


def test_exit_codes_are_explained() -> None:
    listed = rows(guide.sections("guide/command-line.md")["exit-codes"])

    assert set(listed) == {f"`{code}`" for code in (0, FINDINGS, COULD_NOT_RUN)}


@pytest.mark.parametrize("example", named([it for it in guide.examples("yaml") if not it.title.startswith(".")]))
def test_an_example_in_yaml_would_load(example: Example, tmp_path: Path) -> None:
    if example.title == "mkdocs.yml":
        plugin = MilepostConfig()
        plugin.load_dict(_options(example.text))
        assert plugin.validate() == ([], [])
        rule_levels(plugin.rules)
        return
    name = Path(example.title or "example.yml").name
    for table in guide.examples("csv"):
        (tmp_path / Path(table.title).name).write_text(table.text, encoding="utf-8")
    (tmp_path / name).write_text(example.text, encoding="utf-8")
    found = workspace.load(tmp_path)
    checked = check(found.portfolio, Settings(data_dir=tmp_path, as_of=AS_OF))

    assert [problem.text() for problem in (*found.problems, *checked) if problem.level is Level.ERROR] == []
    assert found.portfolio.documents or name == "_audience.yml"


def _options(text: str) -> dict[str, Any]:
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!ENV", lambda loader, node: None)
    plugins = yaml.load(text, Loader)["plugins"]
    return next((plugin["milepost"] for plugin in plugins if isinstance(plugin, dict)), {})


@pytest.mark.parametrize("example", named(guide.examples("console")))
def test_a_command_in_an_example_exists(example: Example) -> None:
    for line in example.text.splitlines():
        _, prompt, command = line.partition("$ ")
        for typed in map(shlex.split, re.split(r"&&|\|", command) if prompt else ()):
            if typed[:1] == ["milepost"]:
                verb = COMMANDS[typed[1]]
                verb.make_parser(click.Context(verb)).parse_args(typed[2:])


@cache
def generated() -> SitePlan:
    """The generated pages of the public site of content/data."""
    whole = workspace.load(DATA).portfolio
    return site_plan(redacted_for(whole, "public"), as_of=AS_OF, sections=None, home=False, templates=None)


@cache
def anchors(path: str) -> frozenset[str]:
    """The ids of a page, generated or written."""
    if path in generated().pages:
        html = generated().pages[path].render(str).html
    else:
        converter = Markdown(extensions=["toc", "attr_list", "tables", "def_list"])
        html = converter.convert(guide.prose(path))
    return frozenset(re.findall(r'\bid="([^"]+)"', html))


@pytest.mark.parametrize("path", guide.paths())
def test_every_link_leads_somewhere(path: str) -> None:
    broken = [link for link in guide.links(path) if not _leads_somewhere(link, path)]

    assert broken == []


def _leads_somewhere(link: str, path: str) -> bool:
    scheme, _, ref = link.partition(":")
    if scheme in ("https", "mailto"):
        return True
    if scheme in LINKED_TYPES:
        return generated().target(scheme, ref) is not None
    target, _, id = link.partition("#")
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    there = found in generated().pages or (guide.PAGES / found).is_file()
    return there and (not id or id in anchors(found))


@pytest.mark.parametrize("path", guide.paths())
def test_every_page_says_that_it_is_public(path: str) -> None:
    assert guide.page(path).startswith("---\naudience: public\n")


def test_every_view_of_a_block_is_explained_with_its_keys() -> None:
    listed = rows(guide.sections("guide/views.md")["views"])

    assert {cell.strip("`"): coded(keys) for cell, (_, keys) in listed.items()} == {
        name: set(view.keys) for name, view in VIEWS.items()
    }


def test_every_field_that_a_block_chooses_by_is_explained() -> None:
    items = coded(" ".join(rows(guide.sections("guide/views.md")["where-item"])))
    others = rows(guide.sections("guide/views.md")["where-others"])
    choices = {"release", "cycle"}

    assert items == set(FIELDS["item"])
    assert {VIEWS[cell.strip("`")].type: coded(names) - choices for cell, (names,) in others.items()} == {
        type: set(fields) - choices for type, fields in FIELDS.items() if type != "item"
    }


def test_every_lane_and_column_of_a_block_is_explained() -> None:
    assert coded(guide.sections("guide/views.md")["lanes"]) - {"lanes:"} == set(LANES)
    listed = rows(guide.sections("guide/views.md")["columns"])
    assert [cell.strip("`") for cell in listed] == list(COLUMNS)

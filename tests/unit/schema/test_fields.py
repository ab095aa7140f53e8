"""Every field of every model says who may see it and what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from tests.support.fields import STEERS

from milepost.kinds.handover.model import Artefact, Criterion, Debt, Handover, Support
from milepost.kinds.lessons.model import Action, AppliesWhen, Lesson, Lessons
from milepost.kinds.portfolio.model import PortfolioDocument
from milepost.kinds.postmortem.model import Event, Impact, Postmortem
from milepost.kinds.registry import KINDS
from milepost.kinds.roadmap.model import Approval, Ask, Item, Milestone, Roadmap, Score
from milepost.schema.base import ALWAYS, GROUPS, OPEN, Document, Entry, FolderAudience, Part, PublicOverrides
from milepost.schema.fields import NOT_REPLACEABLE, fields_of
from milepost.schema.meaning import Meaning


def held(annotation: Any) -> Iterator[type[BaseModel]]:
    """The model classes in an annotation, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from held(part)


def reachable() -> list[type[BaseModel]]:
    """Every model class that a file can hold, the `public:` blocks too."""
    found: dict[type[BaseModel], None] = {}
    waiting: list[type[BaseModel]] = [*KINDS.values(), FolderAudience]
    while waiting:
        cls = waiting.pop()
        if cls not in found:
            found[cls] = None
            waiting += [inner for info in cls.model_fields.values() for inner in held(info.annotation)]
    return list(found)


MODELS = reachable()
ENTRIES = [cls for cls in MODELS if issubclass(cls, Entry)]


def name_of(value: object) -> str:
    return value.__name__ if isinstance(value, type) else str(value)


def test_the_walk_reaches_what_is_nested_deep() -> None:
    names = {cls.__name__ for cls in MODELS}
    assert {"Item", "Milestone", "MilestoneWords", "Ask", "Score", "KeyResultWords", "Label", "Link", "Span"} <= names
    assert not any(cls in (Part, Entry, Document, PublicOverrides) for cls in MODELS)


@pytest.mark.parametrize("cls", MODELS, ids=name_of)
def test_every_field_says_who_may_see_it_and_what_it_is_for(cls: type[BaseModel]) -> None:
    for name, spec in fields_of(cls).items():
        assert spec.group in {OPEN, ALWAYS, *GROUPS}, name
        assert len(spec.description) > 5, name
        assert spec.description.endswith((".", "…")), name


@pytest.mark.parametrize("cls", MODELS, ids=name_of)
def test_every_model_is_closed_and_frozen_and_says_what_it_is(cls: type[BaseModel]) -> None:
    assert cls.model_config.get("extra") == "forbid"
    assert cls.model_config.get("frozen")
    assert issubclass(cls, PublicOverrides) or cls.__doc__


@pytest.mark.parametrize("cls", MODELS, ids=name_of)
def test_only_a_portfolio_has_fields_that_are_always_public(cls: type[BaseModel]) -> None:
    always = {name for name, spec in fields_of(cls).items() if spec.group == ALWAYS}
    if cls is PortfolioDocument:
        assert always == {
            "title", "disclaimer", "timezone", "fiscal_year_start", "working_days", "holidays", "currency", "labels",
            "priority_method",
        }  # fmt: skip
    else:
        assert not always or cls.__name__ == "Label"


@pytest.mark.parametrize("cls", MODELS, ids=name_of)
def test_a_required_field_is_never_in_a_closed_group(cls: type[BaseModel]) -> None:
    assert {spec.group for spec in fields_of(cls).values() if spec.required} <= {OPEN, ALWAYS}


@pytest.mark.parametrize("cls", MODELS, ids=name_of)
def test_nothing_hides_from_the_door_in_a_mapping_of_any_keys(cls: type[BaseModel]) -> None:
    """the audience filter walks lists and models; a dict of models, references or dates would pass through it unseen."""
    for name, info in cls.model_fields.items():
        if "dict[" in str(info.annotation) and name != "disclose":
            assert fields_of(cls)[name].group == ALWAYS, name


@pytest.mark.parametrize("cls", MODELS, ids=name_of)
def test_no_list_holds_two_sorts_of_entities(cls: type[BaseModel]) -> None:
    """A spec knows one model; a field that could hold two would be half seen."""
    for name, info in cls.model_fields.items():
        assert len(set(held(info.annotation))) <= 1, name


EXPECTED_GROUPS = {
    (Item, "owner"): "people",
    (Item, "champions"): "people",
    (Item, "approvals"): "people",
    (Item, "asks"): "resources",
    (Item, "confidence"): "confidence",
    (Item, "score"): "scores",
    (Item, "health_reason"): "reasons",
    (Item, "slip_reason"): "reasons",
    (Item, "updated"): "notes",
    (Item, "formerly"): "notes",
    (Item, "tracking"): "notes",
    (Item, "title"): OPEN,
    (Item, "status"): OPEN,
    (Milestone, "updated"): "notes",
    (Postmortem, "owner"): "people",
    (Postmortem, "participants"): "people",
    (Postmortem, "estimates"): "resources",
    (Postmortem, "risks_realised"): "risks",
    (Postmortem, "unforeseen"): "risks",
    (Postmortem, "actions"): "actions",
    (Postmortem, "lessons"): OPEN,
    (Postmortem, "events"): OPEN,
    (Impact, "cost"): "money",
    (Impact, "users_affected"): OPEN,
    (Event, "evidence"): "notes",
    (Lesson, "actions"): "actions",
    (Lesson, "was_known_risk"): "risks",
    (AppliesWhen, "supplier"): "notes",
    (Action, "owner"): "people",
    (Action, "ticket"): "notes",
    (Lessons, "actions"): "actions",
    (Handover, "access"): "access",
    (Handover, "acceptance"): "people",
    (Handover, "contracts"): "money",
    (Handover, "open_actions"): "actions",
    (Handover, "risks"): "risks",
    (Artefact, "location"): "access",
    (Debt, "cost"): "money",
    (Support, "contacts"): "access",
    (Criterion, "waiver_reason"): "reasons",
    (Criterion, "approver"): "people",
}


@pytest.mark.parametrize(("cls", "name"), EXPECTED_GROUPS, ids=name_of)
def test_what_is_delicate_is_in_the_group_that_the_guide_promises(cls: type[BaseModel], name: str) -> None:
    assert fields_of(cls)[name].group == EXPECTED_GROUPS[cls, name]


def test_names_and_addresses_of_people_are_in_the_group_people() -> None:
    for kind, cls in KINDS.items():
        for model in [cls, *(inner for info in cls.model_fields.values() for inner in held(info.annotation))]:
            for name, spec in fields_of(model).items():
                if spec.ref and spec.ref.type == "person" and model is not Approval:
                    assert spec.group == "people", (kind, model.__name__, name)


@pytest.mark.parametrize("cls", MODELS, ids=name_of)
def test_a_field_that_names_a_team_or_a_person_is_about_people(cls: type[BaseModel]) -> None:
    specs = fields_of(cls).values()
    assert {spec.means for spec in specs if spec.ref and spec.ref.type in ("team", "person")} <= {Meaning.PEOPLE}


def test_the_types_whose_names_need_no_declaration_are_known() -> None:
    refs = {spec.ref for cls in MODELS for spec in fields_of(cls).values() if spec.ref}
    assert {ref.type for ref in refs if not ref.strict} == {
        "team", "person", "service", "tag", "project", "theme", "customer",
    }  # fmt: skip
    assert {ref.type for ref in refs if ref.free} == {"person", "service", "project"}


def test_every_group_of_the_design_is_known() -> None:
    assert set(GROUPS) == {
        "money", "people", "resources", "confidence", "scores", "reasons", "notes", "feedback", "access", "risks", "actions",
    }  # fmt: skip


@pytest.mark.parametrize("cls", ENTRIES, ids=name_of)
def test_a_public_block_replaces_texts_states_and_dates_and_nothing_else(cls: type[BaseModel]) -> None:
    (words,) = held(cls.model_fields["public"].annotation)
    replaced = set(words.model_fields) - {"date_precision"}
    for name, spec in fields_of(cls).items():
        replaceable = (
            spec.role in ("text", "markdown") or spec.is_period or spec.is_instant or name in ("status", "health")
        )
        expected = replaceable and not spec.many and name not in (*NOT_REPLACEABLE, *STEERS)
        assert (name in replaced) == expected, name


@pytest.mark.parametrize("cls", ENTRIES, ids=name_of)
def test_each_entry_has_a_public_block_of_its_own(cls: type[BaseModel]) -> None:
    (words,) = held(cls.model_fields["public"].annotation)
    assert words.__name__ == f"{cls.__name__}Words"
    assert issubclass(words, PublicOverrides)


@pytest.mark.parametrize("cls", ENTRIES, ids=name_of)
def test_what_names_an_entry_and_what_says_who_sees_it_is_known(cls: type[BaseModel]) -> None:
    found = {
        name: spec.means
        for name, spec in fields_of(cls).items()
        if spec.controls_visibility or spec.means is Meaning.IDENTITY
    }
    expected = dict.fromkeys(("audience", "disclose", "public"), Meaning.AUDIENCE)
    expected |= dict.fromkeys({"id", "formerly", "kind"} & fields_of(cls).keys(), Meaning.IDENTITY)
    expected |= {"embargo_until": Meaning.EMBARGO} if cls is Postmortem else {}
    assert found == expected


def test_types_of_entities_are_told_apart() -> None:
    apart = [cls for cls in ENTRIES if issubclass(cls, Entry) and not cls.mention_field]
    names = [cls.type_name for cls in apart if issubclass(cls, Entry) and cls.type_name]
    assert len(names) == len(set(names))
    assert all(KINDS[kind].type_name == kind for kind in KINDS)


def test_what_a_spec_knows() -> None:
    specs = fields_of(Item)
    assert (specs["depends_on"].many, specs["depends_on"].ref and specs["depends_on"].ref.type) == (True, "item")
    assert (specs["theme"].ref and specs["theme"].ref.strict, specs["parent"].ref and specs["parent"].ref.strict) == (
        False,
        True,
    )
    assert (specs["milestones"].model, specs["milestones"].many) == (Milestone, True)
    assert (specs["score"].model, specs["score"].many) == (Score, False)
    assert (specs["asks"].model, fields_of(Ask)["team"].required) == (Ask, True)
    assert specs["start"].is_period
    assert specs["status"].choices[:2] == ("proposed", "planned")
    assert (specs["description"].role, specs["title"].role, specs["stage"].role) == ("markdown", "text", "word")
    assert [name for name in ("title", "start", "theme", "score", "progress") if specs[name].plain] == [
        "title",
        "progress",
    ]


def test_every_type_that_fields_refer_to_has_entities() -> None:
    targets = {spec.ref.type for cls in MODELS for spec in fields_of(cls).values() if spec.ref}
    entities = {cls.type_name for cls in MODELS if issubclass(cls, Entry)}
    assert targets - {"related"} <= entities


def test_documents_cannot_be_changed() -> None:
    roadmap = Roadmap.model_construct(kind="roadmap", title="T")
    with pytest.raises(ValueError, match="frozen"):
        roadmap.title = "U"


def test_dates_are_periods_wherever_they_stand() -> None:
    dated = {name for cls in MODELS for name, spec in fields_of(cls).items() if spec.is_period}
    assert {"date", "start", "end", "baseline", "due", "timeframe", "updated", "on", "holidays"} <= dated


def test_moments_are_told_apart_from_periods() -> None:
    moments = {name for name, spec in fields_of(Postmortem).items() if spec.is_instant}
    assert moments == {"started", "detected", "declared", "mitigated", "resolved"}
    assert not any(fields_of(Postmortem)[name].plain for name in moments)

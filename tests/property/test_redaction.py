"""Non-interference: what outsiders see depends on what is public, and on nothing else."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st
from tests.support.plans import HOLDING, Plan, Public, complete, files_of, plans

from milepost.access.audience_filter import audience_of, redacted_for, side_by_side
from milepost.graph.loader import load
from milepost.graph.portfolio import Portfolio
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.registry import KINDS
from milepost.kinds.roadmap.model import Roadmap
from milepost.schema.fields import fields_of

AS_OF = date(2026, 11, 23)
seeds = st.integers(1, 2**32)


def read(files: dict[str, str], audiences: tuple[str, ...] = ("public", "internal")) -> Portfolio:
    """The full portfolio of some files that nothing is wrong with."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        folder.mkdir()
        for path, text in files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        workspace = load(folder, audiences)
    assert not workspace.problems, "\n".join(problem.text() for problem in workspace.problems)
    return workspace.portfolio


def dump(portfolio: Portfolio) -> list[str]:
    """Everything that can be got out of a portfolio, line by line, in its order."""
    lines = [
        f"{portfolio.audience} {portfolio.audiences} {portfolio.types} {portfolio.horizon_ids()} {portfolio.head!r}"
    ]
    for document in portfolio.documents:
        name = Path(document.path).name if document.path else ""
        lines.append(f"{document.visible} {name} {document.relative} {document.kind} {document.model!r}")
        lines.append(f"{document.root} {document.source} {document.folder_audience} {document.folder_disclose}")
    for type_name in portfolio.types:
        for entity in portfolio.entities(type_name):
            entry = entity.entry
            lines.append(
                f"{entity.ref} {entity.id} {entity.loc} {entity.title} {entity.parent and entity.parent.ref} {entry!r}"
            )
            lines.append(f"{portfolio.documents.index(entity.document)} {sorted(entry.model_fields_set)}")
            for name, spec in fields_of(type(entry)).items():
                if spec.ref:
                    lines.append(f"{name} → {[target.ref for target in portfolio.targets(entity, name)]}")
                    lines.append(
                        f"{name} ← {[source.ref for source in portfolio.sources(entity, name)] if name in REFERRED else ''}"
                    )
            lines.append(f"{[inner.ref for inner in portfolio.nested(entity, 'milestone')]}")
    lines += [
        f"{reference.entity.ref} {reference.field} {reference.loc} {reference.value}"
        for reference in portfolio.references()
    ]
    return lines


REFERRED = ("parent", "depends_on", "release", "theme", "objectives", "tags", "related")


def described(files: dict[str, str]) -> str:
    return "\n".join(f"=== {path}\n{text}" for path, text in files.items())


@given(plans(), seeds, seeds)
def test_the_public_cannot_tell_one_private_half_from_another(plan: Plan, one: int, other: int) -> None:
    halves = [files_of(plan, one), files_of(plan, other)]
    for files in halves:
        note(described(files))
    first, second = (dump(redacted_for(read(files), "public", AS_OF)) for files in halves)
    assert first == second


@given(plans(), seeds)
def test_the_public_cannot_tell_a_private_half_from_none(plan: Plan, seed: int) -> None:
    bare, full = files_of(plan, 0), files_of(plan, seed)
    note(described(bare))
    note(described(full))
    assert dump(redacted_for(read(full), "public", AS_OF)) == dump(redacted_for(read(bare), "public", AS_OF))


@pytest.mark.parametrize("disclosed", [True, False], ids=["disclosed", "closed"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_public_cannot_tell_where_a_document_holds_everything_there_is(kind: str, disclosed: bool) -> None:
    plan = complete(kind, disclosed=disclosed)
    bare = dump(redacted_for(read(files_of(plan, 0)), "public", AS_OF))
    assert len(bare) > 10
    for seed in range(1, 4):
        assert dump(redacted_for(read(files_of(plan, seed)), "public", AS_OF)) == bare


@given(plans(), seeds)
def test_nothing_secret_is_said(plan: Plan, seed: int) -> None:
    files = files_of(plan, seed)
    note(described(files))
    assert "secret" not in "\n".join(dump(redacted_for(read(files), "public", AS_OF)))


@given(plans(), seeds)
def test_projecting_twice_is_projecting_once(plan: Plan, seed: int) -> None:
    whole = read(files_of(plan, seed))
    before = dump(whole)
    seen = redacted_for(whole, "public", AS_OF)
    assert dump(seen) == dump(redacted_for(whole, "public", AS_OF))
    assert dump(seen) == dump(Portfolio(seen.documents, seen.audiences, "public"))
    assert dump(side_by_side(whole, "public", AS_OF)[0]) == dump(seen)
    assert dump(whole) == before


@given(plans(), seeds)
def test_exactly_what_is_for_an_audience_is_seen(plan: Plan, seed: int) -> None:
    whole = read(files_of(plan, seed))
    seen, pairs = side_by_side(whole, "public", AS_OF)
    everything = [entity for type_name in whole.types for entity in whole.entities(type_name)]
    assert list(pairs) == [entity for entity in everything if audience_of(whole, entity, AS_OF) == "public"]
    assert len(set(pairs.values())) == len(pairs) == sum(len(seen.entities(type_name)) for type_name in seen.types)


@given(plans(), seeds, st.sampled_from(("partners", "internal")))
def test_who_is_further_in_sees_no_less(plan: Plan, seed: int, hidden: str) -> None:
    """Some of what was internal is for partners now; they see it, and all that the public sees."""
    files = {
        path: text.replace('"audience": "internal"', f'"audience": "{hidden}"')
        for path, text in files_of(plan, seed).items()
    }
    note(described(files))
    whole = read(files, ("public", "partners", "internal"))
    outer, inner = (side_by_side(whole, audience, AS_OF)[1] for audience in ("public", "partners"))
    assert outer.keys() <= inner.keys()
    for entity, seen in outer.items():
        more: Any = inner[entity].entry
        assert seen.entry.model_fields_set <= more.model_fields_set
        for name in seen.entry.model_fields_set - {"disclaimer"}:
            spec = fields_of(type(more))[name]
            if spec.plain:
                assert getattr(seen.entry, name) == getattr(more, name)
            elif spec.ref and spec.many:
                assert set(getattr(seen.entry, name)) <= set(getattr(more, name))


def test_two_private_halves_are_told_apart_by_insiders() -> None:
    whole = Public("", Roadmap, {"title": "D", "summary": "S"}, [], "day", {})
    plan = Plan([("m0.yml", "roadmap", whole)], [], None, frozenset())
    dumps = [dump(read(files_of(plan, seed))) for seed in (0, 7)]
    assert dumps[0] != dumps[1]


@given(plans(), seeds)
def test_nobody_outside_sees_what_waits_for_a_day_where_the_day_is_not_known(plan: Plan, seed: int) -> None:
    whole = read(files_of(plan, seed))
    waiting = [one.id for one in whole.all(Postmortem) if one.entry.embargo_until]
    dated, undated = redacted_for(whole, "public", AS_OF), redacted_for(whole, "public")
    assert {one.id for one in undated.all(Postmortem)} == {one.id for one in dated.all(Postmortem)} - set(waiting)


@given(plans(), seeds)
def test_what_stands_in_a_whole_is_seen_with_it_or_not_at_all(plan: Plan, seed: int) -> None:
    whole = read(files_of(plan, seed))
    for entity in (entity for type_name in whole.types for entity in whole.entities(type_name)):
        if entity.parent and entity.document.kind in HOLDING:
            parent, own = (audience_of(whole, one, AS_OF) for one in (entity.parent, entity))
            assert parent == "public" or own == "internal"

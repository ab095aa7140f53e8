"""Read two revisions of a site's source and compare them for one audience."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from milepost.diff import weakened_rules
from milepost.diff.audience_mapping import conflicting_order, earlier_audience
from milepost.diff.audience_snapshot import AudienceSnapshot
from milepost.diff.change import Change
from milepost.diff.compare import changes_of, in_order
from milepost.diff.review import Review
from milepost.diff.revisions import CommitSource, SourceRevision, WorkTreeSource
from milepost.diff.rules import POLICIES
from milepost.diff.site_at_revision import SiteOptions, options_of
from milepost.diff.site_changes import CONFIGURATION_RULES, SiteSource, site_changes
from milepost.gc_pause import gc_paused
from milepost.git.repository import GitError, Repository
from milepost.graph.loader import Workspace
from milepost.graph.portfolio import Portfolio
from milepost.kit import phrasing as words_for
from milepost.problem import Level, MilepostError, Problem
from milepost.ruleset import RULES, rule_levels
from milepost.settings import Settings


class UnreadableBase(Exception):
    """The earlier revision has errors, so changes cannot be determined.

    `problems` list them; they are empty for broader audiences, which may not read them.
    """

    def __init__(self, words: str, problems: Sequence[Problem]) -> None:
        super().__init__(words)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class _Revision:
    """A revision, read as its own configuration says; `workspace` is None if it has no data folder."""

    state: SourceRevision
    options: SiteOptions
    folder: str
    workspace: Workspace | None

    @property
    def portfolio(self) -> Portfolio:
        return self.workspace.portfolio if self.workspace else Portfolio((), self.options.audiences)

    @property
    def errors(self) -> list[Problem]:
        problems = self.workspace.problems if self.workspace else ()
        return [problem for problem in problems if problem.level is Level.ERROR]


def review(
    settings: Settings,
    base: str,
    head: str | None,
    *,
    audience: str,
    merge_base: bool = False,
    config_file: Path | None = None,
) -> Review:
    """Compare `head` with `base` for the readers of one audience; a head of None is the work tree.

    With a configuration file, hand-written pages and options are compared too, and each revision is read with its own
    options. Raises GitError and UnreadableBase if there is nothing to compare, MilepostError for errors in the later
    data.
    """
    repository = Repository.around(settings.data_dir)
    first = repository.resolve(base)
    second = repository.resolve(head) if head is not None else None
    if merge_base:
        first = repository.merge_base(first, second or repository.resolve("HEAD"))
    config = _inside(repository, config_file) if config_file else None
    states = (
        CommitSource(repository, first),
        CommitSource(repository, second) if second else WorkTreeSource(repository),
    )
    with gc_paused():
        earlier, later = (_read(state, settings, config, repository) for state in states)
        if not (earlier.workspace or later.workspace):
            raise GitError(f"neither {states[0].side.name} nor {states[1].side.name} has a folder {later.folder}")
        _require_no_errors(earlier, later, quote=audience == settings.audiences[-1])
        found, snapshots = _compared(earlier, later, settings, audience)
        if audience == settings.audiences[-1] == later.options.audiences[-1] and config:
            sources = (
                SiteSource(one.state, one.options, seen) for one, seen in zip((earlier, later), snapshots, strict=True)
            )
            more = site_changes(*sources, config=config)
            found = replace(found, changes=_at_levels(found.changes, more, earlier, settings))
    if config_file and not config:
        note = f"{config_file.name} lies in another repository: its options and pages are not compared."
        found = replace(found, notes=(*found.notes, note))
    return found


def _inside(repository: Repository, path: Path) -> str | None:
    """A path from the top of the repository, `.` for the top itself; None if it is outside."""
    try:
        return path.resolve().relative_to(repository.root).as_posix()
    except ValueError:
        return None


def _read(state: SourceRevision, settings: Settings, config: str | None, repository: Repository) -> _Revision:
    asked = _inside(repository, settings.data_dir) or "."
    own = options_of(state.read, config) if config else None
    here = options_of(WorkTreeSource(repository).read, config) if config else None
    # A data folder given on the command line applies to both revisions, whatever their configurations say.
    folder = own.data_dir if own and here and here.data_dir == asked else asked
    options = own or SiteOptions(folder, "", settings.audiences, settings.pages_audience, settings.source_public)
    if folder.startswith(("../", "/")) or folder == "..":
        raise GitError(f"the data of {state.side.name} lies outside of the repository")
    return _Revision(state, options, folder, state.data(folder, options.audiences))


def _require_no_errors(earlier: _Revision, later: _Revision, *, quote: bool) -> None:
    """Stop if a revision has errors. Broader audiences only learn how many: places and texts may be private."""
    name = earlier.state.side.name
    if errors := earlier.errors:
        words = f"the data of {name} has {words_for.count(len(errors), 'error')}, so that nobody can say what changed"
        if not quote:
            raise UnreadableBase(f"{words}; without --audience they are shown", ())
        raise UnreadableBase(words, [_at_revision(problem, name) for problem in errors])
    if errors := later.errors:
        name = later.state.side.name
        if quote:
            in_commit = later.state.side.commit is not None
            raise MilepostError(*([_at_revision(one, name) for one in errors] if in_commit else errors))
        counted = Counter(problem.rule for problem in errors)
        hint = "without --audience they are shown"
        raise MilepostError(*(Problem(rule, Level.ERROR, _summary(rule, counted[rule]), hint=hint) for rule in counted))


def _summary(rule: str, count: int) -> str:
    return f"{RULES[rule].summary} ({words_for.count(count, 'time')})"


def _at_revision(problem: Problem, name: str) -> Problem:
    """The problem with its file prefixed by the revision, as git writes it: `main:data/plan.yml`."""
    return (
        replace(problem, place=replace(problem.place, path=f"{name}:{problem.place.path}"))
        if problem.place
        else problem
    )


def _compared(
    earlier: _Revision, later: _Revision, settings: Settings, audience: str
) -> tuple[Review, tuple[AudienceSnapshot, AudienceSnapshot]]:
    audiences = later.options.audiences
    sides = (earlier.state.side, later.state.side)
    if audience not in audiences:
        message = f"{sides[1].name} has no audience '{audience}'"
        raise MilepostError(Problem("bad-option", Level.ERROR, message, hint=f"known are: {', '.join(audiences)}"))
    inner, levels = audience == audiences[-1] == settings.audiences[-1], rule_levels(settings.rules)
    _require_consistent_order(audience, settings, earlier, later)
    counterpart = earlier_audience(audience, earlier.options.audiences, audiences)
    more: dict[str, Any] = {"places": inner or settings.source_public, "sections": settings.sections}
    before = AudienceSnapshot(earlier.portfolio, counterpart, settings.as_of, **more)
    after = AudienceSnapshot(later.portfolio, audience, settings.as_of, **more)
    changes = changes_of(before, after, levels=levels)
    if not inner:
        sides = (replace(sides[0], commit=None), replace(sides[1], commit=None))
    notes = list(_folder_notes(earlier, later)) if inner else list(_audience_notes(before, after))
    if not inner and (asked := [name for name in POLICIES if levels.on(name)]):
        notes.append(f"Policies ({', '.join(asked)}) are only asked where everything is seen: without --audience.")
    return Review(*sides, settings.as_of, audience, tuple(changes), tuple(notes)), (before, after)


def _require_consistent_order(audience: str, settings: Settings, *sources: _Revision) -> None:
    """Stop if a revision's own configuration would show these readers what others say they must not see.

    Each revision is filtered by its own options, and the author of a branch cannot always be trusted with them.
    """
    words = ""
    if other := conflicting_order(audience, settings.audiences, *(source.options.audiences for source in sources)):
        words = f"'{other}' is further out than '{audience}' for some and further in for others"
    elif audience != settings.audiences[-1] and audience == sources[-1].options.audiences[-1]:
        words = f"{sources[-1].state.side.name} shows everything to '{audience}'"
    if words:
        raise UnreadableBase(f"the states have other audiences, and {words}; compare without --audience", ())


def _audience_notes(before: AudienceSnapshot, after: AudienceSnapshot) -> Iterator[str]:
    """Notes for broader audiences, which must not reveal whether a folder exists that holds nothing for them."""
    if any(after.portfolio.types) and not any(before.portfolio.types):
        yield "There was nothing for this audience before: everything is new."
    elif any(before.portfolio.types) and not any(after.portfolio.types):
        yield "There is nothing for this audience now: everything is gone."


def _folder_notes(earlier: _Revision, later: _Revision) -> Iterator[str]:
    for source, what in ((earlier, "everything is new"), (later, "everything is gone")):
        if source.workspace is None:
            yield f"{source.state.side.name} has no folder {source.folder}: {what}."


def _at_levels(
    changes: tuple[Change, ...], more: Iterable[Change], earlier: _Revision, settings: Settings
) -> tuple[Change, ...]:
    """All changes at the site's levels; changes of the configuration at the levels it set before."""
    now, before = rule_levels(settings.rules), weakened_rules.levels_of(earlier.options.rules)
    set_by = ((one, before if one.rule in CONFIGURATION_RULES else now) for one in more)
    at_levels = (replace(one, level=level) for one, by in set_by if (level := by.level(one.rule)))
    return tuple(in_order([*at_levels, *changes]))

"""Two states of a site's source, read and compared for one audience."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from milepost.diff import weakened_rules
from milepost.diff.audience_mapping import contradiction, stood_for
from milepost.diff.audience_snapshot import AudienceSnapshot
from milepost.diff.change import Change
from milepost.diff.compare import changes_of, in_order
from milepost.diff.git import GitError, Repository
from milepost.diff.review import Review
from milepost.diff.revisions import Committed, State, WorkTree
from milepost.diff.rules import POLICIES
from milepost.diff.site_at_revision import SiteOptions, options_of
from milepost.diff.site_changes import OF_CONFIGURATION, SiteSource, of_site
from milepost.gc_pause import gc_paused
from milepost.graph.loader import Workspace
from milepost.graph.portfolio import Portfolio
from milepost.kit import phrasing as words_for
from milepost.problem import Level, MilepostError, Problem
from milepost.ruleset import RULES, rule_levels
from milepost.settings import Settings


class UnreadableBase(Exception):
    """The earlier state has errors, so that nobody can say what changed; `problems` say which, for those inside."""

    def __init__(self, words: str, problems: Sequence[Problem]) -> None:
        super().__init__(words)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class _Source:
    """A state, read as its own configuration asks; `found` is None where it has no data folder."""

    state: State
    options: SiteOptions
    folder: str
    found: Workspace | None

    @property
    def portfolio(self) -> Portfolio:
        return self.found.portfolio if self.found else Portfolio((), self.options.audiences)

    @property
    def errors(self) -> list[Problem]:
        problems = self.found.problems if self.found else ()
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
    """What a head means against a base, for the readers of one audience. A head of None is the work tree.

    With a configuration its hand-written pages and options count too, and each state is read as its own asks.
    Raises GitError and UnreadableBase where nothing can be said, and MilepostError for errors in the later data.
    """
    repository = Repository.around(settings.data_dir)
    first = repository.resolve(base)
    second = repository.resolve(head) if head is not None else None
    if merge_base:
        first = repository.merge_base(first, second or repository.resolve("HEAD"))
    config = _inside(repository, config_file) if config_file else None
    states = (Committed(repository, first), Committed(repository, second) if second else WorkTree(repository))
    with gc_paused():
        earlier, later = (_read(state, settings, config, repository) for state in states)
        if not (earlier.found or later.found):
            raise GitError(f"neither {states[0].side.name} nor {states[1].side.name} has a folder {later.folder}")
        _refuse(earlier, later, quote=audience == settings.audiences[-1])
        found, eyes = _compared(earlier, later, settings, audience)
        if audience == settings.audiences[-1] == later.options.audiences[-1] and config:
            sources = (
                SiteSource(one.state, one.options, seen) for one, seen in zip((earlier, later), eyes, strict=True)
            )
            more = of_site(*sources, config=config)
            found = replace(found, changes=_at_levels(found.changes, more, earlier, settings))
    if config_file and not config:
        note = f"{config_file.name} lies in another repository: its options and pages are not compared."
        found = replace(found, notes=(*found.notes, note))
    return found


def _inside(repository: Repository, path: Path) -> str | None:
    """A path from the top of the repository, `.` for the top itself; None for one outside of it."""
    try:
        return path.resolve().relative_to(repository.root).as_posix()
    except ValueError:
        return None


def _read(state: State, settings: Settings, config: str | None, repository: Repository) -> _Source:
    asked = _inside(repository, settings.data_dir) or "."
    own = options_of(state.read, config) if config else None
    here = options_of(WorkTree(repository).read, config) if config else None
    # A folder that was named by hand is meant in both states, whatever a configuration says.
    folder = own.data_dir if own and here and here.data_dir == asked else asked
    options = own or SiteOptions(folder, "", settings.audiences, settings.pages_audience, settings.source_public)
    if folder.startswith(("../", "/")) or folder == "..":
        raise GitError(f"the data of {state.side.name} lies outside of the repository")
    return _Source(state, options, folder, state.data(folder, options.audiences))


def _refuse(earlier: _Source, later: _Source, *, quote: bool) -> None:
    """Stops where a state has errors. Those outside are told how many: places and words may be private."""
    name = earlier.state.side.name
    if errors := earlier.errors:
        words = f"the data of {name} has {words_for.count(len(errors), 'error')}, so that nobody can say what changed"
        if not quote:
            raise UnreadableBase(f"{words}; without --audience they are shown", ())
        raise UnreadableBase(words, [_at(problem, name) for problem in errors])
    if errors := later.errors:
        name = later.state.side.name
        if quote:
            in_commit = later.state.side.commit is not None
            raise MilepostError(*([_at(one, name) for one in errors] if in_commit else errors))
        counted = Counter(problem.rule for problem in errors)
        hint = "without --audience they are shown"
        raise MilepostError(*(Problem(rule, Level.ERROR, _summary(rule, counted[rule]), hint=hint) for rule in counted))


def _summary(rule: str, count: int) -> str:
    return f"{RULES[rule].summary} ({words_for.count(count, 'time')})"


def _at(problem: Problem, name: str) -> Problem:
    """A problem with the name of its revision before its file, as git writes it."""
    return (
        replace(problem, place=replace(problem.place, path=f"{name}:{problem.place.path}"))
        if problem.place
        else problem
    )


def _compared(
    earlier: _Source, later: _Source, settings: Settings, audience: str
) -> tuple[Review, tuple[AudienceSnapshot, AudienceSnapshot]]:
    audiences = later.options.audiences
    sides = (earlier.state.side, later.state.side)
    if audience not in audiences:
        message = f"{sides[1].name} has no audience '{audience}'"
        raise MilepostError(Problem("bad-option", Level.ERROR, message, hint=f"known are: {', '.join(audiences)}"))
    inner, levels = audience == audiences[-1] == settings.audiences[-1], rule_levels(settings.rules)
    _agree(audience, settings, earlier, later)
    stood = stood_for(audience, earlier.options.audiences, audiences)
    more: dict[str, Any] = {"places": inner or settings.source_public, "sections": settings.sections}
    before = AudienceSnapshot(earlier.portfolio, stood, settings.as_of, **more)
    after = AudienceSnapshot(later.portfolio, audience, settings.as_of, **more)
    changes = changes_of(before, after, levels=levels)
    if not inner:
        sides = (replace(sides[0], commit=None), replace(sides[1], commit=None))
    notes = list(_missing(earlier, later)) if inner else list(_bare(before, after))
    if not inner and (asked := [name for name in POLICIES if levels.on(name)]):
        notes.append(f"Policies ({', '.join(asked)}) are only asked where everything is seen: without --audience.")
    return Review(*sides, settings.as_of, audience, tuple(changes), tuple(notes)), (before, after)


def _agree(audience: str, settings: Settings, *sources: _Source) -> None:
    """Refuses where a state says by itself that the readers at hand see what others say they do not.

    Such a state is seen through the eyes that it asks for, and its author is not always to be trusted with that.
    """
    words = ""
    if other := contradiction(audience, settings.audiences, *(source.options.audiences for source in sources)):
        words = f"'{other}' is further out than '{audience}' for some and further in for others"
    elif audience != settings.audiences[-1] and audience == sources[-1].options.audiences[-1]:
        words = f"{sources[-1].state.side.name} shows everything to '{audience}'"
    if words:
        raise UnreadableBase(f"the states have other audiences, and {words}; compare without --audience", ())


def _bare(before: AudienceSnapshot, after: AudienceSnapshot) -> Iterator[str]:
    """The same for those outside, who do not learn from it whether there is a folder that holds nothing for them."""
    if any(after.portfolio.types) and not any(before.portfolio.types):
        yield "There was nothing for this audience before: everything is new."
    elif any(before.portfolio.types) and not any(after.portfolio.types):
        yield "There is nothing for this audience now: everything is gone."


def _missing(earlier: _Source, later: _Source) -> Iterator[str]:
    for source, what in ((earlier, "everything is new"), (later, "everything is gone")):
        if source.found is None:
            yield f"{source.state.side.name} has no folder {source.folder}: {what}."


def _at_levels(
    changes: tuple[Change, ...], more: Iterable[Change], earlier: _Source, settings: Settings
) -> tuple[Change, ...]:
    """All changes at the levels of the site; those of the configuration at the levels that it set before."""
    now, before = rule_levels(settings.rules), weakened_rules.levels_of(earlier.options.rules)
    set_by = ((one, before if one.rule in OF_CONFIGURATION else now) for one in more)
    told = (replace(one, level=level) for one, by in set_by if (level := by.level(one.rule)))
    return tuple(in_order([*told, *changes]))

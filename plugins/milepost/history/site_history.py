"""The history of a site, as one audience may know it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from milepost.git.program import GitError, NoRepository
from milepost.graph.entity import Entity
from milepost.graph.portfolio import Portfolio
from milepost.history.git_source import read_line
from milepost.history.history import NO_HISTORY, History, KnownHistory
from milepost.history.ledger import Ledger, LedgerAudience, build_ledger
from milepost.history.tracked_fields import tracked_fields
from milepost.schema.fields import FieldSpec
from milepost.schema.meaning import Meaning
from milepost.settings import Settings
from milepost.wording import count

_FOLLOWED = (Meaning.STATE, Meaning.HEALTH, Meaning.PROMISE)


def _is_followed(spec: FieldSpec) -> bool:
    """Whether history follows a field: states, promised dates, what gives items their dates, and reasons."""
    return spec.means in _FOLLOWED or spec.scheduled or (spec.group == "reasons" and spec.model is None)


TRACKED = tracked_fields(_is_followed)


def history_of(settings: Settings, whole: Portfolio, seen: Portfolio) -> History:
    """The history of what an audience sees; nothing for one that is broader than the option `history_audience`.

    `whole` is the full portfolio, `seen` what that audience sees of it. Git is only asked when the history is used.
    """
    if not settings.sees_history(seen.audience):
        return NO_HISTORY
    return History(partial(_known, settings, whole, seen))


def _known(settings: Settings, whole: Portfolio, seen: Portfolio) -> KnownHistory | None:
    """What is known; None without a repository."""
    try:
        line = read_line(settings.data_dir, TRACKED)
    except NoRepository:
        return None
    except GitError as error:
        return KnownHistory(Ledger({}), f"The git history cannot be read: {error}." if seen.innermost else "")
    innermost = settings.audiences[-1]
    if seen.innermost:
        ledger = build_ledger(line.commits, settings.as_of, LedgerAudience(innermost))
        return KnownHistory(ledger, _missing(ledger, is_shallow=line.is_shallow, is_cut=line.is_cut))
    opened = frozenset(settings.audiences[: settings.audiences.index(seen.audience) + 1])
    ledger = build_ledger(line.commits, settings.as_of, LedgerAudience(innermost, opened, TRACKED.guarded))
    return KnownHistory(_of_visible(ledger, whole, seen))


def _of_visible(ledger: Ledger, whole: Portfolio, seen: Portfolio) -> Ledger:
    """The ledger of entries that are visible today, too, as they are and not only as `public:` has them."""
    replaced = {entity.ref for entity in _entities(whole) if _is_replaced(entity)}
    now = {(one.type, one.key) for one in _entities(seen) if one.ref not in replaced}
    # What was hidden in the last commit may be shown by an edit that has not been committed: it has no public past.
    kept = {key: trail for key, trail in ledger.trails.items() if key in now and trail[-1].values is not None}
    return Ledger(kept, min((trail[0].day for trail in kept.values()), default=None))


def _entities(portfolio: Portfolio) -> Iterator[Entity[Any]]:
    for type_name in portfolio.types:
        yield from portfolio.entities(type_name)


def _is_replaced(entity: Entity[Any]) -> bool:
    """Whether `public:` replaces anything of an entity, of what it is nested in, or of its document."""
    around = entity.parent
    return bool(entity.entry.public or entity.document.model.public or (around and _is_replaced(around)))


def _missing(ledger: Ledger, *, is_shallow: bool, is_cut: bool) -> str:
    """What the history lacks, in sentences; empty if nothing."""
    since = f" before {ledger.first_day.isoformat()}" if ledger.first_day else ""
    found = []
    if is_shallow:
        found.append(
            f"This clone is shallow: commits{since} are missing. Fetch them with 'git fetch --unshallow'; in GitHub "
            "Actions, set fetch-depth: 0."
        )
    if is_cut:
        found.append(f"There are too many commits to read; those{since} are left out.")
    if ledger.unreadable:
        files, verb = count(ledger.unreadable, "file version"), "is" if ledger.unreadable == 1 else "are"
        found.append(f"{files} of the past could not be read and {verb} left out.")
    return " ".join(found)

"""Branches with published sites: internal content that is, or was, on them."""

from __future__ import annotations

import json
import posixpath
from typing import Any

from milepost.doctor.finding import DoctorFinding, Examination
from milepost.doctor.in_git import MAX_LISTED
from milepost.doctor.subject import ExaminedSite
from milepost.git.repository import Commit, GitError, Repository, Revision
from milepost.kit import phrasing
from milepost.problem import Level

_INDEX = "search_index.json"
_MAX_INDEXES = 200
_MIN_TITLE = 4


def examine(subject: ExaminedSite) -> Examination:
    """Examine tip and history of `gh-pages` and of the configured `remote_branch`, local and fetched."""
    repository = subject.repository
    if repository is None:
        return Examination("")
    named = subject.values.get("remote_branch")
    names = dict.fromkeys(["gh-pages", *([named] if isinstance(named, str) and named else [])])
    refs = [ref for name in names for ref in repository.branches(name)]
    if not refs:
        return Examination(f"no branch {phrasing.listing(names)} is in this clone", skipped=(
            f"if the host has one, fetch it and run this again: git fetch origin {next(iter(names))}",
        ))  # fmt: skip
    found: list[DoctorFinding] = []
    skipped: list[str] = []
    seen: set[str] = set()
    for ref in refs:
        revision = repository.resolve(ref)
        if revision.commit in seen:
            continue
        seen.add(revision.commit)
        try:
            _examine_branch(subject, repository, revision, found, skipped)
        except GitError as error:
            skipped.append(f"{_short(ref)} could not be read: {error}")
    return Examination(
        f"the published {phrasing.plural(len(refs), 'branch', 'branches')} {phrasing.listing(map(_short, refs))}",
        tuple(found),
        tuple(skipped),
    )


def _examine_branch(
    subject: ExaminedSite, repository: Repository, revision: Revision, found: list[DoctorFinding], skipped: list[str]
) -> None:
    name = _short(revision.name)
    files = repository.entries(revision, "") or {}
    titles, pages = _internal_titles(subject), _internal_pages(subject)
    indexes = {path for path in files if posixpath.basename(path) == _INDEX} | {f"search/{_INDEX}"}
    commits, cut = repository.history([], revision.commit)
    if cut:
        skipped.append(
            f"the history of {name} before its newest {phrasing.count(len(commits), 'commit')} was not searched"
        )
    now = _internal_titles_in(repository, {files[path].blob: path for path in indexes if path in files}, titles)
    now |= {page for page in pages if any(path == page or path.endswith(f"/{page}") for path in files)}
    if now:
        told = f"{name} holds {_count_text(now)} now"
        found.append(DoctorFinding("published-internal", told, None, _listed_names(now), _fix(name)))
    past: dict[str, tuple[str, Commit]] = {}
    gone: dict[str, Commit] = {}
    was: set[str] = set()
    for commit in commits:
        for path, blob in commit.written:
            if blob is None and path.endswith(".html") and path not in files:
                gone.setdefault(path, commit)
            if blob and (path in indexes or posixpath.basename(path) == _INDEX):
                past.setdefault(blob, (path, commit))
            if blob and path not in files and any(path == page or path.endswith(f"/{page}") for page in pages):
                was.add(path)
    if len(past) > _MAX_INDEXES:
        skipped.append(
            f"of {len(past)} search indexes in the history of {name} only the newest {_MAX_INDEXES} were searched"
        )
    read = dict(list(past.items())[:_MAX_INDEXES])
    was |= _internal_titles_in(repository, {blob: path for blob, (path, _) in read.items()}, titles) - now
    if was:
        told = f"the history of {name} holds {_count_text(was)}"
        found.append(DoctorFinding("published-internal", told, None, _listed_names(was), _fix(name)))
    if gone:
        pages_gone = f"{phrasing.count(len(gone), 'page')} that {name} no longer publishes"
        told = f"{pages_gone} {phrasing.plural(len(gone), 'is', 'are')} still in its history"
        lines = {f"{path} (gone with {commit.commit[:7]} of {commit.day})" for path, commit in gone.items()}
        found.append(DoctorFinding("published-internal", told, None, _listed_names(lines), _fix(name), Level.WARNING))


def _count_text(names: set[str]) -> str:
    return phrasing.count(len(names), "internal title or page", "internal titles and pages")


def _internal_titles(subject: ExaminedSite) -> set[str]:
    """Titles of internal entries that no public entry shares."""
    internal = set(subject.internal)
    entities = [entity for type in subject.portfolio.types for entity in subject.portfolio.entities(type)]
    public = {_folded(entity.title) for entity in entities if entity not in internal}
    return {title for one in internal if len(title := _folded(one.title)) >= _MIN_TITLE and title not in public}


def _internal_pages(subject: ExaminedSite) -> set[str]:
    """Paths that internal pages would have in a built site."""
    found = set()
    for page in subject.internal_pages:
        path = posixpath.splitext(page)[0]
        is_index = posixpath.basename(path) in ("index", "README")
        if is_index and posixpath.dirname(path):
            found.add(f"{posixpath.dirname(path)}/index.html")
        elif not is_index:
            found |= {f"{path}/index.html", f"{path}.html"}
    return found


def _internal_titles_in(repository: Repository, indexes: dict[str, str], titles: set[str]) -> set[str]:
    """Internal titles found in search indexes, given as blob to path."""
    found: set[str] = set()
    for content in repository.blobs(indexes).values():
        try:
            index: Any = json.loads(content)
        except (ValueError, RecursionError):
            continue
        documents = index.get("docs") if isinstance(index, dict) else None
        for one in documents if isinstance(documents, list) else ():
            title = one.get("title") if isinstance(one, dict) else None
            if isinstance(title, str) and _folded(title) in titles:
                found.add(" ".join(title.split()))
    return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _listed_names(names: set[str]) -> tuple[str, ...]:
    lines = sorted(names)
    rest = len(lines) - MAX_LISTED
    return (*lines[:MAX_LISTED], *([f"and {rest} more"] if rest > 0 else []))


def _fix(name: str) -> tuple[str, ...]:
    branch = name.split("/", 1)[-1] if name.startswith("origin/") else name
    return (
        "publish from an artifact instead of a branch: 'milepost init . --github' writes such a workflow",
        "replace the branch by a single commit of the public site, which leaves its history behind:",
        f"  milepost build && git checkout --orphan new-{branch}",
        f"or delete it on the host: git push origin --delete {branch}",
        "then ask the host to remove cached views, and take what was there as read",
    )


def _short(ref: str) -> str:
    return ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")

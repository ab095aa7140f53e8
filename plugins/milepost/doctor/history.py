"""Internal entries and pages that were removed but are still in the git history."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from milepost.diff.pages import MARKDOWN, META_FILE, PagesOfRevision, PagesRoot
from milepost.diff.site_at_revision import options_of
from milepost.doctor.finding import DoctorFinding, Examination
from milepost.doctor.in_git import MAX_LISTED
from milepost.doctor.subject import ExaminedSite, internal_of
from milepost.git.repository import Commit, GitError, Repository
from milepost.graph.files import SUFFIXES
from milepost.graph.loader import FOLDER_FILE, load_contents
from milepost.kit import phrasing
from milepost.problem import Level, Place

# Limit on file versions that are read; the newest ones are kept.
MAX_VERSIONS = 2_000
_FOLDER_FILES = (FOLDER_FILE, META_FILE)


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of a file, and the folder files that then decided its audience."""

    path: str
    blob: str
    commit: Commit
    folder_files: tuple[tuple[str, str], ...]


def examine(subject: ExaminedSite) -> Examination:
    """Examine every version of data and pages, in all folders that any version of the configuration named."""
    repository = subject.repository
    if repository is None:
        return Examination("")
    skipped = []
    if repository.is_shallow:
        skipped.append(
            "the history of this clone is shallow; fetch the rest with 'git fetch --unshallow' and run it again"
        )
    try:
        data, docs = _folders(subject, repository)
        commits, cut = repository.history([*data, *docs])
        versions = list(_versions(commits))
        if cut:
            skipped.append(f"the history before the newest {phrasing.count(len(commits), 'commit')} was not searched")
        if len(versions) > MAX_VERSIONS:
            skipped.append(f"of {len(versions)} versions of files only the newest {MAX_VERSIONS} were searched")
            versions = versions[-MAX_VERSIONS:]
        unread: list[str] = []
        entries = _removed_entries(subject, repository, versions, data, unread)
        found = [*entries, *_removed_pages(subject, repository, versions, docs)]
        if unread:
            files = phrasing.listing(list(dict.fromkeys(unread))[:5])
            skipped.append(f"{phrasing.count(len(unread), 'earlier version')} of data with errors, of {files}")
    except GitError as error:
        return Examination("", skipped=(*skipped, f"the history could not be read: {error}"))
    looked = f"{phrasing.count(len(versions), 'version')} of data and pages in {phrasing.count(len(commits), 'commit')}"
    return Examination(f"{looked}, below {phrasing.listing(sorted({*data, *docs}))}", tuple(found), tuple(skipped))


def _folders(subject: ExaminedSite, repository: Repository) -> tuple[set[str], set[str]]:
    """(data folders, page folders) named by any version of the configuration."""
    data, docs = {subject.options.data_dir}, {subject.options.docs_dir, *subject.options.pages.values()}
    commits, _ = repository.history([subject.config])
    blobs = {blob for commit in commits[:MAX_VERSIONS] for _, blob in commit.written if blob}
    for content in repository.blobs(blobs).values():
        options = options_of({subject.config: content}.get, subject.config)
        if options:
            data.add(options.data_dir)
            docs |= {options.docs_dir, *options.pages.values()}
    return tuple({folder for folder in side if not folder.startswith("..")} for side in (data, docs))  # type: ignore[return-value]


def _versions(commits: Iterable[Commit]) -> Iterator[_Version]:
    """Every version of each file once, oldest first."""
    steering: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for commit in reversed(list(commits)):
        for path, blob in commit.written:
            if posixpath.basename(path) in _FOLDER_FILES:
                steering.pop(path, None)
                if blob:
                    steering[path] = blob
        for path, blob in commit.written:
            if blob and (path, blob) not in seen and path.lower().endswith((*SUFFIXES, *MARKDOWN)):
                seen.add((path, blob))
                around = tuple((one, steering[one]) for one in _folder_files(path) if one in steering)
                yield _Version(path, blob, commit, around)


def _folder_files(path: str) -> Iterator[str]:
    folder = posixpath.dirname(path)
    while True:
        yield from (posixpath.join(folder, name) for name in _FOLDER_FILES)
        if not folder:
            return
        folder = posixpath.dirname(folder)


def _contents(repository: Repository, versions: list[_Version]) -> dict[str, bytes]:
    return repository.blobs({one.blob for one in versions} | {blob for one in versions for _, blob in one.folder_files})


def _removed_entries(
    subject: ExaminedSite, repository: Repository, versions: list[_Version], folders: set[str], unread: list[str]
) -> Iterator[DoctorFinding]:
    """Internal entries of earlier versions that no current file has.

    Paths of versions that cannot be read are added to `unread`.
    """
    mine = [
        (one, folder)
        for one in versions
        if one.path.lower().endswith(SUFFIXES) and posixpath.basename(one.path) not in _FOLDER_FILES
        if (folder := _within(one.path, folders)) is not None
    ]
    contents = _contents(repository, [one for one, _ in mine])
    here = {
        (entity.type, entity.key) for type in subject.portfolio.types for entity in subject.portfolio.entities(type)
    }
    titles = {
        entity.title.casefold() for type in subject.portfolio.types for entity in subject.portfolio.entities(type)
    }
    found: defaultdict[str, dict[str, Commit]] = defaultdict(dict)
    for one, folder in mine:
        files = {_relative(path, folder): contents[blob] for path, blob in ((one.path, one.blob), *one.folder_files)}
        past = load_contents({path: text for path, text in files.items() if path}, subject.options.audiences)
        if not past.portfolio.documents:
            unread.append(one.path)
        for entity in internal_of(past.portfolio):
            gone = (entity.type, entity.key) not in here if entity.id else entity.title.casefold() not in titles
            if gone:
                found[one.path].setdefault(f"{entity.type}{f' {entity.id}' if entity.id else ''}", one.commit)
    if found:
        yield _finding(subject, found, "internal entry", "internal entries")


def _removed_pages(
    subject: ExaminedSite, repository: Repository, versions: list[_Version], folders: set[str]
) -> Iterator[DoctorFinding]:
    mine = [
        (one, folder)
        for one in versions
        if one.path.endswith(MARKDOWN) and (folder := _within(one.path, folders)) is not None
        if not (subject.root / one.path).is_file()
    ]
    contents = _contents(repository, [one for one, _ in mine])
    found: defaultdict[str, dict[str, Commit]] = defaultdict(dict)
    for one, folder in mine:
        files = {_relative(path, folder): contents[blob] for path, blob in ((one.path, one.blob), *one.folder_files)}
        audience = next((name for name, path in subject.options.pages.items() if path == folder), None)
        site = PagesOfRevision(
            subject.options, (PagesRoot({path: text for path, text in files.items() if path}, audience=audience),)
        )
        if site.audience(_relative(one.path, folder)) != subject.options.audiences[0]:
            found[one.path].setdefault("page", one.commit)
    if found:
        yield _finding(subject, found, "internal page", "internal pages")


def _within(path: str, folders: set[str]) -> str | None:
    """The innermost of some folders that contains a path; None if none does."""
    around = [folder for folder in folders if folder == "." or path.startswith(f"{folder}/")]
    return max(around, key=len, default=None)


def _relative(path: str, folder: str) -> str:
    if folder == ".":
        return path
    return path[len(folder) + 1 :] if path.startswith(f"{folder}/") else ""


def _finding(subject: ExaminedSite, found: dict[str, dict[str, Commit]], one: str, many: str) -> DoctorFinding:
    lines = [
        f"{path}: {name} (commit {commit.commit[:7]} of {commit.day})"
        for path, names in sorted(found.items())
        for name, commit in names.items()
    ]
    number = sum(len(names) for names in found.values())
    rest = len(lines) - MAX_LISTED
    gone = [path for path in sorted(found) if not (subject.root / path).exists()]
    fix = (
        "rewrite the history of every clone and fork with git-filter-repo, in a fresh clone:",
        *(f"  git filter-repo --invert-paths --path '{path}'" for path in gone[:5]),
        *(
            ["  git filter-repo --replace-text WORDS  # a file with a word or a sentence a line"]
            if len(gone) < len(found)
            else []
        ),
        "  git push --force --mirror, then ask the host to remove cached views and forks",
        "take what was public for a while as read: rotate secrets, tell those who are named",
        "or keep the repository private",
    )
    verb = phrasing.plural(number, "is", "are")
    told = f"{phrasing.count(number, one, many)} that {verb} gone {verb} still in the history"
    level = Level.ERROR if subject.visibility == "public" else Level.INFO if subject.visibility == "private" else None
    details = (*lines[:MAX_LISTED], *([f"and {rest} more"] if rest > 0 else []))
    return DoctorFinding("internal-in-history", told, Place(sorted(found)[0]), details, fix, level)

"""Commits and their files, read through the `git` program without touching the work tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from milepost.git.log import FORMAT, Commit, Written, commits_in, written_and_deleted
from milepost.git.program import TOO_LARGE, GitError, NoRepository, blobs
from milepost.git.program import run as _git
from milepost.problem import quoted
from milepost.suggestions import nearest

__all__ = ["TOO_LARGE", "Commit", "GitError", "Repository", "Revision", "TreeEntry"]

# A million files; a few small objects can say that there are more than fit into any memory.
_MAX_LISTING = 100_000_000
# Limits on history; `history` returns whether they were reached.
_MAX_COMMITS = 20_000
_MAX_HISTORY = 64_000_000
# This many paths fit on a command line on every platform.
_MAX_PATHS = 200


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: `name` as the user wrote it, and its full hash."""

    name: str
    commit: str


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """An entry of a commit's tree: a file, a symbolic link (`120000`), or a submodule (`160000`)."""

    mode: str
    blob: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A clone. `root` is the top of its work tree, with symbolic links resolved."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The clone that contains a folder. Raises GitError if there is none.

        Looks for `.git` first: git also takes a folder with the right files in it for a bare repository and obeys its
        configuration. A branch can add such files, but never a `.git`.
        """
        above = (folder, *folder.parents)
        there = next((one for one in above if (one / ".git").exists()), None)
        if there is None:
            raise NoRepository(f"{next(one for one in above if one.is_dir())} lies in no git repository")
        found = _git(there, "rev-parse", "--show-toplevel").decode(errors="surrogateescape").rstrip("\n")
        return cls(Path(found).resolve())

    def resolve(self, name: str) -> Revision:
        """The commit that a branch, tag, hash, or expression such as `HEAD~2` names. Raises GitError."""
        try:
            found = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except GitError:
            raise GitError(f"there is no commit {quoted(name)}{self._revision_hint(name)}") from None
        hash = found.decode().strip()
        if not hash.isalnum():
            raise GitError(f"there is no commit {quoted(name)}")
        return Revision(name, hash)

    def merge_base(self, one: Revision, other: Revision) -> Revision:
        """The last common commit of two revisions. Raises GitError."""
        try:
            found = _git(self.root, "merge-base", one.commit, other.commit)
        except GitError:
            names = f"{quoted(one.name)} and {quoted(other.name)}"
            raise GitError(f"{names} have no commit in common{self._shallow_hint()}") from None
        return Revision(f"where it left {one.name}", found.decode().strip())

    def entries(self, revision: Revision, folder: str) -> dict[str, TreeEntry] | None:
        """The tree of a commit below a folder, by path in it; None if the folder does not exist.

        `folder` is relative to `root`, with forward slashes, empty for the top. Names that are not UTF-8 keep their
        bytes as lone surrogates. Raises GitError.
        """
        if folder and not self._tree_line(revision, folder).startswith(b"040000 "):
            return None
        tree = f"{revision.commit}:{folder}"
        return _entries(_git(self.root, "ls-tree", "-r", "-z", "--full-tree", tree, most=_MAX_LISTING))

    def listed(self, revision: Revision, paths: Iterable[str]) -> dict[str, TreeEntry]:
        """The tree entries of a commit at or below some paths from `root`; missing ones are left out."""
        asked = sorted({path for path in paths if path})
        found: dict[str, TreeEntry] = {}
        for start in range(0, len(asked), _MAX_PATHS):
            words = ("-r", "-z", "--full-tree", revision.commit, "--", *asked[start : start + _MAX_PATHS])
            found |= _entries(_git(self.root, "--literal-pathspecs", "ls-tree", *words, most=_MAX_LISTING))
        return found

    def names(self, revision: Revision, folder: str) -> list[str]:
        """File names directly in a folder of a commit; empty if it does not exist."""
        if folder and not self._tree_line(revision, folder).startswith(b"040000 "):
            return []
        return list(_entries(_git(self.root, "ls-tree", "-z", "--full-tree", f"{revision.commit}:{folder}")))

    def read(self, revision: Revision, path: str) -> bytes | None:
        """The content of a file in a commit; None if it does not exist. Raises GitError."""
        mode, _, rest = self._tree_line(revision, path).partition(b" ")
        blob = rest.partition(b" ")[2].partition(b"\t")[0].decode()
        return self.blobs([blob])[blob] if mode.startswith(b"100") else None

    def blobs(self, hashes: Iterable[str]) -> dict[str, bytes]:
        """Contents of blobs by hash, read by one git process; TOO_LARGE for one over the size limit."""
        asked = sorted(set(hashes))
        return dict(blobs(self.root, asked)) if asked else {}

    @property
    def algorithm(self) -> str:
        """Hash algorithm of object names: `sha1` or `sha256`."""
        try:
            return _git(self.root, "rev-parse", "--show-object-format").decode().strip()
        except GitError:
            return "sha1"  # a git that knows no other

    def main_branch(self) -> str | None:
        """The default branch: the remote's HEAD, else `main` or `master`, else the current branch."""
        remote = self._symbolic_target("refs/remotes/origin/HEAD")
        if remote:
            return remote.removeprefix("origin/")
        listed = _git(self.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/main", "refs/heads/master")
        return next(iter(listed.decode(errors="replace").splitlines()), None) or self._symbolic_target("HEAD")

    @property
    def common_dir(self) -> Path:
        """The git directory, which all work trees of a clone share."""
        found = _git(self.root, "rev-parse", "--git-common-dir").decode(errors="surrogateescape").rstrip("\n")
        return self.root / found

    @property
    def is_shallow(self) -> bool:
        """Whether the clone has truncated history."""
        return _git(self.root, "rev-parse", "--is-shallow-repository").strip() == b"true"

    def tracked(self, path: str) -> list[str]:
        """Files in the index at or below a path from `root`; names that are not UTF-8 are left out."""
        listed = _git(self.root, "--literal-pathspecs", "ls-files", "-z", "--full-name", "--", path or ".")
        names = (name.decode(errors="surrogateescape") for name in listed.split(b"\0") if name)
        return [name for name in names if name.isprintable()]

    def branches(self, name: str) -> list[str]:
        """Full names of the local and remote-tracking branches called `name`."""
        listed = _git(self.root, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")
        known = listed.decode(errors="replace").splitlines()
        return [
            ref for ref in known if ref.startswith("refs/") and ref.split("/", 3 if "remotes" in ref else 2)[-1] == name
        ]

    def history(self, paths: Iterable[str], revision: str = "--all") -> tuple[list[Commit], bool]:
        """(commits that touched some paths, newest first; whether there are more than were read).

        Without a revision those of every branch, tag, and stash; without paths all commits. Raises GitError.
        """
        words = ["--literal-pathspecs", "log", revision, f"--max-count={_MAX_COMMITS + 1}", "--raw", "-m", "-z"]
        words += ["--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", FORMAT]
        return _log(self.root, words, paths)

    def first_parents(self, folder: str, revision: str) -> tuple[list[Commit], bool]:
        """(commits that changed something in a folder, newest first; whether there are more than were read).

        Follows first parents only: what a merge brought counts as written by the merge. `folder` is relative to `root`,
        with forward slashes, empty for the top. Raises GitError.
        """
        words = ["--literal-pathspecs", "log", "--first-parent", f"--max-count={_MAX_COMMITS + 1}", "--raw", "-m", "-z"]
        words += ["--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", FORMAT, "--end-of-options", revision]
        return _log(self.root, words, [folder] if folder else [])

    def written_by(self, commit: str) -> tuple[Written, Written]:
        """(files that a commit wrote, files that it deleted), as (path, blob), against its first parent.

        Both are empty for a commit without a parent. Raises GitError.
        """
        words = ("diff-tree", "-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv")
        try:
            answer = _git(self.root, *words, f"{commit}^1", commit, most=_MAX_HISTORY, cut=True)
        except GitError:  # no parent, or a shallow clone without it
            return (), ()
        return written_and_deleted(answer)

    def ignores(self, path: str) -> bool:
        """Whether git ignores a path relative to `root`; a folder's path ends with a slash."""
        try:
            _git(self.root, "check-ignore", "--quiet", "--", path)
        except GitError:
            return False
        return True

    def _symbolic_target(self, reference: str) -> str | None:
        """Short name of a symbolic reference's target."""
        try:
            return _git(self.root, "symbolic-ref", "--quiet", "--short", reference).decode(errors="replace").strip()
        except GitError:
            return None

    def _tree_line(self, revision: Revision, path: str) -> bytes:
        """The `ls-tree` line for a path; empty if it does not exist."""
        return _git(self.root, "ls-tree", "-z", "--full-tree", revision.commit, "--", path)

    def _revision_hint(self, name: str) -> str:
        """Hint for a name that resolves to no commit."""
        if why := self._shallow_hint():
            return why
        if ".." in name:
            return "; name two revisions, with a space between them (and --merge-base for three dots)"
        listed = _git(self.root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
        known = listed.decode(errors="replace").splitlines()
        if name.endswith("/HEAD"):
            return f"; 'git remote set-head {name.removesuffix('/HEAD')} --auto' says which branch that is"
        remote = next((f"did you mean '{one}'?" for one in known if one.endswith(f"/{name}")), None)
        found = remote or nearest(name, known)
        return f"; {found}" if found else ""

    def _shallow_hint(self) -> str:
        """Hint for a commit that may be missing because the clone is shallow; empty for a full clone."""
        if self.is_shallow:
            rest = "fetch the rest with 'git fetch --unshallow' (in GitHub Actions: fetch-depth: 0)"
            return f": this clone is shallow; {rest}"
        return ""


def _log(root: Path, words: Sequence[str], paths: Iterable[str]) -> tuple[list[Commit], bool]:
    answer = _git(root, *words, "--", *sorted(set(paths)), most=_MAX_HISTORY, cut=True)
    found = commits_in(answer)
    return found[:_MAX_COMMITS], len(found) > _MAX_COMMITS or len(answer) > _MAX_HISTORY


def _entries(listed: bytes) -> dict[str, TreeEntry]:
    """Parse `ls-tree -z`; names that are not UTF-8 keep their bytes as lone surrogates."""
    found = {}
    for entry in listed.split(b"\0")[:-1]:
        head, _, name = entry.partition(b"\t")
        mode, _, blob = head.decode().split(" ")
        found[name.decode(errors="surrogateescape")] = TreeEntry(mode, blob)
    return found

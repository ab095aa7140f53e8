"""Commits and their files, read through the `git` program without touching the work tree."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from milepost.problem import quoted
from milepost.suggestions import nearest
from milepost.yaml.reader import MAX_BYTES

# Stands for the content of a file over the size limit, which is never read.
TOO_LARGE = bytes(MAX_BYTES + 1)
# A million files; a few small objects can say that there are more than fit into any memory.
_MAX_LISTING = 100_000_000
# Limits on history; `history` returns whether they were reached.
_MAX_COMMITS = 20_000
_MAX_HISTORY = 64_000_000
# This many paths fit on a command line on every platform.
_MAX_PATHS = 200
# Settings through which a repository's own configuration could execute programs during a read.
_HARDENED = tuple(
    word
    for setting in (
        "safe.bareRepository=explicit",
        "core.fsmonitor=false",
        f"core.hooksPath={os.devnull}",
        "log.showSignature=false",
    )
    for word in ("-c", setting)
)
# Set by git for hooks. They must not redirect a question about a folder to another repository.
_LOCATION_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")


class GitError(Exception):
    """Git could not be run, or does not know what it was asked for; the message is for the user."""


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
class Commit:
    """A commit, its day (ISO), and the files it wrote as (path, blob); the blob is None for a deleted file."""

    commit: str
    day: str
    written: tuple[tuple[str, str | None], ...]


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
            raise GitError(f"{next(one for one in above if one.is_dir())} lies in no git repository")
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
        if not asked:
            return {}
        sizes = self._sizes(asked)
        found = dict.fromkeys(asked, TOO_LARGE)
        small = [hash for hash in asked if sizes[hash] <= MAX_BYTES]
        answer = _git(self.root, "cat-file", "--batch", input=_lines(small))
        at = 0
        for hash in small:
            start = answer.index(b"\n", at) + 1
            found[hash] = answer[start : start + sizes[hash]]
            at = start + sizes[hash] + 1
        return found

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
        words += ["--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--format=%x01%H %cs"]
        answer = _git(self.root, *words, "--", *sorted(set(paths)), most=_MAX_HISTORY, cut=True)
        found = _commits(answer)
        return found[:_MAX_COMMITS], len(found) > _MAX_COMMITS or len(answer) > _MAX_HISTORY

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

    def _sizes(self, hashes: Iterable[str]) -> dict[str, int]:
        found = {}
        for line in _git(self.root, "cat-file", "--batch-check", input=_lines(hashes)).decode().splitlines():
            hash, *_, size = line.split(" ")
            if not size.isdigit():
                raise GitError(f"git does not have the contents of a file ({hash[:12]}): this clone is not complete")
            found[hash] = int(size)
        return found

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


def _entries(listed: bytes) -> dict[str, TreeEntry]:
    """Parse `ls-tree -z`; names that are not UTF-8 keep their bytes as lone surrogates."""
    found = {}
    for entry in listed.split(b"\0")[:-1]:
        head, _, name = entry.partition(b"\t")
        mode, _, blob = head.decode().split(" ")
        found[name.decode(errors="surrogateescape")] = TreeEntry(mode, blob)
    return found


def _commits(log: bytes) -> list[Commit]:
    """Parse `log --raw -z`; the output may be cut in its last commit."""
    found: list[tuple[str, str, list[tuple[str, str | None]]]] = []
    blob: str | None = None
    is_path = False
    for part in log.split(b"\0"):
        text = part.decode(errors="surrogateescape")
        head = text.lstrip("\n")
        if is_path:
            found[-1][2].append((text, blob))
            is_path = False
        elif head.startswith("\x01"):
            hash, _, day = head[1:].partition(" ")
            if found and found[-1][0] == hash:  # a merge, against another of its parents
                continue
            found.append((hash, day.strip(), []))
        elif head.startswith(":") and found:
            written = head.split(" ")
            blob = written[3] if len(written) > 3 and written[1].startswith("100") else None
            is_path = True
    return [Commit(hash, day, tuple(written)) for hash, day, written in found]


def _lines(hashes: Iterable[str]) -> bytes:
    return "".join(f"{hash}\n" for hash in hashes).encode()


def _git(folder: Path, *words: str, input: bytes | None = None, most: int | None = None, cut: bool = False) -> bytes:
    """Run git and return its output; over `most` bytes it is an error or, with `cut`, cut off. Raises GitError."""
    environment = {name: value for name, value in os.environ.items() if name not in _LOCATION_VARIABLES}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", *_HARDENED, "--no-pager", *words]
    what = next(word for word in words if not word.startswith("-"))
    # Not a pipe: git would block on a full pipe that is not read while stdout is.
    with tempfile.TemporaryFile() as errors:
        try:
            pipe = subprocess.PIPE
            process = subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, stderr=errors, env=environment)
        except OSError as error:
            raise GitError(f"git cannot be run: {error.strerror}") from None
        with process:
            if most is None:
                answer = process.communicate(input)[0]
            else:
                assert process.stdout
                answer = process.stdout.read(most + 1)
                if len(answer) > most:
                    process.kill()
                    if cut:
                        return bytes(answer)
                    raise GitError(f"git {what}: a commit has more files than can be read")
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    if process.returncode:
        raise GitError(f"git {what}: {_error_line(said, folder)}")
    return bytes(answer)


def _error_line(errors: str, folder: Path) -> str:
    """The line of git's error output that states the cause, with a hint where one helps."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    fatal = next((line for line in lines if line.startswith("fatal: ")), lines[-1] if lines else "failed")
    words = fatal.removeprefix("fatal: ")
    if words.startswith("not a git repository"):
        return f"{folder} lies in no git repository"
    if "dubious ownership" in words:
        return f"{words}; trust it with 'git config --global --add safe.directory {folder}'"
    return words

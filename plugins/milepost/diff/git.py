"""What git knows of commits and their files, asked without touching the work tree."""

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

# For the contents of a file that nobody reads.
TOO_LARGE = bytes(MAX_BYTES + 1)
# A million files; a few small objects can say that there are more than fit into any memory.
_MOST_LISTED = 100_000_000
# Of a history no more is read; whoever asks says so.
_MOST_COMMITS = 20_000
_MOST_HISTORY = 64_000_000
# A command line holds so many paths everywhere.
_MOST_PATHS = 200
# What a repository's own configuration could have git run while it only reads.
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
# A hook is told where it runs; a question about a folder is about the clone that the folder lies in.
_WHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")


class GitError(Exception):
    """Git could not be asked, or does not know what it was asked for; the words are for the user."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: as somebody named it, and its full hash."""

    name: str
    commit: str


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """What a commit holds at a path: a file, a link (`120000`) or another repository (`160000`)."""

    mode: str
    blob: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, its day, and what it wrote: path and blob, None for what it took away."""

    commit: str
    day: str
    written: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Repository:
    """A clone. `root` is the top of its work tree, without symbolic links."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The clone that a folder lies in. Raises GitError.

        Git takes a folder with the right files in it for a repository whose configuration it obeys, and a branch can
        bring such files along; but no branch can bring a `.git`.
        """
        above = (folder, *folder.parents)
        there = next((one for one in above if (one / ".git").exists()), None)
        if there is None:
            raise GitError(f"{next(one for one in above if one.is_dir())} lies in no git repository")
        found = _git(there, "rev-parse", "--show-toplevel").decode(errors="surrogateescape").rstrip("\n")
        return cls(Path(found).resolve())

    def resolve(self, name: str) -> Revision:
        """The commit that a name means: a branch, a tag, a hash, `HEAD~2`. Raises GitError."""
        try:
            found = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except GitError:
            raise GitError(f"there is no commit {quoted(name)}{self._why_not(name)}") from None
        hash = found.decode().strip()
        if not hash.isalnum():
            raise GitError(f"there is no commit {quoted(name)}")
        return Revision(name, hash)

    def merge_base(self, one: Revision, other: Revision) -> Revision:
        """The commit at which two lines of work parted. Raises GitError."""
        try:
            found = _git(self.root, "merge-base", one.commit, other.commit)
        except GitError:
            names = f"{quoted(one.name)} and {quoted(other.name)}"
            raise GitError(f"{names} have no commit in common{self._shallow()}") from None
        return Revision(f"where it left {one.name}", found.decode().strip())

    def entries(self, revision: Revision, folder: str) -> dict[str, TreeEntry] | None:
        """All that a commit holds in and below a folder, by paths in it; None where there is no such folder.

        `folder` is relative to `root`, with forward slashes and empty for all of it. A name that is not UTF-8 keeps
        its bytes as lone surrogates. Raises GitError.
        """
        if folder and not self._at(revision, folder).startswith(b"040000 "):
            return None
        tree = f"{revision.commit}:{folder}"
        return _entries(_git(self.root, "ls-tree", "-r", "-z", "--full-tree", tree, most=_MOST_LISTED))

    def listed(self, revision: Revision, paths: Iterable[str]) -> dict[str, TreeEntry]:
        """What a commit holds at, or below, some paths from `root`; those that are not there are left out."""
        asked = sorted({path for path in paths if path})
        found: dict[str, TreeEntry] = {}
        for start in range(0, len(asked), _MOST_PATHS):
            words = ("-r", "-z", "--full-tree", revision.commit, "--", *asked[start : start + _MOST_PATHS])
            found |= _entries(_git(self.root, "--literal-pathspecs", "ls-tree", *words, most=_MOST_LISTED))
        return found

    def names(self, revision: Revision, folder: str) -> list[str]:
        """The names of what a commit holds in a folder; none where there is no such folder."""
        if folder and not self._at(revision, folder).startswith(b"040000 "):
            return []
        return list(_entries(_git(self.root, "ls-tree", "-z", "--full-tree", f"{revision.commit}:{folder}")))

    def read(self, revision: Revision, path: str) -> bytes | None:
        """A file of a commit, None where it is not there. Raises GitError."""
        mode, _, rest = self._at(revision, path).partition(b" ")
        blob = rest.partition(b" ")[2].partition(b"\t")[0].decode()
        return self.blobs([blob])[blob] if mode.startswith(b"100") else None

    def blobs(self, hashes: Iterable[str]) -> dict[str, bytes]:
        """The contents of several files, by one process of git; TOO_LARGE for what no file may have."""
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
        """The name of the hash that names contents: `sha1` or `sha256`."""
        try:
            return _git(self.root, "rev-parse", "--show-object-format").decode().strip()
        except GitError:
            return "sha1"  # a git that knows no other

    def main_branch(self) -> str | None:
        """The branch that everybody starts from: the remote's, else `main` or `master`, else the one at hand."""
        remote = self._named("refs/remotes/origin/HEAD")
        if remote:
            return remote.removeprefix("origin/")
        listed = _git(self.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/main", "refs/heads/master")
        return next(iter(listed.decode(errors="replace").splitlines()), None) or self._named("HEAD")

    @property
    def is_shallow(self) -> bool:
        """Whether the clone holds only the last few commits."""
        return _git(self.root, "rev-parse", "--is-shallow-repository").strip() == b"true"

    def tracked(self, path: str) -> list[str]:
        """What is in the index at, or below, a path from `root`; names that are not UTF-8 are left out."""
        listed = _git(self.root, "--literal-pathspecs", "ls-files", "-z", "--full-name", "--", path or ".")
        names = (name.decode(errors="surrogateescape") for name in listed.split(b"\0") if name)
        return [name for name in names if name.isprintable()]

    def branches(self, name: str) -> list[str]:
        """The full names of the local and remote-tracking branches of a name."""
        listed = _git(self.root, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")
        known = listed.decode(errors="replace").splitlines()
        return [
            ref for ref in known if ref.startswith("refs/") and ref.split("/", 3 if "remotes" in ref else 2)[-1] == name
        ]

    def history(self, paths: Iterable[str], revision: str = "--all") -> tuple[list[Commit], bool]:
        """The commits that touched some paths, the newest first, and whether there are more than are given.

        With no revision those of every branch, tag and stash; with no path all commits. Raises GitError.
        """
        words = ["--literal-pathspecs", "log", revision, f"--max-count={_MOST_COMMITS + 1}", "--raw", "-m", "-z"]
        words += ["--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--format=%x01%H %cs"]
        answer = _git(self.root, *words, "--", *sorted(set(paths)), most=_MOST_HISTORY, cut=True)
        found = _commits(answer)
        return found[:_MOST_COMMITS], len(found) > _MOST_COMMITS or len(answer) > _MOST_HISTORY

    def ignores(self, path: str) -> bool:
        """Whether git leaves a path out, which is relative to `root`; a folder's ends with a slash."""
        try:
            _git(self.root, "check-ignore", "--quiet", "--", path)
        except GitError:
            return False
        return True

    def _named(self, reference: str) -> str | None:
        """The short name of what a symbolic reference stands for."""
        try:
            return _git(self.root, "symbolic-ref", "--quiet", "--short", reference).decode(errors="replace").strip()
        except GitError:
            return None

    def _sizes(self, hashes: Iterable[str]) -> dict[str, int]:
        found = {}
        for told in _git(self.root, "cat-file", "--batch-check", input=_lines(hashes)).decode().splitlines():
            hash, *_, size = told.split(" ")
            if not size.isdigit():
                raise GitError(f"git does not have the contents of a file ({hash[:12]}): this clone is not complete")
            found[hash] = int(size)
        return found

    def _at(self, revision: Revision, path: str) -> bytes:
        """The line of a tree for a path, empty where there is none."""
        return _git(self.root, "ls-tree", "-z", "--full-tree", revision.commit, "--", path)

    def _why_not(self, name: str) -> str:
        """What to do about a name that means no commit."""
        if why := self._shallow():
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

    def _shallow(self) -> str:
        """What to do where a commit may be missing because the clone holds only the last few."""
        if self.is_shallow:
            rest = "fetch the rest with 'git fetch --unshallow' (in GitHub Actions: fetch-depth: 0)"
            return f": this clone is shallow; {rest}"
        return ""


def _entries(listed: bytes) -> dict[str, TreeEntry]:
    """What `ls-tree -z` lists, by path; a name that is not UTF-8 keeps its bytes as lone surrogates."""
    found = {}
    for entry in listed.split(b"\0")[:-1]:
        head, _, name = entry.partition(b"\t")
        mode, _, blob = head.decode().split(" ")
        found[name.decode(errors="surrogateescape")] = TreeEntry(mode, blob)
    return found


def _commits(log: bytes) -> list[Commit]:
    """What `log --raw -z` says, the last one perhaps not whole."""
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
    """What git answers, which may be `most` so many bytes, or is cut a byte behind them. Raises GitError."""
    environment = {name: value for name, value in os.environ.items() if name not in _WHERE}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", *_HARDENED, "--no-pager", *words]
    what = next(word for word in words if not word.startswith("-"))
    # A pipe for errors that nobody reads meanwhile would stop git once it is full.
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
        raise GitError(f"git {what}: {_said(said, folder)}")
    return bytes(answer)


def _said(errors: str, folder: Path) -> str:
    """The one line of what git said that says what is wrong."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    fatal = next((line for line in lines if line.startswith("fatal: ")), lines[-1] if lines else "failed")
    words = fatal.removeprefix("fatal: ")
    if words.startswith("not a git repository"):
        return f"{folder} lies in no git repository"
    if "dubious ownership" in words:
        return f"{words}; trust it with 'git config --global --add safe.directory {folder}'"
    return words

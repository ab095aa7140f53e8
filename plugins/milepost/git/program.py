"""The `git` program, run so that nothing in a repository can make it execute anything."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from milepost.yaml.reader import MAX_BYTES

# Stands for the content of a file over the size limit, which is never read.
TOO_LARGE = bytes(MAX_BYTES + 1)
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


class NoRepository(GitError):
    """There is no clone around a folder."""


def run(folder: Path, *words: str, input: bytes | None = None, most: int | None = None, cut: bool = False) -> bytes:
    """Run git and return its output; over `most` bytes it is an error or, with `cut`, cut off. Raises GitError."""
    what = next(word for word in words if not word.startswith("-"))
    # Not a pipe: git would block on a full pipe that is not read while stdout is.
    with tempfile.TemporaryFile() as errors:
        try:
            pipe = subprocess.PIPE
            process = _start(folder, words, stdin=pipe, stdout=pipe, stderr=errors)
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


def blobs(folder: Path, hashes: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The contents of blobs, in order, read by one process; TOO_LARGE for one over the size limit.

    Only one is held in memory at a time. Raises GitError, also for a blob that this clone does not have.
    """
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as errors:
        # A file, as git would stop answering while it is still asked, and both would wait for each other.
        asked.write("".join(f"{hash}\n" for hash in hashes).encode())
        asked.seek(0)
        try:
            process = _start(folder, ("cat-file", "--batch"), stdin=asked, stdout=subprocess.PIPE, stderr=errors)
        except OSError as error:
            raise GitError(f"git cannot be run: {error.strerror}") from None
        with process:
            assert process.stdout
            try:
                while head := process.stdout.readline():
                    yield _blob(head, process.stdout)
            finally:
                process.stdout.close()  # a reader that stops early must not leave git waiting
        if process.returncode:
            errors.seek(0)
            raise GitError(f"git cat-file: {_error_line(errors.read().decode(errors='replace'), folder)}")


def _blob(head: bytes, answer: IO[bytes]) -> tuple[str, bytes]:
    """The blob that a line of `cat-file --batch` announces."""
    hash, *_, size = head.decode(errors="replace").split()
    if not size.isdigit():
        raise GitError(f"git does not have the contents of a file ({hash[:12]}): this clone is not complete")
    content = _content(answer, int(size))
    answer.read(1)  # the line's end
    return hash, content


def _content(answer: IO[bytes], size: int) -> bytes:
    if size <= MAX_BYTES:
        return answer.read(size)
    while size > 0 and (skipped := len(answer.read(min(size, 1 << 20)))):
        size -= skipped
    return TOO_LARGE


def _start(folder: Path, words: tuple[str, ...], **streams: Any) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _LOCATION_VARIABLES}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    # A replaced object would read differently here than in any other clone.
    environment["GIT_NO_REPLACE_OBJECTS"] = "1"
    return subprocess.Popen(["git", *_HARDENED, "--no-pager", *words], cwd=folder, env=environment, **streams)


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

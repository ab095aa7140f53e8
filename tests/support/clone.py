"""Small git repositories to read from."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

_WHO = ("-c", "user.name=Release Manager", "-c", "user.email=release@example.org", "-c", "commit.gpgsign=false")


class Clone:
    """A repository in a folder; `git` runs git there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> str:
        """What git says."""
        done = subprocess.run(["git", *_WHO, *words], cwd=self.root, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def write(self, files: Mapping[str, str | bytes | None]) -> Clone:
        """Writes files; None deletes one."""
        for path, content in files.items():
            file = self.root / path
            if content is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def commit(self, files: Mapping[str, str | bytes | None] | None = None, tag: str = "") -> str:
        """Commits everything, with some files written first; the hash of the commit, which may get a tag."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Change the plan")
        if tag:
            self.git("tag", tag)
        return self.git("rev-parse", "HEAD")

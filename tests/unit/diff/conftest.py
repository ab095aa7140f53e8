"""A repository whose plan is that of `edits`, and what changed in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.support.clone import Clone
from tests.unit.review.edits import BASE

from milepost.diff.reading import review
from milepost.diff.review import Review
from milepost.settings import Settings

AS_OF = date(2026, 3, 2)
CONFIG = """\
site_name: Till
plugins:
  - search
  - milepost:
      pages_audience: internal
"""
Compared = Callable[..., Review]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A repository with one commit, `before`, in whose folder `data` the plan lies; it is the working directory."""
    found = Clone(tmp_path / "clone")
    found.commit({f"data/{path}": text for path, text in BASE.items()}, "before")
    monkeypatch.chdir(found.root)
    return found


@pytest.fixture
def compared(clone: Clone) -> Compared:
    """Compares two states of the clone; the later one is the work tree unless it is named."""

    def compare(
        base: str = "before",
        head: str | None = None,
        *,
        audience: str = "internal",
        merge_base: bool = False,
        config_file: str | None = None,
        **options: object,
    ) -> Review:
        asked = Settings(**{"data_dir": clone.root / "data", "as_of": AS_OF, **options})  # type: ignore[arg-type]
        config = clone.root / config_file if config_file else None
        return review(asked, base, head, audience=audience, merge_base=merge_base, config_file=config)

    return compare


def told(found: Review) -> list[str]:
    return [f"{change.rule}: {change.message}" for change in found.changes]


@pytest.fixture
def site(clone: Clone, compared: Compared) -> Compared:
    """Compares a first commit with the work tree, after some files were written in each."""

    def compare(before: dict[str, str], after: dict[str, str | None], **options: object) -> Review:
        clone.commit({"mkdocs.yml": CONFIG, **before}, "site")
        clone.write(after)  # type: ignore[arg-type]
        return compared("site", config_file="mkdocs.yml", **options)

    return compare

"""Fixtures that any test may use."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.support import forks
from tests.support.once import once
from tests.support.project import Project

# Where it is set, each of the hundreds of processes that tests start would compile the whole package.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# How hard to look: `fast` for an answer at once, `thorough` longer and somewhere else every time. No example is timed.
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("fast", max_examples=8, derandomize=True, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("ci", max_examples=15, derandomize=True, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

MakeSite = Callable[..., Project]


@pytest.fixture(scope="session", autouse=True)
def _compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> None:
    """All processes of a run share the templates that one of them has compiled, and keep none for their user."""
    os.environ["XDG_CACHE_HOME"] = str(once(tmp_path_factory, "caches", Path.mkdir))
    os.environ[forks.TEMPLATES] = str(once(tmp_path_factory, "templates", Path.mkdir))


@pytest.fixture
def site(tmp_path: Path) -> MakeSite:
    """Makes a site's source out of an indented tree of files (see tests/support/tree.py), ready to be built.

    A tree without `mkdocs.yml` gets a plain one, a tree without `docs/` a public home page.
    """

    def make(text: str, name: str = "project") -> Project:
        return Project(tmp_path / name / "source", text)

    return make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is done in a clone of a repository takes many processes of git, which the quick tests do without."""
    for item in items:
        if "clone" in getattr(item, "fixturenames", ()):
            item.add_marker("whole")


def pytest_collection_finish() -> None:
    """Ten thousand tests stay as long as the run: the garbage collector need not look through them again and again."""
    gc.freeze()

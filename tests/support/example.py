"""The example as it is published, built once for all tests of a run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.once import once
from tests.support.trees import build

ROOT = Path(__file__).parents[2]
HOST = "http://example-built-once"
_TEXTS = (".html", ".xml")


def example(factory: pytest.TempPathFactory, audience: str) -> Path:
    """The site of `content/` for an audience, by plain `mkdocs build`, to be served at HOST/`audience`/."""
    address = f"{HOST}/{audience}/"
    return once(
        factory,
        f"example-{audience}",
        lambda folder: build(ROOT, folder, MILEPOST_AUDIENCE=audience, SITE_URL=address),
    )


def moved(site: Path, folder: Path, host: str) -> Path:
    """A copy in `folder` of a site for HOST as it would have been built for another host."""
    shutil.copytree(site, folder, copy_function=lambda source, target: _moved(Path(source), Path(target), host))
    return folder


def _moved(source: Path, target: Path, host: str) -> None:
    content = source.read_bytes()
    target.write_bytes(content.replace(HOST.encode(), host.encode()) if source.suffix in _TEXTS else content)

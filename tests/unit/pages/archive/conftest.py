"""Archives out of a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from milepost.kit.addresses import POSTMORTEMS
from milepost.kit.context import PageContext
from milepost.pages.archive.view import ArchiveView, archive_view

MakeArchive = Callable[..., ArchiveView]


@pytest.fixture
def archive(context: Callable[..., PageContext]) -> MakeArchive:
    """The archive of some post-mortems on 23 November 2026; `portfolio` are lines of that document."""

    def make(*bodies: str, portfolio: str = "", audience: str = "internal", pages: tuple[str, ...] = ()) -> ArchiveView:
        files = {f"postmortem_{n}": f"id: pm-{n}\n{body}" for n, body in enumerate(bodies)}
        if portfolio:
            files["portfolio"] = portfolio
        return archive_view(context(audience=audience, pages=(POSTMORTEMS, *pages), **files), "Post-mortems")

    return make

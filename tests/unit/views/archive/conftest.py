"""Archives out of a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from milepost.views.addresses import POSTMORTEMS
from milepost.views.archive.page import ArchiveView, archive_view
from milepost.views.desk import Desk

MakeArchive = Callable[..., ArchiveView]


@pytest.fixture
def archive(desk: Callable[..., Desk]) -> MakeArchive:
    """The archive of some post-mortems on 23 November 2026; `portfolio` are lines of that document."""

    def make(*bodies: str, portfolio: str = "", audience: str = "internal", pages: tuple[str, ...] = ()) -> ArchiveView:
        files = {f"postmortem_{n}": f"id: pm-{n}\n{body}" for n, body in enumerate(bodies)}
        if portfolio:
            files["portfolio"] = portfolio
        return archive_view(desk(audience=audience, pages=(POSTMORTEMS, *pages), **files), "Post-mortems")

    return make

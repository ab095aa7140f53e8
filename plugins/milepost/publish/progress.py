"""Progress of a MkDocs build: every page is read once, then written once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.plugins import BasePlugin, PluginCollection, event_priority

NAME = "milepost-progress"


class BuildProgress(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Counts pages as they are read and written, and reports `done` of twice `total`."""

    def __init__(self, tell: Callable[..., None]) -> None:
        super().__init__()
        self.tell = tell
        self.done = self.total = 0

    def join(self, plugins: PluginCollection) -> None:
        """Become the first plugin of a site: some plugins insist on being last."""
        others = dict(plugins)
        plugins[NAME] = self
        for name in others:  # reorder only: setting an item would register its events again
            dict.__setitem__(plugins, name, dict.pop(plugins, name))

    @event_priority(-100)
    def on_nav(self, _nav: Any, *, files: Any, **_: Any) -> None:
        """All files are known."""
        self.total = len(files.documentation_pages())

    def on_page_content(self, _html: str, **_: Any) -> None:
        """A page has been read."""
        self._step()

    def on_post_page(self, _output: str, **_: Any) -> None:
        """A page has been written."""
        self._step()

    def _step(self) -> None:
        self.done += 1
        if self.done % 10 == 0 or self.done == 2 * self.total:
            self.tell(done=self.done, total=2 * self.total)

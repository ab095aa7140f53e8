"""The templates: ours, and before them those of the site's owner."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from milepost.charts.svg import Plot
from milepost.render.compiled import Compiled
from milepost.render.prose import prose_of_level
from milepost.render.sheet import Sheet

Address = Callable[[str, str], "str | None"]

_COMPILED = Compiled()
_SPRITE = '<svg width="0" height="0" style="position:absolute" aria-hidden="true">'


def theme_folder() -> Path:
    """Where our templates and assets lie: in the package of a wheel, at the top of a checkout."""
    package = Path(__file__).parents[1]
    beside = package / "theme"
    return beside if beside.is_dir() else package.parents[1] / "theme"


class _Dense(Extension):
    """Leaves out the indentation of templates, which a site of many pages would ship many times."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


class Theme:
    """Draws pages. `targets(type, ref)` is where a link in a text leads, or None where it leads nowhere.

    Templates are compiled once. One page is drawn at a time: what a template calls speaks to the sheet at
    hand.
    """

    def __init__(self, templates: Path | None, targets: Address) -> None:
        folders = [folder for folder in (templates, theme_folder()) if folder]
        self._targets = targets
        self._sheet = Sheet(str)
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            extensions=[_Dense],
            bytecode_cache=_COMPILED,
        )
        self._environment.globals.update(
            url=self._url,
            icon=self._icon,
            begin=self._begin,
            finish=self._finish,
            prose=self._text,
            chart=self._chart,
            code_id=self._code_id,
        )
        self._symbol = cache(self._read_symbol)

    def draw(self, template: str, view: Any, url: Callable[[str], str]) -> Sheet:
        """A page of one template and its view-model, with the symbols of just the icons it uses."""
        sheet = self.draw_part(template, view, url)
        sheet.symbols = self.sprite(sheet.icons)
        sheet.html += sheet.symbols
        return sheet

    def draw_part(self, template: str, view: Any, url: Callable[[str], str], prefix: str = "") -> Sheet:
        """A part of somebody else's page, who adds the symbols of the icons it uses. `prefix` keeps its ids apart."""
        sheet = self._sheet = Sheet(url, prefix)
        sheet.html = self._environment.get_template(template).render(page=view)
        return sheet

    def sprite(self, icons: Iterable[str]) -> str:
        """The symbols of icons, which must be on a page once; nothing where there are no icons."""
        symbols = "".join(map(self._symbol, icons))
        return f"{_SPRITE}{symbols}</svg>" if symbols else ""

    def _url(self, target: str) -> str:
        return self._sheet.link(target)

    def _begin(self, level: int, id: str, text: str) -> str:
        return self._sheet.begin(level, id, text)

    def _finish(self, body: Markup, before: Markup | str = "") -> Markup:
        return self._sheet.finish(body, before)

    def _icon(self, name: str) -> Markup:
        self._sheet.icons[name] = None
        # Material's instant navigation assigns to every `href`, which fails on that of a `use`.
        return Markup(f'<svg class="mp-i" aria-hidden="true"><use xlink:href="#_mp-{name}"/></svg>')

    def _chart(self, plot: Plot, id: str, title: str, description: str) -> Markup:
        return plot.svg(id, title, description, self._url)

    def _read_symbol(self, name: str) -> str:
        drawing = self._environment.get_template(f"fragments/icons/{name}.svg").render()
        return f'<symbol id="_mp-{name}" viewBox="0 0 16 16">{drawing}</symbol>'

    def _text(self, text: str, level: int = 3) -> Markup:
        return Markup(self._sheet.apart(prose_of_level(level).fragment(text).resolve(self._address)))

    def _code_id(self) -> str:
        return self._sheet.code_id()

    def _address(self, type: str, ref: str) -> str | None:
        target = self._targets(type, ref)
        return self._sheet.link(target) if target else None

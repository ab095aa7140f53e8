"""Templates: Milepost's own, and before them those of the site's owner."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.ext import Extension
from markupsafe import Markup

from milepost.charts.svg import Plot
from milepost.pages.page import Region, Section
from milepost.prose.rendering import prose_of_level
from milepost.render.bytecode_cache import CompiledTemplates, keep_compiled
from milepost.render.page_buffer import PageBuffer

Address = Callable[[str, str], "str | None"]

_COMPILED = CompiledTemplates()
_SPRITE = '<svg width="0" height="0" style="position:absolute" aria-hidden="true">'
# Jinja macros see only globals, so the functions they call find the current page here.
_BUFFER: ContextVar[PageBuffer] = ContextVar("buffer")


def theme_folder() -> Path:
    """The folder of our templates and assets: within the package in a wheel, at the top of a checkout."""
    package = Path(__file__).parents[1]
    beside = package / "theme"
    return beside if beside.is_dir() else package.parents[1] / "theme"


class _Dense(Extension):
    """Strips the indentation of templates, which a large site would ship many times over."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


class _Environment(Environment):
    """A Jinja environment that shares its globals with templates instead of copying them for each."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class Templates:
    """Renders sections, regions and pages.

    `targets(type, ref)` gives the target of a link in a text, or None. Templates are read and compiled once; what is
    rendered is a function of its data and of the page buffer that records its links, icons and ids.
    """

    def __init__(self, templates: Path | None, targets: Address) -> None:
        folders = [folder for folder in (templates, theme_folder()) if folder]
        self._targets = targets
        self._environment = _Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            extensions=[_Dense],
            bytecode_cache=_COMPILED,
            # This object lives for one build, during which templates do not change.
            auto_reload=False,
        )
        self._environment.globals.update(
            url=_url,
            icon=_icon,
            prose=self._text,
            chart=_chart,
            code_id=_code_id,
        )
        self.symbol = cache(self._read_symbol)
        self._own = cache(self._find_own)
        self._frames = self._macros("fragments/frames.html")
        self._regions = self._macros("fragments/regions.html")

    def keep_compiled(self, folder: Path) -> None:
        """Keep compiled templates in a folder, for the next process."""
        keep_compiled(self._environment, folder)

    @contextmanager
    def recording(self, buffer: PageBuffer) -> Iterator[None]:
        """While this is active, links, icons and ids of whatever is rendered are recorded in a page buffer."""
        token = _BUFFER.set(buffer)
        try:
            yield
        finally:
            _BUFFER.reset(token)

    def section(self, it: Section) -> Markup:
        """Render one section in its frame."""
        body = self._environment.get_template(f"sections/{it.template}.html").render(page=it.view, title=it.title)
        return self._frames(it.frame)(it, Markup(body.strip()))

    def region(self, it: Region, body: str) -> Markup:
        """Lay out the rendered parts of a region."""
        return self._regions(it.shape)(it, Markup(body))

    def page(self, name: str, **values: Any) -> str:
        """Render a whole page, with the owner's template of that name if there is one, else the base template."""
        template = f"pages/{name if self.owns(name) else 'base'}.html"
        return self._environment.get_template(template).render(**values)

    def owns(self, name: str) -> bool:
        """Whether the site's owner has a template for the pages of this name."""
        return self._own(name)

    def render_part(self, template: str, view: Any, buffer: PageBuffer) -> str:
        """Render a part of another page; the caller adds the symbols of the icons it uses."""
        with self.recording(buffer):
            return self._environment.get_template(template).render(page=view)

    def sprite(self, icons: Iterable[str]) -> str:
        """The SVG symbols of icons, needed once per page; empty without icons."""
        symbols = "".join(map(self.symbol, icons))
        return f"{_SPRITE}{symbols}</svg>" if symbols else ""

    def _find_own(self, name: str) -> bool:
        try:
            self._environment.get_template(f"pages/{name}.html")
        except TemplateNotFound as error:
            if error.name != f"pages/{name}.html":  # the template exists, and extends a missing one
                raise
            return False
        return True

    def _macros(self, template: str) -> Callable[[str], Callable[..., Markup]]:
        module = self._environment.get_template(template).module
        return lambda name: getattr(module, name)

    def _read_symbol(self, name: str) -> str:
        drawing = self._environment.get_template(f"fragments/icons/{name}.svg").render()
        return f'<symbol id="_mp-{name}" viewBox="0 0 16 16">{drawing}</symbol>'

    def _text(self, text: str, level: int = 3) -> Markup:
        return Markup(_BUFFER.get().apart(prose_of_level(level).fragment(text).resolve(self._address)))

    def _address(self, type: str, ref: str) -> str | None:
        target = self._targets(type, ref)
        return _BUFFER.get().link(target) if target else None


def _url(target: str) -> str:
    return _BUFFER.get().link(target)


def _icon(name: str) -> Markup:
    _BUFFER.get().icons[name] = None
    # Material's instant navigation assigns to every `href`, which fails on that of a `use`.
    return Markup(f'<svg class="mp-i" aria-hidden="true"><use xlink:href="#_mp-{name}"/></svg>')


def _chart(plot: Plot, id: str, title: str, description: str) -> Markup:
    return plot.svg(id, title, description, _url)


def _code_id() -> str:
    return _BUFFER.get().code_id()

"""SVG as data: elements that become markup once link addresses are known."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

Url = Callable[[str], str]
Attribute = str | float


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its attributes in order. `target` is the target of a link: `src_uri` or `src_uri#anchor`."""

    tag: str
    attributes: tuple[tuple[str, Attribute], ...] = ()
    children: tuple[Element | str, ...] = ()
    target: str | None = None

    def __getitem__(self, name: str) -> Attribute:
        """The attribute's value as given. Raises KeyError if there is none of that name."""
        return dict(self.attributes)[name]

    def walk(self) -> Iterator[Element]:
        """This element and all its descendants, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    @property
    def text(self) -> str:
        """All text within it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing, `width` by `height` CSS pixels at its natural size."""

    width: float
    height: float
    content: Element

    def walk(self) -> Iterator[Element]:
        """All its elements, in document order."""
        return self.content.walk()

    def svg(self, id: str, title: str, description: str, url: Url = str) -> Markup:
        """The drawing as an SVG with an accessible name and description; `id` must be unique on the page.

        Its role is `img`, or `group` if it has links. `url` turns a link target into an address. Equal plots give equal
        bytes.
        """
        role = "group" if any(element.target for element in self.walk()) else "img"
        size = f"{number(self.width)} {number(self.height)}"
        named = Markup('<title id="{0}-title">{1}</title><desc id="{0}-desc">{2}</desc>').format(id, title, description)
        return Markup(
            '<svg viewBox="0 0 {0}" role="{1}" aria-labelledby="{2}-title {2}-desc" direction="ltr">{3}{4}</svg>'
        ).format(size, role, id, named, _markup(self.content, url))


def element(tag: str, *children: Element | str, **attributes: Attribute) -> Element:
    """An element. An underscore in an attribute name stands for a hyphen: `stroke_width`."""
    named = tuple((name.replace("_", "-"), value) for name, value in attributes.items())
    return Element(tag, named, children)


def titled(mark: Element, title: str, target: str | None = None) -> Element:
    """A mark with a tooltip and, optionally, a link.

    Links are skipped by the Tab key: there may be dozens, and every chart has a table or list beside it with the same
    links.
    """
    named = Element(mark.tag, mark.attributes, (*mark.children, element("title", title)) if title else mark.children)
    if not target:
        return named
    return Element("a", (("aria-label", title), ("tabindex", "-1")), (named,), target)


def number(value: float) -> str:
    """A length with at most two decimals. Raises ValueError for one that is not finite."""
    if not math.isfinite(value):
        raise ValueError("a drawing has only finite lengths")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _markup(node: Element | str, url: Url) -> Markup:
    if isinstance(node, str):
        return escape(node)
    attributes = list(node.attributes)
    if node.target:
        # Not `href`: Material's instant navigation assigns to it, which fails in SVG and ends its script.
        attributes.append(("xlink:href", url(node.target)))
    said = "".join(
        f' {name}="{escape(value if isinstance(value, str) else number(value))}"' for name, value in attributes
    )
    inside = Markup("").join(_markup(child, url) for child in node.children)
    return Markup(f"<{node.tag}{said}>{inside}</{node.tag}>" if inside else f"<{node.tag}{said}/>")

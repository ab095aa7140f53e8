"""SVG as data: elements that become markup once the page around them knows where its links lead."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

Url = Callable[[str], str]
Attribute = str | float


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its attributes in order. `target` is where a link leads: `src_uri` or `src_uri#anchor`."""

    tag: str
    attributes: tuple[tuple[str, Attribute], ...] = ()
    children: tuple[Element | str, ...] = ()
    target: str | None = None

    def __getitem__(self, name: str) -> Attribute:
        """An attribute, as it was given. Raises KeyError where there is none of that name."""
        return dict(self.attributes)[name]

    def walk(self) -> Iterator[Element]:
        """This element and all within it, in the order of the document."""
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
    """A drawing `width` by `height`, in CSS pixels at its natural size."""

    width: float
    height: float
    content: Element

    def walk(self) -> Iterator[Element]:
        """All its elements."""
        return self.content.walk()

    def svg(self, id: str, title: str, description: str, url: Url = str) -> Markup:
        """An image with a name and a description; `id` keeps those apart from others on the page.

        It is an image to those who do not see it, unless there is a link in it: then it is a group. `url` turns the
        target of a link into an address. The same plot gives the same bytes.
        """
        role = "group" if any(element.target for element in self.walk()) else "img"
        size = f"{number(self.width)} {number(self.height)}"
        named = Markup('<title id="{0}-title">{1}</title><desc id="{0}-desc">{2}</desc>').format(id, title, description)
        return Markup(
            '<svg viewBox="0 0 {0}" role="{1}" aria-labelledby="{2}-title {2}-desc" direction="ltr">{3}{4}</svg>'
        ).format(size, role, id, named, _markup(self.content, url))


def element(tag: str, *children: Element | str, **attributes: Attribute) -> Element:
    """An element. An underscore in the name of an attribute stands for a hyphen: `stroke_width`."""
    named = tuple((name.replace("_", "-"), value) for name, value in attributes.items())
    return Element(tag, named, children)


def titled(mark: Element, title: str, target: str | None = None) -> Element:
    """A mark with a name that a pointer shows, and which leads somewhere.

    The Tab key passes such links by: there may be dozens, and whoever makes a chart lists the same links in a table or
    list beside it.
    """
    named = Element(mark.tag, mark.attributes, (*mark.children, element("title", title)) if title else mark.children)
    if not target:
        return named
    return Element("a", (("aria-label", title), ("tabindex", "-1")), (named,), target)


def number(value: float) -> str:
    """A length with two decimals at most. Raises ValueError for what is not finite."""
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

"""A built page as a reader meets it: words, links, navigation."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
SILENT = frozenset(("script", "style", "svg", "template"))


class Node:
    """An element: its tag, attributes, and what is inside, in order."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.inside: list[Node | str] = []

    def all(self, tag: str = "", **attributes: str) -> list[Node]:
        """The elements below this one with a tag and with these words in attributes (`cls` for class)."""
        wanted = {{"cls": "class"}.get(name, name): value for name, value in attributes.items()}
        return [node for node in self._below() if node._fits(tag, wanted)]

    def one(self, tag: str = "", **attributes: str) -> Node:
        """The first such element. Fails when there is none."""
        found = self.all(tag, **attributes)
        assert found, f"no {tag or 'element'} with {attributes}"
        return found[0]

    @property
    def words(self) -> str:
        """The visible text, with single spaces."""
        return " ".join("".join(self._texts()).split())

    @property
    def links(self) -> dict[str, str]:
        """Words → address of every link; of two with the same words, the first."""
        return {node.words: node.attributes.get("href", "") for node in reversed(self.all("a"))}

    def _below(self) -> Iterator[Node]:
        for child in self.inside:
            if isinstance(child, Node):
                yield child
                yield from child._below()

    def _texts(self) -> Iterator[str]:
        for child in self.inside:
            if isinstance(child, str):
                yield child
            elif child.tag not in SILENT:
                yield from child._texts()

    def _fits(self, tag: str, wanted: dict[str, str]) -> bool:
        return (not tag or self.tag == tag) and all(
            value in self.attributes.get(name, "").split() for name, value in wanted.items()
        )


class PageView(Node):
    """A whole page."""

    def __init__(self, html: str) -> None:
        super().__init__("", {})
        self.html = html
        _Parser(self).feed(html)

    @property
    def title(self) -> str:
        """What the browser's tab says."""
        return self.one("title").words

    @property
    def article(self) -> Node:
        """What the page itself has to say, in Material."""
        return self.one("article")

    @property
    def nav(self) -> list[str]:
        """The titles in the sidebar, in order, sections and pages alike; the site's own name is left out."""
        sidebar = self.one("nav", cls="md-nav--primary")
        return [title for node in sidebar.all("span", cls="md-ellipsis") if (title := node.words)]

    @property
    def tabs(self) -> dict[str, bool]:
        """Title → whether it is marked as the open one."""
        items = self.all("li", cls="md-tabs__item")
        return {node.words: "md-tabs__item--active" in node.attributes["class"] for node in items}

    @property
    def path(self) -> list[str]:
        """The breadcrumbs."""
        return [node.words for node in self.all("li", cls="md-path__item")]

    @property
    def contents(self) -> dict[str, str]:
        """The table of contents: heading → `#anchor`."""
        found = self.all("nav", cls="md-nav--secondary")
        links = found[-1].all("a", cls="md-nav__link") if found else []
        return {node.words: node.attributes["href"] for node in links}


class _Parser(HTMLParser):
    def __init__(self, root: Node) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

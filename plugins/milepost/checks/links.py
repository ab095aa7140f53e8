"""Links in Markdown texts that lead to nothing, and addresses that no page may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from milepost.checks.check import Context, check
from milepost.checks.id_suggestions import Directory, a, all_entities
from milepost.checks.texts import TextField, TextSpot, texts_of
from milepost.checks.violation import Violation
from milepost.kinds.registry import LINKED_TYPES
from milepost.rules import UNSAFE_LINK, Rule
from milepost.schema.scalars import unsafe_address
from milepost.suggestions import nearest

_CODE = re.compile(r"(?ms)^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1[`~]*\s*?$|\Z)|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)")
_LINK = re.compile(
    r"\]\(\s*<?([^\s()<>]+)"  # [words](item:checkout)
    r"|^ {0,3}\[[^\[\]]+\]:\s*<?([a-z]+:[^\s<>]+)"  # [words]: item:checkout
    r"|\bhref\s*=\s*[\"']?([^\s\"'<>]+)",  # <a href="item:checkout">
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """Where a link in a text leads: `item:checkout` has a type and a ref, other addresses have no type."""

    address: str
    type: str
    ref: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the link in its file."""
        return re.compile(rf"(?<=[(:<\s=\"']){re.escape(self.address)}")


def without_code(text: str) -> str:
    """A Markdown text with blanks in place of its code."""
    return _CODE.sub(lambda code: " " * len(code[0]), text) if "`" in text or "~" in text else text


def links_in(field: TextField) -> Iterator[WrittenLink]:
    """The links of a Markdown text, those in code left out."""
    if not field.markdown or ("]" not in field.text and "href" not in field.text):
        return
    text = without_code(field.text)
    for match in _LINK.finditer(text):
        address = next(filter(None, match.groups()))
        type, _, ref = address.partition(":")
        yield WrittenLink(address, type, ref) if type in LINKED_TYPES and ref else WrittenLink(address, "", "")


@check("unknown-text-link", "error", "A link in a text leads to nothing.")
def unknown_text_link(c: Context) -> Iterator[Violation]:
    directory = Directory(c.portfolio)
    for entity in all_entities(c.portfolio):
        for field in texts_of(entity.entry):
            spot = TextSpot(entity, field)
            for link in links_in(field):
                if found := _flaw(c, directory, link):
                    message, hint, rule = found
                    yield spot.found(link.pattern, message, hint, rule)


def _flaw(c: Context, directory: Directory, link: WrittenLink) -> tuple[str, str | None, Rule | None] | None:
    """What is wrong with a link, and a hint; with a rule where that is not the one of links in texts."""
    if link.type:
        if not c.whole or c.portfolio.exists(link.type, link.ref):
            return None
        message = f"the text links to {a(link.type)} '{link.ref}', which is not there"
        return message, directory.meant(link.type, link.ref), None
    scheme, colon, _ = link.address.partition(":")
    if not colon:
        if link.address.startswith("#"):
            return None
        message = f"the link '{link.address}' leads nowhere from a text of the plan"
        hint = "write a whole address (https://…), or a type and an id ([words](item:checkout))"
        return message, hint, None
    if not unsafe_address(link.address):
        return None
    meant = nearest(scheme, sorted(LINKED_TYPES)) if scheme.isalpha() else None
    hint = meant or "begin it with https://, http:// or mailto:, or with a type such as item:"
    return f"'{link.address[:60]}' cannot be linked to", hint, UNSAFE_LINK

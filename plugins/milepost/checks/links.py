"""Links in Markdown texts that lead nowhere, and addresses that no page may contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from milepost.checks.check import Context, check
from milepost.checks.id_suggestions import IdSuggestions, all_entities, type_with_article
from milepost.checks.texts import TextField, TextPlaces, texts_of
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
    """Target of a link: `item:checkout` has a type and a ref, other addresses have an empty type."""

    address: str
    type: str
    ref: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the link in its file."""
        return re.compile(rf"(?<=[(:<\s=\"']){re.escape(self.address)}")


def without_code(text: str) -> str:
    """A Markdown text with its code replaced by spaces, so that positions stay the same."""
    return _CODE.sub(lambda code: " " * len(code[0]), text) if "`" in text or "~" in text else text


def links_in(field: TextField) -> Iterator[WrittenLink]:
    """Yield the links of a Markdown text outside of code."""
    if not field.markdown or ("]" not in field.text and "href" not in field.text):
        return
    text = without_code(field.text)
    for match in _LINK.finditer(text):
        address = next(filter(None, match.groups()))
        type, _, ref = address.partition(":")
        yield WrittenLink(address, type, ref) if type in LINKED_TYPES and ref else WrittenLink(address, "", "")


@check("unknown-text-link", "error", "A link in a text leads to nothing.")
def unknown_text_link(c: Context) -> Iterator[Violation]:
    directory = IdSuggestions(c.portfolio)
    for entity in all_entities(c.portfolio):
        for field in texts_of(entity.entry):
            spot = TextPlaces(entity, field)
            for link in links_in(field):
                if found := _link_problem(c, directory, link):
                    message, hint, rule = found
                    yield spot.found(link.pattern, message, hint, rule)


def _link_problem(
    c: Context, directory: IdSuggestions, link: WrittenLink
) -> tuple[str, str | None, Rule | None] | None:
    """(message, hint, rule) for a broken link; the rule is None for the check's own."""
    if link.type:
        if not c.whole or c.portfolio.exists(link.type, link.ref):
            return None
        message = f"the text links to {type_with_article(link.type)} '{link.ref}', which is not there"
        return message, directory.suggest(link.type, link.ref), None
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

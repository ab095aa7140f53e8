"""Search patterns of private strings: sequences of words, or none if they would match ordinary text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from milepost.leak_check.audit.private_string import Demand, Pattern
from milepost.leak_check.audit.words import words_of_text

Words = tuple[bytes, ...]

WINDOW, STEP = 8, 4  # words; any WINDOW + STEP - 1 consecutive words of a long sentence are found
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_SENTENCE = re.compile(r"(?<=[.!?…:;])[\"'”’)\]*_]*\s+|\s*\n\s*(?:\n|[-*+>#|]+\s+|\d+[.)]\s+|(?:```|~~~)\S*)|\s+\|\s+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"(?:https?|ftp|ssh|vault|op)://[^\s<>\"'`)\]]+")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_TIME = re.compile(r"[T ](\d\d):(\d\d)")
_LEAST_ID, _LEAST_NAME, _LEAST_JOINED = 5, 3, 10
_LEAST_PHRASE, _LEAST_ORDINARY = 6, 10
_ORDINARY_SENTENCE = 5


@cache
def common_words() -> frozenset[bytes]:
    """Common English words in lower case."""
    text = (files(__package__) / "common_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word.encode() for line in lines for word in line.split())


def ordinary(word: bytes) -> bool:
    """Whether a word alone identifies nothing: a common word or its plural, a short one, or a short number."""
    if len(word) < 3 or (word.isdigit() and len(word) < 5):
        return True
    known = common_words()
    return word in known or (word.endswith(b"s") and word[:-1] in known) or _is_measure(word)


def _is_measure(word: bytes) -> bool:
    return bool(re.fullmatch(rb"(?:fy|q|h|w|sev|p)\d{1,4}|\d{1,4}[a-z]{1,4}", word))


def patterns(text: str, what: str, currency: str = "") -> tuple[Pattern, ...]:
    """The patterns of a string, by its type in the field table; empty if it is too short or too common."""
    if what in ("id", "file"):
        return tuple(_of_id(text))
    if what in ("title", "name"):
        return tuple(_of_name(text))
    if what == "email":
        return tuple(_whole(text, least=2))
    if what == "address":
        return tuple(_whole(re.sub(r"^\w+:(//)?", "", text), least=3))
    if what == "money":
        return tuple(_of_money(text, currency))
    if what in ("date", "moment"):
        return tuple(_of_date(text))
    return tuple(_of_sentence(text))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a Markdown text, as readers see them."""
    seen = _TAG.sub(" ", _LINK.sub(r"\1", text))
    for sentence in _SENTENCE.split(seen):
        if sentence and not sentence.isspace():
            yield " ".join(sentence.split())


def contacts(text: str) -> Iterator[tuple[str, str]]:
    """The e-mail and web addresses in a text, as ("email" or "address", text)."""
    for address in _ADDRESS.findall(text):
        yield "address", address.rstrip(".,;:!?")
    for email in _EMAIL.findall(_ADDRESS.sub(" ", text)):
        yield "email", email


def _of_id(text: str) -> Iterator[Pattern]:
    words = words_of_text(text)
    if _bare(words):
        return
    if len(words) == 1:
        if len(words[0]) >= _LEAST_ID and not ordinary(words[0]):
            yield Pattern(words)
        return
    if any(not ordinary(word) for word in words) or _size(words) >= _LEAST_ORDINARY:
        yield Pattern(words, Demand.AS_ID)


def _of_name(text: str) -> Iterator[Pattern]:
    words = words_of_text(text)
    if _bare(words) or not words:
        return
    uncommon = any(not ordinary(word) for word in words)
    if len(words) == 1:
        if uncommon and len(words[0]) >= _LEAST_NAME:
            yield Pattern(words, Demand.AS_WRITTEN if len(words[0]) <= _LEAST_ID else Demand.NOTHING)
        return
    if len(words) > WINDOW:
        yield from _of_sentence(text)
        return
    if _size(words) < (_LEAST_PHRASE if uncommon else _LEAST_ORDINARY):
        return
    yield Pattern(words, Demand.NOTHING if uncommon else Demand.AS_WRITTEN)
    joined = b"".join(words)
    if (
        len(joined) >= (_LEAST_PHRASE if uncommon else _LEAST_JOINED)
        and len(words) <= 4
        and joined not in common_words()
    ):
        yield Pattern((joined,), Demand.NOTHING if uncommon else Demand.CAMEL)


def _of_sentence(text: str) -> Iterator[Pattern]:
    words = words_of_text(text)
    if _bare(words):
        return
    if len(words) <= WINDOW:
        uncommon = any(not ordinary(word) for word in words)
        if len(words) >= (3 if uncommon else _ORDINARY_SENTENCE) and _size(words) >= _LEAST_ORDINARY:
            yield Pattern(words, Demand.NOTHING if uncommon else Demand.AS_WRITTEN)
        elif uncommon:
            yield from _of_name(text)
        return
    last = len(words) - WINDOW
    for start in sorted({*range(0, last, STEP), last}):
        yield Pattern(words[start : start + WINDOW])


def _of_money(text: str, currency: str) -> Iterator[Pattern]:
    """Amounts as Milepost writes them (12,500 EUR), and without separators; round amounts only with their currency."""
    whole, _, decimals = text.strip().lstrip("+-").partition(".")
    if not whole.isdigit() or (decimals and not decimals.isdigit()) or len(whole.lstrip("0")) < 4:
        return
    groups = f"{int(whole):,}".split(",")
    tail = [decimals.rstrip("0")] if decimals.strip("0") else []
    plain, grouped = [str(int(whole)), *tail], [*groups, *tail]
    unit = [currency.casefold()] if currency else []
    rows = [[*row, *unit] for row in (plain, grouped)] + [[*unit, *row] for row in (plain, grouped)] if unit else []
    if len(whole) >= 5:
        rows.append(grouped)
        if len(whole.strip("0")) > 2:
            rows.append(plain)
    for row in rows:
        yield Pattern(tuple(part.encode() for part in row), Demand.AS_AMOUNT)


def _of_date(text: str) -> Iterator[Pattern]:
    found = _DAY.search(text)
    if not found:
        return
    year, month, day = (int(part) for part in found.groups())
    if not 1 <= month <= 12:
        return
    name = MONTHS[month - 1]
    rows = [f"{day} {name} {year}", f"{day} {name[:3]} {year}", f"{name} {day} {year}", f"{name[:3]} {day} {year}"]
    if time := _TIME.search(text):
        clock = f"{time[1]}:{time[2]}"
        compact = f"{found[0]}T{clock}".replace("-", "").replace(":", "")
        rows = [f"{found[0]}T{clock}", f"{compact}00Z", *(f"{row} {clock}" for row in (found[0], *rows))]
    else:
        rows += [found[0], f"{found[0]}T00", found[0].replace("-", "")]
    for row in rows:
        yield Pattern(words_of_text(row))


def _whole(text: str, least: int) -> Iterator[Pattern]:
    words = words_of_text(text)
    if len(words) >= least and not _bare(words):
        yield Pattern(words)


def _bare(words: Words) -> bool:
    """Whether all words are numbers."""
    return all(word.isdigit() for word in words)


def _size(words: Words) -> int:
    return sum(map(len, words))

"""The audience that a Markdown page declares, closed by default.

There is one way to declare it: a line `audience: NAME` in front matter that MkDocs can read. Anything else that looks
like a declaration is an error at its position, and restricts the page to the most restricted audience.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from milepost.front_matter import intended_audience
from milepost.front_matter.parser import FrontMatter, FrontMatterKey, Style, read_front_matter
from milepost.problem import Level, Place, Problem, quoted
from milepost.suggestions import nearest
from milepost.yaml.syntax import syntax_problem
from milepost.yaml.text import SourceText

RULE = "page-front-matter"
KEY = "audience"
_MAX_KEYS = 1000  # a page that begins with so many lines 'word: text' is a list of words


@dataclass(frozen=True, slots=True)
class PageAudience:
    """The declared audience of a page, None if it declares none, and the problems of the declaration.

    With problems it is the most restricted audience. `body` is the page without front matter.
    """

    audience: str | None
    body: str
    problems: tuple[Problem, ...] = ()


def page_audience(path: str, text: str, audiences: tuple[str, ...]) -> PageAudience:
    """Read the audience of a page. `path` is its file as shown to people; audiences run from the broadest."""
    found = read_front_matter(text)
    source = SourceText(path, found.text)
    named, problems = _declared_audience(found, source, audiences)
    if not problems:
        problems = list(_unread_declarations(found, source, audiences, named))
    return PageAudience(audiences[-1] if problems else named, found.body, tuple(problems))


def unread_audience_keys(fields: dict[object, object], audiences: tuple[str, ...]) -> Iterator[str]:
    """Messages for keys in a folder's front matter that seem to declare an audience but are not read."""
    named = fields.get(KEY)
    known = named if isinstance(named, str) and named in audiences else None
    for name, value in fields.items():
        if name == KEY:
            continue
        values = intended_audience.scalars(value)
        if intended_audience.is_meant(str(name), values, audiences, known):
            yield f"{quoted(str(name))} is not read as the audience; write '{KEY}: …'"


def _declared_audience(
    found: FrontMatter, source: SourceText, audiences: tuple[str, ...]
) -> tuple[str | None, list[Problem]]:
    """The audience in the front matter that MkDocs reads, and its problems."""
    own = [key for key in found.keys if key.depth == 1 and key.name == KEY]
    if not own:
        return None, []
    if len(own) > 1:
        first = source.place(own[0].at)
        words = f"'{KEY}' is given twice, first in line {first.line}"
        return None, [_problem(source, own[1].at, words, "keep one of them")]
    (key,) = own
    value = (found.fields or {}).get(KEY)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, [_problem(source, key.at, "the audience is blank", _write_hint(audiences[-1]))]
    if not key.plain or not isinstance(value, str):
        return None, [_problem(source, key.at, "the audience is not a single name", _write_hint(audiences[-1]))]
    if value not in audiences:
        return None, [_unknown(source, key, value, audiences)]
    if not _is_plain(found.text, key, value):
        words = "the audience is not on a line of its own"
        return None, [_problem(source, key.at, words, _write_hint(value))]
    if others := [at for at in _lines_with_key(found, audiences) if at != _line_start(found.text, key.at)]:
        words = f"a second line begins with '{KEY}', so that it is not certain which one counts"
        return None, [_problem(source, others[0], words, "keep one of them")]
    return value, []


def _unread_declarations(
    found: FrontMatter, source: SourceText, audiences: tuple[str, ...], named: str | None
) -> Iterator[Problem]:
    """The first place that seems to declare an audience in a form that nothing reads."""
    for key in found.keys[:_MAX_KEYS]:
        if key.depth == 1 and key.name == KEY:
            continue
        if intended_audience.is_meant(key.name, key.values, audiences, named, nested=key.depth > 1):
            where = "" if key.depth == 1 else ", since it is nested under another key"
            words = f"{quoted(key.name)} is not read as the audience{where}"
            yield _problem(source, key.at, words, _write_hint(audiences[-1]))
            return
    if found.style is Style.YAML and found.fields is None:
        yield from _not_yaml(found, source, audiences)
        return
    if (
        found.style is Style.YAML
        and (at := intended_audience.find_in_comments(found.head, audiences, named)) is not None
    ):
        words = "this comment is not read as the audience"
        yield _problem(source, found.start + at, words, _write_hint(audiences[-1]))
        return
    begins = len(found.text) - len(found.body)
    if (at := intended_audience.find_in_text(found.body, audiences, named)) is not None:
        yield _problem(source, begins + at, "this line is not read as the audience of the page", _begin_hint(audiences))
    elif (
        named is None
        and found.style is Style.NONE
        and (at := intended_audience.find_misplaced_block(found.body)) is not None
    ):
        yield _shown_as_text(source, begins + at)


def _not_yaml(found: FrontMatter, source: SourceText, audiences: tuple[str, ...]) -> Iterator[Problem]:
    """Delimited text that is no YAML mapping: an error, unless it is plainly prose."""
    meant = intended_audience.find_in_text(found.text, audiences, None)
    if found.error is None:
        if meant is not None or intended_audience.is_block(found.head):
            yield _shown_as_text(source, 0 if meant is None else meant)
        return
    if meant is None and not intended_audience.begins_with_key(found.head):
        return
    flaw = syntax_problem(SourceText(source.path, found.head), found.error, 0)
    line = flaw.place.line if flaw.place else 1
    column, excerpt = (flaw.place.column, flaw.place.excerpt) if flaw.place else (1, "")
    place = Place(source.path, line + 1, column, excerpt)
    # An impossible date such as 2026-02-30 is no syntax error and has no mark.
    words = flaw.message if isinstance(found.error, yaml.YAMLError) else str(found.error).partition("\n")[0][:120]
    message = f"the front matter cannot be read, and MkDocs would show it as text: {words}"
    yield Problem(RULE, Level.ERROR, message, place, flaw.hint)


def _shown_as_text(source: SourceText, at: int) -> Problem:
    hint = "front matter begins in the first line with '---', holds 'key: value' lines, and ends with a line '---'"
    return _problem(source, at, "this looks like front matter, and MkDocs would show it as text", hint)


def _unknown(source: SourceText, key: FrontMatterKey, value: str, audiences: tuple[str, ...]) -> Problem:
    text = source.text
    stop = text.find("\n", key.at)
    after = re.compile(r"[^:\n]*:[ \t]*").match(text, key.at, len(text) if stop < 0 else stop)
    place = source.place(after.end() if after else key.at)
    hint = nearest(value.strip(), audiences, "known are: ")
    return Problem("unknown-audience", Level.ERROR, f"there is no audience {quoted(value)}", place, hint)


def _is_plain(text: str, key: FrontMatterKey, value: str) -> bool:
    """Whether a key's line is just `audience: value`, possibly with quotes or a comment."""
    start = _line_start(text, key.at)
    stop = text.find("\n", start)
    line = text[start : len(text) if stop < 0 else stop]
    pattern = rf"[ ]{{0,3}}([\"']?){KEY}\1[ \t]*:\s*([\"']?){re.escape(value)}\2\s*(?:\s#.*)?"
    return re.fullmatch(pattern, line, re.IGNORECASE) is not None


def _lines_with_key(found: FrontMatter, audiences: tuple[str, ...]) -> Iterator[int]:
    """Offsets of lines that begin with the key; indented ones only if they name an audience of the site."""
    at = found.start
    for line in found.head.split("\n"):
        begins = line.strip().strip("\"'").casefold().startswith(KEY)
        if begins and (not line[0].isspace() or any(name in line for name in audiences)):
            yield at
        at += len(line) + 1


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _write_hint(name: str) -> str:
    return f"write a line '{KEY}: {name}'"


def _begin_hint(audiences: tuple[str, ...]) -> str:
    return f"begin the page with three lines: ---, {KEY}: {audiences[-1]}, ---"


def _problem(source: SourceText, at: int, message: str, hint: str | None) -> Problem:
    return Problem(RULE, Level.ERROR, message, source.place(min(at, len(source.text))), hint)

"""The part of GitHub's expression language that our workflows use; everything else is an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_TOKEN = re.compile(r"\s*(?:(&&|\|\||[=!]=|[!(),])|'((?:[^']|'')*)'|([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*))")
_HOLE = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)

Context = Mapping[str, Any]
Functions = Mapping[str, Callable[..., Any]]


def fill(text: str, context: Context, functions: Functions) -> str:
    """A value of a workflow with its `${{ … }}` computed."""
    return _HOLE.sub(lambda hole: words(evaluate(hole[1], context, functions)), text)


def holds(condition: str, context: Context, functions: Functions) -> bool:
    """Whether an `if:` lets a step run; one that does not ask how it went so far asks for success."""
    text = condition.strip().removeprefix("${{").removesuffix("}}")
    asked = re.search(r"\b(always|cancelled|failure|success)\(", text)
    return bool(evaluate(text, context, functions)) and bool(asked or functions["success"]())


def words(value: Any) -> str:
    """A value as it is written into a text."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def evaluate(text: str, context: Context, functions: Functions) -> Any:
    """The value of an expression. Raises LookupError for a name that nobody knows, ValueError for what is not read."""
    return _Reader(text, context, functions).whole()


class _Reader:
    def __init__(self, text: str, context: Context, functions: Functions) -> None:
        self.tokens = _tokens(text)
        self.context = context
        self.functions = functions

    def whole(self) -> Any:
        value = self._either()
        if self.tokens:
            raise ValueError(f"nothing may follow: {self.tokens}")
        return value

    def _either(self) -> Any:
        value = self._both()
        while self._next("||"):
            other = self._both()
            value = value or other
        return value

    def _both(self) -> Any:
        value = self._equal()
        while self._next("&&"):
            other = self._equal()
            value = value and other
        return value

    def _equal(self) -> Any:
        value = self._one()
        if self._next("=="):
            return words(value).lower() == words(self._one()).lower()
        if self._next("!="):
            return words(value).lower() != words(self._one()).lower()
        return value

    def _one(self) -> Any:
        if self._next("!"):
            return not self._one()
        if self._next("("):
            value = self._either()
            self._expect(")")
            return value
        kind, text = self.tokens.pop(0)
        if kind == "text":
            return text
        if kind != "name":
            raise ValueError(f"'{text}' is no value")
        return self._call(text) if self._next("(") else self._look_up(text)

    def _call(self, name: str) -> Any:
        given = []
        while not self._next(")"):
            given.append(self._either())
            self._next(",")
        return self.functions[name](*given)

    def _look_up(self, path: str) -> Any:
        value: Any = self.context
        for name in path.split("."):
            if not isinstance(value, Mapping) or name not in value:
                raise LookupError(f"nobody knows {path}")
            value = value[name]
        return value

    def _next(self, sign: str) -> bool:
        if self.tokens and self.tokens[0] == ("sign", sign):
            self.tokens.pop(0)
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._next(sign):
            raise ValueError(f"'{sign}' is missing")


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"'{text[at:]}' cannot be read")
        sign, quoted, name = match.groups()
        found.append(("sign", sign) if sign else ("name", name) if name else ("text", quoted.replace("''", "'")))
        at = match.end()
    return found

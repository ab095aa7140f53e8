"""Documents of every kind with words in all the places of a Markdown text that no page draws.

Made from the declarations: a new kind or a new Markdown field is in them without anybody's doing.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from milepost.kinds.registry import KINDS
from milepost.schema.base import Entry
from milepost.schema.fields import FieldSpec, fields_of

SECRET = "aardheron"  # first in the alphabet, where only some of the words in common are shown
REFUSED = ("hidden target", "unsafe target", "relative target")
TAGS = ["cold", "deck", "quay"]  # in common, so that entries are related to each other
# Each holds the secret where the page drops it: what a reader gets has the other words only.
PLACES = {
    "comment": "Drawn <!-- {secret} --> words.",
    "comment block": "Drawn.\n\n<!--\n{secret}\n-->\n\nWords.",
    "comment with a bracket": "Drawn words <!-- a > {secret} -->",
    "style": "Drawn words.\n\n<style>.{secret} {{ color: red }}</style>",
    "script": "Drawn words.\n\n<script>var {secret} = 1</script>",
    "attribute": 'Drawn <span title="{secret}" data-x="{secret}" class="{secret}" style="--x: {secret}">words</span>.',
    "event": 'Drawn <b onclick="{secret}()">words</b>.',
    "value": 'Drawn words <input value="{secret}"> <img alt="{secret}" src="x.png">.',
    "title of a link": 'Drawn [words](https://example.org/ "{secret}").',
    "label": "Drawn [words][{secret}].\n\n[{secret}]: https://example.org/",
    "unused definition": 'Drawn words.\n\n[other]: https://example.org/{secret} "{secret}"',
    "hidden target": "Drawn [words](item:{secret}).",
    "unsafe target": "Drawn [words](javascript:{secret}()).",
    "relative target": "Drawn [words](../{secret}.md).",
    "language of code": "Drawn words.\n\n```{secret}\ncode\n```",
    "instruction": "Drawn words <?{secret} ?>.",
}  # fmt: skip


def texts() -> dict[str, str]:
    """Place → a text with a secret of that place's own, which is one word however words are compared."""
    return {place: text.format(secret=secret_of(place)) for place, text in PLACES.items()}


def secret_of(place: str) -> str:
    """The word that the text of a place hides."""
    return SECRET + "".join(place.split())


def everything(*, sound: bool = False) -> str:
    """One text with the secrets of all places; `sound`: of those that a build does not refuse."""
    return "\n\n".join(text for place, text in texts().items() if not (sound and place in REFUSED))


def documents(markdown: str, audience: str = "public") -> dict[str, dict[str, Any]]:
    """Name → a document: two of each kind that may be there twice, with the text in every Markdown field."""
    found: dict[str, dict[str, Any]] = {}
    for kind, cls in KINDS.items():
        for name in (kind,) if kind == "portfolio" else (f"{kind}-one", f"{kind}-two"):
            found[name] = {**filled(cls, markdown, name), "kind": kind, "audience": audience}
            if cls.id_of:  # else the two would have the same
                found[name]["id"] = name
    for name in ("handover-one", "handover-two", "postmortem-one", "postmortem-two"):
        found[name]["project"] = name.replace("handover", "project").replace("postmortem", "project")
        found[name] |= {"from": "Them", "to": "Us"} if name.startswith("handover") else {}
    for name in ("plan-one", "plan-two"):  # what a check cannot do without
        found[name]["tasks"][0]["duration"] = "3d"
        found[name.replace("plan", "report")]["project"] = name
    return found


def filled(cls: type[BaseModel], markdown: str, name: str) -> dict[str, Any]:
    """A mapping of a model with its required fields, its Markdown fields, and one entry in each list of entries."""
    found: dict[str, Any] = {}
    for field, spec in fields_of(cls).items():
        if field in ("audience", "public", "disclose", "embargo_until"):
            continue
        if field == "id" and spec.required:
            found[field] = f"{name}-{cls.__name__}".lower()
        elif field == "tags" and cls.type_name != "portfolio":
            found[field] = list(TAGS)
        elif field == "labels":
            found[field] = {"stage": {"beta": {"title": "Beta"}}}
        elif field == "disclaimer":
            found[field] = {"public": markdown, "internal": markdown}
        elif spec.role == "markdown":
            found[field] = markdown
        elif spec.model and (spec.required or issubclass(spec.model, Entry) or holds_markdown(spec.model)):
            inner = filled(spec.model, markdown, name)
            found[field] = [inner] if spec.many else inner
        elif spec.required or field == "title":
            found[field] = _plain(spec, field, name)
    return found


def holds_markdown(cls: type[BaseModel]) -> bool:
    """Whether a mapping without an identity holds Markdown somewhere."""
    return any(
        spec.role == "markdown" or (spec.model and spec.model is not cls and holds_markdown(spec.model))
        for spec in fields_of(cls).values()
    )


def markdown_fields() -> set[str]:
    """`Lesson.recommendation`: every Markdown field that a document may hold."""
    found: set[str] = set()
    waiting: list[type[BaseModel]] = list(KINDS.values())
    seen: set[type[BaseModel]] = set()
    while waiting:
        cls = waiting.pop()
        if cls in seen:
            continue
        seen.add(cls)
        for name, spec in fields_of(cls).items():
            if spec.role == "markdown":
                found.add(f"{cls.__name__}.{name}")
            if spec.model and name != "public":
                waiting.append(spec.model)
    return found


def _plain(spec: FieldSpec, field: str, name: str) -> str:
    if spec.choices:
        return spec.choices[0]
    if spec.is_instant:
        return "2026-06-20T18:02Z"
    if spec.is_period:
        return "2026-06-20"
    return f"{field.title()} of {name}"

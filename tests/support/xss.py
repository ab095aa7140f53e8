"""Texts that would do something if they were taken for more than text, and documents that hold them everywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from milepost.kinds.registry import KINDS
from milepost.schema.base import GROUPS, Document, Entry
from milepost.schema.defaults import required_fields
from milepost.schema.fields import fields_of

# What a payload that runs would do: a page that was attacked says so.
RUN = "window.attacked=1"

PAYLOADS: dict[str, str] = {
    "a script": f"<script>{RUN}</script>",
    "a script in capitals": f"<SCRIPT SRC=//evil.example/x.js></SCRIPT><ScRiPt>{RUN}</sCrIpT>",
    "a script cut in two": f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    "the end of a script": f"</script><script>{RUN}</script>",
    "the end of a title": f"</title></textarea></style><script>{RUN}</script>",
    "a script without an end": f"<script>{RUN}//",
    "a picture": f"<img src=x onerror={RUN}>",
    "a picture without an end": f"<img src=x onerror={RUN}//",
    "a picture with a slash": f"<img/src=x/onerror={RUN}>",
    "a drawing": f"<svg onload={RUN}>",
    "a drawing with a slash": f"<svg/onload={RUN}><script>{RUN}</script></svg>",
    "an animation": f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    "a use of another drawing": "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg/>#x'>",
    "a style in a drawing": f"<svg><style><img/src=x onerror={RUN}></style></svg>",
    "a formula": f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}></style></table></mtext></math>",
    "a formula's link": f'<math><a xlink:href="javascript:{RUN}">x</a></math>',
    "what is without script": f'<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>',
    "a template": f"<template><script>{RUN}</script></template><iframe srcdoc='<script>parent.{RUN}</script>'>",
    "a frame": f"<iframe src=javascript:parent.{RUN}></iframe><object data=x></object><embed src=x>",
    "other elements of a head": "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>",
    "a form": f"<form action=javascript:{RUN}><input autofocus onfocus={RUN}><button formaction=javascript:{RUN}>x",
    "a details": f"<details open ontoggle={RUN}>x</details><video><source onerror={RUN}></video>",
    "a style": "<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "double quotes": f'" autofocus onfocus="{RUN}" x="',
    "double quotes and an end": f'"><img src=x onerror="{RUN}">',
    "single quotes": f"' autofocus onfocus='{RUN}' x='",
    "single quotes and an end": f"'><img src=x onerror='{RUN}'>",
    "no quotes": f"x onmouseover={RUN} tabindex=1 autofocus onfocus={RUN}",
    "backticks": f"`onfocus={RUN}` ``x`` <img alt=`x` onerror={RUN}>",
    "an escaped quote": f'\\" onfocus={RUN} \\\'; {RUN}; //',
    "a style in an attribute": "x;background:url(//evil.example/x);position:fixed;inset:0;}*{display:none",
    "a quote as an entity": f"&quot; onfocus=&quot;{RUN} &#34; &#x22; &apos; &#39;",
    "elements as entities": f"&lt;script&gt;{RUN}&lt;/script&gt; &amp;lt;img src=x onerror={RUN}&amp;gt;",
    "a comment": f"<!-- --!><img src=x onerror={RUN}> <!--><script>{RUN}</script>-->",
    "half a comment": "<!--",
    "the end of data": f"]]><script>{RUN}</script><![CDATA[",
    "a declaration": f"<!DOCTYPE x [<!ENTITY y '{RUN}'>]><?php {RUN} ?><?xml-stylesheet href='x'?>",
    "an expression of a template": "{{ config.__class__.__mro__ }} {{ 7*191 }} {% raw %}{{ x }}{% endraw %} {# y #}",
    "a statement of a template": "{% for x in [1,2] %}evaluated{% endfor %} {% include 'base.html' %} ${7*191} #{7*191} <%= 7*191 %>",
    "a link": f"[x](javascript:{RUN}) [y]( JaVaScRiPt&colon;{RUN} ) [z](vbscript:x) [d](data:text/html,<script>{RUN}</script>)",
    "a link with spaces in its scheme": f"[x](java\tscript:{RUN}) [y](&#1;javascript:{RUN}) [z](java&#10;script:{RUN}) <javascript:{RUN}>",
    "a reference": f'[x][1] ![y][2]\n\n[1]: javascript:{RUN} "t"\n[2]: x "\\" onerror={RUN} \\""',
    "an image": f'![x](x"onerror="{RUN}) ![y](javascript:{RUN}) ![z]("onerror="{RUN})',
    "an automatic link": f"<javascript:{RUN}> <http://evil.example/\"onmouseover=\"{RUN}> http://x.example/'onclick='{RUN}",
    "a list of attributes": f'# x {{onclick="{RUN}" .y #z}}\n\nword{{: onclick="{RUN}" style="x" }}\n{{: onclick={RUN} }}',
    "a list of attributes at the end": f'word {{: onclick="{RUN}" }}',
    "raw HTML in Markdown": f'<div markdown="1" onclick="{RUN}">*x*</div>\n\n<p><b onclick={RUN}>x</b></p>',
    "a fence": f'```html onclick="{RUN}"\n<script>{RUN}</script>\n```\n\n~~~{{.x onclick={RUN}}}\n</code></pre><script>{RUN}</script>\n~~~',
    "a view of ours": "```milepost\nview: list\n```\n\n--8<-- \"mkdocs.yml\"\n\n::: x\n",
    "separators of lines": f"a\u2028b\u2029c\x85</script><script>{RUN}</script>",
    "the other direction": "a\u202e<txet>\u2066b\u2069\u200f\u061cc\u200b",
    "a wide bracket": f"＜script＞{RUN}＜/script＞ \u00ab‹script› %3Cscript%3E \\u003cscript\\u003e \\x3cscript\\x3e",
    "a formula of a sheet": "=HYPERLINK(\"//evil.example\",\"x\") +1 -1 @SUM(1) \t=1",
    "a command of a runner": "::error file=x::forged ##[error]x",
    "an escape of a terminal": "\x1b[31mred\x1b[0m\x00\x07\x08 \x9b31m",
}  # fmt: skip

# The reader refuses them, at their line; what is left of a text goes in.
_REFUSED = {*range(9), 11, 12, *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF}
_SAMPLES = ("2026-09-14", "2026-09-14T10:00Z", "45min", "Europe/Lisbon", "https://example.org/a", 3, True, ())
_CONTEXT = {"audiences": ("public", "internal")}


def readable(text: str) -> str:
    """A text as far as a YAML file may hold it."""
    return "".join(character for character in text if ord(character) not in _REFUSED)


@dataclass(slots=True)
class Writer:
    """Makes documents in which each field that takes any text holds one; `words` gives the next to use."""

    words: str
    number: int
    written: set[str]

    def document(self, kind: str, lists: Sequence[Writer] = ()) -> dict[str, Any]:
        """A document of a kind, for everybody and with all of its groups open; `lists` write its entries, too."""
        cls = KINDS[kind]
        opened = {"public": list(GROUPS)}
        return {**self.fields(cls, lists, kind), "kind": kind, "audience": "public", "disclose": opened}

    def fields(self, cls: type[BaseModel], lists: Sequence[Writer] = (), under: str = "x") -> dict[str, Any]:
        """Every field of a class that can be filled without naming something else."""
        found: dict[str, Any] = {}
        for name, spec in fields_of(cls).items():
            if name in ("audience", "disclose", "embargo_until", "formerly", "kind", "public", "score"):
                continue
            if name == "id" and issubclass(cls, Entry):
                found[name] = f"{under}-{self.number}"
            elif name == "labels":
                found[name] = self.labels()
            elif name == "disclaimer":
                found[name] = dict.fromkeys(_CONTEXT["audiences"], self.words)
            elif spec.model:
                made = (writer.fields(spec.model, under=f"{under}-{name}") for writer in (lists or (self,)))
                # What has to name something else cannot be there.
                own = [one for one in made if required_fields(spec.model) <= one.keys()]
                if own:
                    found[name] = own if spec.many else own[0]
            elif (value := self.value(cls, name)) is not None:
                found[name] = value
                if value in (self.words, [self.words], f"{self.words} x", [f"{self.words} x"]):
                    self.written.add(f"{cls.__name__}.{name}")
        if issubclass(cls, Entry) and not issubclass(cls, Document):
            found["public"] = {
                name: self.words for name in found if name in ("title", "summary", "description") and found.get(name)
            }
        return found

    def value(self, cls: type[BaseModel], name: str) -> Any:
        """The text if the field takes it, else what else it takes; None for one that wants the id of something."""
        spec = fields_of(cls)[name]
        if spec.choices:
            return [spec.choices[0]] if spec.many else spec.choices[0]
        reader = _reader(cls, name)
        samples = (self.words, self.words[:100])
        if spec.ref and spec.ref.strict:
            # A text with a space is no reference where texts are taken, too; and it is the title of nothing, whatever it is.
            samples = tuple(prose for one in samples if spec.ref.is_prose(prose := f"{one} x"))
        else:
            samples = (*samples, *_SAMPLES)
        for sample in samples:
            offered = [sample] if spec.many else sample
            try:
                reader.validate_python(_written(offered), context=_CONTEXT)
            except ValidationError:
                continue
            return offered
        return None

    def labels(self) -> dict[str, Any]:
        """Custom words for values that are known, and for values and fields that nobody knows."""
        own = {"title": self.words, "description": self.words}
        values = {"planned": own, "proposed": own, "now": own, self.words: own}
        return {"status": values, "stage": values, "horizon": values, "severity": values, "type": values}


@cache
def _reader(cls: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """What reads a single field."""
    info = cls.model_fields[name]
    marks = tuple(info.metadata)
    return TypeAdapter(Annotated[(info.annotation, *marks)] if marks else info.annotation)


def _written(value: Any) -> Any:
    """A value as it is read from a file, where every scalar is a text."""
    if isinstance(value, list):
        return [_written(one) for one in value]
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool | int) else value


def documents(texts: Sequence[str]) -> tuple[dict[str, str], set[str]]:
    """Files in which every field of every kind holds each of the texts, and the names of those fields.

    Of a kind that a site has one of, the document's own fields hold the first text, and its lists an entry for each.
    """
    written: set[str] = set()
    writers = [Writer(readable(text), number, written) for number, text in enumerate(texts)]
    files: dict[str, str] = {}
    for kind, cls in KINDS.items():
        if kind in ("portfolio", "strategy", "roadmap"):
            files[f"{kind}.yml"] = flow(writers[0].document(kind, writers))
            continue
        for writer in writers:
            files[f"{kind}-{writer.number}.yml"] = flow(
                {**writer.document(kind), "id": f"{cls.type_name}-{writer.number}"}
            )
    return files, written


def flow(value: Mapping[str, Any]) -> str:
    """A mapping as YAML of one line, in which what cannot be printed is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() and ord(one) < 0x10000 else f"\\U{ord(one):08x}" for one in text)

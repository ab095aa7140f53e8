"""Words that an author may write into YAML, and that somebody else must not take for more than words."""

from __future__ import annotations

from datetime import date

from milepost.diff.change import Change
from milepost.diff.review import Review, Side
from milepost.problem import Level, Place, Problem

COMMANDS = {
    "a command": "::error file=plan.yml,line=1::Forged",
    "a command after a line": "Plain\n::add-mask::a",
    "a command after other line ends": "a\r::error::b\x85::error::c\u2028::error::d\u2029::error::e\x0b::error::f",
    "a command after a space that is none": "\u00a0\u3000::stop-commands::x",
    "an address of odd parts": "Pay a@-evil.com and x@.evil.org",
    "a command of another runner": "Plain ##vso[task.setvariable variable=x]y",
    "what has no ink": "A\u200b\xad\u3164\U000e0041B",
    "an old command": "Plain ##[error]Forged",
    "an old command of many signs": "####[error;a=b]Forged ##[group]x",
    "a command already escaped": "100%0A::error::Forged%0D%25%3A%2C",
    "an end of a command": "Forged,file=x::Forged::and more ::::",
    "a problem of Python": 'File "plan.yml", line 1, in x',
}
MARKDOWN = {
    "a mention": "@team @org/team, (@team) @a",
    "issues": '#123 org/repo#1 GH-1 gh-22 x#4 !7 &8 ~bug %1.0 %"a" $12',
    "commits": "1a2b3c4 deadbeefdeadbeefdeadbeefdeadbeefdeadbeef team@deadbeef 1234567...89abcdef repo@1a2b3c4d",
    "pictures": ":x: :+1: a:rocket:b",
    "backticks": "` `` ``` ```` ````` `````` `a` ```math x",
    "a table": "a | b \\| c \\\\| |--|",
    "HTML": "<!-- --> </details> <img src=x onerror=alert(1)> <b>b</b> <svg/onload=x> &lt;b&gt; <",
    "half of HTML": "a --> b <!-- c",
    "a link": "[x](javascript:alert(1)) ![x](http://e.example/x.png) [x]: y [x][y] <http://e.example>",
    "an address": "http://e.example/x HTTPS://e.example www.e.example a@e.example mailto:a@e.example ftp://e.example",
    "a formula": "$a+b$ $$c$$ $`d`$ costs $5 or $6$",
    "a box": "- [ ] todo",
    "a heading": "# Heading",
    "a heading's line": "=====",
    "a rule": "---",
    "a second heading": "Title\n=====\nTitle\n-----",
    "a list": "1. one",
    "a bracketed list": "12) one",
    "a quotation": "> [!NOTE]\n> Forged",
    "a note": "[^1] text\n\n[^1]: note",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~ ~f~ ***g***",
    "an escape": "\\ \\\\ \\* \\` \\<b> \\",
    "entities": "&amp; &#35; &#x0; &copy; &nbsp;x &",
    "a colour": "`#fff` #fff",
    "a change": "{+in+} {-out-} [+in+] [-out-]",
    "a quick action": "/close",
    "code": "    indented\n\n\tcode",
    "a fence": "~~~\ncode\n~~~",
}
CHARACTERS = {
    "colours": "\x1b[31mred\x1b[0m \x1b]8;;http://e.example\x07x\x1b]8;;\x07 \x9b31m",
    "the other direction": "a\u202eb\u2066c\u2069\u200f\u061cd",
    "nothing": "a\0b\x08c\x7fd\ufeffe\ufffef\uffff",
    "half a character": "a\ud800b\udfffc\udc80",
    "the end of data": "]]> <![CDATA[ ]]> <!DOCTYPE a [<!ENTITY b 'c'>]> &b; [[ATTACHMENT|/etc/passwd]]",
    "a placeholder": "{0} {{1}} {2} [x](1) \\[y](2)",
    "quotes": '"a\' \\u0000 \\" </script>',
    "people": "👩\u200d🚀 naïve 東京 क\u200dष",
    "nothing at all": "",
    "spaces": " \t\n ",
}
LONG = "long " * 14_000
TEXTS = {**COMMANDS, **MARKDOWN, **CHARACTERS, "a long one": LONG, "a long word": "x" * 70_000}
PATHS = (
    "a,b.yml",
    "a:b::c.yml",
    "a%0Ab.yml",
    "a\nb.yml",
    "a b  c.yml",
    "##[error]x.yml",
    "::error::x.yml",
    "é/|`<b>\x1b.yml",
)
DAY = date(2026, 11, 23)


def problem(text: str, path: str = "data/plan.yml", level: Level = Level.WARNING) -> Problem:
    """A finding of `check` that holds the text wherever an author's text may stand."""
    return Problem("overdue", level, text, Place(path, 3, 7, text), text)


def change(text: str, path: str = "data/plan.yml", level: Level = Level.WARNING, *, gone: bool = False) -> Change:
    """A finding of `diff` that holds the text wherever an author's text may stand."""
    return Change(
        "date-slipped", level, "item", text, text, f"moves from {text} to {text}", "end", text, text, 61,
        Place(path, 3, 7, text), gone, None if gone else "roadmap/plan.md", "public",
    )  # fmt: skip


def review(*changes: Change, base: str = "main", head: str = "branch") -> Review:
    """What `diff` found."""
    return Review(Side(base), Side(head), DAY, "internal", changes)

"""A content security policy: what it allows, where it is, and what it tells of that it blocks."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from milepost.mkdocs_plugin.content_policy import POLICY, InvalidPolicy, inline_scripts, protect, sources

PAGE = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def hashed(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


class Pages:
    """A folder of pages, protected, and what is blocked in them."""

    def __init__(self, folder: Path, asked: object = True, untrusted: tuple[str, ...] = (), **pages: str) -> None:
        for name, html in pages.items():
            (folder / f"{name}.html").write_bytes(html.encode())
        added = sources(asked)
        assert added is not None
        self.blocked = protect(folder, added, site_url="https://quayside.example/plan/", untrusted=untrusted)
        self.html = {name: (folder / f"{name}.html").read_bytes().decode() for name in pages}

    def policy(self, name: str) -> dict[str, list[str]]:
        text = unescape(self.html[name].split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0])
        return {directive: values for directive, *values in (part.split() for part in text.split("; "))}


def page(body: str = "", head: str = "") -> str:
    return PAGE.format(head=head, body=body)


def test_every_page_has_the_same_policy_with_the_scripts_and_styles_of_all(tmp_path: Path) -> None:
    made = Pages(
        tmp_path, a=page("<script>one()</script>"), b=page("<SCRIPT type=module>two()</SCRIPT>", "<style>p{}</style>")
    )

    assert made.policy("a") == made.policy("b")
    assert set(made.policy("a")["script-src"]) == {"'self'", hashed("one()"), hashed("two()")}
    assert made.policy("a")["style-src"] == ["'self'", hashed("p{}")]
    assert {name: tuple(made.policy("a")[name][: len(own)]) for name, own in POLICY.items()} == dict(POLICY)
    assert made.blocked == []


def test_a_policy_is_before_whatever_it_is_about_and_behind_the_encoding(tmp_path: Path) -> None:
    made = Pages(
        tmp_path,
        a=page(),
        b="<!DOCTYPE html><html><HEAD><script>x</script><meta charset=utf-8></HEAD>",
        c="<p>no head <script>x</script>",
        d="<!doctype html><html><body><script>x</script>",
    )

    assert made.html["a"].split("<meta ")[1].startswith("charset=")
    assert made.html["a"].split("<meta ")[2].startswith("http-equiv=")
    assert made.html["b"].startswith("<!DOCTYPE html><html><HEAD><meta http-equiv=")
    assert made.html["c"].startswith("<meta http-equiv=")
    assert made.html["d"].startswith("<!doctype html><html><meta http-equiv=")


def test_data_and_scripts_of_their_own_file_need_no_hash(tmp_path: Path) -> None:
    made = Pages(
        tmp_path,
        a=page(
            '<script type="application/json">{}</script><script type="text/template">x</script><script src="a.js"></script>'
        ),
    )

    assert made.policy("a")["script-src"] == ["'self'"]


def test_a_hash_is_of_what_a_browser_reads(tmp_path: Path) -> None:
    made = Pages(tmp_path, a=page('<script>\r\nif (1 < 2) "é</div>"\r</script \n>'))

    assert hashed('\nif (1 < 2) "é</div>"\n') in made.policy("a")["script-src"]


def test_a_script_in_what_was_made_of_data_is_not_trusted(tmp_path: Path) -> None:
    content = "<p><script>attack()</script></p>"
    made = Pages(tmp_path, untrusted=tuple(inline_scripts(content)), a=page(f"<script>one()</script>{content}"))

    assert made.policy("a")["script-src"] == ["'self'", hashed("one()")]
    assert made.blocked == ["the content security policy blocks a script in a text of the plan, in a.html"]


@pytest.mark.parametrize(
    ("element", "directive", "host"),
    [
        ('<script src="https://cdn.example/x.js"></script>', "script-src", "https://cdn.example"),
        ("<script async src=//cdn.example/x.js></script>", "script-src", "https://cdn.example"),
        ('<link rel="stylesheet" href="https://cdn.example/x.css">', "style-src", "https://cdn.example"),
        ("<img src='https://cdn.example:8443/x.png'>", "img-src", "https://cdn.example:8443"),
        ('<iframe src="https://video.example/1"></iframe>', "frame-src", "https://video.example"),
        ('<video src="https://video.example/1"></video>', "media-src", "https://video.example"),
    ],
)
def test_a_host_that_is_not_allowed_is_told_with_the_line_that_allows_it(
    tmp_path: Path, element: str, directive: str, host: str
) -> None:
    made = Pages(tmp_path, a=page(element), b=page(element), c=page())
    (told,) = made.blocked

    assert f"blocks {host}, in a.html and 1 more" in told
    assert f"'content_security_policy: {{{directive}: [{host}]}}'" in told
    allowed = Pages(tmp_path, {directive: [host]}, a=page(element))
    assert allowed.blocked == []
    assert host in allowed.policy("a")[directive]


@pytest.mark.parametrize(
    "element",
    [
        '<a href="https://elsewhere.example/">x</a>',
        '<link rel="canonical" href="https://elsewhere.example/">',
        '<img src="../x.png">',
        '<img src="data:image/png;base64,xx">',
        '<script src="https://quayside.example/plan/x.js"></script>',
        '<p title="&lt;script src=//x.example&gt;">x</p>',
        "<script>s = '<img src=https://x.example/y.png onerror=z()>'</script>",
    ],
)
def test_what_loads_nothing_from_elsewhere_is_not_told(tmp_path: Path, element: str) -> None:
    assert Pages(tmp_path, a=page(element)).blocked == []


def test_an_event_handler_is_told_and_words_like_one_are_not(tmp_path: Path) -> None:
    made = Pages(
        tmp_path, a=page('<button onclick="go()">Go</button>'), b=page('<p title=" onclick=x">x onclick= y</p>')
    )

    assert made.blocked == ["the content security policy blocks an attribute 'onclick', in a.html"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("yes", "true is expected"),
        ({"scripts": []}, "there is no directive 'scripts'"),
        ({"object-src": ["https://x.example"]}, "there is no directive 'object-src'"),
        ({"script-src": "https://x.example"}, "a list of hosts"),
        ({"script-src": ["'unsafe-inline'"]}, "is no host"),
        ({"script-src": ["data:"]}, "is no host"),
        ({"script-src": ["*"]}, "is no host"),
        ({"img-src": ["http://x.example"]}, "is no host"),
        ({"img-src": ["https://x.example; script-src *"]}, "is no host"),
        ({"img-src": [3]}, "a list of hosts"),
    ],
)
def test_what_would_undo_a_policy_cannot_be_asked_for(asked: object, words: str) -> None:
    with pytest.raises(InvalidPolicy, match=words):
        sources(asked)


def test_it_is_off_unless_it_is_asked_for() -> None:
    assert (sources(None), sources(False), sources(True)) == (None, None, {})
    assert sources({"img-src": ["data:", "https://*.example.org"]}) == {"img-src": ("data:", "https://*.example.org")}


def test_a_page_that_is_not_utf_8_keeps_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<head></head><p>\xe9</p>\r\n")
    protect(tmp_path, {})

    assert (tmp_path / "a.html").read_bytes().endswith(b"</head><p>\xe9</p>\r\n")

"""A Content-Security-Policy in every page: what a browser may run and load there.

There is one policy for the whole site. Instant navigation puts the content of one page into the document of another,
whose policy still applies; and a server sends one header. Inline scripts and style sheets are listed by hash, since a
static site cannot generate a nonce for each response.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape, unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

Sources = Mapping[str, tuple[str, ...]]

# Style attributes cannot run code, and nearly every bar has its own: hashes would be larger than the page.
# `data:` images are the icons in Material's style sheets.
POLICY: Sources = {
    "default-src": ("'self'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "style-src-attr": ("'unsafe-inline'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "media-src": ("'self'",),
    "frame-src": ("'self'",),
    "worker-src": ("'self'",),
    "object-src": ("'none'",),
    "base-uri": ("'self'",),
    "form-action": ("'self'",),
}
WIDENED = (
    "script-src", "style-src", "img-src", "font-src", "connect-src", "media-src", "frame-src", "worker-src",
    "form-action",
)  # fmt: skip
_SOURCE = re.compile(r"https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?(?:/[\w./~%-]*)?|data:|blob:")
_NEVER_RUN = ("data:", "blob:")

_TAG = re.compile(r"""<([a-z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_LOADING = re.compile(
    r"""<(script|link|img|iframe|audio|video|source|track)\b((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_BLOCK = re.compile(r"""<(script|style)\b((?:[^<>"']|"[^"]*"|'[^']*')*)>(.*?)</\1\s*>""", re.IGNORECASE | re.DOTALL)
_HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)
_LOADS = {
    "script": ("src", "script-src"),
    "img": ("src", "img-src"),
    "iframe": ("src", "frame-src"),
    "audio": ("src", "media-src"),
    "video": ("src", "media-src"),
    "source": ("src", "media-src"),
    "track": ("src", "media-src"),
    "link": ("href", ""),
}
_LINKED = {"stylesheet": "style-src", "icon": "img-src", "manifest": "default-src", "modulepreload": "script-src"}
_CODE = ("", "module", "importmap", "speculationrules", "text/javascript", "application/javascript", "text/ecmascript")
_CHARSET = re.compile(r"""<meta\s+charset=[^>]*>""", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_START = re.compile(r"\s*(?:<!doctype[^>]*>)?\s*(?:<html\b[^>]*>)?", re.IGNORECASE)


class InvalidPolicy(ValueError):
    """The option asks for something that a policy cannot contain."""


def sources(asked: object) -> dict[str, tuple[str, ...]] | None:
    """The option as sources by directive: `true` adds none, a mapping adds its own. None if it is off.

    Raises InvalidPolicy for a directive that cannot be widened, and for a value that is not a host.
    """
    if asked is None or isinstance(asked, bool):
        return {} if asked else None
    if not isinstance(asked, dict):
        raise InvalidPolicy(
            "true is expected, or directives with hosts, such as {script-src: [https://cdn.example.org]}"
        )
    for directive, hosts in asked.items():
        if directive not in WIDENED:
            raise InvalidPolicy(
                f"there is no directive {directive!r} that can be widened; there are: {', '.join(WIDENED)}"
            )
        if not isinstance(hosts, list) or not all(isinstance(host, str) for host in hosts):
            raise InvalidPolicy(f"{directive}: a list of hosts is expected, such as [https://cdn.example.org]")
        for host in hosts:
            if not _SOURCE.fullmatch(host) or (directive == "script-src" and host in _NEVER_RUN):
                raise InvalidPolicy(f"{directive}: {host!r} is no host; write it as https://cdn.example.org")
    return {directive: tuple(hosts) for directive, hosts in asked.items()}


@dataclass(slots=True)
class FoundCode:
    """What the pages of a site contain: hashes by directive, and blocked sources with the pages that use them."""

    hashes: dict[str, set[str]] = field(default_factory=lambda: {"script-src": set(), "style-src": set()})
    blocked: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def block(self, directive: str, what: str, page: str) -> None:
        """Record something that the policy blocks on a page."""
        pages = self.blocked.setdefault((directive, what), [])
        if page not in pages[-1:]:
            pages.append(page)


def protect(site_dir: Path, added: Sources, *, site_url: str = "", untrusted: Collection[str] = ()) -> list[str]:
    """Write the policy into every page of a built site; returns a message for everything it blocks.

    `untrusted` are hashes of inline scripts in HTML made from data, which are blocked.
    """
    paths = sorted(site_dir.rglob("*.html"))
    found = FoundCode()
    for path in paths:
        _read(_text(path), path.relative_to(site_dir).as_posix(), found, added, site_url, untrusted)
    policy = written(added, found.hashes)
    for path in paths:
        path.write_bytes(_with(_text(path), policy).encode("utf-8", "surrogateescape"))
    return [_words(directive, what, pages) for (directive, what), pages in sorted(found.blocked.items())]


def written(added: Sources, hashes: Mapping[str, Iterable[str]]) -> str:
    """The policy as a header or `meta` element contains it."""
    parts = (
        " ".join((directive, *own, *sorted(hashes.get(directive, ())), *added.get(directive, ())))
        for directive, own in POLICY.items()
    )
    return "; ".join(parts)


def inline_scripts(html: str) -> Iterator[str]:
    """The hash of each inline script in some HTML; script elements that hold data are skipped."""
    for tag, attributes, content in _BLOCK.findall(html) if "<script" in html.lower() else ():
        if tag.lower() == "script" and _is_code(_attributes(attributes)):
            yield _hash(content)


def _read(html: str, page: str, found: FoundCode, added: Sources, site_url: str, untrusted: Collection[str]) -> None:
    for tag, attributes, content in _BLOCK.findall(html):
        if tag.lower() == "style":
            found.hashes["style-src"].add(_hash(content))
        elif _is_code(_attributes(attributes)):
            if (hashed := _hash(content)) in untrusted:
                found.block("script-src", "a script in a text of the plan", page)
            else:
                found.hashes["script-src"].add(hashed)
    markup = _BLOCK.sub(lambda block: f"<{block[1]}{block[2]}>", html)
    for tag, text in _LOADING.findall(markup):
        for directive, host in _foreign(tag.lower(), _attributes(text), added, site_url):
            found.block(directive, host, page)
    for _, text in _TAG.findall(markup) if _HANDLER.search(markup) else ():
        for name in _attributes(text):
            if re.fullmatch("on[a-z]+", name):
                found.block("script-src", f"an attribute '{name}'", page)


def _foreign(tag: str, attributes: Mapping[str, str], added: Sources, site_url: str) -> Iterator[tuple[str, str]]:
    """The external host that an element loads from, with the directive that blocks it."""
    address, directive = _LOADS.get(tag, ("", ""))
    if tag == "link":
        directive = next((_LINKED[rel] for rel in attributes.get("rel", "").lower().split() if rel in _LINKED), "")
    parts = urlsplit(urljoin("https://here.invalid/", attributes.get(address, "").strip()))
    if not directive or parts.netloc in ("here.invalid", "", urlsplit(site_url).netloc):
        return
    host = f"{parts.scheme}://{parts.netloc}"
    if not any(_allows(source, host) for source in added.get(directive, ())):
        yield directive, host


def _allows(source: str, host: str) -> bool:
    allowed = urlsplit(source)
    if allowed.netloc.startswith("*."):
        return host.startswith("https://") and host.endswith(allowed.netloc[1:])
    return host == f"{allowed.scheme}://{allowed.netloc}"


def _words(directive: str, what: str, pages: list[str]) -> str:
    where = pages[0] if len(pages) == 1 else f"{pages[0]} and {len(pages) - 1:,} more"
    if "://" not in what:
        return f"the content security policy blocks {what}, in {where}"
    if not what.startswith("https://"):
        return f"the content security policy blocks {what}, in {where}; only https can be allowed"
    return (
        f"the content security policy blocks {what}, in {where}; serve the file from your own site, or allow the host "
        f"with 'content_security_policy: {{{directive}: [{what}]}}'"
    )


def _is_code(attributes: Mapping[str, str]) -> bool:
    return "src" not in attributes and attributes.get("type", "").strip().lower() in _CODE


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(text)}


def _hash(content: str) -> str:
    """The hash as a browser computes it: its parser normalizes line ends."""
    plain = content.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{b64encode(sha256(plain.encode('utf-8', 'surrogateescape')).digest()).decode()}'"


def _with(html: str, policy: str) -> str:
    """A page with its policy, placed before anything the policy applies to; only the charset must come first."""
    head = _HEAD.search(html)
    start = head or _START.match(html)
    at = start.end() if start else 0
    charset = _CHARSET.search(html, at, at + 500)
    if charset and not html[at : charset.start()].strip():
        at = charset.end()
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
    return html[:at] + meta + html[at:]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")

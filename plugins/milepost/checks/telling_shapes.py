"""What in a text tells of a person or of a machine: how to reach one, what it is called, where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w.])\+\d{1,3}[ -]?(?:\(\d+\)[ -]?)?\d[\d /-]{5,}\d"
    r"|(?<![\w.:/-])\(?0\d{1,4}\)?[ /-](?=(?:\D?\d){6})\d{2,8}(?:[ -]?\d{2,5}){0,3}(?![\w.:/-]*\d)"
    r"|\b(?:[Tt]el(?:ephone)?|[Pp]hone|[Mm]obile|[Ff]ax)\b[.:]{0,2} ?\d(?:[ -]?\d){5,}|\b[Ee]xt\. ?\d{3,5}\b"
)
NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Capt|Captain|Herr|Frau|Mme)\.? [A-ZÀ-Þ][\w'’-]+"
    r"|(?<![\w/@.`])@(?!(?:media|import|supports|keyframes|font-face|page|layer|latest|next|override)\b)"
    r"[A-Za-z][\w-]{2,}(?![\w-]*[/(:.]\w)"
)
_MACHINE = (
    r"(?:api|bastion|build|cache|ci|db|dc|dns|edge|esx|fw|git|gw|host|jenkins|jump|k8s|kafka|kube|ldap|lb|mail|master|mx|nas|"
    r"node|ns|pg|postgres|primary|prod|proxy|redis|replica|runner|smtp|sql|srv|stag(?:e|ing)|vm|vpn|worker)"
)
_HOST = re.compile(
    r"\b(?:[a-z0-9_-]+\.)+(?:internal|intranet|intra|local|localdomain|corp|lan|priv|svc|home\.arpa)\b(?!-)"
    rf"|(?i:\b(?:{_MACHINE}|web|app)-?\d+[a-z0-9-]*\.(?:[a-z0-9-]+\.)+[a-z]{{2,}}\b)"
    r"|\bip-\d+-\d+-\d+-\d+\b|(?i:\b(?:db|srv|vm|node|host|prod|web|app)-?\d{2,}\b)|\blocalhost\b"
    rf"|\b(?:[a-z0-9]+-)*{_MACHINE}\d*(?:-[a-z]+)*-(?:[a-z]{{1,4}})?(?!(?:19|20)\d\d\b)\d{{1,4}}\b"
    r"|\b[a-z][a-z0-9-]*-[0-9a-f]{8,10}-[a-z0-9]{5}\b|\\\\[\w.-]+\\"
    r"|(?<![(/:\w.-])[a-z][a-z0-9-]*:(?!(?:19|20)\d\d\b)[1-9]\d{3,4}\b(?![\w-])"
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP = re.compile(
    rf"(?<![\w.])(?:{_OCTET}\.){{3}}{_OCTET}(?![\w.]*\d)"
    r"|(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){4,7}[0-9A-Fa-f]{1,4}(?![\w:])"
    r"|(?<![\w:])(?=[A-Fa-f:]*\d)(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*)?::[0-9A-Fa-f][0-9A-Fa-f:]*(?![\w:])"
)
_OF_A_VERSION = re.compile(r"(?:version|firmware|release|build|revision|section|chapter|step|§)\s*\Z", re.IGNORECASE)


def hosts_in(text: str) -> Iterator[str]:
    """What looks like the name of a machine that is not for everybody."""
    yield from (match[0] for match in _HOST.finditer(text))


def addresses_in(text: str) -> Iterator[str]:
    """IP addresses; four small numbers are more likely a version."""
    for match in _IP.finditer(text):
        if ":" in match[0] or (
            any(int(octet) >= 10 for octet in match[0].split(".")) and not _OF_A_VERSION.search(text[: match.start()])
        ):
            yield match[0]

"""Patterns for host names and addresses of machines that are not public.

They spare what looks alike: versions, file and module names, slugs, and public web addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from milepost.checks.wordlists import words

# A host name must not be part of a longer name, a path, an anchor, or an e-mail address; a web address is allowed.
_ALONE = r"(?<![\w.@#\\-])(?<!(?<!/)/)(?<![^\s/][^\s/]:)"
_ENDS = r"(?![\w-]|\.\w|\()"
_LABEL = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
_PRIVATE = r"internal|intranet|intra|local|localdomain|corp|lan|priv|svc|consul|home\.arpa"
_INTERNAL_LABELS = (
    r"corp|internal|intranet|intra|lan|int|prod|prd|preprod|staging|stage|stg|uat|mgmt|private|priv|vpn|dmz|onprem"
)
_SUFFIX = r"com|org|net|io|dev|app|cloud|tech|info|biz|edu|gov|eu|example|test|[a-z]{2}"
_FILES = words(
    "bak bz2 c cfg conf cs css csv doc docx env gif go gz h htm html ico ini java jpeg jpg js json jsx kt lock",
    "log map md mjs pdf php pl png ppt pptx ps ps1 py rb rs scss sh so sql svg tar tf tgz toml ts tsx txt vue",
    "webp xls xlsx xml xsl yaml yml zip",
)

_DOMAIN = re.compile(
    rf"{_ALONE}(?:{_LABEL}\.)+(?P<private>{_PRIVATE}){_ENDS}"
    rf"|{_ALONE}(?:{_LABEL}\.)+(?:{_INTERNAL_LABELS})\.(?:{_LABEL}\.)*(?P<suffix>{_SUFFIX}){_ENDS}"
    r"|(?<![\w-])(?:[a-z0-9-]+\.)+(?:rds|cache|compute|compute-1|redshift)(?:\.[a-z0-9-]+)?\.amazonaws\.com\b"
    r"|(?<![\w-])[a-z0-9-]+\.(?:database|redis\.cache|vault|servicebus)\.(?:windows|azure)\.net\b"
)
# First labels of dotted names of modules, packages, and files.
_CODE_PREFIXES = words(
    "appsettings application com config date docker-compose env github io java javax jdk kotlin launch moment net",
    "org override settings sun this self threading values",
)

_NUMBERED = re.compile(
    rf"{_ALONE}(?P<host>(?i:[a-z]+)-?\d+[a-z0-9-]*)\.(?P<rest>(?:{_LABEL}\.)+(?P<suffix>{_SUFFIX})){_ENDS}"
)
_TOKEN = re.compile(rf"{_ALONE}[a-z][a-z0-9]*(?:-[a-z0-9]+)*?-?\d{{1,3}}(?![\w-]|\.\w|\(|/\w|=)")
_UPPERCASE = re.compile(r"(?<![\w-])(?:DB|SRV|VM|WEB|APP|DC|FS|SQL)0\d{1,2}(?![\w-])")
_NUMBERED_WORD = re.compile(r"(?:(?P<kind>.*?)(?P<hyphen>-))?(?P<joined>[a-z]*)(?P<number>\d{1,3})")
# A number makes these a machine name. The words of the second list need an environment or a leading zero besides:
# they are also names of products, which have version numbers.
_MACHINES = frozenset(("bastion", "db", "dc", "esx", "fw", "gw", "jump", "lb", "nas", "srv", "vm"))
_MACHINE_OR_PRODUCT = words(
    "api app backend build cache ci dns edge elastic etcd frontend git haproxy host jenkins k8s kafka kube ldap",
    "mail master mongo mx mysql nginx node ns pg postgres primary proxy rabbitmq redis replica runner server smtp",
    "sql vpn web worker",
)
_MACHINES_BY_NUMBER = frozenset(("host", "runner", "replica", "worker"))
_ENVIRONMENTS = words(
    "dev live preprod prd prod production qa stage staging stg uat",
)
_PUBLIC_HOSTS = words(
    "api app cdn edge git mail mx ns proxy smtp vpn web www",
)

_POD = re.compile(
    r"(?<![\w-])(?=[a-z0-9-]*\d)(?:[a-z][a-z0-9]*-)+[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}(?![\w-])"
)
_CLOUD_INSTANCE = re.compile(r"(?<![\w-])ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?![\w-])")
_SHARE = re.compile(r"\\\\[A-Za-z][\w.-]+\\[\w$]")
_IN_ADDRESS = re.compile(r"\bhttps?://(?:[^\s/@]*@)?(?P<host>[A-Za-z][\w-]*)(?![\w.-]|:[^\s/@]*@)", re.IGNORECASE)
_ANY_HOST = re.compile(r"localhost|hosts?|hostname|server|domain|site|example|your[\w-]*|my[\w-]*|x+", re.IGNORECASE)
_PORTS = (
    "3000|3306|4222|5000|5432|5672|5601|6379|6443|7001|8000|808[0-9]|8443|8500|9000|909[0-9]|"
    "9200|11211|15672|27017|50051"
)
_PORT = re.compile(rf"(?<![\w.:/@-])(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)*):(?:{_PORTS})(?![\w:-])")

_DIGIT = re.compile(r"\d[.:]|:[0-9A-Fa-f]")
_IPV4 = re.compile(r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.?\d)")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")
_MAC = re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![\w:-])")
_PRIVATE_NETWORKS = tuple(
    map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"))
)
_DOCUMENTATION_NETWORKS = tuple(map(ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")))
_VERSION_CONTEXT = re.compile(
    r"(?:versions?|firmware|release|build|revision|section|chapter|step|upgrade[ds]? to|update[ds]? to|§)\s*v?\Z",
    re.IGNORECASE,
)
_MACHINE_CONTEXT = re.compile(r"\b(?:ip|address(?:es)?|host|server|machine|gateway|subnet)\W*\Z", re.IGNORECASE)
_LARGE_OCTET = 32


# A cheap test before the expensive patterns.
_TRIGGER = re.compile(r"\w\.\w|\w-\w*\d|[a-z]\d\d|:\d{4}|://|\\\\|[A-Z]0\d|[a-z]-\d")


def hosts_in(text: str, ids: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield names of machines that are not public; `ids` are ids of entries, which may look like one."""
    if not _TRIGGER.search(text):
        return
    found: dict[int, str] = {}
    for match in _DOMAIN.finditer(text):
        first = match[0].partition(".")[0]
        of_code = first in _CODE_PREFIXES and (match["private"] or first not in ("net", "io"))
        if not of_code and match["suffix"] not in _FILES:
            found.setdefault(match.start(), match[0])
    for match in _NUMBERED.finditer(text):
        if match["suffix"] not in _FILES and _is_numbered(match["host"].lower(), match["rest"]):
            found.setdefault(match.start(), match[0])
    for match in _TOKEN.finditer(text):
        if match[0] not in ids and _is_machine(match[0]):
            found.setdefault(match.start(), match[0])
    for match in _PORT.finditer(text):
        if not {"localhost", "port", "line"} & {match["name"]} and (
            "-" in match["name"] or _is_machine_word(match["name"])
        ):
            found.setdefault(match.start(), match[0])
    for match in _IN_ADDRESS.finditer(text):
        if not _ANY_HOST.fullmatch(match["host"]):
            found.setdefault(match.start("host"), match["host"])
    for pattern in (_UPPERCASE, _POD, _CLOUD_INSTANCE, _SHARE):
        found.update(
            (match.start(), match[0])
            for match in pattern.finditer(text)
            if any(map(str.isdigit, match[0])) or pattern is _SHARE
        )
    yield from (found[start] for start in sorted(found))


def addresses_in(text: str) -> Iterator[str]:
    """Yield IP and MAC addresses of machines, without loopback and documentation ranges; IPv4 may be a version."""
    if not _DIGIT.search(text):
        return
    for match in _IPV4.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        if _is_machine_ipv4(match[0], before):
            yield match[0]
    for match in _IPV6.finditer(text):
        if _is_machine_ipv6(match[0]):
            yield match[0]
    yield from (match[0] for match in _MAC.finditer(text))


def _is_numbered(host: str, rest: str) -> bool:
    """Whether a numbered host below a domain is one that is not public."""
    kind = re.findall(r"[a-z]+", host)[0]
    if kind in _PUBLIC_HOSTS:
        return bool(set(rest.split(".")[:-1]) & set(_INTERNAL_LABELS.split("|")))
    return _is_machine_word(kind) or kind in _ENVIRONMENTS


def _is_machine(token: str) -> bool:
    """Whether a word that ends in a number names a machine: `prod-db-2`, but neither `api-v2` nor `step-3`."""
    match = _NUMBERED_WORD.fullmatch(token)
    if not match:
        return False
    parts = [*filter(None, (match["kind"] or "").split("-")), *filter(None, (match["joined"],))]
    if not parts or parts[-1] == "v":
        return False
    number, hyphen, kind = match["number"], not match["joined"], parts[-1]
    somewhere = any(word in _ENVIRONMENTS for word in parts)
    if somewhere and any(_is_machine_word(word) for word in parts):
        return True
    if number.startswith("0") and len(number) > 1 and (_is_machine_word(kind) or kind in _ENVIRONMENTS):
        return True
    if kind in _MACHINES:
        return hyphen or len(parts) > 1 or len(number) > 1
    if len(parts) == 1 and hyphen:
        return kind in _MACHINES_BY_NUMBER
    return len(parts) == 1 and len(number) == 2 and kind in ("app", "host", "prod", "web")


def _is_machine_word(word: str) -> bool:
    return word in _MACHINES or word in _MACHINE_OR_PRODUCT


def _is_machine_ipv4(text: str, before: str) -> bool:
    """Whether an IPv4 address is private, or public and no version number by its octets or the words before it."""
    try:
        address = IPv4Address(text)
    except ValueError:
        return False
    octets = [int(octet) for octet in text.split(".")]
    if (
        octets[0] in (0, 127)
        or octets[0] >= 224
        or any(address in network for network in _DOCUMENTATION_NETWORKS if network.version == 4)
    ):
        return False
    if _VERSION_CONTEXT.search(before):
        return False
    if any(address in network for network in _PRIVATE_NETWORKS):
        return True
    # Four numbers are a version unless two are too large for one, or the words before say address. RFC 5737 has the
    # documentation ranges, RFC 1918 and RFC 6598 the private ones.
    return sum(octet >= _LARGE_OCTET for octet in octets) > 1 or _MACHINE_CONTEXT.search(before) is not None


def _is_machine_ipv6(text: str) -> bool:
    """Whether an IPv6 address belongs to a machine: not loopback, not documentation, and not a time like 10:30."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if not isinstance(address, IPv6Address) or address.is_loopback or address.is_unspecified:
        return False
    if any(address in network for network in _DOCUMENTATION_NETWORKS if network.version == 6):
        return False
    groups = [group for group in text.split(":") if group]
    return any(map(str.isdigit, text)) and (len(groups) > 2 or address.is_link_local or address.is_private)

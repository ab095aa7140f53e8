"""Findings as SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from milepost import __version__
from milepost.cli.formats.finding import NOWHERE, Finding, of_problems, of_review, path_of, ranked, tally
from milepost.cli.formats.links import ChangeLinks
from milepost.diff.review import Review
from milepost.escaping import cut, line, without_mentions
from milepost.problem import Level, Problem
from milepost.ruleset import RULES

# GitHub rejects files with more results.
LIMIT = 25_000
_TEXT = 2000
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
# Text that SARIF readers interpret as a link or placeholder in a plain message.
_MARKUP = re.compile(r"(?<=\])(?=\()|(?<=\{)(?=\d+\})")
_JOINER = "\N{WORD JOINER}"


def problems(found: Sequence[Problem]) -> str:
    """A result for each problem."""
    return _written("milepost-check/", of_problems(found))


def review(found: Review, links: ChangeLinks) -> str:
    """A result for each change."""
    return _written("milepost-diff/", of_review(found, links))


def _written(category: str, findings: Sequence[Finding]) -> str:
    """Results, the most severe first; those beyond GitHub's limit are counted in a notification of the run."""
    findings = ranked(findings)
    here, rest = findings[:LIMIT], findings[LIMIT:]
    rules = sorted({finding.rule for finding in here}, key=list(RULES).index)
    numbers = {rule: number for number, rule in enumerate(rules)}
    seen: Counter[tuple[str, ...]] = Counter()
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "Milepost",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "automationDetails": {"id": category},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the repository."}}},
        "results": [_result(finding, numbers[finding.rule], seen) for finding in here],
    }
    if rest:
        told = {"level": "warning", "message": {"text": f"{len(rest)} more: {tally(rest)}."}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [told]}]
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(id: str) -> dict[str, Any]:
    rule = RULES[id]
    return {
        "id": id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": f"{rule.summary} A site sets how much it matters under rules in mkdocs.yml: {id}."},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _result(finding: Finding, number: int, seen: Counter[tuple[str, ...]]) -> dict[str, Any]:
    text = "\n".join(_plain(one) for one in (finding.message, *finding.more))
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.level],
        "message": {"text": text},
        "locations": [_location(finding)],
        "partialFingerprints": {"milepostFinding/v1": _fingerprint(finding, seen)},
    }
    if finding.page:
        result["hostedViewerUri"] = finding.page
    return result


def _location(finding: Finding) -> dict[str, Any]:
    """The location of a finding. There always is one, since GitHub rejects files with a result without it."""
    place = finding.place or finding.was or NOWHERE
    file: dict[str, Any] = {"uri": quote(path_of(place))}
    if path_of(place).startswith("/"):
        file["uri"] = f"file://{file['uri']}"
    else:
        file["uriBaseId"] = _ROOT
    region = {"startLine": place.line, "startColumn": place.column} if finding.place else {"startLine": 1}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": file, "region": region}}
    if finding.entity:
        location["logicalLocations"] = [{"fullyQualifiedName": cut(line(finding.entity), _TEXT)}]
    return location


def _fingerprint(finding: Finding, seen: Counter[tuple[str, ...]]) -> str:
    """A fingerprint that is independent of line numbers and, for a change, of the new value."""
    what = (finding.entity, finding.field) if finding.entity else (finding.topic, finding.message)
    key = (finding.rule, *what)
    seen[key] += 1
    return sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "replace")).hexdigest()[:32]


def _plain(text: str) -> str:
    return _MARKUP.sub(_JOINER, cut(without_mentions(text), _TEXT))

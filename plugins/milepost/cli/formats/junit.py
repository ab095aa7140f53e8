"""Findings as JUnit XML, which GitLab and Jenkins show as test results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from milepost.cli.formats.finding import Finding, of_problems, of_review, path_of
from milepost.cli.formats.links import ChangeLinks
from milepost.diff.review import Review
from milepost.escaping import cut, line
from milepost.problem import Level, Problem

_NAME = 250
_TEXT = 4000


def problems(found: Sequence[Problem]) -> str:
    """A suite for each file, a test for each problem."""
    return _written("milepost check", "milepost.check", "no problems", of_problems(found))


def review(found: Review, links: ChangeLinks) -> str:
    """A suite for each section, a test for each change."""
    title = f"milepost diff {found.base.label} {found.head.label} as of {found.as_of.isoformat()}"
    return _written(cut(line(title), _NAME), "milepost.diff", "no changes", of_review(found, links))


def _written(title: str, family: str, nothing: str, findings: Sequence[Finding]) -> str:
    root = ET.Element("testsuites", name=title)
    topics: dict[str, list[Finding]] = {}
    for finding in findings:
        topics.setdefault(cut(line(finding.topic), _NAME), []).append(finding)
    root.extend(_suite(topic, family, here) for topic, here in topics.items())
    if not findings:  # Jenkins treats results without tests as a failure
        suite = ET.SubElement(root, "testsuite", name=title, tests="1", failures="0", errors="0", skipped="0")
        ET.SubElement(suite, "testcase", classname=family, name=nothing)
    ET.indent(root)
    # File names are kept, but `##[` in a log would be a command to a CI runner.
    text = re.sub(r"(?<=#)#(?=\w*\[)", "&#35;", ET.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _suite(topic: str, family: str, findings: Sequence[Finding]) -> ET.Element:
    """Errors and warnings fail, notes are skipped: neither GitLab nor Jenkins shows the text of passed tests."""
    skipped = sum(finding.level is Level.INFO for finding in findings)
    failed = len(findings) - skipped
    suite = ET.Element(
        "testsuite", name=topic, tests=str(len(findings)), failures=str(failed), errors="0", skipped=str(skipped)
    )
    names: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        name = cut(line(finding.message), _NAME)
        names[finding.rule, name] += 1
        # GitLab keeps only the first of several tests with the same name.
        if (number := names[finding.rule, name]) > 1:
            name = f"{name} ({number})"
        case = ET.SubElement(suite, "testcase", classname=f"{family}.{finding.rule}", name=name)
        if finding.place:
            case.set("file", path_of(finding.place))
        _outcome(case, finding)
    return suite


def _outcome(case: ET.Element, finding: Finding) -> None:
    message = line(finding.message)
    if finding.level is Level.INFO:
        told = ET.SubElement(case, "skipped", message=cut(message, _NAME))
    else:
        told = ET.SubElement(case, "failure", type=finding.level.value, message=cut(message, _NAME))
    place = finding.place
    where = f"{path_of(place)}:{place.line}:{place.column}" if place else ""
    lines = (message, *finding.more, finding.page or "", where)
    told.text = "\n".join(filter(None, (cut(line(text), _TEXT) for text in lines)))

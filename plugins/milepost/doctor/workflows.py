"""GitHub workflows and GitLab pipelines, parsed with positions and never executed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from milepost.doctor.commands import ScriptLine, commands
from milepost.doctor.finding import DoctorFinding
from milepost.doctor.publishing import AUDIENCE, PipelineScope, script_findings
from milepost.doctor.subject import ExaminedSite
from milepost.problem import Level, Place

MAX_BYTES = 2_000_000
_ABOUT_SITES = re.compile(
    r"mkdocs|milepost|zensical|gh-pages|upload-pages-artifact|deploy-pages|netlify|cloudflare", re.IGNORECASE
)
_COMMIT = re.compile(r"[0-9a-f]{40}\Z|sha256:[0-9a-f]{64}\Z")
# Owners and names of actions that publish to public hosts.
_PUBLIC = re.compile(
    r"pages|netlify|vercel|cloudflare|wrangler|firebase|surge|static-web-apps|gh-?pages", re.IGNORECASE
)
_ARTIFACT = "actions/upload-artifact"
_PRIVATE = re.compile(r"repository\.(?:private|visibility)|CI_PROJECT_VISIBILITY")
_MAX_NODES = 100_000


class Unreadable(Exception):
    """A pipeline cannot be parsed; the message says why."""


def github_findings(text: str, path: str, subject: ExaminedSite) -> Iterator[DoctorFinding]:
    """Findings in a workflow or composite action. Raises Unreadable."""
    root = _root(text)
    if not isinstance(root, yaml.MappingNode) or not _ABOUT_SITES.search(text):
        return
    jobs = _get(root, "jobs")
    for job in _values(jobs) if jobs is not None else [_get(root, "runs")]:
        if not isinstance(job, yaml.MappingNode):
            continue
        scope = PipelineScope(subject, path)
        steps = [one for one in _items(_get(job, "steps")) if isinstance(one, yaml.MappingNode)]
        outer = _variable(_get(job, "env")) or _variable(_get(root, "env"))
        for step in steps:  # what an earlier step wrote, a later one publishes; and what a later one wrote, also
            scope.audience = _variable(_get(step, "env")) or outer
            scope.track_outputs(commands(_lines(_get(step, "run"), text)))
        if isinstance(uses := _get(job, "uses"), yaml.ScalarNode):
            yield from _unpinned_action(uses, scope)
        for step in steps:
            scope.audience = _variable(_get(step, "env")) or outer
            yield from script_findings(_lines(_get(step, "run"), text), scope)
            if isinstance(uses := _get(step, "uses"), yaml.ScalarNode):
                yield from _unpinned_action(uses, scope)
                yield from _action(step, uses.value, scope)


def _unpinned_action(uses: yaml.ScalarNode, scope: PipelineScope) -> Iterator[DoctorFinding]:
    name, _, reference = uses.value.partition("@")
    if name.startswith(("./", "../")) or _COMMIT.match(reference):
        return
    place = scope.at(uses.start_mark.line + 1, uses.start_mark.column + 1)
    repository = "/".join(name.split("/")[:2])
    fix = (
        f"pin it by commit: git ls-remote https://github.com/{repository} {reference or 'HEAD'}",
        f"  uses: {name}@COMMIT # {reference or 'VERSION'}",
    )
    yield DoctorFinding("unpinned-action", f"'{uses.value}' is not pinned by a commit", place, (), fix)


def _action(step: yaml.MappingNode, uses: str, scope: PipelineScope) -> Iterator[DoctorFinding]:
    name = uses.partition("@")[0]
    given = _get(step, "with")
    guarded = isinstance(found := _get(step, "if"), yaml.ScalarNode) and bool(_PRIVATE.search(found.value))
    for key, value in _pairs(given):
        if not isinstance(value, yaml.ScalarNode):
            continue
        for number, part in enumerate(value.value.splitlines() or [value.value]):
            named = scope.is_internal_path(part)
            deploys = key == "command" and any(scope.is_internal_path(word) for word in part.split()[1:])
            if not (named or deploys) or not part.strip() or (key not in _PATHS and part.strip() in (".", "./")):
                continue
            block = value.style in ("|", ">")
            line = value.start_mark.line + 1 + (number + 1 if block else 0)
            place = scope.at(line, 1 if block else value.start_mark.column + 1)
            if name == _ARTIFACT:
                if not guarded:
                    yield _artifact_finding(part.strip(), place)
            elif name != "actions/cache":
                told = f"'{name}' publishes {part.strip()}"
                level = None if _PUBLIC.search(name) else Level.WARNING
                yield DoctorFinding("publishes-internal", told, place, (), (scope.fix,), level)
            break


_PATHS = (
    "path",
    "publish_dir",
    "publish-dir",
    "folder",
    "directory",
    "output_location",
    "app_location",
    "source",
    "local-dir",
)


def _artifact_finding(path: str, place: Place) -> DoctorFinding:
    fix = (
        "leave it to runs of a private repository: if: ${{ github.event.repository.private }}",
        "or do not keep it: internal sites go when the run ends",
    )
    return DoctorFinding(
        "internal-artifact", f"{path} is kept as an artifact, and an internal site is in it", place, (), fix
    )


def gitlab_findings(text: str, path: str, subject: ExaminedSite) -> Iterator[DoctorFinding]:
    """Findings in a GitLab pipeline. Raises Unreadable."""
    root = _root(text)
    if not isinstance(root, yaml.MappingNode) or not _ABOUT_SITES.search(text):
        return
    outer = _variable(_get(root, "variables"))
    scripts = ("before_script", "script", "after_script")
    shared = [line for name in scripts for line in _script(_get(root, name) or _get(_get(root, "default"), name), text)]
    yield from script_findings(shared, PipelineScope(subject, path, audience=outer))
    for name, job in _pairs(root):
        if name in ("default", "variables", "stages", "include", "workflow") or not isinstance(job, yaml.MappingNode):
            continue
        scope = PipelineScope(subject, path, audience=_variable(_get(job, "variables")) or outer)
        lines = [line for one in scripts for line in _script(_get(job, one), text)]
        scope.track_outputs(commands(shared))
        yield from script_findings(lines, scope)
        publishes = name == "pages" or _get(job, "pages") is not None
        listed = list(_items(_get(_get(job, "artifacts"), "paths")))
        for node in (one for one in listed if isinstance(one, yaml.ScalarNode)):
            if not scope.is_internal_path(node.value):
                continue
            place = scope.at(node.start_mark.line + 1, node.start_mark.column + 1)
            if publishes:
                told = f"the job '{name}' publishes {node.value}, and an internal site is in it"
                yield DoctorFinding("publishes-internal", told, place, (), (scope.fix,))
            else:
                yield _artifact_finding(node.value, place)


def _script(node: yaml.Node | None, text: str) -> Iterator[ScriptLine]:
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _lines(one, text)
    else:
        yield from _lines(node, text)


def _root(text: str) -> yaml.Node | None:
    if len(text) > MAX_BYTES:
        raise Unreadable(f"more than {MAX_BYTES:,} characters")
    try:
        return yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise Unreadable(f"no YAML, in line {mark.line + 1}" if mark else "no YAML") from None
    except RecursionError:
        raise Unreadable("nested too deeply") from None


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    for key, value in node.value[:_MAX_NODES] if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            yield key.value, value


def _get(node: yaml.Node | None, name: str) -> yaml.Node | None:
    return next((value for key, value in _pairs(node) if key == name), None)


def _values(node: yaml.Node | None) -> list[yaml.Node]:
    return [value for _, value in _pairs(node)]


def _items(node: yaml.Node | None) -> Iterable[yaml.Node]:
    return node.value[:_MAX_NODES] if isinstance(node, yaml.SequenceNode) else ()


def _variable(env: yaml.Node | None) -> str:
    found = _get(env, AUDIENCE)
    if isinstance(found, yaml.MappingNode):
        found = _get(found, "value")
    return found.value if isinstance(found, yaml.ScalarNode) else ""


def _lines(node: yaml.Node | None, text: str) -> Iterator[ScriptLine]:
    """The lines of a scalar with their places in the file; block scalars begin on the line after their key."""
    if not isinstance(node, yaml.ScalarNode):
        return
    first, column = node.start_mark.line, node.start_mark.column
    if node.style not in ("|", ">"):
        yield ScriptLine(" ".join(node.value.split("\n")), first + 1, column + 1 + (node.style in ("'", '"')))
        return
    raw = text.split("\n")[first + 1 : node.end_mark.line + 1]
    block = [line.rstrip("\r") for line in raw]
    indent = min((len(line) - len(line.lstrip()) for line in block if line.strip()), default=0)
    value = node.value.count("\n") + 1
    for number, line in enumerate(block[: value + 1] if node.style == "|" else block):
        if len(line) - len(line.lstrip()) >= indent or not line.strip():
            yield ScriptLine(line[indent:], first + 2 + number, indent + 1)

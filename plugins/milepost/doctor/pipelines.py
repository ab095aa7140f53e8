"""All files that build, install, or publish: workflows, pipelines, host settings, scripts, requirements."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from milepost.doctor.commands import ScriptLine
from milepost.doctor.finding import DoctorFinding, Examination
from milepost.doctor.publishing import AUDIENCE, PipelineScope, is_unpinned, script_findings, unpinned_finding
from milepost.doctor.subject import ExaminedSite
from milepost.doctor.workflows import MAX_BYTES, Unreadable, github_findings, gitlab_findings
from milepost.kit import phrasing

_MAX_FILES = 500
_WRANGLER = ("wrangler.toml", "wrangler.json", "wrangler.jsonc")
_HOSTS = ("netlify.toml", "vercel.json", *_WRANGLER, "firebase.json", "render.yaml", "staticwebapp.config.json")
_TASKS = ("Makefile", "justfile", "Taskfile.yml", "package.json", "tox.ini", "noxfile.py", "Dockerfile", "Procfile")
_OTHER_CI = (".travis.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "Jenkinsfile", ".drone.yml")
_SCRIPTS = (*_TASKS, *_OTHER_CI, ".circleci/config.yml", ".woodpecker.yml", ".cirrus.yml")
_SCRIPT_FOLDERS = ("", "scripts", "bin", "ci", ".ci", "tools", "script")
_REQUIREMENTS = re.compile(r"(?:[\w.-]*requirements[\w.-]*\.(?:txt|in))\Z")
_PUBLISHED = re.compile(
    r"""["']?(publish|outputDirectory|output_directory|pages_build_output_dir|directory|public|dist_dir|staticPublishPath)["']?\s*[:=]\s*["']([^"']+)["']"""
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'')
_VARIABLE = re.compile(rf"""["']?{AUDIENCE}["']?\s*[:=]\s*["']?([\w-]+)""")
_ABOUT_SITES = re.compile(r"mkdocs|milepost|zensical|mike|site|public", re.IGNORECASE)


def examine(subject: ExaminedSite) -> Examination:
    """Examine each such file once; only the usual folders are searched."""
    found: list[DoctorFinding] = []
    skipped: list[str] = []
    read: list[str] = []
    files = list(dict.fromkeys(_files(subject)))
    if len(files) > _MAX_FILES:
        skipped.append(f"of {len(files)} workflows and scripts only {_MAX_FILES} were read")
    for path in files[:_MAX_FILES]:
        text = _text(subject, path)
        if text is None:
            skipped.append(f"{subject.shown(path)} is too large or cannot be read")
            continue
        read.append(path)
        try:
            found += _file_findings(subject, path, text)
        except Unreadable as error:
            skipped.append(f"{subject.shown(path)} was not searched: {error}")
    kinds = "workflows, pipelines, settings of hosts, scripts and requirements"
    named = f" ({phrasing.listing(read[:8])}{f' and {len(read) - 8} more' if len(read) > 8 else ''})" if read else ""
    return Examination(
        f"{phrasing.count(len(read), 'file')} of {kinds}{named}", tuple(dict.fromkeys(found)), tuple(skipped)
    )


def _files(subject: ExaminedSite) -> Iterator[str]:
    around = tuple(dict.fromkeys(("", subject.config_folder)))
    yield from _files_in(subject, ".github/workflows", (".yml", ".yaml"))
    for folder in _folders(subject, ".github/actions"):
        yield from _files_in(subject, folder, ("action.yml", "action.yaml"))
    yield from (path for path in (".gitlab-ci.yml",) if (subject.root / path).is_file())
    yield from _files_in(subject, ".gitlab", (".yml", ".yaml"))
    for base in around:
        names = (*_HOSTS, *_SCRIPTS)
        yield from (path for name in names if (subject.root / (path := posixpath.join(base, name))).is_file())
        for folder in _SCRIPT_FOLDERS:
            yield from _files_in(subject, posixpath.join(base, folder), (".sh", ".bash"))
        for folder in ("", "requirements", subject.options.docs_dir if base == "" else ""):
            for path in _files_in(subject, posixpath.join(base, folder), (".txt", ".in")):
                if _REQUIREMENTS.match(posixpath.basename(path)):
                    yield path


def _files_in(subject: ExaminedSite, folder: str, suffixes: tuple[str, ...]) -> list[str]:
    path = subject.root / folder
    try:
        names = sorted(one.name for one in path.iterdir() if one.name.endswith(suffixes) and one.is_file())
    except OSError:
        return []
    return [posixpath.join(folder, name) for name in names]


def _folders(subject: ExaminedSite, folder: str) -> list[str]:
    path: Path = subject.root / folder
    try:
        return [posixpath.join(folder, one.name) for one in sorted(path.iterdir()) if one.is_dir()]
    except OSError:
        return []


def _text(subject: ExaminedSite, path: str) -> str | None:
    file = subject.root / path
    try:
        if file.stat().st_size > MAX_BYTES:
            return None
    except OSError:
        return None
    content = subject.read(path)
    return None if content is None else content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _file_findings(subject: ExaminedSite, path: str, text: str) -> Iterator[DoctorFinding]:
    name = posixpath.basename(path)
    if path.startswith(".github/"):
        yield from github_findings(text, path, subject)
    elif path.startswith(".gitlab"):
        yield from gitlab_findings(text, path, subject)
    elif _REQUIREMENTS.match(name):
        yield from _requirement_findings(subject, path, text)
    elif _ABOUT_SITES.search(text):
        audience = _VARIABLE.search(text)
        scope = PipelineScope(subject, path, audience=audience[1] if audience else "", log_is_public=False)
        lines = list(_script_lines(text, quoted=name.endswith((".json", ".jsonc", ".toml", ".yaml", ".yml"))))
        yield from script_findings(lines, scope)
        if name in _HOSTS:
            yield from _host_findings(scope, text)


def _script_lines(text: str, *, quoted: bool) -> Iterator[ScriptLine]:
    """The lines of a script; of a settings file, quoted texts and list entries."""
    for number, line in enumerate(text.split("\n"), 1):
        if not quoted:
            indent = len(line) - len(line.lstrip())
            yield ScriptLine(line.strip(), number, indent + 1)
            continue
        for found in _QUOTED.finditer(line):
            inner = found[1] if found[1] is not None else found[2]
            yield ScriptLine(inner.replace('\\"', '"'), number, found.start() + 2)
        if not _QUOTED.search(line) and (listed := re.match(r"\s*(?:- |\w+: )\s*", line)):
            yield ScriptLine(line[listed.end() :], number, listed.end() + 1)


def _host_findings(scope: PipelineScope, text: str) -> Iterator[DoctorFinding]:
    """Folders that a host publishes."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in _PUBLISHED.finditer(line):
            if scope.is_internal_path(found[2]):
                told = f"'{found[1]}' publishes {found[2]}, and an internal site is in it"
                yield DoctorFinding("publishes-internal", told, scope.at(number, found.start(2) + 1), (), (scope.fix,))


def _requirement_findings(subject: ExaminedSite, path: str, text: str) -> Iterator[DoctorFinding]:
    scope = PipelineScope(subject, path)
    if "--hash=" in text or any(line.strip().startswith(("-c", "--constraint")) for line in text.split("\n")):
        return
    for number, line in enumerate(text.split("\n"), 1):
        requirement = line.partition("#")[0].strip()
        if is_unpinned(requirement):
            yield unpinned_finding(requirement, scope.at(number, 1))

"""Commands and settings that publish, keep, or print internal content, or install unpinned versions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch

from milepost.doctor.commands import Command, ScriptLine, commands
from milepost.doctor.finding import DoctorFinding
from milepost.doctor.subject import ExaminedSite
from milepost.problem import Level, Place

AUDIENCE = "MILEPOST_AUDIENCE"
# Tools that publish to public hosts.
_HOSTS = ("netlify", "wrangler", "firebase", "surge", "gh-pages", "ghp-import", "vercel", "swa", "git-pages", "now")
# Tools that copy to a server, which may require a login.
_COPIERS = (
    "rsync",
    "scp",
    "sftp",
    "aws",
    "s3cmd",
    "gsutil",
    "gcloud",
    "rclone",
    "lftp",
    "azcopy",
    "az",
    "mc",
    "ncftpput",
)
_GENERATORS = ("zensical", "hugo", "jekyll", "mdbook", "quarto", "sphinx-build")
_PRINTING = ("check", "show", "diff", "export", "doctor")
_PACKAGE = re.compile(r"mkdocs[-_.]milepost(?:\[[\w,.-]*\])?\Z", re.IGNORECASE)
_UNPINNED_GIT = re.compile(r"git\+\S*milepost(?:\.git)?(?:@(?P<ref>[^#\s]+))?(?:#.*)?\Z", re.IGNORECASE)
_WORKSPACE = re.compile(r"^(?:\$\{\{\s*github\.workspace\s*\}\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|PWD)\}?)/?")
_LOCAL_FIX = "publish only the public site: 'milepost build' writes it into {site}, and the internal one beside it"


@dataclass(slots=True)
class PipelineScope:
    """State while one file or job is read: paths of internal sites, the audience of plain builds, and public logs."""

    subject: ExaminedSite
    path: str
    internal_paths: set[str] = field(default_factory=set)
    audience: str = ""
    log_is_public: bool = True

    def __post_init__(self) -> None:
        self.internal_paths |= set(self.subject.internal_sites())
        if around := self.subject.config_folder:  # a step can run in the folder of the site
            self.internal_paths |= {posixpath.relpath(one, around) for one in self.subject.internal_sites()}

    def at(self, line: int, column: int) -> Place:
        return Place(self.subject.shown(self.path), line, column)

    @property
    def fix(self) -> str:
        """What to publish instead."""
        return _LOCAL_FIX.format(site=self.subject.site_dir)

    def track_outputs(self, found: Iterable[Command]) -> None:
        """Record where commands write internal sites, including copies of one."""
        for command in found:
            if command.starts("milepost", "build"):
                folder = command.option("-d", "--site-dir")
                if folder and "$" not in folder:
                    self.internal_paths |= set(self.subject.internal_sites(normalized(folder)))
            elif self.builds_internal(command):
                folder = command.option("-d", "--site-dir") or self.subject.site_dir
                self.internal_paths.add(normalized(folder))
            elif command.name in ("cp", "mv", "ln") and any(
                self.is_internal_path(word) for word in command.words[1:-1]
            ):
                target = normalized(command.words[-1])
                names = {
                    posixpath.basename(normalized(word)) for word in command.words[1:-1] if self.is_internal_path(word)
                }
                self.internal_paths |= {posixpath.join(target, name) for name in names} | {target}

    def builds_internal(self, command: Command) -> bool:
        """Whether a plain build writes an internal site to the public one's folder."""
        return command.starts("mkdocs", "build") and self.audience_of(command) in self.subject.internal_audiences

    def audience_of(self, command: Command) -> str:
        """The audience of a plain build."""
        return str(self.subject.milepost.get("audience") or "") or command.variables.get(AUDIENCE) or self.audience

    def is_internal_path(self, path: str) -> bool:
        """Whether a path or pattern matches an internal site, or a folder that contains one."""
        if not path.strip() or path.startswith(("!", "-")):
            return False
        plain = normalized(path)
        return any(
            one == plain or one.startswith(f"{plain}/") or plain.startswith(f"{one}/") or plain == "."
            or ("*" in plain and fnmatch(one, plain))
            for one in self.internal_paths
        )  # fmt: skip


def normalized(path: str) -> str:
    """A path relative to the top of the repository."""
    path = _WORKSPACE.sub("", path.strip().strip("'\""))
    return posixpath.normpath(path)


def script_findings(lines: Iterable[ScriptLine], scope: PipelineScope) -> Iterator[DoctorFinding]:
    """Findings in the commands of a script."""
    found = list(commands(lines))
    scope.track_outputs(found)
    for command in found:
        yield from _command_findings(command, scope)


def _command_findings(command: Command, scope: PipelineScope) -> Iterator[DoctorFinding]:
    yield from _publishing_findings(command, scope)
    yield from _unfiltered_findings(command, scope)
    yield from _unpinned_findings(command, scope)
    if scope.log_is_public:
        yield from _printing_findings(command, scope)


def _publishing_findings(command: Command, scope: PipelineScope) -> Iterator[DoctorFinding]:
    place = scope.at(command.line, command.column)
    audience = scope.audience_of(command)
    inner = audience in scope.subject.internal_audiences
    if inner and (command.starts("mkdocs", "gh-deploy") or command.starts("mike", "deploy")):
        told = f"'{' '.join(command.words[:2])}' publishes the site for '{audience}' on a public branch"
        fix = (f"remove {AUDIENCE} from this step, or the option audience from mkdocs.yml",)
        yield DoctorFinding("publishes-internal", told, place, (), fix)
    elif inner and scope.builds_internal(command):
        told = f"a plain build for '{audience}': the internal site is written to where the public one belongs"
        fix = ("run 'milepost build', which keeps them apart and verifies the public one",)
        yield DoctorFinding("publishes-internal", told, place, (), fix, Level.WARNING)
    paths = [word for word in command.words[1:] if scope.is_internal_path(word.partition("=")[2] or word)]
    if paths and command.name in _HOSTS:
        yield DoctorFinding("publishes-internal", f"'{command.name}' publishes {paths[0]}", place, (), (scope.fix,))
    elif paths and command.name in _COPIERS and not (command.name == "aws" and "rm" in command.words):
        told = f"'{command.name}' copies {paths[0]}"
        fix = ("make sure that the target asks every reader who they are; else: " + scope.fix,)
        yield DoctorFinding("publishes-internal", told, place, (), fix, Level.WARNING)


def _unfiltered_findings(command: Command, scope: PipelineScope) -> Iterator[DoctorFinding]:
    if command.name not in _GENERATORS or "serve" in command.words:
        return
    pages = len(scope.subject.internal_pages)
    has = f"; {scope.subject.options.docs_dir} holds {pages} internal page{'s' if pages > 1 else ''}" if pages else ""
    told = f"'{command.name}' does not run the audience filter: it publishes every page{has}"
    fix = ("build with 'milepost build'", "keep internal pages out of docs_dir, in a folder named by the option pages")
    level = Level.ERROR if pages else None
    yield DoctorFinding("unfiltered-build", told, scope.at(command.line, command.column), (), fix, level)


def _printing_findings(command: Command, scope: PipelineScope) -> Iterator[DoctorFinding]:
    if command.name != "milepost" or len(command.words) < 2 or command.words[1] not in _PRINTING:
        return
    audience = command.option("--audience")
    into_file = command.option("-o", "--output") not in (None, "-")
    if into_file or (audience and (audience == scope.subject.options.audiences[0] or "$" in audience)):
        return
    verb = command.words[1]
    fix = {
        "check": "write it into a file that is not kept: milepost check --output check.txt",
        "doctor": "run it by hand, not in a public pipeline",
    }.get(verb, f"milepost {verb} … --audience {scope.subject.options.audiences[0]}")
    told = f"'milepost {verb}' prints what the most restricted audience sees into the log"
    level = Level.WARNING if scope.subject.is_public else None
    yield DoctorFinding("internal-in-log", told, scope.at(command.line, command.column), (), (fix,), level)


def _unpinned_findings(command: Command, scope: PipelineScope) -> Iterator[DoctorFinding]:
    installs = (
        command.starts("pip", "install") or command.starts("pip3", "install") or command.starts("pipx", "install")
    )
    installs = installs or command.starts("uv", "pip", "install") or command.starts("uv", "tool", "install")
    installs = installs or command.starts("uv", "add") or command.name == "uvx"
    if not installs or any(word.startswith(("-c", "--constraint", "--require-hashes")) for word in command.words):
        return
    for word in command.words[1:]:
        if is_unpinned(word):
            yield unpinned_finding(word, scope.at(command.line, command.column))


def is_unpinned(requirement: str) -> bool:
    """Whether a requirement asks for Milepost without an exact version."""
    plain = requirement.strip().partition(" ")[0]
    name = plain.partition("@")[0] if plain.startswith("mkdocs") else plain
    if _PACKAGE.match(name) and "==" not in requirement and "@" not in plain:
        return True
    if re.match(r"mkdocs[-_.]milepost(?:\[[\w,.-]*\])?\s*(?:>=|~=|>|!=|<)", requirement.strip(), re.IGNORECASE):
        return "==" not in requirement
    from_git = _UNPINNED_GIT.search(plain)
    return bool(from_git and not re.fullmatch(r"[0-9a-f]{40}", from_git["ref"] or ""))


def unpinned_finding(requirement: str, place: Place) -> DoctorFinding:
    """The finding for an unpinned requirement."""
    fix = (
        "name the version: pip install 'mkdocs-milepost==VERSION'",
        "or better all of them with their hashes: pip-compile --generate-hashes requirements.in, then",
        "  pip install --require-hashes --requirement requirements.txt",
    )
    return DoctorFinding(
        "unpinned-install", f"'{requirement}' is installed in whatever version is the newest", place, (), fix
    )

"""Which commands and settings publish the internal site, keep it, print from it, or install what nobody pinned."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch

from milepost.doctor.commands import Command, Line, commands
from milepost.doctor.finding import DoctorFinding
from milepost.doctor.subject import Subject
from milepost.problem import Level, Place

AUDIENCE = "MILEPOST_AUDIENCE"
# They publish to everybody.
_HOSTS = ("netlify", "wrangler", "firebase", "surge", "gh-pages", "ghp-import", "vercel", "swa", "git-pages", "now")
# They copy to where somebody may ask who comes.
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
_HERE = re.compile(r"^(?:\$\{\{\s*github\.workspace\s*\}\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|PWD)\}?)/?")
_LOCAL_FIX = "publish only the public site: 'milepost build' writes it into {site}, and the internal one beside it"


@dataclass(slots=True)
class Scope:
    """What is known while one file, or one job of it, is read: where internal sites are, and for whom it builds."""

    subject: Subject
    path: str
    inner: set[str] = field(default_factory=set)
    audience: str = ""
    prints: bool = True

    def __post_init__(self) -> None:
        self.inner |= set(self.subject.inner_sites())
        if around := self.subject.around:  # a step can run in the folder of the site
            self.inner |= {posixpath.relpath(one, around) for one in self.subject.inner_sites()}

    def at(self, line: int, column: int) -> Place:
        return Place(self.subject.shown(self.path), line, column)

    @property
    def fix(self) -> str:
        """What to publish instead."""
        return _LOCAL_FIX.format(site=self.subject.site_dir)

    def learn(self, found: Iterable[Command]) -> None:
        """Takes note of where commands write internal sites; a copy of one is one."""
        for command in found:
            if command.starts("milepost", "build"):
                folder = command.option("-d", "--site-dir")
                if folder and "$" not in folder:
                    self.inner |= set(self.subject.inner_sites(clean(folder)))
            elif self.builds_internal(command):
                folder = command.option("-d", "--site-dir") or self.subject.site_dir
                self.inner.add(clean(folder))
            elif command.name in ("cp", "mv", "ln") and any(self.named(word) for word in command.words[1:-1]):
                target = clean(command.words[-1])
                names = {posixpath.basename(clean(word)) for word in command.words[1:-1] if self.named(word)}
                self.inner |= {posixpath.join(target, name) for name in names} | {target}

    def builds_internal(self, command: Command) -> bool:
        """Whether a plain build writes an internal site to where the public one belongs."""
        return command.starts("mkdocs", "build") and self.audience_of(command) in self.subject.inner_audiences

    def audience_of(self, command: Command) -> str:
        """For whom a plain build is."""
        return str(self.subject.milepost.get("audience") or "") or command.variables.get(AUDIENCE) or self.audience

    def named(self, path: str) -> bool:
        """Whether a path, perhaps a pattern, is that of an internal site, or of a folder that one lies in."""
        if not path.strip() or path.startswith(("!", "-")):
            return False
        plain = clean(path)
        return any(
            one == plain or one.startswith(f"{plain}/") or plain.startswith(f"{one}/") or plain == "."
            or ("*" in plain and fnmatch(one, plain))
            for one in self.inner
        )  # fmt: skip


def clean(path: str) -> str:
    """A path as it lies below the top of the repository."""
    path = _HERE.sub("", path.strip().strip("'\""))
    return posixpath.normpath(path)


def of_script(lines: Iterable[Line], scope: Scope) -> Iterator[DoctorFinding]:
    """The findings in the commands of a script."""
    found = list(commands(lines))
    scope.learn(found)
    for command in found:
        yield from _of(command, scope)


def _of(command: Command, scope: Scope) -> Iterator[DoctorFinding]:
    yield from _publishing(command, scope)
    yield from _unfiltered(command, scope)
    yield from _unpinned(command, scope)
    if scope.prints:
        yield from _printing(command, scope)


def _publishing(command: Command, scope: Scope) -> Iterator[DoctorFinding]:
    place = scope.at(command.line, command.column)
    audience = scope.audience_of(command)
    inner = audience in scope.subject.inner_audiences
    if inner and (command.starts("mkdocs", "gh-deploy") or command.starts("mike", "deploy")):
        told = f"'{' '.join(command.words[:2])}' publishes the site for '{audience}' on a public branch"
        fix = (f"remove {AUDIENCE} from this step, or the option audience from mkdocs.yml",)
        yield DoctorFinding("publishes-internal", told, place, (), fix)
    elif inner and scope.builds_internal(command):
        told = f"a plain build for '{audience}': the internal site is written to where the public one belongs"
        fix = ("run 'milepost build', which keeps them apart and verifies the public one",)
        yield DoctorFinding("publishes-internal", told, place, (), fix, Level.WARNING)
    paths = [word for word in command.words[1:] if scope.named(word.partition("=")[2] or word)]
    if paths and command.name in _HOSTS:
        yield DoctorFinding("publishes-internal", f"'{command.name}' publishes {paths[0]}", place, (), (scope.fix,))
    elif paths and command.name in _COPIERS and not (command.name == "aws" and "rm" in command.words):
        told = f"'{command.name}' copies {paths[0]}"
        fix = ("make sure that the target asks every reader who they are; else: " + scope.fix,)
        yield DoctorFinding("publishes-internal", told, place, (), fix, Level.WARNING)


def _unfiltered(command: Command, scope: Scope) -> Iterator[DoctorFinding]:
    if command.name not in _GENERATORS or "serve" in command.words:
        return
    pages = len(scope.subject.internal_pages)
    has = f"; {scope.subject.options.docs_dir} holds {pages} internal page{'s' if pages > 1 else ''}" if pages else ""
    told = f"'{command.name}' does not run the audience filter: it publishes every page{has}"
    fix = ("build with 'milepost build'", "keep internal pages out of docs_dir, in a folder named by the option pages")
    level = Level.ERROR if pages else None
    yield DoctorFinding("unfiltered-build", told, scope.at(command.line, command.column), (), fix, level)


def _printing(command: Command, scope: Scope) -> Iterator[DoctorFinding]:
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


def _unpinned(command: Command, scope: Scope) -> Iterator[DoctorFinding]:
    installs = (
        command.starts("pip", "install") or command.starts("pip3", "install") or command.starts("pipx", "install")
    )
    installs = installs or command.starts("uv", "pip", "install") or command.starts("uv", "tool", "install")
    installs = installs or command.starts("uv", "add") or command.name == "uvx"
    if not installs or any(word.startswith(("-c", "--constraint", "--require-hashes")) for word in command.words):
        return
    for word in command.words[1:]:
        if is_unpinned(word):
            yield unpinned(word, scope.at(command.line, command.column))


def is_unpinned(requirement: str) -> bool:
    """Whether a requirement asks for Milepost, and for no version of it."""
    plain = requirement.strip().partition(" ")[0]
    name = plain.partition("@")[0] if plain.startswith("mkdocs") else plain
    if _PACKAGE.match(name) and "==" not in requirement and "@" not in plain:
        return True
    if re.match(r"mkdocs[-_.]milepost(?:\[[\w,.-]*\])?\s*(?:>=|~=|>|!=|<)", requirement.strip(), re.IGNORECASE):
        return "==" not in requirement
    from_git = _UNPINNED_GIT.search(plain)
    return bool(from_git and not re.fullmatch(r"[0-9a-f]{40}", from_git["ref"] or ""))


def unpinned(requirement: str, place: Place) -> DoctorFinding:
    """What is said of a requirement without a version."""
    fix = (
        "name the version: pip install 'mkdocs-milepost==VERSION'",
        "or better all of them with their hashes: pip-compile --generate-hashes requirements.in, then",
        "  pip install --require-hashes --requirement requirements.txt",
    )
    return DoctorFinding(
        "unpinned-install", f"'{requirement}' is installed in whatever version is the newest", place, (), fix
    )

"""One `milepost build`: check the source, build every site in a temporary folder, verify, publish."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from milepost.could_not_run import CouldNotRun
from milepost.graph import loader
from milepost.history.recorded import record
from milepost.leak_check.audit.audit import audit_site
from milepost.leak_check.audit.private_strings import private_strings
from milepost.leak_check.audit.report import AuditReport
from milepost.leak_check.compare import skipped
from milepost.mkdocs_plugin.audit import source_of, themes_of
from milepost.mkdocs_plugin.site import Site
from milepost.open_portfolio import open_portfolio
from milepost.problem import Level, Problem
from milepost.publish.atomic_exchange import exchange
from milepost.publish.findings import findings
from milepost.publish.job import Job, Outcome, Result
from milepost.publish.staging import stage
from milepost.publish.swap import publish_all
from milepost.publish.verification import (
    CHANGED_VALUES,
    FULL_SOURCE,
    MissingInput,
    Verification,
    missing_inputs,
    verdict,
)
from milepost.publish.workers import OnProgress, WorkerPool
from milepost.publish.working_copy import WorkingCopy, inputs_of, source_folders_of, write_copy
from milepost.render.templates import theme_folder

SITES, FULL, SCRAMBLED, AGAIN = "sites", "full", "scrambled", "again"
COPIES, SCRATCH = "copies", "scratch"
CACHE = Path(".cache", "milepost")


class Verify(StrEnum):
    """How thoroughly a build searches outer sites for internal text."""

    NONE = "none"
    COMPARE = "compare"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A published site. `skipped` is how many files were excluded from the comparison by mkdocs.yml."""

    audience: str
    folder: Path
    pages: int
    verified: bool
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The outcome of a build. `sites` is empty if nothing was published.

    `problems` are those of the source, `results` those of the child processes. `verdicts` are the outer sites that
    failed the comparison, `audits` the audit of each. `missing_inputs` are files that a failed build may lack in its
    working copy.
    """

    problems: tuple[Problem, ...]
    results: tuple[Result, ...] = ()
    verdicts: tuple[Verification, ...] = ()
    audits: tuple[AuditReport, ...] = ()
    missing_inputs: tuple[MissingInput, ...] = ()
    sites: tuple[BuiltSite, ...] = ()

    @property
    def crashed(self) -> bool:
        """Whether a build failed for a reason other than a read that was refused."""
        return any(result.outcome == Outcome.CRASHED and not result.refused for result in self.results)


def build(
    site: Site,
    audiences: Sequence[str],
    *,
    verify: Verify = Verify.COMPARE,
    strict: bool = False,
    on_progress: OnProgress = lambda job, done, total: None,
    on_step: Callable[[str], None] = lambda words: None,
) -> BuildReport:
    """Build and publish the sites of some audiences: all of them, or none.

    An outer site is built in a working copy that contains nothing its readers may not see, and compared with a build
    from the full source. Raises CouldNotRun and OSError if the folders are unusable, and MilepostError if an option
    names a file that no working copy may hold.
    """
    site.guard(audiences)
    on_step("Reading the data")
    problems = tuple(findings(site.settings, site.mkdocs))
    if any(problem.level == Level.ERROR or (strict and problem.level == Level.WARNING) for problem in problems):
        return BuildReport(problems)
    outer = [audience for audience in audiences if audience != site.settings.audiences[-1]]
    if outer:
        inputs_of(site)
    with stage(site.staging_base) as folder:
        plan = _BuildPlan(site, folder, strict)
        if outer:
            on_step("Copying what each audience may see")
            files, _ = loader.read_files(site.settings.data_dir)
            for audience in outer:
                plan.copy(audience, files)
        on_step("Building")
        jobs = {audience: plan.job(audience) for audience in audiences}
        compared = plan.compared(outer, verify)
        children = WorkerPool(on_progress)
        results = tuple(children.run([*jobs.values(), *(other.job for other in compared)]))
        if not all(map(_is_good, results)):
            return BuildReport(problems, results, missing_inputs=tuple(plan.missed(results)))
        on_step("Verifying")
        by_job = {result.job: result for result in results}
        verdicts = [plan.verdict(by_job[jobs[other.job.audience]], by_job[other.job], other) for other in compared]
        failed = tuple(one for one in verdicts if not one.passed)
        if site.settings.audit.enabled and outer:
            on_step("Searching for internal text")
        audits = tuple(plan.audits(outer))
        if failed or any(audit.hits for audit in audits):
            return BuildReport(problems, results, failed, audits)
        site.guard(audiences)  # again, for files added to the folders meanwhile
        _publish([(folder / SITES / audience, site.target(audience)) for audience in audiences], folder)
        plan.keep_caches()
    pages = {result.job.name: result.pages for result in results}
    return BuildReport(
        problems, results, audits=audits,
        sites=tuple(
            BuiltSite(
                one, site.target(one), pages[one],
                verified=one in outer and bool(compared),
                skipped=skipped(site.target(one), site.settings.unstable_files) if one in outer else 0,
            ) for one in audiences
        ),
    )  # fmt: skip


def _is_good(result: Result) -> bool:
    return result.outcome == Outcome.BUILT and not result.refused


@dataclass(frozen=True, slots=True)
class _ComparedBuild:
    """A build that a site is compared with. `moved` maps its folders to those of the site's working copy."""

    job: Job
    name: str
    moved: dict[str, str]


class _BuildPlan:
    """The folders and jobs of one build, below a temporary folder."""

    def __init__(self, site: Site, folder: Path, strict: bool) -> None:
        self._site = site
        self._folder = folder
        self._strict = strict
        self._copies: dict[str, WorkingCopy] = {}
        self._files: list[loader.RawFile] = []
        self._source_folders = source_folders_of(site)

    def copy(self, audience: str, files: list[loader.RawFile]) -> None:
        """Write the working copy of an outer audience, with the caches of its last build."""
        copy = write_copy(self._site, files, audience, self._folder / COPIES / audience)
        self._copies[audience] = copy
        self._files = files
        if self._site.settings.sees_history(audience):
            known = open_portfolio(self._site.settings).view_for(audience).history.known
            if known:
                self._history(audience).write_bytes(record(known))
        for kept, used in self._caches(audience):
            try:
                if kept.is_dir():
                    shutil.copytree(kept, used, symlinks=True)
            except OSError:  # another build has just replaced it: start with an empty cache
                shutil.rmtree(used, ignore_errors=True)

    def job(self, audience: str) -> Job:
        """The job that builds the site to publish: in the working copy if there is one, else in place."""
        if audience not in self._copies:
            return self._job(audience, SITES, audience)
        return self._in_copy(self._job(audience, SITES, audience), self._copies[audience], self._cache_home(audience))

    def compared(self, outer: Sequence[str], verify: Verify) -> list[_ComparedBuild]:
        """The builds that the sites of outer audiences are compared with."""
        found = []
        for audience in outer if verify != Verify.NONE else ():
            found.append(_ComparedBuild(self._full(audience), FULL_SOURCE, self._moved(audience)))
            if verify == Verify.FULL:
                folder = self._folder / COPIES / f"{audience}-{SCRAMBLED}"
                copy = write_copy(self._site, self._files, audience, folder, scrambled=True)
                job = self._job(audience, SCRAMBLED, f"{audience} with every internal value changed")
                job = self._in_copy(replace(job, strict=False), copy, self._scratch(SCRAMBLED, audience) / "cache")
                moved = {str(copy.root): str(self._copies[audience].root)}
                found.append(_ComparedBuild(job, CHANGED_VALUES, moved))
        return found

    def verdict(self, published: Result, result: Result, other: _ComparedBuild) -> Verification:
        """The differences between a site and a build it is compared with."""
        skip = self._site.settings.unstable_files
        again = partial(self.again, published.job)
        return verdict(published, result, again, skip, name=other.name, moved=other.moved)

    def _history(self, audience: str) -> Path:
        """The file with what an outer audience may know of the past; only there if it may know anything."""
        return self._folder / COPIES / f"{audience}-history.json"

    def _in_copy(self, job: Job, copy: WorkingCopy, cache_home: Path) -> Job:
        history = self._history(job.audience)
        return replace(
            job,
            config_file=str(copy.config_file),
            docs_dir=str(copy.docs_dir),
            data_dir=str(copy.data_dir),
            copied=(str(copy.source), str(copy.root)),
            cwd=str(copy.cwd),
            cache_home=str(cache_home),
            git_ceiling=str(copy.root.parent),
            history=str(history) if history.is_file() else None,
            private=self._private(),
            open_folders=self._open_folders(),
            refuse=True,
        )

    def _full(self, audience: str) -> Job:
        """The job that builds an outer site from the full source, in place."""
        return replace(
            self._job(audience, FULL, f"{audience} from the full source"),
            strict=False,
            cache_home=str(self._scratch(FULL, audience) / "cache"),
            private=self._private(),
            open_folders=self._open_folders(),
        )

    def again(self, job: Job) -> Result:
        """Build a site a second time, to find files that differ from build to build."""
        (result,) = WorkerPool().run([replace(job, site_dir=str(self._folder / AGAIN / job.audience))])
        return result

    def _moved(self, audience: str) -> dict[str, str]:
        """Maps the folder of the full source to that of the working copy."""
        copy = self._copies[audience]
        return {str(copy.source): str(copy.root)}

    def audits(self, outer: Sequence[str]) -> Iterator[AuditReport]:
        """Audit the sites of outer audiences; an internal site built in the same run is the control."""
        settings = self._site.settings
        internal = self._folder / SITES / settings.audiences[-1]
        source = source_of(settings, self._site.mkdocs)
        for audience in outer if settings.audit.enabled else ():
            yield audit_site(
                self._folder / SITES / audience,
                private_strings(source, audience),
                allow=settings.audit.allow,
                control=internal if internal.is_dir() else None,
                themes=themes_of(self._site.mkdocs),
            )

    def missed(self, results: Sequence[Result]) -> Iterator[MissingInput]:
        """Files that the full build of an audience read and the copy lacks, if only the build in the copy failed."""
        failed = {result.job.audience for result in results if result.job.refuse and not _is_good(result)}
        for result in results:
            if result.job.audience in failed and not result.job.refuse and _is_good(result):
                yield from missing_inputs(result, self._moved(result.job.audience))

    def keep_caches(self) -> None:
        """Keep what plugins cached in the working copies for the next build of the same audience."""
        for audience in self._copies:
            for kept, used in self._caches(audience):
                # The sites are published already: a cache that cannot be kept is no reason to fail.
                with suppress(OSError):
                    if used.is_dir() and any(used.iterdir()):
                        kept.parent.mkdir(parents=True, exist_ok=True)
                        if not exchange(used, kept):
                            shutil.rmtree(kept, ignore_errors=True)
                            used.rename(kept)

    def _job(self, audience: str, part: str, name: str) -> Job:
        scratch = self._scratch(part, audience)
        scratch.mkdir(parents=True)
        settings = self._site.settings
        return Job(
            name=name,
            config_file=str(self._site.config_file),
            audience=audience,
            site_dir=str(self._folder / part / audience),
            as_of=settings.as_of.isoformat(),
            strict=self._strict,
            guarded=audience != settings.audiences[-1],
            scratch=str(scratch),
        )

    def _caches(self, audience: str) -> tuple[tuple[Path, Path], ...]:
        """Pairs of folders for the caches of an outer site: where they are kept between builds, and where its build
        uses them.

        Only builds without private data ever write them.
        """
        kept = self._source_folders.cwd / CACHE / audience
        return (kept / "here", self._copies[audience].cwd / ".cache"), (kept / "home", self._cache_home(audience))

    def _scratch(self, part: str, audience: str) -> Path:
        return self._folder / SCRATCH / f"{part}-{audience}"

    def _cache_home(self, audience: str) -> Path:
        return self._folder / SCRATCH / f"cache-{audience}"

    def _private(self) -> tuple[str, ...]:
        source_folders = self._source_folders
        return tuple(map(str, dict.fromkeys((source_folders.top, *source_folders.filtered))))

    def _open_folders(self) -> tuple[str, ...]:
        """What a build may always read: its own folder, Python and its libraries, Milepost, and public git history."""
        installed = (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values())
        folders = [self._folder, *map(Path, installed), Path(__file__).parents[1], theme_folder()]
        if self._site.settings.source_public:
            folders.append(self._source_folders.top / ".git")
        return tuple(map(str, dict.fromkeys(folders)))


def _publish(pairs: Sequence[tuple[Path, Path]], folder: Path) -> None:
    try:
        publish_all(pairs, folder)
    except OSError as error:
        raise CouldNotRun(f"{error.filename} cannot be replaced: {error.strerror}") from None

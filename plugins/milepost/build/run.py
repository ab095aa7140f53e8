"""One `milepost build`: look at the source, build every site beside the old ones, prove, put into place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from milepost import workspace
from milepost.build.children import Children, OnProgress
from milepost.build.failure import CouldNotRun
from milepost.build.findings import findings
from milepost.build.job import Job, Outcome, Result
from milepost.build.site import Site
from milepost.build.stage import stage
from milepost.build.swap import publish_all
from milepost.leak_check.compare import Difference, compare
from milepost.leak_check.working_copy import RedactedSource, write_redacted
from milepost.problem import Level, Problem

SITES, TWINS, SOURCES = "sites", "twins", "sources"


@dataclass(frozen=True, slots=True)
class Built:
    """A site that is in place."""

    audience: str
    folder: Path
    pages: int
    proved: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a build. `sites` is empty where the old ones stay.

    `problems` are those of the source, `results` the children's; `leaks` holds where a site differs from its
    twin, by audience.
    """

    problems: tuple[Problem, ...]
    results: tuple[Result, ...] = ()
    leaks: tuple[tuple[str, tuple[Difference, ...]], ...] = ()
    sites: tuple[Built, ...] = ()

    @property
    def crashed(self) -> bool:
        """Whether a child could not do its work. A twin has no findings: its source is sound."""
        bad = [result for result in self.results if result.outcome != Outcome.BUILT]
        return any(result.outcome == Outcome.CRASHED or result.job.twin for result in bad)


def build(
    site: Site,
    audiences: Sequence[str],
    *,
    prove: bool = True,
    strict: bool = False,
    on_progress: OnProgress = lambda job, done, total: None,
    on_step: Callable[[str], None] = lambda words: None,
) -> Report:
    """Builds the sites of some audiences. All of them are put into place, or none is.

    Raises CouldNotRun and OSError where the folders are not what they must be.
    """
    site.guard(audiences)
    on_step("Reading the data")
    problems = tuple(findings(site.settings, site.mkdocs))
    if any(problem.level == Level.ERROR or (strict and problem.level == Level.WARNING) for problem in problems):
        return Report(problems)
    with stage(site.workplace) as folder:
        jobs = {audience: _job(site, audience, folder / SITES / audience, strict) for audience in audiences}
        twins = {}
        outer = [audience for audience in audiences if audience != site.settings.audiences[-1]]
        if prove and outer:
            on_step("Making the twin")
            files, _ = workspace.read_files(site.settings.data_dir)
            for audience in outer:
                source = write_redacted(site, files, audience, folder / SOURCES / audience)
                twins[audience] = _twin(jobs[audience], folder / TWINS / audience, source)
        on_step("Building")
        results = tuple(Children(on_progress).run([*jobs.values(), *twins.values()]))
        if any(result.outcome != Outcome.BUILT for result in results):
            return Report(problems, results)
        on_step("Proving")
        compared = [(audience, _compare(jobs[audience], twin)) for audience, twin in twins.items()]
        if leaks := tuple((audience, found) for audience, found in compared if found):
            return Report(problems, results, leaks)
        site.guard(audiences)  # once more, for what has come into the folders since
        _publish([(folder / SITES / audience, site.target(audience)) for audience in audiences], folder)
    pages = {result.job.name: result.pages for result in results}
    return Report(
        problems, results, (),
        tuple(Built(one, site.target(one), pages[one], one in twins) for one in audiences),
    )  # fmt: skip


def _job(site: Site, audience: str, folder: Path, strict: bool) -> Job:
    return Job(
        name=audience,
        config_file=str(site.config_file),
        audience=audience,
        site_dir=str(folder),
        as_of=site.settings.as_of.isoformat(),
        strict=strict,
        guarded=audience != site.settings.audiences[-1],
    )


def _twin(job: Job, folder: Path, source: RedactedSource) -> Job:
    return Job(
        name=f"twin of {job.name}",
        config_file=job.config_file,
        audience=job.audience,
        site_dir=str(folder),
        as_of=job.as_of,
        guarded=True,
        twin=True,
        docs_dir=str(source.docs_dir),
        data_dir=str(source.data_dir),
        moved={str(folder): str(twin) for folder, twin in source.moved.items()},
    )


def _compare(job: Job, twin: Job) -> tuple[Difference, ...]:
    return tuple(compare(Path(job.site_dir), Path(twin.site_dir), names=("the site", "its twin")))


def _publish(pairs: Sequence[tuple[Path, Path]], folder: Path) -> None:
    try:
        publish_all(pairs, folder)
    except OSError as error:
        raise CouldNotRun(f"{error.filename} cannot be replaced: {error.strerror}") from None

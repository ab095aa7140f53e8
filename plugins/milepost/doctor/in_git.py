"""Internal source files and built sites that are currently in git."""

from __future__ import annotations

import posixpath

from milepost.diff.matching import AnyEntity
from milepost.diff.pages import MARKDOWN
from milepost.doctor.finding import DoctorFinding, Examination
from milepost.doctor.subject import ExaminedSite
from milepost.git.repository import Repository
from milepost.graph.files import shown
from milepost.kit import phrasing
from milepost.problem import Level, Place

MAX_LISTED = 20
_SEPARATE = (
    "keep internal files in a private repository of their own, and check it out beside this one where sites are built:",
    "  git submodule add PRIVATE_URL {folder}",
    "or make this repository private; its public site stays public",
    "see whether it is public: gh repo view --json visibility (GitHub), glab repo view --output json (GitLab)",
)


def examine(subject: ExaminedSite) -> list[Examination]:
    """Examine internal entries and pages, and folders of built sites."""
    if subject.repository is None:
        where = shown(subject.root, subject.root)
        skipped = f"{where} is in no git repository: neither files in git nor history were looked at"
        return [Examination("", skipped=(skipped,)), _examine_docs(subject)]
    return [
        _examine_source(subject, subject.repository),
        _examine_docs(subject),
        _examine_sites(subject, subject.repository),
    ]


def _examine_source(subject: ExaminedSite, repository: Repository) -> Examination:
    data, docs = subject.options.data_dir, subject.options.docs_dir
    apart = [
        path for folder in subject.separate_folders for path in repository.tracked(folder) if path.endswith(MARKDOWN)
    ]
    tracked = {*repository.tracked(data), *repository.tracked(docs), *apart}
    entries = [one for one in subject.internal if posixpath.join(data, one.document.relative) in tracked]
    pages = [page for page in subject.internal_pages if posixpath.normpath(posixpath.join(docs, page)) in tracked]
    looked = f"{phrasing.count(len(tracked), 'file')} of data and pages in git"
    skipped: tuple[str, ...] = ()
    if subject.unreadable:
        files = phrasing.listing(subject.unreadable[:MAX_LISTED])
        skipped = (f"data with errors, which 'milepost check' shows: {files}",)
    if not (entries or pages or apart):
        return Examination(looked, skipped=skipped)
    counts = [phrasing.count(len(entries), "internal entry", "internal entries")] if entries else []
    listed = [posixpath.normpath(posixpath.join(docs, page)) for page in pages] + apart
    counts += [phrasing.count(len(listed), "internal page")] if listed else []
    entries.sort(key=lambda one: subject.portfolio.place(one).path)
    details = [_entry(subject, one) for one in entries] + [subject.shown(page) for page in listed]
    place = subject.portfolio.place(entries[0]) if entries else Place(details[0])
    verb = "are" if len(entries) + len(listed) > 1 else "is"
    told = f"{phrasing.listing(counts)} {verb} in git: whoever can read the repository can read them"
    fix = tuple(line.format(folder=data if entries else docs) for line in _SEPARATE)
    level = Level.ERROR if subject.visibility == "public" else Level.INFO if subject.visibility == "private" else None
    found = [DoctorFinding("internal-in-git", told, place, _first_of(details), fix, level)]
    if subject.options.source_public:
        found.append(
            DoctorFinding(
                "source-public-internal",
                f"source_public is set, and {phrasing.listing(counts)} {verb} in the same repository",
                subject.option("source_public"),
                fix=(
                    "remove 'source_public: true' from mkdocs.yml, or move the internal files out of this repository",
                ),
            )
        )
    return Examination(looked, tuple(found), skipped)


def _entry(subject: ExaminedSite, entity: AnyEntity) -> str:
    place = subject.portfolio.place(entity)
    return f"{place.path}:{place.line}:{place.column} {entity.type}{f' {entity.id}' if entity.id else ''}"


def _first_of(details: list[str]) -> tuple[str, ...]:
    """The first lines and a count of the rest."""
    rest = len(details) - MAX_LISTED
    return (*details[:MAX_LISTED], *([f"and {rest} more"] if rest > 0 else []))


def _examine_docs(subject: ExaminedSite) -> Examination:
    docs = subject.options.docs_dir
    pages = [subject.shown(posixpath.join(docs, page)) for page in subject.internal_pages]
    looked = f"{phrasing.count(len(subject.site.pages), 'page')} in {docs}"
    if not pages:
        return Examination(looked)
    told = f"{phrasing.count(len(pages), 'internal page')} in {docs}, which another generator would publish"
    folder = f"{docs}-internal"
    fix = (
        f"move them into a folder of their own: mkdir -p {folder} && git mv PAGE {folder}/",
        f"and name it below '- milepost:' in mkdocs.yml: pages: {{internal: {posixpath.basename(folder)}}}",
    )
    return Examination(looked, (DoctorFinding("internal-page-in-docs", told, Place(pages[0]), _first_of(pages), fix),))


def _examine_sites(subject: ExaminedSite, repository: Repository) -> Examination:
    found = []
    folders = (subject.site_dir, *subject.internal_sites())
    for number, folder in enumerate(folders):
        inner = number > 0
        files = repository.tracked(folder) if not folder.startswith("../") else []
        if files:
            told = (
                f"{phrasing.count(len(files), 'file')} of the {'internal' if inner else 'built'} site {folder} in git"
            )
            fix = (
                f"git rm -r --cached --quiet {folder} && echo '/{folder}/' >> .gitignore",
                *((f"and out of the history: git filter-repo --invert-paths --path {folder}/",) if inner else ()),
            )
            level = None if inner else Level.WARNING
            found.append(DoctorFinding("site-in-git", told, Place(subject.shown(files[0])), (), fix, level))
        elif not folder.startswith("../") and not repository.ignores(f"{folder}/"):
            told = f"the folder {folder} of {'an internal' if inner else 'the'} site is not ignored by git"
            fix = (f"echo '/{folder}/' >> .gitignore",)
            found.append(DoctorFinding("site-not-ignored", told, None, (), fix, None if inner else Level.INFO))
    return Examination(f"the folders {phrasing.listing(folders)}", tuple(found))

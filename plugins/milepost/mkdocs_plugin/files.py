"""The files of a site: generated pages are added, hidden pages and files removed, data never published."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key

from milepost.mkdocs_plugin.inclusion import is_on_site
from milepost.mkdocs_plugin.page_sources import PageFile, PageSources
from milepost.mkdocs_plugin.page_visibility import PageVisibility
from milepost.problem import Level, MilepostError, Place, Problem
from milepost.render.page import GeneratedPage
from milepost.render.site_plan import SitePlan
from milepost.render.templates import theme_folder

PLUGIN = "milepost"
ASSETS = "assets/"
STYLE = ASSETS + "milepost.css"
SCRIPT = ASSETS + "milepost.js"
_TEMPLATES = (".html", ".py", ".md")


def add_theme(config: MkDocsConfig) -> None:
    """Add our assets with lower precedence than the user's: `custom_dir` wins, and `extra_css` comes after ours."""
    config.theme.dirs.append(str(theme_folder()))
    config.extra_css.insert(0, STYLE)
    config.extra_javascript.append(SCRIPT)


def take_out(files: Files, config: MkDocsConfig, visibility: PageVisibility) -> None:
    """Remove what is not part of this site: data, templates, and whatever its readers may not see."""
    ours, freed = str(theme_folder()), set()
    for file in list(files):
        if file.src_dir == ours:
            if not _is_sent(file.src_uri):
                files.remove(file)
        elif file.generated_by == PLUGIN or _is_theirs(file, config):
            continue
        elif visibility.is_navigation(file.src_uri):
            file.inclusion = InclusionLevel.EXCLUDED
        elif visibility.is_data(file.src_uri):
            files.remove(file)
        elif file.is_documentation_page():
            if not visibility.page_is_visible(file):
                files.remove(file)
                freed.add(file.dest_uri)
        elif not visibility.file_is_visible(file.src_uri):
            _drop(files, file, config)
    for page in visibility.pages if freed else ():
        if page.dest_uri in freed and page.src_uri not in files.src_uris and visibility.shows(page):
            _insert(files, File(page.src_uri, page.src_dir, config.site_dir, config.use_directory_urls))


def add_folders(files: Files, visibility: PageVisibility) -> None:
    """Add the files of the folders in the option `pages`, as if they were in `docs_dir`."""
    for file in visibility.added:
        if file.src_uri not in files.src_uris:  # two folders may each have a file that configures their pages
            files.append(file)


def add_pages(
    files: Files, config: MkDocsConfig, plan: SitePlan, sources: PageSources, *, data_dir: Path | None
) -> None:
    """Add a file for each generated page. `data_dir` is the folder of the YAML, if edit links may name it.

    Raises MilepostError if a hand-written page has the same address.
    """
    taken = {file.dest_uri: file for file in files.documentation_pages()}
    made = [(page, _file(page, config, sources, data_dir)) for page in plan.pages.values()]
    if problems := [_taken(taken[file.dest_uri], page) for page, file in made if file.dest_uri in taken]:
        raise MilepostError(*problems)
    for _, file in made:
        files.append(file)


def take_out_unused(files: Files, config: MkDocsConfig, visibility: PageVisibility, used: set[str]) -> None:
    """Remove the hand-written files that no visible page refers to."""
    folders = {config.docs_dir, *map(str, visibility.sources)}
    for file in list(files):
        own = file.src_dir in folders and not file.is_documentation_page() and is_on_site(file)
        if own and file.src_uri not in used and _in_theme(config, file.src_uri) is None:
            files.remove(file)


def _file(page: GeneratedPage, config: MkDocsConfig, sources: PageSources, data_dir: Path | None) -> File:
    file = PageFile.of(page, config, sources)
    if data_dir and page.source:
        file.edit_uri = Path(os.path.relpath(data_dir / page.source, config.docs_dir)).as_posix()
    return file


def _taken(there: File, page: GeneratedPage) -> Problem:
    hint = "move or rename the page, or leave that part out with the option 'sections'"
    message = f"this page stands where the page '{page.title}' goes"
    return Problem("page-address", Level.ERROR, message, Place(there.src_uri), hint)


def _is_sent(src_uri: str) -> bool:
    """Whether a file of our theme is published: templates and front-end sources are not."""
    return posixpath.dirname(src_uri) + "/" == ASSETS


def _is_theirs(file: File, config: MkDocsConfig) -> bool:
    """Whether a file belongs to another theme."""
    return file.src_dir is not None and file.src_dir != config.docs_dir and file.src_dir in config.theme.dirs


def _drop(files: Files, file: File, config: MkDocsConfig) -> None:
    """Remove a file; if it overrode one of the theme's, restore that one."""
    files.remove(file)
    if folder := _in_theme(config, file.src_uri):
        files.append(File(file.src_uri, folder, config.site_dir, config.use_directory_urls))


def _in_theme(config: MkDocsConfig, src_uri: str) -> str | None:
    if src_uri.endswith(_TEMPLATES):
        return None
    folders = (folder for folder in config.theme.dirs if os.path.isfile(os.path.join(folder, src_uri)))
    return next(folders, None)


def _insert(files: Files, page: File) -> None:
    """Put back a README.md that MkDocs dropped in favor of an index.md, at its position in the file order."""
    found = [*files, page]
    pages = iter(sorted((file for file in found if file.is_documentation_page()), key=file_sort_key))
    for file in list(files):
        files.remove(file)
    for file in found:
        files.append(next(pages) if file.is_documentation_page() else file)

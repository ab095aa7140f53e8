"""Removal of metadata from the files of a site for a broader audience: authors, locations, devices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from milepost.file_metadata.formats import HEAD, format_of
from milepost.mkdocs_plugin.inclusion import is_on_site


def clean_metadata(files: Files, config: MkDocsConfig, kept: Sequence[str]) -> Iterator[str]:
    """Remove metadata from files, and files whose metadata cannot be removed; yields a message for each of those.

    `kept` are patterns of files to publish unchanged, such as `reports/*.tif`. Files of a theme are skipped: their
    metadata is that of the theme's authors, and public.
    """
    for file in list(files):
        if _is_ours(file, config) and not any(fnmatchcase(file.src_uri, pattern) for pattern in kept):
            try:
                reason = _clean(file)
            except OSError as error:
                reason = f"it cannot be read: {error.strerror or error}"
            if reason:
                files.remove(file)
                yield f"{file.src_uri}: left out, since {reason}"


def _is_ours(file: File, config: MkDocsConfig) -> bool:
    themes = [folder for folder in config.theme.dirs if folder != config.theme.custom_dir]
    own = file.src_dir is None or file.src_dir == config.docs_dir or file.src_dir not in themes
    return own and is_on_site(file) and not file.is_documentation_page()


def _clean(file: File) -> str | None:
    """Remove a file's metadata; returns the reason if that is not possible."""
    found = format_of(_head(file), file.src_uri, lambda: file.content_bytes)
    if found is None:
        return None
    if found.clean is None:
        return (
            f"it is {found.name}, whose metadata cannot be removed; {found.instead}, "
            "or name it in the option 'keep_metadata'"
        )
    content = file.content_bytes
    try:
        cleaned = found.clean(content)
    except ValueError as error:
        return f"it cannot be read as {found.name} without metadata ({error})"
    if cleaned != content:
        file.content_bytes = cleaned
    return None


def _head(file: File) -> bytes:
    if file.generated_by or not file.abs_src_path:
        return file.content_bytes[:HEAD]
    with open(file.abs_src_path, "rb") as stream:
        return stream.read(HEAD)

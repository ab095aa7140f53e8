"""Links to a change: on the published site, and in its file at a code host."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from milepost.diff.change import Change
from milepost.diff.review import Review

# URL templates of a line in a file at a commit, by a word in the code host's name.
_GITHUB = "{repo}/blob/{commit}/{path}#L{line}"
_GITLAB = "{repo}/-/blob/{commit}/{path}#L{line}"
_GITEA = "{repo}/src/commit/{commit}/{path}#L{line}"
_FORGES = {
    "github": _GITHUB,
    "gitlab": _GITLAB,
    "codeberg": _GITEA,
    "gitea": _GITEA,
    "forgejo": _GITEA,
    "bitbucket": "{repo}/src/{commit}/{path}#lines-{line}",
}

Folders = tuple[Path, Path]


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """What a configuration says of the addresses of its site: its own, that of its repository, and their form."""

    site_url: str | None
    repo_url: str | None
    use_directory_urls: bool


@dataclass(frozen=True, slots=True)
class ChangeLinks:
    """The links of one review; each is None if unknown.

    `site` is the URL of the published site of `audience`. `source_of` is a URL template with `{commit}`, `{path}` and
    `{line}`; `below` is the working directory, to which paths are relative, and `top` the top of the repository.
    """

    site: str = ""
    audience: str = ""
    directories: bool = True
    source_of: str = ""
    below: str = ""
    top: str = ""
    base_commit: str | None = None
    head_commit: str | None = None

    @classmethod
    def of(
        cls,
        found: Review,
        published: PublishedSite | None,
        audience: str,
        folders: Folders,
        environment: Mapping[str, str],
    ) -> ChangeLinks:
        """The links of a review, for a site whose outermost audience is `audience`.

        `folders` are the working directory and the top of the repository.
        """
        return cls(
            site=_web(published.site_url) if published else "",
            audience=audience,
            directories=published.use_directory_urls if published else True,
            source_of=_source_of(_web(published.repo_url) if published else "", environment),
            below=folders[0].as_posix(),
            top=folders[1].as_posix(),
            base_commit=found.base.commit,
            head_commit=found.head.commit,
        )

    def from_top(self, path: str) -> str:
        """A path relative to the top of the repository."""
        return posixpath.relpath(posixpath.join("/", self.below, path), posixpath.join("/", self.top))

    def page(self, change: Change) -> str | None:
        """The page of a change, if the outermost audience sees it; other audiences' sites have no known URL."""
        if not (self.site and change.target and change.shown_to == self.audience):
            return None
        path, _, anchor = change.target.partition("#")
        fragment = f"#{quote(anchor)}" if anchor else ""
        return f"{self.site}/{quote(_address(path, self.directories))}{fragment}"

    def source(self, change: Change) -> str | None:
        """The line of a change in its file; in the earlier revision if the entity was removed."""
        commit = self.base_commit if change.gone else self.head_commit
        if not (self.source_of and commit and change.place):
            return None
        path = self.from_top(change.place.path)
        if path.startswith(("../", "/")) or "\N{REPLACEMENT CHARACTER}" in path:
            return None
        # Code hosts render Markdown as a page without line numbers.
        shown = f"{quote(path)}{'?plain=1' if path.endswith('.md') else ''}"
        return self.source_of.format(commit=commit, path=shown, line=change.place.line)


def _address(src_uri: str, directories: bool) -> str:
    path = PurePosixPath(src_uri)
    if path.stem in ("index", "README"):
        folder = "" if path.parent == PurePosixPath() else f"{path.parent}/"
        return folder if directories else f"{folder}index.html"
    return f"{path.with_suffix('')}/" if directories else str(path.with_suffix(".html"))


def _source_of(repo: str, environment: Mapping[str, str]) -> str:
    """The URL template of a line in the configured repository, else in that of the running workflow."""
    here = {
        _web(f"{environment.get('GITHUB_SERVER_URL', '')}/{environment.get('GITHUB_REPOSITORY', '')}"): _GITHUB,
        _web(environment.get("CI_PROJECT_URL")): _GITLAB,
    }
    here.pop("", None)
    if not repo:
        repo = next(iter(here), "")
    host = urlsplit(repo).hostname or ""
    same_host = (form for known, form in here.items() if urlsplit(known).hostname == host)
    form = next(same_host, None) or next((form for word, form in _FORGES.items() if word in host), "")
    return form.replace("{repo}", quote(repo, safe=":/%~@"))


def _web(url: str | None) -> str:
    """A URL without its trailing slash; empty if it is not http or https."""
    found = (url or "").strip()
    return found.rstrip("/").removesuffix(".git") if found.startswith(("https://", "http://")) else ""

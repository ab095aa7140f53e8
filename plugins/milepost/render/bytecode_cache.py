"""Compiled templates, kept in memory for the next build of a server, and in a folder for the next process."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

_MOST = 2_000  # files; a site with Material has about 250 templates
_DIGEST = hashlib.sha256
_SIZE = _DIGEST().digest_size


class CompiledTemplates(BytecodeCache):
    """Compiled templates by name, path, and content, shared by environments with the same settings.

    `folder` is None, or where they are kept between processes. It may be shared by several at a time, be damaged, or
    not be writable: what cannot be read back as it was written is compiled anew.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}
        self._folder = folder

    @property
    def in_memory(self) -> bool:
        """Whether they end with the process."""
        return self._folder is None

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._folder:
            with suppress(OSError):
                kept = self._path(self._folder, bucket).read_bytes()
                # A damaged code object could crash the interpreter, which a checksum of the source does not prevent.
                if _DIGEST(kept[_SIZE:]).digest() == kept[:_SIZE]:
                    bucket.load_bytecode(BytesIO(kept[_SIZE:]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is None:
            return
        self._codes[bucket.key, bucket.checksum] = bucket.code
        if self._folder:
            with suppress(OSError):
                _write(self._path(self._folder, bucket), bucket.bytecode_to_string())

    @staticmethod
    def _path(folder: Path, bucket: Bucket) -> Path:
        return folder / f"{bucket.key}-{bucket.checksum}"


def keep_compiled(environment: Environment, folder: Path) -> None:
    """Keep what an environment compiles below a folder, which should be that of one audience.

    An environment that has a cache of its own keeps it. One with filters or tests of other plugins keeps nothing: Jinja
    calls them while it compiles, for constants, and what they give may depend on anything.

    """
    own = environment.bytecode_cache
    if own is not None and not (isinstance(own, CompiledTemplates) and own.in_memory):
        return
    functions = {**environment.filters, **environment.tests}
    if not all(_module(found).partition(".")[0] in _PURE for found in functions.values()):
        return
    settings = (
        version("jinja2"),
        sys.implementation.cache_tag,
        *(str(getattr(environment, name, "")) for name in _SETTINGS),
        *sorted(environment.extensions),
        *sorted(functions),
    )
    name = _DIGEST("\0".join(map(str, settings)).encode()).hexdigest()[:16]
    environment.bytecode_cache = _in(folder / name)


@cache
def _in(folder: Path) -> CompiledTemplates:
    return CompiledTemplates(folder)


_PURE = ("jinja2", "markupsafe", "builtins", "_operator", "operator", "json", "mkdocs", "milepost")
# What a template is compiled to depends on these, beside its extensions and the versions of Python and Jinja.
_SETTINGS = (
    "block_start_string", "variable_start_string", "comment_start_string", "line_statement_prefix", "trim_blocks",
    "lstrip_blocks", "newline_sequence", "keep_trailing_newline", "optimized", "autoescape", "sandboxed", "finalize",
)  # fmt: skip


def _module(function: object) -> str:
    return str(getattr(function, "__module__", None) or "")


def _write(path: Path, content: bytes) -> None:
    """Write a file at once, or not at all; first make room in a folder that is full."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if len(others := list(path.parent.iterdir())) >= _MOST:
        for other in others:
            other.unlink(missing_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as stream:
        stream.write(_DIGEST(content).digest() + content)
    try:
        os.replace(stream.name, path)
    except OSError:
        Path(stream.name).unlink(missing_ok=True)

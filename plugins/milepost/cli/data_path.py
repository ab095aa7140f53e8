"""Files of the data folder, named on the command line."""

from __future__ import annotations

import os
from pathlib import Path

from milepost.could_not_run import CouldNotRun
from milepost.graph import files


def data_path(data_dir: Path, file: Path) -> str:
    """A YAML file, which need not be there, as a path from the data folder. Raises CouldNotRun for any other file."""
    root, path = data_dir.resolve(), Path(os.path.abspath(file))
    path = path.parent.resolve() / path.name
    if not path.is_relative_to(root):
        raise CouldNotRun(f"{file} is not in the data folder, {files.shown(data_dir, data_dir)}")
    if path.suffix.lower() not in files.SUFFIXES:
        raise CouldNotRun(f"{file} is no YAML file; name it {file.name}.yml")
    return path.relative_to(root).as_posix()

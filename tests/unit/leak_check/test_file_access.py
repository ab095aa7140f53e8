"""Reads that are refused or noted, each in a process of its own: an audit hook cannot be taken out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

HEAD = """
import json, sys
from pathlib import Path
from milepost.leak_check.file_access import watch
root = Path(sys.argv[1])
access = watch([root / "source"], [root / "source/stage"], refuse=sys.argv[2] == "refuse")
sys.path[:0] = [str(root / "source")]
result = "read"
try:
    {body}
except OSError as error:
    result = type(error).__name__
print(json.dumps([result, sorted(access.refused), access.noted]))
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in ("source/plan.yml", "source/stage/copy/plan.yml", "beside.txt", "source/helper.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x = 1\n")
    (tmp_path / "source/stage/copy/link.yml").symlink_to(tmp_path / "source/plan.yml")
    return tmp_path


def run(root: Path, body: str, mode: str = "refuse") -> tuple[str, list[str], dict[str, str]]:
    code = HEAD.replace("{body}", dedent(body).replace("\n", "\n    "))
    done = subprocess.run(
        [sys.executable, "-c", code, str(root), mode], capture_output=True, text=True, check=True, cwd=root, timeout=60
    )
    result, refused, noted = json.loads(done.stdout)
    return result, refused, noted


@pytest.mark.parametrize(
    "body",
    [
        "open(root / 'source/plan.yml').read()",
        "(root / 'source/plan.yml').read_bytes()",
        "import os; os.open(str(root / 'source/plan.yml'), os.O_RDONLY)",
        "import os; os.listdir(root / 'source')",
        "list((root / 'source').iterdir())",
        "list(__import__('os').scandir('source'))",
        "open('source/../source/plan.yml')",
        "open(b'source/plan.yml')",
        "open(root / 'source/stage/copy/link.yml')",
        "import codecs; codecs.open('source/plan.yml')",
        "import shutil; shutil.copyfile('source/plan.yml', 'taken')",
        "open(root / 'source/helper.py')",
        "import os; os.link('source/plan.yml', 'taken')",
        "import os; os.symlink(root / 'source/plan.yml', 'taken')",
        "import sqlite3; sqlite3.connect(root / 'source/plan.yml')",
        "import subprocess; subprocess.run(['cat', root / 'source/plan.yml'])",
        "import subprocess; subprocess.run(['ls'], cwd=root / 'source')",
        "import subprocess; subprocess.run(f'cat {root}/source/plan.yml', shell=True)",
    ],
)
def test_the_private_source_cannot_be_read_in_any_way(root: Path, body: str) -> None:
    result, refused, _ = run(root, body)
    assert result == "AccessRefused"
    assert len(refused) == 1


@pytest.mark.parametrize(
    "body",
    [
        "open(root / 'source/stage/copy/plan.yml')",
        "open(root / 'beside.txt')",
        "import helper",
        "import subprocess; subprocess.run(['test', '-f', root / 'source/stage/copy/plan.yml'], check=True)",
        "import os; os.listdir('source/stage')",
    ],
)
def test_the_working_copy_other_files_and_code_can_be_read(root: Path, body: str) -> None:
    assert run(root, body)[:2] == ("read", [])


def test_what_other_modules_read_is_noted_with_the_reader(root: Path) -> None:
    (root / "source/helper.py").write_text("def read(path):\n    return path.read_text()\n")
    result, refused, noted = run(root, "import helper; helper.read(root / 'source/plan.yml')", "note")
    assert (result, refused) == ("read", [])
    assert noted == {str(root / "source/plan.yml"): "helper"}


def test_a_plugin_whose_name_begins_like_mkdocs_is_noted(root: Path) -> None:
    (root / "source/mkdocs_include.py").write_text("def read(path):\n    return path.read_text()\n")
    noted = run(root, "import mkdocs_include; mkdocs_include.read(root / 'source/plan.yml')", "note")[2]
    assert noted == {str(root / "source/plan.yml"): "mkdocs_include"}


def test_code_that_is_read_and_not_imported_is_noted(root: Path) -> None:
    (root / "beside.py").write_text("def read(path):\n    return path.read_text()\n")
    noted = run(root, "import beside, helper; beside.read(root / 'source/helper.py')", "note")[2]
    assert noted == {str(root / "source/helper.py"): "beside"}

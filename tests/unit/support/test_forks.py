"""A fork is what a process of its own would be: to who starts it, and to itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import forks

pytestmark = pytest.mark.whole

SCRIPTS = {
    "words": "import sys; print('out'); print('err', file=sys.stderr)",
    "bytes without an end": "import os; os.write(1, b'half a line')",
    "an exit code": "import sys; sys.exit(3)",
    "an exit in words": "import sys; sys.exit('No.')",
    "an exception": "raise ValueError('No.')",
    "its folder": "import os, sys; print(os.getcwd(), sys.path[0] in ('', os.getcwd()))",
    "its words": "import sys; print(sys.argv, __name__)",
    "its environment": "import os, time; print(os.environ['WORD'], 'HOME' in os.environ, time.tzname)",
    "its temporary files": "import tempfile; print(tempfile.gettempdir())",
    "what it does at the end": "import atexit, threading; atexit.register(print, 'end'); threading.Thread(target=print, args=[1]).start()",
    "no input": "import sys; print(repr(sys.stdin.read()))",
    "its own end": "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
    "a child of its own": "import subprocess, sys; print(subprocess.run([sys.executable, '-c', 'import sys; sys.exit(7)']).returncode)",
}  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_fork_does_what_a_process_would(script: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", script, "a word"]
    environment = {**forks.PINNED, "PATH": os.environ["PATH"], "WORD": "ü", "TZ": "Asia/Tokyo", "TMPDIR": str(tmp_path)}
    environment |= {name: value for name, value in os.environ.items() if name.startswith("PYTHON")}
    found, expected = (
        start(command, cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, **more)
        for start, more in ((forks.run, {}), (subprocess.run, {"capture_output": True, "text": True}))
    )

    assert (found.returncode, found.stdout) == (expected.returncode, expected.stdout)
    assert found.stderr.splitlines()[-1:] == expected.stderr.splitlines()[-1:]


def test_nothing_of_a_fork_is_left_for_the_next() -> None:
    forks.run([sys.executable, "-c", "import os, json; os.environ['LEFT'] = 'x'; json.left = 1; os.chdir('/')"])
    done = forks.run(
        [sys.executable, "-c", "import os, json; print('LEFT' in os.environ, hasattr(json, 'left'), os.getcwd())"]
    )

    assert done.stdout.split() == ["False", "False", os.getcwd()]


def test_a_fork_can_be_killed() -> None:
    with forks.Fork([sys.executable, "-c", "import time; print(1, flush=True); time.sleep(60)"], stdout=-1) as process:
        assert process.stdout
        assert process.stdout.readline() == b"1\n"
        assert process.poll() is None
        process.kill()
        assert process.wait(60) == -signal.SIGKILL


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (["-m", "properdocs"], {}),
        (["-I", "-m", "milepost"], {}),
        (["-m", "milepost"], {"PYTHONHASHSEED": "1"}),
        (["-m", "milepost"], {"PYTHONPATH": "/elsewhere"}),
        (["script.py"], {}),
    ],
)
def test_what_needs_an_interpreter_of_its_own_gets_one(words: list[str], environment: dict[str, str]) -> None:
    assert forks._forkable([sys.executable, *words], {**os.environ, **environment}) is None
    assert forks._forkable([sys.executable, "-m", "milepost", "build"], os.environ) == ["", "-m", "milepost", "build"]

"""`python -m milepost`, `python -c …` and their like in forks of a process that has imported everything already.

Most of the processor time of a small build in a process of its own goes into imports and into compiling the templates
of the theme: both are the same for every build. A fork has them, and shares nothing else with other builds: it has its
own arguments, environment, folder and streams. Where a test is about processes (signals, limits, what a fresh
interpreter does), it starts a real one.

`Fork` is `subprocess.Popen` for commands that can be forked, and for those that its children start in turn; whatever
else is started is started as ever.
"""

from __future__ import annotations

import array
import atexit
import gc
import json
import os
import runpy
import select
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

# What can be forked, and what it imports when it is started, so that it finds it there. ProperDocs cannot: it takes
# the place of modules of MkDocs before anybody has imported them.
PROGRAMS = ("milepost", "mkdocs", "milepost.publish.worker")
IMPORTED = (
    "milepost.mkdocs_plugin.config_loading",
    "milepost.publish.progress",
    "milepost.cli.build",
    "milepost.cli.main",
    "milepost.plugin",
    "material.plugins.search.plugin",
    "material.plugins.tags.plugin",
    "mkdocs.commands.build",
    "mkdocs.config.defaults",
    "mkdocs.contrib.search",
)
# An interpreter that differs in these is another one.
PINNED = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
SOCKET = "TESTS_FORKS"
TEMPLATES = "TESTS_TEMPLATES"
_STATUS = 4


class Fork(subprocess.Popen[Any]):
    """A program in a fork, where it can be one: `python [-P] -m PROGRAM …` or `-c CODE …` in an interpreter like this one."""

    _answers: socket.socket | None = None

    def _execute_child(self, args: Any, executable: Any, preexec_fn: Any, *more: Any) -> None:
        _, pass_fds, cwd, env, _, _, shell, stdin, told, out, said, err, complaints = more[:13]
        command = _forkable(args, os.environ if env is None else env)
        if command is None or preexec_fn or pass_fds or shell:
            super()._execute_child(args, executable, preexec_fn, *more)  # type: ignore[misc]
            return
        self._answers = socket.socket(socket.AF_UNIX)
        self._answers.connect(_address())
        request = {
            "command": command,
            "cwd": os.path.abspath(cwd or "."),
            "env": dict(os.environ if env is None else env),
        }
        streams = [mine if given == -1 else given for mine, given in enumerate((stdin, said, complaints))]
        words = json.dumps(request, default=os.fspath).encode()
        sent = array.array("i", streams)
        self._answers.sendmsg([len(words).to_bytes(_STATUS, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, sent)])
        self._answers.sendall(words)
        self.pid = int.from_bytes(_exactly(self._answers, _STATUS), "big")
        self._child_created = True
        for mine, theirs in ((stdin, told), (said, out), (complaints, err)):
            if mine != -1 and theirs != -1:
                os.close(mine)
        self._closed_child_pipe_fds = True

    def _internal_poll(self, *more: Any, **named: Any) -> int | None:
        if self._answers is None:
            return super()._internal_poll(*more, **named)  # type: ignore[misc, no-any-return]
        if self.returncode is None and select.select([self._answers], [], [], 0)[0]:
            self._ended()
        return self.returncode

    def _wait(self, timeout: float | None) -> int:
        if self._answers is None:
            return super()._wait(timeout)  # type: ignore[misc, no-any-return]
        if self.returncode is None:
            if not select.select([self._answers], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self._ended()
        return self.returncode

    def _ended(self) -> None:
        assert self._answers
        self.returncode = int.from_bytes(_exactly(self._answers, _STATUS), "big", signed=True)
        self._answers.close()


def run(command: list[str], *, timeout: float = 300, **more: Any) -> subprocess.CompletedProcess[str]:
    """What `subprocess.run` gives of a program: its exit code, and what it wrote."""
    with Fork(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more) as process:
        try:
            out, err = process.communicate(timeout=timeout)
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def _forkable(args: Any, environment: Any) -> list[str] | None:
    """Whether the folder it runs in is on its path, the program and its arguments; None where it needs a process."""
    words = [os.fspath(word) for word in args] if isinstance(args, list) else []
    if not words or words[0] != sys.executable or sys.platform == "win32":
        return None
    safe = "-P" if words[1:2] == ["-P"] else ""
    rest = words[2 if safe else 1 :]
    if len(rest) < 2 or rest[0] not in ("-m", "-c") or (rest[0] == "-m" and rest[1] not in PROGRAMS):
        return None
    ours = {name: value for name, value in os.environ.items() if name.startswith("PYTHON")}
    theirs = {name: value for name, value in environment.items() if name.startswith("PYTHON")}
    if {**ours, **PINNED} != {**theirs, **PINNED} or theirs.get("PYTHONHASHSEED", "0") != "0":
        return None
    return [safe, *rest]


def _exactly(stream: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        more = stream.recv(size - len(found))
        if not more:
            raise RuntimeError("the process that forks has ended")
        found += more
    return found


@cache
def _address() -> str:
    """Where the process that forks listens; starts it where this is the first to ask. It ends with this process."""
    if SOCKET in os.environ:
        return os.environ[SOCKET]
    folder = Path(tempfile.mkdtemp(prefix="forks-"))
    address = str(folder / "s")
    environment = {**os.environ, **PINNED, SOCKET: address, TEMPLATES: templates()}
    server = subprocess.Popen(
        [sys.executable, "-P", str(Path(__file__)), str(folder)],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder,
    )  # fmt: skip
    assert server.stdout
    assert server.stdout.readline() == "ready\n", "the process that forks did not start"
    atexit.register(_close, server, folder)
    return address


def _close(server: subprocess.Popen[str], folder: Path) -> None:
    server.communicate()
    (folder / "s").unlink(missing_ok=True)
    folder.rmdir()


def templates() -> str:
    """The folder of compiled templates, which all processes of a run share; see the fixture of that name."""
    return os.environ.get(TEMPLATES) or tempfile.gettempdir()


def serve(folder: Path) -> None:
    """Forks for whoever asks, until this process's standard input ends."""
    for name in IMPORTED:
        import_module(name)
    _keep_templates()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(folder / "s"))
    listening.listen(64)
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    handing = 0
    while True:
        ready, _, _ = select.select([listening, 0], [], [])
        while handing and os.waitpid(-1, 0 if 0 in ready else os.WNOHANG)[0]:
            handing -= 1
        if 0 in ready:
            return
        asked, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            _hand_on(asked)
        asked.close()
        handing += 1


def _keep_templates() -> None:
    """Compiled templates come from a folder, and go there: those of the theme and ours."""
    from jinja2 import Environment, FileSystemBytecodeCache
    from mkdocs.theme import Theme

    from milepost.render import templates as milepost_templates

    make, kept = Theme.get_env, FileSystemBytecodeCache(templates(), "theirs-%s")

    def get_env(self: Theme) -> Environment:
        environment = make(self)
        environment.bytecode_cache = kept
        return environment

    Theme.get_env = get_env  # type: ignore[method-assign]
    milepost_templates._COMPILED = FileSystemBytecodeCache(templates(), "ours-%s")  # type: ignore[assignment]


def _hand_on(asked: socket.socket) -> NoReturn:
    """Forks the program and tells its number and how it ended: a number that is waited for is not given anew."""
    streams = array.array("i")
    size, rights, _, _ = asked.recvmsg(_STATUS, socket.CMSG_SPACE(3 * streams.itemsize))
    streams.frombytes(rights[0][2])
    request = json.loads(_exactly(asked, int.from_bytes(size, "big")))
    program = os.fork()
    if program == 0:
        asked.close()
        for mine, given in enumerate(streams):
            os.dup2(given, mine)
        for given in streams:
            if given > 2:
                os.close(given)
        _become(**request)
    for given in streams:
        os.close(given)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    asked.sendall(program.to_bytes(_STATUS, "big"))
    _, status = os.waitpid(program, 0)
    with suppress(BrokenPipeError):  # whoever asked may have ended
        asked.sendall(os.waitstatus_to_exitcode(status).to_bytes(_STATUS, "big", signed=True))
    os._exit(0)


def _become(command: list[str], cwd: str, env: dict[str, str]) -> NoReturn:
    """Is the program, as `python -m` would start it."""
    safe, way, program, *words = command
    address, kept = os.environ[SOCKET], os.environ[TEMPLATES]
    os.environ.clear()
    os.environ.update({**env, SOCKET: address, TEMPLATES: kept})
    time.tzset()
    tempfile.tempdir = None
    subprocess.Popen = Fork  # type: ignore[misc]
    code = 1
    try:
        os.chdir(cwd)
        sys.path[:] = [*([] if safe else [cwd]), *sys.path]
        sys.argv = [program if way == "-m" else way, *words]
        if way == "-m":
            runpy.run_module(program, run_name="__main__", alter_sys=True)
        else:
            exec(program, {"__name__": "__main__"})
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001  # as an interpreter ends
        traceback.print_exc()
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001  # nobody reads any more
        code = code or 120
    os._exit(code & 0xFF)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))

"""Runs the jobs of a workflow: its `run` steps in the shell they name, its `uses` steps by stand-ins."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from tests.support.github import actions, programs
from tests.support.github.expressions import fill, holds, words

SHELLS = {"bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"], None: ["bash", "-e"]}
REPOSITORY = "harbour/plans"
SECONDS = 300


@dataclass(frozen=True)
class Event:
    """What started a run: the event's name and payload, the commit, and on pull requests the branch it goes to."""

    name: str
    payload: Mapping[str, Any]
    ref: str = "refs/heads/main"
    base_ref: str = ""


@dataclass
class Job:
    """How a job went: outcome of each step by its name or action, what the steps said, and the summary."""

    outcomes: dict[str, str] = field(default_factory=dict)
    log: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether no step failed."""
        return "failure" not in self.outcomes.values()

    @property
    def commands(self) -> list[str]:
        """What the runner takes for commands in the log, unless it was told to stop that until a word comes."""
        found, until = [], ""
        for line in map(str.strip, self.log.splitlines()):
            if until:
                until = "" if line == f"::{until}::" else until
            elif line.startswith("::stop-commands::"):
                until = line.removeprefix("::stop-commands::")
            elif line.startswith("::") or "##[" in line:
                found.append(line)
        return found


class Runner:
    """One run of a workflow for an event; `origin` is the bare repository, `folder` is the machine's own."""

    def __init__(self, folder: Path, origin: Path, event: Event) -> None:
        self.folder = folder
        self.origin = origin
        self.event = event
        self.artifacts = folder / "artifacts"
        self.state = folder / "forge.json"
        programs.install(folder / "programs")

    def run(self, workflow: Path, **done: Job) -> dict[str, Job]:
        """Runs every job whose condition holds, after those that it needs, but for those that are done; by id."""
        text = read(workflow)
        for id, spec in text["jobs"].items():
            if id in done:
                continue
            needed = [spec["needs"]] if "needs" in spec else []
            if all(name in done and done[name].ok for name in needed):
                running = Running(self, text, spec, {name: {"outputs": done[name].outputs} for name in needed})
                if holds(str(spec.get("if", "true")), running.context, running.functions):
                    done[id] = running.whole()
        return done


class Running:
    """A job on a machine that nobody has used before."""

    def __init__(self, runner: Runner, workflow: Mapping[str, Any], spec: Mapping[str, Any], needs: Any) -> None:
        self.runner, self.spec, self.job = runner, spec, Job()
        self.shell = workflow.get("defaults", {}).get("run", {}).get("shell")
        self.machine = runner.folder / f"machine-{len(list(runner.folder.glob('machine-*')))}"
        self.workspace = self.machine / "work"
        self.workspace.mkdir(parents=True)
        event = runner.event
        self.context: dict[str, Any] = {
            "true": True,
            "github": {
                "base_ref": event.base_ref,
                "event": event.payload,
                "ref": event.ref,
                "token": json.dumps(spec["permissions"]),
            },
            "runner": {"temp": str(self.machine)},
            "needs": needs,
            "steps": {},
            "env": Outputs(),
        }
        self.functions = {
            "success": lambda: self.job.ok,
            "failure": lambda: not self.job.ok,
            "always": lambda: True,
            "cancelled": lambda: False,
            "contains": lambda where, what: words(what) in words(where),
            "format": lambda text, *parts: text.format(*map(words, parts)),
        }
        self.context["env"] |= self.filled({**workflow.get("env", {}), **spec.get("env", {})})

    def whole(self) -> Job:
        """Runs all steps; gives how it went."""
        self.steps(self.spec["steps"], self.shell)
        self.job.outputs = self.filled(self.spec.get("outputs", {}))
        return self.job

    def steps(self, steps: Iterable[Mapping[str, Any]], shell: str | None) -> None:
        """Runs steps in order; after one has failed only those that ask for it."""
        steps = list(steps)
        known = {step["id"]: {"outcome": "skipped", "outputs": Outputs()} for step in steps if "id" in step}
        self.context["steps"] = known
        for step in steps:
            name = step.get("name") or step.get("uses", "").partition("@")[0] or step["run"].splitlines()[0]
            if not holds(str(step.get("if", "true")), self.context, self.functions):
                self.job.outcomes[name] = "skipped"
                continue
            outputs = self.use(step) if "uses" in step else self.script(step, shell)
            self.job.outcomes[name] = "failure" if outputs is None else "success"
            if "id" in step:
                known[step["id"]] = {"outcome": self.job.outcomes[name], "outputs": Outputs(outputs or {})}

    def use(self, step: Mapping[str, Any]) -> dict[str, str] | None:
        """What a stand-in for an action puts out; None where it fails."""
        action, given = step["uses"].partition("@")[0], self.filled(step.get("with", {}))
        try:
            return self.composite(given) if action == "./" else actions.STAND_INS[action](self, given)
        except actions.Failed as failure:
            self.job.log += f"{action}: {failure}\n"
            return None

    def composite(self, given: Mapping[str, str]) -> dict[str, str] | None:
        """Runs the action at the root of the workspace."""
        action = read(self.workspace / "action.yml")
        unknown = given.keys() - action["inputs"].keys()
        assert not unknown, f"the action has no inputs {unknown}"
        outside = self.context
        inputs = {name: given.get(name, spec["default"]) for name, spec in action["inputs"].items()}
        self.context = {**outside, "inputs": inputs}
        self.steps(action["runs"]["steps"], None)
        outputs = self.filled({name: spec["value"] for name, spec in action["outputs"].items()})
        self.context = outside
        return outputs if self.job.ok else None

    def script(self, step: Mapping[str, Any], shell: str | None) -> dict[str, str] | None:
        """What a script writes into $GITHUB_OUTPUT; None where it ends with anything but 0."""
        assert "${{" not in step["run"], step["run"]
        files = {name: self.machine / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("")
        script = self.machine / "script.sh"
        script.write_text(step["run"])
        done = subprocess.run(
            [*SHELLS[step.get("shell", shell)], script],
            cwd=self.workspace,
            env={**self.environment(), **self.filled(step.get("env", {})), **{n: str(p) for n, p in files.items()}},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        self.job.log += done.stdout
        self.job.summary += files["GITHUB_STEP_SUMMARY"].read_text()
        if done.returncode:
            return None
        pairs = (line.partition("=") for line in files["GITHUB_OUTPUT"].read_text().splitlines())
        return {name: value for name, _, value in pairs}

    def environment(self) -> dict[str, str]:
        """The variables a step finds: nothing of the machine the tests run on, but where its programs are."""
        paths = [self.runner.folder / "programs", Path(sys.executable).parent, os.environ["PATH"]]
        return {
            "PATH": os.pathsep.join(map(str, paths)),
            "HOME": str(self.machine),
            "LANG": "C.UTF-8",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.workspace),
            "GITHUB_BASE_REF": self.runner.event.base_ref,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SERVER_URL": "https://forge.example",
            "GITHUB_WORKSPACE": str(self.workspace),
            "GIT_CONFIG_NOSYSTEM": "1",
            programs.STATE: str(self.runner.state),
            **self.context["env"],
        }

    def filled(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Values with their expressions computed."""
        return {name: fill(words(value), self.context, self.functions) for name, value in values.items()}


class Outputs(defaultdict[str, str]):
    """What a step put out; what it did not is empty, as on GitHub."""

    def __init__(self, known: Mapping[str, str] = {}) -> None:
        super().__init__(str, known)

    def __contains__(self, name: object) -> bool:
        return True


def read(path: Path) -> dict[str, Any]:
    """A workflow or an action. YAML 1.1 reads the key `on` as true."""
    return {"on" if key is True else key: value for key, value in yaml.safe_load(path.read_text("utf-8")).items()}

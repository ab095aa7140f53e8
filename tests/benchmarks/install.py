"""What an installation costs beyond Material: a wheel for each system, and the size.

Run by hand, as it asks the package index: `python tests/benchmarks/install.py`. Ends with 1 where a system lacks a
wheel of what Milepost adds, or where that is larger than the limit. What Material itself needs is there already where
Material is: on Alpine, for one, `watchdog` has no wheel, and is built without a compiler.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LIMIT = 120  # MB
PYTHON = "3.11"
SYSTEMS = {
    ("musllinux_1_2_x86_64", "musllinux_1_1_x86_64"): ("linux", "x86_64"),
    ("musllinux_1_2_aarch64", "musllinux_1_1_aarch64"): ("linux", "aarch64"),
    ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"): ("linux", "x86_64"),
    ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"): ("linux", "aarch64"),
    ("win_amd64",): ("win32", "AMD64"),
    ("win_arm64",): ("win32", "ARM64"),
    ("macosx_11_0_arm64",): ("darwin", "arm64"),
}


def main() -> int:
    """Prints what is added on each system, and its size on this one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [Requirement(text) for text in project["dependencies"]]
    material = next(str(one) for one in needed if one.name == "mkdocs-material")
    (before, alone), (after, whole) = installed(material), installed(str(ROOT))
    added = {name: text for name, text in after.items() if name not in before and name != project["name"]}
    print(f"Material {alone} MB, with Milepost {whole} MB: {whole - alone} MB more, of {LIMIT} MB at most")
    lacking = [tags for tags in SYSTEMS if not has_wheels(tags, added, needed)]
    return 1 if lacking or whole - alone > LIMIT else 0


def installed(requirement: str) -> tuple[dict[str, str], int]:
    """The packages of a new environment by name, and its MB (10⁶ bytes), after an installation of something."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder, "Scripts" if sys.platform == "win32" else "bin", "python"))
        pip(python, "install", "--quiet", requirement).check_returncode()
        listed = json.loads(pip(python, "list", "--format", "json").stdout)
        files = (path for path in Path(folder).rglob("*") if path.is_file() and not path.is_symlink())
        size = round(sum(path.stat().st_size for path in files) / 1e6)
    return {one["name"]: f"{one['name']}=={one['version']}" for one in listed}, size


def has_wheels(tags: tuple[str, ...], added: dict[str, str], needed: list[Requirement]) -> bool:
    """Whether what Milepost adds comes as wheels for a system. What only other systems need is put in its place."""
    platform, machine = SYSTEMS[tags]
    wanted = dict(added)
    for one in needed:
        if one.marker:
            wanted.pop(one.name, None)
            if one.marker.evaluate({"sys_platform": platform, "platform_machine": machine}):
                wanted[one.name] = f"{one.name}{one.specifier}"
    found = pip(
        sys.executable,
        *("install", "--dry-run", "--ignore-installed", "--no-deps", "--quiet", "--report", "-"),
        *("--only-binary", ":all:", "--target", tempfile.gettempdir(), "--python-version", PYTHON),
        *(word for tag in tags for word in ("--platform", tag)),
        *wanted.values(),
    )
    if found.returncode:
        print(f"{tags[0]}: {found.stderr.strip().splitlines()[-1]}")
        return False
    wheels = [Path(one["download_info"]["url"]).name for one in json.loads(found.stdout)["install"]]
    own = sorted(wheel.partition("-")[0] for wheel in wheels if not wheel.endswith("-any.whl"))
    print(f"{tags[0]}: {len(wheels)} wheels, built for it: {', '.join(own)}")
    return True


def pip(python: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs pip; gives what it printed."""
    return subprocess.run([python, "-m", "pip", *words], capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())

"""Compiled templates come back as they were, or are compiled anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from milepost.render import bytecode_cache
from milepost.render.bytecode_cache import CompiledTemplates, keep_compiled

Damage = Callable[[Path], object]


def environment(text: str = "{{ word }}", **options: bool) -> Environment:
    return Environment(loader=DictLoader({"a.html": text}), autoescape=False, **options)  # type: ignore[arg-type]


def drawn(made: Environment, folder: Path) -> str:
    """What a process that has compiled nothing yet makes of the template."""
    bytecode_cache._in.cache_clear()
    keep_compiled(made, folder)
    return made.get_template("a.html").render(word="x")


def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled from now on."""
    found: list[str] = []
    compile = Environment.compile

    def note(self: Environment, source: object, name: str | None = None, *more: object) -> object:
        found.append(str(name))
        return compile(self, source, name, *more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", note)
    return found


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_next_process_compiles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = compiled(monkeypatch)
    assert [drawn(environment(), tmp_path) for _ in range(3)] == ["x"] * 3
    assert seen == ["a.html"]
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize(
    "other",
    [
        lambda: environment("{{ word }}!"),
        lambda: environment(trim_blocks=True),
        lambda: environment(optimized=False),
        lambda: _with_extension(environment()),
    ],
)
def test_another_text_setting_filter_or_extension_is_compiled_anew(
    other: Callable[[], Environment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(environment(), tmp_path)
    seen = compiled(monkeypatch)
    assert drawn(other(), tmp_path).rstrip("!") == "x"
    assert seen == ["a.html"]


@pytest.mark.parametrize("kind", ["filters", "tests"])
def test_what_a_plugin_adds_may_give_another_value_tomorrow(kind: str, tmp_path: Path) -> None:
    for word in ("monday", "tuesday"):
        made = environment("{{ 'a' | day }}" if kind == "filters" else "{{ 'a' is day }}")
        getattr(made, kind)["day"] = lambda _, today=word: today
        assert drawn(made, tmp_path) == word
    assert not kept(tmp_path)


def _with_extension(made: Environment) -> Environment:
    made.add_extension("jinja2.ext.do")
    return made


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\0"),
        lambda path: path.write_bytes(b"\0" * 4_000),
        lambda path: path.chmod(0),
        lambda path: (path.unlink(), path.mkdir()),
    ],
)
def test_a_damaged_file_is_compiled_anew_and_replaced(damage: Damage, tmp_path: Path) -> None:
    drawn(environment(), tmp_path)
    (path,) = kept(tmp_path)
    damage(path)
    assert drawn(environment(), tmp_path) == "x"


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert drawn(environment(), tmp_path / "file" / "folder") == "x"
    assert kept(tmp_path) == [tmp_path / "file"]


def test_the_folder_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytecode_cache, "_MOST", 5)
    for number in range(12):
        drawn(environment(f"{number}{{{{ word }}}}"), tmp_path)
    assert 1 <= len(kept(tmp_path)) <= 5


def test_nobody_else_may_write_into_the_folder(tmp_path: Path) -> None:
    drawn(environment(), tmp_path / "cache")
    (path,) = kept(tmp_path)
    assert not path.parent.stat().st_mode & 0o022
    assert not path.stat().st_mode & 0o022


def test_an_environment_that_has_a_cache_keeps_it(tmp_path: Path) -> None:
    for own in (CompiledTemplates(tmp_path / "own"), type("Other", (CompiledTemplates,), {})(tmp_path / "other")):
        made = environment()
        made.bytecode_cache = own
        drawn(made, tmp_path / "given")
        assert made.bytecode_cache is own
    made = environment()
    made.bytecode_cache = CompiledTemplates()
    drawn(made, tmp_path / "given")
    assert kept(tmp_path / "given")

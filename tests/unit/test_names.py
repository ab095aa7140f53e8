"""Every module says what it is for, and a class name means one class in the whole package."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "plugins" / "milepost"
MODULES = sorted(PACKAGE.rglob("*.py"))


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def test_the_package_is_found() -> None:
    assert PACKAGE / "plugin.py" in MODULES


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(PACKAGE).as_posix())
def test_every_module_has_a_docstring(module: Path) -> None:
    assert ast.get_docstring(tree(module))


def test_every_public_class_has_a_docstring() -> None:
    bare = [
        f"{module.relative_to(PACKAGE)}: {node.name}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not bare


def test_a_public_class_name_stands_for_one_class() -> None:
    modules = defaultdict(list)
    for module in MODULES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                modules[node.name].append(module.relative_to(PACKAGE).as_posix())
    assert not {name: found for name, found in modules.items() if len(found) > 1}

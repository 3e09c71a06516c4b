"""Proves what the import linter can't see: sizes, late imports, dependencies, what is tracked."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
SHIPPED: Final = ("ave_tui", "screens", "migrations")
LONGEST: Final = 250
# Tables of plain data, read like a dictionary: cutting them up would only hide them.
CATALOGUES: Final = {
    "ave_tui/commands.py",
    "ave_tui/domain/choices.py",
    "ave_tui/domain/schema.py",
}
HEAVY: Final = {
    "alembic",
    "nacl",
    "pydantic",
    "pyrage",
    "rich",
    "segno",
    "sqlalchemy",
    "sqlcipher3",
    "sqlmodel",
    "textual",
}
# Written in two halves, so that this file doesn't find itself.
NOT_TRACKED: Final = re.compile(
    "|".join(
        [
            r"pypi\." + r"org|python" + r"hosted|registry\." + r"npmjs|deb\." + r"debian",
            r"(?<![\w.])/(?:wor" + r"k|roo" + r"t|Use" + r"rs)/\w",
            r"(?<![\w.])/hom" + r"e/\w",
            r"[A-Z]:\\+Use" + r"rs\\+\w",
        ]
    )
)


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# A released migration is never edited again, so its length troubles nobody.
def test_no_module_is_too_long_to_read_at_once() -> None:
    long = {
        name_of(path): length
        for path in sources("ave_tui", "screens", "tools", "tests/bench")
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
        and name_of(path) not in CATALOGUES
    }
    assert long == {}


def test_no_function_is_too_long_to_see_at_once() -> None:
    long = {
        f"{name_of(path)}:{node.lineno} {node.name}": length
        for path in sources("ave_tui", "screens", "tools", "tests/bench")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > 80
    }
    assert long == {}


def test_a_foreign_package_of_the_name_screens_would_hide_nothing() -> None:
    tree = ast.parse((ROOT / "screens" / "__init__.py").read_text(encoding="utf-8"))
    assert [type(node) for node in tree.body] == [ast.Expr]
    assert ast.get_docstring(tree)


@pytest.mark.skipif(importlib.util.find_spec("ave_tui.cli") is None, reason="no command line yet")
def test_the_command_line_starts_without_anything_heavy() -> None:
    code = "import sys, ave_tui.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(said.stdout.split())
    assert "ave_tui" in loaded
    assert loaded & HEAVY == set()


class _WithoutTyping(ast.NodeTransformer):
    """Drops what only a type checker reads."""

    def visit_If(self, node: ast.If) -> ast.AST | None:
        typing = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        return None if typing else self.generic_visit(node)


def imported() -> set[str]:
    """Return the top-level names that the shipped code imports as it runs, late ones included."""
    names: set[str] = set()
    for path in sources(*SHIPPED):
        tree = _WithoutTyping().visit(ast.parse(path.read_text(encoding="utf-8")))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - {"ave_tui", "screens"}


def test_one_library_alone_opens_the_records() -> None:
    """Two copies of SQLite on one file in one process lose rows: measured."""
    assert "sqlcipher3" in imported()
    assert "sqlite3" not in imported()


def declared(*, extras: bool) -> set[str]:
    """Return the distributions that `pyproject.toml` names, with or without the users' extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted: list[str] = list(project["dependencies"])
    if extras:
        for extra, more in project["optional-dependencies"].items():
            wanted += more if extra != "dev" else []
    return {re.split(r"[^\w.-]", name, maxsplit=1)[0].lower() for name in wanted}


def distributions() -> dict[str, set[str]]:
    """Return the distributions that each import name comes from."""
    return {name: {one.lower() for one in of} for name, of in packages_distributions().items()}


def test_what_is_imported_is_declared() -> None:
    known, wanted = distributions(), declared(extras=True)
    foreign = sorted(imported() - sys.stdlib_module_names)
    assert [name for name in foreign if not known.get(name, set()) & wanted] == []


def test_what_is_declared_is_imported() -> None:
    known = distributions()
    used = {one for name in imported() for one in known.get(name, set())}
    assert declared(extras=False) - used == set()


def tracked() -> Iterator[tuple[str, str]]:
    """Yield the name and text of every file in the repository that is text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        try:
            # Some are deleted or not yet committed while somebody works on them.
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
        except UnicodeDecodeError:
            continue
        yield name, text


@pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a git checkout"
)
def test_no_tracked_file_names_a_package_registry_or_a_machine_of_ours() -> None:
    found = {
        f"{name}:{number}": line.strip()[:80]
        for name, text in tracked()
        for number, line in enumerate(text.split("\n"), 1)
        if NOT_TRACKED.search(line)
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    ["see https://pypi" + ".org/p", "/roo" + "t/notes", "'/wor" + "k/x'", "C:\\Use" + "rs\\a"],
)
def test_such_a_line_would_be_seen(line: str) -> None:
    assert NOT_TRACKED.search(line)


@pytest.mark.parametrize("line", ["ave_tui/home/x", "docs/work/x", "../root/x", "~/records"])
def test_a_path_of_the_project_is_no_such_line(line: str) -> None:
    assert not NOT_TRACKED.search(line)

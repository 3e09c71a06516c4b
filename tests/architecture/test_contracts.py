"""Proves that the import contracts hold, and that each of them would notice a breach.

A breach is planted in a small tree that has one empty package for every place in the layers, held
to the contracts of the real `pyproject.toml`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).resolve().parents[2]
CONTRACTS: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]

LAYERS: Final = "Layers: each may import only those below it"
PLACES: Final = "Every module of ave_tui has its place in the layers"
RULES: Final = "The rules know no database, no screen and no disk"
DATABASE: Final = "Only services and sync touch the database"
NO_SQL: Final = "Screens and widgets know no SQL"
NO_SCREEN: Final = "Services, sync and storage run without a screen"
NO_CYCLE: Final = "Packages make no cycle"

BREACHES: Final = [
    ("a service opens a screen", {"ave_tui.services": "screens"}, {LAYERS, NO_SCREEN}),
    ("a widget asks a service", {"ave_tui.widgets": "ave_tui.services"}, {LAYERS}),
    ("a service names a command", {"ave_tui.services": "ave_tui.commands"}, {LAYERS, PLACES}),
    ("storage reads a bundle", {"ave_tui.storage": "ave_tui.sync"}, {LAYERS, PLACES}),
    ("a module without a place", {"ave_tui.helpers": "json"}, {PLACES}),
    ("the palette is reached from below", {"ave_tui.widgets": "ave_tui.palette"}, {PLACES}),
    ("SQL in a rule", {"ave_tui.domain.hours": "sqlite3"}, {RULES}),
    ("a model in a rule", {"ave_tui.domain.hours": "sqlmodel"}, {RULES}),
    ("a file in a rule", {"ave_tui.domain.hours": "pathlib"}, {RULES}),
    ("a language in a rule", {"ave_tui.domain.hours": "ave_tui.i18n"}, {RULES, PLACES}),
    ("the app asks the database", {"ave_tui.app": "ave_tui.storage"}, {DATABASE}),
    ("a screen asks the database", {"screens.hours": "ave_tui.storage"}, {DATABASE, NO_SQL}),
    ("a model in a screen", {"screens.hours": "sqlmodel"}, {NO_SQL}),
    ("a connection in a widget", {"ave_tui.widgets.grid": "sqlcipher3"}, {NO_SQL}),
    ("a widget in sync", {"ave_tui.sync.bundle": "textual"}, {NO_SCREEN}),
    ("a screen in a service", {"ave_tui.services.report": "textual.app"}, {NO_SCREEN}),
    (
        "two screens need each other",
        {"screens.hours": "screens.today", "screens.today": "screens.hours"},
        {NO_CYCLE},
    ),
    (
        "two rules need each other",
        {
            "ave_tui.domain.hours": "ave_tui.domain.dates",
            "ave_tui.domain.dates": "ave_tui.domain.hours",
        },
        {NO_CYCLE},
    ),
]


def verdicts(folder: Path) -> dict[str, bool]:
    """Run the linter in a folder and return, for each contract, whether it is kept."""
    linter = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run(
        [linter, "--no-cache", "--no-logo"],
        cwd=folder,
        env={"COLUMNS": "200", "PATH": str(linter.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(.+) (KEPT|BROKEN)(?: \(.*\))?$", said.stdout, re.MULTILINE)
    assert found, said.stdout + said.stderr
    return {name: verdict == "KEPT" for name, verdict in found}


def plant(folder: Path, imports: Mapping[str, str]) -> None:
    """Make a tree with a package in every place of the layers, and some modules that import."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    places = {place.strip() for layer in contract(PLACES)["layers"] for place in layer.split("|")}
    for package in ("ave_tui", "screens", *(f"ave_tui/{place}" for place in sorted(places))):
        (folder / package).mkdir()
        (folder / package / "__init__.py").touch()
    for module, imported in imports.items():
        path = folder / module.replace(".", "/")
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        path.write_text(f"import {imported}\n", encoding="utf-8")


def contract(name: str) -> dict[str, list[str]]:
    """Return a contract of the project by its name."""
    (found,) = (known for known in CONTRACTS if known["name"] == name)
    return dict(found)


def test_the_program_keeps_every_contract() -> None:
    assert [name for name, kept in verdicts(ROOT).items() if not kept] == []


def test_an_innocent_tree_breaks_nothing(tmp_path: Path) -> None:
    plant(tmp_path, {"screens.hours": "ave_tui.services", "ave_tui.services": "ave_tui.storage"})
    assert verdicts(tmp_path) == {known["name"]: True for known in CONTRACTS}


@pytest.mark.parametrize(
    ("imports", "broken"),
    [breach[1:] for breach in BREACHES],
    ids=[breach[0] for breach in BREACHES],
)
def test_a_breach_is_caught(tmp_path: Path, imports: dict[str, str], broken: set[str]) -> None:
    plant(tmp_path, imports)
    assert {name for name, kept in verdicts(tmp_path).items() if not kept} == broken


def test_each_contract_is_broken_once() -> None:
    assert {name for breach in BREACHES for name in breach[2]} == {
        known["name"] for known in CONTRACTS
    }

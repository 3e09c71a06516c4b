"""A small made-up home, made once; each test gets a copy, which becomes a laptop of its own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ave_tui.cli import main
from ave_tui.i18n import speak

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the command line speak English, whatever this machine speaks."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield
    speak("en")


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a facilitator-year."""
    folder = tmp_path_factory.mktemp("made-up") / "home"
    assert main(["demo", "--into", str(folder), "--until", "2026-10"]) == 0
    return folder


@pytest.fixture
def home(made_up: Path, ave_home: Path) -> Path:
    """Return a home of one's own with the made-up year in it."""
    shutil.copytree(made_up, ave_home)
    return ave_home

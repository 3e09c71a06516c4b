"""The list of warnings for scripts and for those who hear the screen."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ave_tui.cli import main
from ave_tui.paths import Home
from ave_tui.services.workspace import Services
from tests.services.small_world import World

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def home(ave_home: Path) -> Path:
    """Return records in which Karim Benali worked 215 hours in October."""
    world = World(ave_home, lambda: NOW)
    lot, company = world.lot(), world.company()
    world.hours(world.job(world.person(), company, lot, None), "2026-10", 215)
    world.close()
    return ave_home


@pytest.mark.usefixtures("home")
def test_warnings_are_listed_for_a_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["warnings", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["count"]) == (True, 1)
    (warning,) = told["warnings"]
    assert (warning["kind"], warning["who"], warning["period"], warning["seconds"]) == (
        "LONG_MONTH",
        "Benali Karim",
        "2026-10",
        215 * 3600,
    )
    assert warning["settled"] is None


def test_settled_ones_are_only_listed_when_asked_for(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Services(Home(home), lambda: NOW) as services:
        services.warnings.settle(services.warnings.standing(), "Overtime agreed")
    assert main(["warnings"]) == 0
    assert capsys.readouterr().out == "No hours want a look.\n"
    assert main(["warnings", "--settled"]) == 0
    said = capsys.readouterr().out
    assert "Benali Karim" in said
    assert "Settled: Overtime agreed" in said

"""The list of conflicts for scripts and for those who hear the screen; many settled at once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ave_tui.cli import main
from ave_tui.domain.changes import Change
from ave_tui.paths import Home
from ave_tui.services.workspace import Services
from tests.homes import empty_home, introduce
from tests.services.small_world import World

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def disputed(ave_home: Path, tmp_path: Path) -> str:
    """Return a company that two laptops named, and another that one of them deleted."""
    world = World(ave_home, lambda: NOW)
    company, gone = world.company("Bâti"), world.company("Nord")
    with Services(empty_home(tmp_path / "other"), lambda: NOW) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        world.make("company", company, name="A [/]")
        world.withdraw("company", gone)
        other.ledger.commit([Change("company", company, {"name": "B"})])
        other.ledger.commit([Change("company", gone, {"name": "Nord SA"})])
        world.bring_in(other)
    world.close()
    return company


def asked(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert main(["conflicts", "--json", *more]) == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def test_a_script_gets_every_claim(disputed: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = asked(capsys)
    assert (said["ok"], said["count"]) == (True, 2)
    field, deletion = said["conflicts"]
    assert {name: field[name] for name in ("kind", "table", "row", "field")} == {
        "kind": "field",
        "table": "company",
        "row": disputed,
        "field": "name",
    }
    assert {claim["value"] for claim in field["claims"]} == {"A [/]", "B"}
    for claim in field["claims"]:
        assert claim["at"].startswith("2026-11-23T")
        assert len(claim["device"]) == 16
        (unseen,) = claim["had_not_seen"]
        assert unseen["device"] != claim["device"]
    assert [claim["here"] for claim in deletion["claims"]] == [False, True]
    assert (deletion["kind"], [claim["value"] for claim in deletion["claims"]]) == (
        "deletion",
        [0, 1],
    )


def test_every_line_makes_sense_when_it_is_heard(
    disputed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["conflicts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Two values. Company ")
    assert lines[1].startswith("  ")
    assert any("had not seen the changes of Cherif Amina since 23 Nov" in line for line in lines)
    assert lines[-1] == "2 conflicts."


@pytest.mark.parametrize(("way", "name", "deleted"), [("mine", "A [/]", 1), ("theirs", "B", 0)])
def test_a_script_settles_all_in_one_step(
    disputed: str,
    ave_home: Path,
    capsys: pytest.CaptureFixture[str],
    way: str,
    name: str,
    deleted: int,
) -> None:
    assert asked(capsys, "--settle", way) == {
        "ok": True,
        "conflicts": [],
        "count": 0,
        "settled": 2,
    }
    with Services(Home(ave_home), lambda: NOW) as services:
        found = services.database.connection.execute(
            "SELECT name, deleted FROM company ORDER BY id = ? DESC", (disputed,)
        ).fetchall()
        assert found[0][0] == name
        assert found[1][1] == deleted
        services.history.undo()
        assert services.history.total() > 0


def test_where_all_agree_that_is_said(ave_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty_home(ave_home)
    assert main(["conflicts"]) == 0
    assert capsys.readouterr().out == "Nothing to settle.\n"
    assert asked(capsys) == {"ok": True, "conflicts": [], "count": 0}

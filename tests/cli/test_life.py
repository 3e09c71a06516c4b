"""Handover files and portfolios from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.cli import main
from ave_tui.cli.opening import open_home
from ave_tui.domain.changes import Change, new_id
from ave_tui.paths import Home
from tests.cli.test_past import answer

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.domain.schema import Id


@pytest.fixture
def lea(home: Path) -> Id:
    """Return a colleague who takes over."""
    row = new_id()
    with open_home(Home(home)) as services:
        values = {"first_name": "Léa", "last_name": "Zola"}
        services.ledger.commit([Change("facilitator", row, dict(values))])
    return row


def a_reference(home: Path) -> str:
    with open_home(Home(home)) as services:
        row = services.records.find("public_contract")[0]
        return str(services.records.load("public_contract", row)["reference"])


def test_a_handover_is_one_command_and_one_document(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = a_reference(home)
    assert main(["handover", reference]) == 0
    printed = capsys.readouterr().out
    assert "Handover file" in printed
    assert reference in printed
    written = answer(capsys, "handover", reference.lower(), "--out", str(tmp_path / "a.pdf"))
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert written["file"] == str(tmp_path / "a.pdf")
    in_folder = answer(capsys, "handover", reference, "--out", str(tmp_path))
    assert in_folder["file"].endswith(f"handover-{reference.lower()}.pdf")


def test_an_unknown_reference_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handover", "2031-X999"]) == 1
    assert "No public contract is called" in capsys.readouterr().err
    assert main(["handover", a_reference(home), "--out", "a.odt"]) == 1
    assert "neither a PDF nor a text file" in capsys.readouterr().err


def test_a_portfolio_is_listed_tried_moved_and_taken_back(
    home: Path, lea: Id, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {each["id"]: each["contracts"] for each in answer(capsys, "portfolio")["facilitators"]}
    (me,) = set(before) - {lea}
    assert main(["portfolio"]) == 0
    name = next(
        line.split(":")[0] for line in capsys.readouterr().out.splitlines() if "Zola" not in line
    )
    tried = answer(capsys, "portfolio", name, "lea", "--dry-run")
    assert (tried["moved"], len(tried["contracts"])) == (False, before[me])
    moved = answer(capsys, "portfolio", name, "zola")
    assert moved["contracts"] == tried["contracts"]
    after = {each["id"]: each["contracts"] for each in answer(capsys, "portfolio")["facilitators"]}
    assert after == {me: 0, lea: before[me]}
    answer(capsys, "undo")
    undone = {each["id"]: each["contracts"] for each in answer(capsys, "portfolio")["facilitators"]}
    assert undone == before


def test_nobody_takes_over_from_themselves(
    home: Path, lea: Id, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["portfolio", "zola", "zola"]) == 1
    assert "whom it belongs to" in capsys.readouterr().err
    assert main(["portfolio", "zola", "nobody"]) == 1
    assert "No facilitator is called" in capsys.readouterr().err

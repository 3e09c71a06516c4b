"""Undo, redo and erasing from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ave_tui.cli import main
from ave_tui.cli.opening import open_home
from ave_tui.domain.changes import Change, new_id
from ave_tui.paths import Home
from tests.cli.test_commands import answer as answered
from tests.cli.test_commands import trusting

if TYPE_CHECKING:
    from pathlib import Path


def answer(capsys: pytest.CaptureFixture[str], *argv: str, status: int = 0) -> dict[str, Any]:
    """Run a command with --json and return its one object."""
    return dict(answered(capsys, *argv, status=status))


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with two companies and a person on it."""
    folder = tmp_path / "one"
    monkeypatch.setenv("AVE_HOME", str(folder))
    with open_home(Home(folder)) as services:
        services.ledger.prefer("space", new_id())
        for name in ("Bâti [A]", "Toit"):
            services.ledger.commit([Change("company", new_id(), {"name": name})])
        person = {"last_name": "Benali", "first_name": "Karim", "phone": "06 39 98 12 34"}
        services.ledger.commit([Change("participant", new_id(), dict(person))])
    return folder


def names(folder: Path) -> list[str]:
    """Return the companies in use."""
    with open_home(Home(folder)) as services:
        records = services.records
        return [records.label("company", row) for row in records.find("company")]


def test_undo_and_redo_say_what_they_do(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dry = answer(capsys, "undo", "--dry-run")
    assert (dry["applied"], dry["what"]) == (False, "Participant Benali Karim: made")
    answer(capsys, "undo")
    undone = answer(capsys, "undo")
    assert undone["said"] == "Undone: Company Toit: withdrawn"
    assert names(one) == ["Bâti [A]"]
    assert answer(capsys, "redo")["said"] == "Done again: Company Toit: brought back"
    assert main(["undo"]) == 0
    assert capsys.readouterr().out == "Undone: Company Toit: withdrawn\n"
    answer(capsys, "undo")
    refused = answer(capsys, "undo", status=1)
    assert refused["problem"] == "There is nothing to undo."
    assert answer(capsys, "undo", "--dry-run", status=1)["ok"] is False


def test_any_step_is_taken_back_by_its_number(
    one: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = answer(capsys, "undo", "--list")["steps"]
    assert [step["what"] for step in listed][-2:] == [
        "Company Toit: made",
        "Company Bâti [A]: made",
    ]
    number = str(listed[-1]["number"])
    assert answer(capsys, "undo", "--step", number)["said"].startswith("Taken back: ")
    assert names(one) == ["Toit"]
    assert main(["undo", "--list"]) == 0
    assert f"{number} ×" in capsys.readouterr().out
    refused = answer(capsys, "undo", "--step", number, status=1)
    assert refused["problem"] == "That is taken back already."
    assert answer(capsys, "redo", "--step", number, "--dry-run")["applied"] is False
    assert answer(capsys, "redo", "--step", number)["said"].startswith("Done again: ")
    assert answer(capsys, "redo", "--step", number, status=1)["ok"] is False
    assert names(one) == ["Bâti [A]", "Toit"]
    assert answer(capsys, "undo", "--step", "99", status=1)["ok"] is False


def test_a_file_is_forgotten_or_withdrawn_for_everybody_when_that_is_said(
    one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = str(tmp_path / "two")
    file = str(tmp_path / "x.ave")
    trusting(capsys, tmp_path, str(one), two)
    answer(capsys, "export", "--out", file)
    before = answer(capsys, "check", "--home", two)["state"]
    assert answer(capsys, "undo", "--import", "--home", two, status=1)["ok"] is False
    answer(capsys, "import", file, "--home", two)
    theirs = answer(capsys, "check", "--home", two)["state"]
    dry = answer(capsys, "undo", "--import", "x.ave", "--dry-run", "--home", two)
    assert (dry["applied"], dry["way"]) == (False, "here")
    assert answer(capsys, "check", "--home", two)["state"] == theirs
    done = answer(capsys, "undo", "--import", "--home", two)
    assert {**done, "applied": False} == dry
    assert answer(capsys, "check", "--home", two)["state"] == before
    answer(capsys, "import", file, "--home", two)
    assert answer(capsys, "check", "--home", two)["state"] == theirs
    answer(capsys, "export", "--out", str(tmp_path / "y.ave"), "--home", two)
    refused = answer(capsys, "undo", "--import", "--home", two, status=1)
    assert "You made an exchange file since." in refused["problem"]
    assert "colleagues' laptops" in refused["remedy"]
    assert main(["undo", "--import", "--everywhere", "--home", two]) == 0
    said = capsys.readouterr().out
    assert "withdraw it on your colleagues' laptops too" in said
    assert "Companies: 0 back again, 0 changed, 2 withdrawn" in said
    assert names(tmp_path / "two") == []
    taken = answer(capsys, "undo", "--import", "--home", two, status=1)
    assert taken["problem"] == "That is taken back already."
    assert answer(capsys, "redo", "--import", "--home", two)["way"] == "again"
    assert names(tmp_path / "two") == ["Bâti [A]", "Toit"]
    assert answer(capsys, "redo", "--import", "--home", two, status=1)["ok"] is False
    assert one.is_dir()


def test_a_person_is_erased_only_when_that_is_confirmed(
    one: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(capsys, "backup")
    assert answer(capsys, "privacy", "erase", "Nobody", status=1)["ok"] is False
    refused = answer(capsys, "privacy", "erase", "karim", "benali", status=1)
    assert refused["remedy"] == "Look at what would go, then add --yes."
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _prompt: "somebody")
    assert main(["privacy", "erase", "Benali Karim"]) == 1
    assert "That is not the name." in capsys.readouterr().err
    monkeypatch.setattr("builtins.input", lambda _prompt: "Benali Karim")
    assert main(["privacy", "erase", "Benali Karim"]) == 0
    said = capsys.readouterr().out
    assert "Benali Karim is erased for good." in said
    assert "One copy still holds the person" in said
    renewed = answer(capsys, "privacy", "renew")
    assert renewed["copies_removed"] == 1
    assert answer(capsys, "privacy", "renew")["copies_removed"] == 0
    assert answer(capsys, "check")["ok"] is True
    assert one.is_dir()


def test_a_script_erases_and_renews_at_once(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "backup")
    done = answer(capsys, "privacy", "erase", "Benali Karim", "--yes", "--renew")
    assert done["records"] == {"participant": 1}
    assert done["copies_removed"] == 1
    assert done["mentions"] == []
    assert len(list((one / "backups").glob("*.db"))) == 1
    assert answer(capsys, "undo", status=1)["problem"] == (
        "What was erased for good can't be brought back."
    )

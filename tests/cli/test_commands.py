"""The commands do what they say: output is data, errors are talk, the status tells."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest

from ave_tui import __version__
from ave_tui.cli import main


def answer(capsys: pytest.CaptureFixture[str], *argv: str, status: int = 0) -> dict[str, object]:
    """Run a command with --json and return its one object."""
    capsys.readouterr()
    assert main([*argv, "--json"]) == status
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    found: dict[str, object] = json.loads(out)
    return found


def trusting(capsys: pytest.CaptureFixture[str], folder: Path, *homes: str) -> None:
    """Let the owners of homes exchange cards and compare the digits."""
    cards = [str(folder / f"{n}.avecard") for n in range(len(homes))]
    for home, card in zip(homes, cards, strict=True):
        answer(capsys, "keys", "card", "--out", card, "--home", home)
    for home, mine in zip(homes, cards, strict=True):
        for card in cards:
            if card != mine:
                answer(capsys, "keys", "trust", card, "--yes", "--home", home)


def test_version_and_help_answer(capsys: pytest.CaptureFixture[str]) -> None:
    for argument in ("--version", "--help"):
        with pytest.raises(SystemExit) as left:
            main([argument])
        assert left.value.code == 0
    out = capsys.readouterr().out
    assert __version__ in out
    assert "hours" in out


@pytest.mark.parametrize("argv", [["demo", "--facilitators", "0"], ["fly"], ["import"]])
def test_misuse_is_said_with_status_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(argv)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "can't be understood" in said.err
    assert said.err.count("Usage:") == 1


@pytest.mark.parametrize(
    "argv", [["fly"], ["import"], ["check", "all"], ["demo", "--seed"], ["demo", "--seed", "x"]]
)
def test_misuse_is_said_in_french(
    argv: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    with pytest.raises(SystemExit):
        main(argv)
    said = capsys.readouterr().err
    assert "Commande non comprise" in said
    assert not re.search(r"\b(argument COMMAND|choose|required|expected|invalid|arguments)\b", said)


def test_where_names_the_folders_and_makes_none(
    ave_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, "where")["home"] == str(ave_home)
    assert not ave_home.exists()


def test_home_is_chosen_before_and_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    assert answer(capsys, "--home", str(other), "where")["home"] == str(other)
    assert answer(capsys, "where", "--home", str(other))["home"] == str(other)


def test_check_counts_a_facilitator_year(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "check")
    assert found["ok"] is True
    rows = found["rows"]
    assert isinstance(rows, dict)
    assert (rows["company"], rows["participant"], rows["employment_contract"]) == (50, 159, 209)
    assert isinstance(found["seconds"], int)
    assert 67_000 * 3600 < found["seconds"] < 71_000 * 3600
    assert re.fullmatch("[0-9a-f]{64}", str(found["state"]))
    assert home.is_dir()


def test_the_same_seed_makes_the_same_records(
    made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again, other = tmp_path / "again", tmp_path / "other"
    main(["demo", "--into", str(again), "--until", "2026-10"])
    main(["demo", "--into", str(other), "--until", "2026-10", "--seed", "2"])
    states = [
        answer(capsys, "check", "--home", str(home))["state"] for home in (made_up, again, other)
    ]
    assert states[0] == states[1] != states[2]


def test_two_homes_of_one_seed_exchange_what_they_wrote_apart(
    made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    homes = [str(tmp_path / "one"), str(tmp_path / "two")]
    for home in homes:
        main(["demo", "--into", home, "--until", "2026-10"])
    assert (
        answer(capsys, "check", "--home", homes[0])["state"]
        == (answer(capsys, "check", "--home", str(made_up))["state"])
    )
    trusting(capsys, tmp_path, *homes)
    files = [str(tmp_path / f"{n}.ave") for n in range(2)]
    for home, file in zip(homes, files, strict=True):
        answer(capsys, "export", "--out", file, "--home", home)
    for home, file in zip(homes, reversed(files), strict=True):
        preview = answer(capsys, "import", file, "--dry-run", "--home", home)
        assert preview["applied"] is False
        brought = answer(capsys, "import", file, "--home", home)
        assert {**brought, "applied": False} == preview
    assert len({str(answer(capsys, "check", "--home", home)["state"]) for home in homes}) == 1


def test_records_are_never_overwritten_by_made_up_ones(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = answer(capsys, "demo", "--into", str(home), status=1)
    assert refused["ok"] is False
    assert "already" in str(refused["problem"])


@pytest.mark.parametrize("damage", ["cut", "flip", "text", "missing"])
def test_a_bad_file_is_refused_and_changes_nothing(
    damage: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.ave"
    trusting(capsys, tmp_path, str(home), str(tmp_path / "other"))
    assert main(["export", "--out", str(file)]) == 0
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    match damage:
        case "cut":
            file.write_bytes(content[: len(content) // 2])
        case "flip":
            file.write_bytes(content)
        case "text":
            file.write_text("bonjour", "utf-8")
        case _:
            file.unlink()
    before = answer(capsys, "check")
    assert main(["import", str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("ave-tui: ")
    assert answer(capsys, "check") == before
    assert home.is_dir()


def test_a_backup_opens_and_holds_the_same(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(answer(capsys, "backup")["file"])
    restored = tmp_path / "restored"
    restored.mkdir()
    (restored / "ave.db").write_bytes(Path(file).read_bytes())
    (restored / "ave.key").write_bytes((home / "ave.key").read_bytes())
    state = answer(capsys, "check")["state"]
    assert answer(capsys, "check", "--home", str(restored))["state"] == state


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_files_are_their_users_alone(home: Path, made_up: Path) -> None:
    for name in ("ave.db", "ave.key"):
        assert stat.S_IMODE((made_up / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(made_up.stat().st_mode) == 0o700
    assert home.is_dir()


def test_a_bug_is_noted_without_what_was_recorded(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = "Karim Benali"

    def fail(*_: object) -> None:
        raise KeyError(recorded)

    monkeypatch.setattr("ave_tui.services.upkeep.check", fail)
    assert main(["check"]) == 1
    said = capsys.readouterr()
    log = (home / "ave-tui.log").read_text("utf-8")
    assert str(home / "ave-tui.log") in said.err
    assert "KeyError" in log
    assert "Benali" not in log + said.err + said.out

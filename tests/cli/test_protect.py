"""A password from the command line: asked in a terminal, read from a file, never an argument."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ave_tui.cli import main
from ave_tui.services import recovery_sheet
from ave_tui.storage import wrapping

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

PHRASE = "cheval agrafe pile"
OTHER = "une autre phrase"
REAL_COST = wrapping.COST


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a guess cost little."""
    monkeypatch.setattr(wrapping, "COST", 2**4)
    for name in ("AVE_PASSPHRASE_FILE", "AVE_NEW_PASSPHRASE_FILE", "AVE_RECOVERY_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what will be typed when a password is asked for, the next one first."""
    waiting: list[str] = []
    monkeypatch.setattr(getpass, "getpass", lambda _question: waiting.pop(0))
    return waiting


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is printed on the sheets that are made."""
    seen: list[str] = []
    draw = recovery_sheet.draw_sheet

    def look(secret: str, structure: str, made_on: date) -> bytes:
        seen.append(secret)
        return draw(secret, structure, made_on)

    monkeypatch.setattr(recovery_sheet, "draw_sheet", look)
    return seen


def ask_json(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, object]:
    capsys.readouterr()
    assert main([*argv, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_on_change_off(home: Path, typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert ask_json(capsys, "where")["protected"] is False
    assert main(["backup"]) == 0
    typed += [PHRASE, PHRASE]
    assert main(["protect", "on"]) == 0
    assert "Make a recovery sheet" in capsys.readouterr().out
    assert ask_json(capsys, "where")["protected"] is True
    status = {"ok": True, "protected": True, "sheets": 0, "remembered": False}
    assert ask_json(capsys, "protect") == status
    typed += ["wrong", "wrong again", PHRASE]
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert said.err.count("not the password") == 2
    assert "All is well" in said.out
    typed += ["wrong"] * 3
    assert main(["check"]) == 1
    assert capsys.readouterr().err.count("not the password") == 3
    typed += [PHRASE, OTHER, OTHER]
    assert main(["protect", "change"]) == 0
    typed += [PHRASE]
    assert main(["protect", "off"]) == 1
    typed += [OTHER]
    assert main(["protect", "off"]) == 0
    assert "whoever has this laptop" in capsys.readouterr().out
    assert main(["check"]) == 0
    assert typed == []


def test_a_first_password_is_asked_twice_and_must_be_long(
    home: Path, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    typed += ["court"]
    assert main(["protect", "on"]) == 1
    assert "too short" in capsys.readouterr().err
    typed += [PHRASE, OTHER]
    assert main(["protect", "on"]) == 1
    assert "not the same" in capsys.readouterr().err
    typed += ["neuf mots", "neuf mots"]
    assert main(["protect", "on"]) == 0
    assert "! Weak" in capsys.readouterr().err
    typed += ["neuf mots"]
    assert main(["protect", "on"]) == 1
    assert "protected already" in capsys.readouterr().err


def test_a_file_answers_for_a_script(
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "password"
    file.write_text(f"{PHRASE}\r\nmore\n", "utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("AVE_PASSPHRASE_FILE", str(file))
    assert main(["protect", "on"]) == 0
    assert main(["check"]) == 0
    assert capsys.readouterr().err == ""
    if sys.platform != "win32":
        file.chmod(0o644)
        assert main(["check"]) == 0
        assert "! Others can read" in capsys.readouterr().err
    file.write_text("something else", "utf-8")
    assert main(["check"]) == 1
    assert "not the password" in capsys.readouterr().err
    file.unlink()
    assert main(["check"]) == 1
    assert "AVE_PASSPHRASE_FILE can't be read" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a session without a terminal")
def test_nobody_to_ask_is_a_refusal(
    home: Path, typed: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    typed += [PHRASE, PHRASE]
    assert main(["protect", "on"]) == 0
    said = subprocess.run(
        [sys.executable, "-m", "ave_tui", "check"],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        start_new_session=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert "AVE_PASSPHRASE_FILE" in said.stderr
    assert "ask for it in: “Password”." in said.stderr
    assert "Traceback" not in said.stderr


def test_forgotten_the_sheet_at_hand(
    home: Path,
    tmp_path: Path,
    typed: list[str],
    secrets: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed += [PHRASE, PHRASE, PHRASE]
    assert main(["protect", "on"]) == 0
    sheet = tmp_path / "sheet.pdf"
    assert main(["protect", "sheet", "--out", str(sheet)]) == 0
    assert "delete the file" in capsys.readouterr().out
    assert sheet.read_bytes().startswith(b"%PDF")
    typed += [secrets[0][:-2] + "QQ"]
    assert main(["protect", "recover"]) == 1
    assert typed == [], "no new password is asked for before the sheet is right"
    typed += [secrets[0].lower(), OTHER, OTHER, OTHER]
    assert main(["protect", "recover"]) == 0
    assert main(["check"]) == 0


def test_forgotten_the_head_office_helps(
    home: Path,
    tmp_path: Path,
    typed: list[str],
    secrets: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed += [PHRASE, PHRASE, PHRASE]
    assert main(["protect", "on"]) == 0
    assert main(["protect", "sheet", "--out", str(tmp_path / "sheet.pdf")]) == 0
    request = ask_json(capsys, "protect", "ask", "--out", str(tmp_path))
    typed += secrets
    answer = ask_json(capsys, "protect", "answer", str(request["file"]))
    typed += ["12345", OTHER, OTHER]
    assert main(["protect", "recover", "--answer", str(answer["file"])]) == 1
    assert "does not open the answer" in capsys.readouterr().err
    typed += [str(answer["code"]), OTHER, OTHER, OTHER]
    assert main(["protect", "recover", "--answer", str(answer["file"])]) == 0
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    "argv", [["change"], ["off"], ["recover"], ["ask", "--out", "."], ["remember"], ["forget"]]
)
def test_without_a_password_there_is_nothing_to_do(
    home: Path, argv: list[str], typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    typed += [PHRASE, PHRASE, PHRASE]
    assert main(["protect", *argv]) == 1
    assert "not protected" in capsys.readouterr().err


def test_the_idle_lock_is_set(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protect", "lock", "5"]) == 0
    assert main(["protect", "lock", "0"]) == 0
    assert main(["protect", "lock", "241"]) == 1
    assert "240" in capsys.readouterr().err


def test_a_password_is_no_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["protect", "on", PHRASE])
    assert PHRASE not in capsys.readouterr().out
    assert REAL_COST == 2**16


def test_made_up_records_bring_nothing_along(home: Path) -> None:
    code = (
        "import sys; from ave_tui.cli import main; main(['check']);"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(said.stderr.split())
    assert "ave_tui.storage.database" in loaded
    heavy = {"nacl", "pyrage", "keyring", "reportlab", "segno", "getpass"}
    ours = {"ave_tui.storage.keyfile", "ave_tui.storage.wrapping", "ave_tui.services.protection"}
    assert loaded & (heavy | ours) == set()

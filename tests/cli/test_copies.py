"""Copies from the shell: made, listed, put elsewhere, gone back to; never half."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ave_tui.cli import copies as commands
from ave_tui.cli import main
from ave_tui.cli.opening import now, open_home
from ave_tui.domain.copies import Reason
from ave_tui.paths import Home
from ave_tui.services.alone import alone
from ave_tui.storage import backups
from ave_tui.storage.copies import copies, key_of
from tests.cli.test_commands import answer

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def changed(home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a home with a copy, and a change after it."""
    answer(capsys, "backup")
    enter(capsys)
    return home


def enter(capsys: pytest.CaptureFixture[str], hours: str = "3") -> None:
    """Type in some hours from the shell, for the first person who is at work on one lot only."""
    with open_home(Home(Path(os.environ["AVE_HOME"]))) as services:
        people = services.records.find("participant", "")
        names = services.records.names("participant", people)
    assert any(main(["hours", f"{names[one].label} {hours} 10/2026"]) == 0 for one in people)
    capsys.readouterr()


def the_copy(home: Path, reason: Reason = Reason.HAND) -> str:
    """Return the name of the one copy that was made for a reason."""
    (found,) = [copy.name for copy in copies(Home(home)) if copy.reason is reason]
    return found


def test_the_copies_are_listed(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "restore")["copies"]
    assert isinstance(found, list)
    assert [each["reason"] for each in found] == ["hand"]
    assert found[0]["good"]
    assert found[0]["operations"] > 1000
    assert main(["restore"]) == 0
    said = capsys.readouterr().out
    assert the_copy(changed) in said
    assert "asked for" in said
    assert " changes, " in said


def test_no_copy_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "restore") == {"ok": True, "copies": []}
    assert main(["restore"]) == 0
    assert "There is no copy yet." in capsys.readouterr().out
    assert home.is_dir()


def test_looking_changes_nothing(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = answer(capsys, "check")
    found = answer(capsys, "restore", the_copy(changed), "--dry-run")
    assert (found["restored"], found["lost"], found["gained"]) == (False, 1, 0)
    assert found["seconds_before"] == before["seconds"]
    lost_by = found["lost_by"]
    assert isinstance(lost_by, list)
    assert [one["operations"] for one in lost_by] == [1]
    assert answer(capsys, "check") == before


def test_going_back_takes_a_yes(
    changed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answer(capsys, "check")
    name = the_copy(changed)
    assert answer(capsys, "restore", name, status=1)["ok"] is False
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for said in ("", "n", "nope"):
        monkeypatch.setattr("builtins.input", lambda _asked, said=said: said)
        assert main(["restore", name]) == 1
        assert "--yes" in capsys.readouterr().err
    assert answer(capsys, "check") == before
    monkeypatch.setattr("builtins.input", lambda _asked: "Y ")
    assert main(["restore", name]) == 0
    out = capsys.readouterr().out
    assert "One change is newer than the copy" in out
    assert "Done: the records are those of the copy" in out
    assert answer(capsys, "check")["operations"] == int(str(before["operations"])) - 1


def test_there_and_back_again(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = answer(capsys, "check")
    done = answer(capsys, "restore", the_copy(changed), "--yes")
    assert done["restored"]
    aside = str(done["aside"])
    assert Path(aside).exists()
    assert answer(capsys, "check")["seconds"] == done["seconds_after"]
    again = answer(capsys, "restore", aside, "--yes")
    assert again["gained"] == 1
    after = answer(capsys, "check")
    assert (after["state"], after["seconds"]) == (before["state"], before["seconds"])
    assert "ave.lock" in [path.name for path in changed.iterdir()]


def test_beside_open_screens_nobody_goes_back(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with alone(Home(changed)):
        refused = answer(capsys, "restore", the_copy(changed), "--yes", status=1)
        assert "open in another window" in str(refused["problem"])
        enter(capsys, "4")
    assert answer(capsys, "restore", the_copy(changed), "--dry-run")["lost"] == 2


@pytest.mark.parametrize("damage", ["flip", "cut", "zeros", "empty", "gone"])
def test_damage_is_told_with_the_copy_to_go_back_to(
    changed: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    name = the_copy(changed)
    path = changed / "ave.db"
    match damage:
        case "flip":
            content = bytearray(path.read_bytes())
            for page in range(5, len(content) // 4096):
                content[page * 4096 + 99] ^= 1
            path.write_bytes(content)
        case "cut":
            os.truncate(path, path.stat().st_size // 2)
        case "zeros":
            path.write_bytes(bytes(path.stat().st_size))
        case "empty":
            os.truncate(path, 0)
        case _:
            path.unlink()
    for argv in (["hours", "x 3 10/2026"], ["check"], ["export", "--out", str(changed / "a.ave")]):
        assert main(argv) == 1, argv
        said = capsys.readouterr()
        assert said.out == ""
        assert f"ave-tui restore {name}" in said.err, argv
        assert "Something went wrong" not in said.err
    assert not (changed / "ave-tui.log").exists()
    assert main(["restore", name, "--yes"]) == 0
    assert answer(capsys, "check")["ok"]


@pytest.mark.parametrize("name", ["nothing.db", "", "ave.key", "/"])
def test_what_is_no_copy_is_refused(
    changed: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = answer(capsys, "check")
    path = str(changed / name) if name.endswith("key") else name
    assert main(["restore", path, "--yes"]) == 1
    assert capsys.readouterr().err.startswith("ave-tui: ")
    assert answer(capsys, "check") == before


def test_a_copy_is_put_elsewhere_too(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert main(["backup", "--out", str(stick)]) == 0
    said = capsys.readouterr().out
    (copy,) = stick.iterdir()
    assert str(copy) in said
    assert "The key is not with it" in said
    assert main(["backup", "--out", str(tmp_path / "pulled")]) == 1
    assert "a copy on this laptop is made" in capsys.readouterr().err
    assert answer(capsys, "restore", str(copy), "--dry-run")["lost"] == 0
    assert len(copies(Home(home))) >= 1


def test_a_copy_with_a_key_of_its_own_says_nothing_of_it(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., Path] = backups.back_up

    def with_key(*more: object) -> Path:
        path = real(*more)
        shutil.copy(home / "ave.key", key_of(path))
        return path

    monkeypatch.setattr(backups, "back_up", with_key)
    assert main(["backup", "--out", str(tmp_path)]) == 0
    assert "The key is not" not in capsys.readouterr().out
    assert list(tmp_path.glob("*.key"))


def test_whoever_only_uses_the_shell_has_a_copy_a_day(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(capsys, "3")
    enter(capsys, "4")
    assert [copy.reason for copy in copies(Home(home))] == [Reason.CLOSE]


@pytest.mark.parametrize("what", ["full", "stopped"])
def test_a_copy_that_fails_keeps_nobody_from_leaving(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    if what == "full":
        usage = shutil.disk_usage(home)._replace(free=1)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    else:

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(backups, "_copy", stop)
    with open_home(Home(home)) as services:
        services.settings.use_theme("textual-light")
        commands.copy_on_leaving(services)
    said = capsys.readouterr()
    assert "No copy was made this time; your records are kept." in said.err
    assert ("no room on the disk" in said.err) == (what == "full")
    assert said.out == ""
    assert answer(capsys, "check")["ok"]
    assert list((home / "backups").iterdir()) == []


def test_a_copy_that_finds_damage_says_so_and_lets_go(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = the_copy(changed)
    with open_home(Home(changed)) as services:
        services.settings.use_theme("textual-light")
    content = bytearray((changed / "ave.db").read_bytes())
    content[-4096 + 99] ^= 1
    content[len(content) // 2 // 4096 * 4096 + 99] ^= 1
    (changed / "ave.db").write_bytes(content)
    with open_home(Home(changed)) as services:
        commands.copy_on_leaving(services)
    said = capsys.readouterr().err
    assert "No copy was made" in said
    assert f"ave-tui restore {name}" in said


def test_two_homes_can_be_gone_back_to_from_scripts(
    changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A whole disk is gone: the copy and the key are all there is."""
    new = tmp_path / "new laptop"
    new.mkdir()
    shutil.copy(changed / "ave.key", new / "ave.key")
    copy = changed / "backups" / the_copy(changed)
    found = answer(capsys, "restore", str(copy), "--yes", "--home", str(new))
    assert (found["readable"], found["aside"]) == (False, "")
    assert answer(capsys, "check", "--home", str(new))["ok"]
    assert now().tzinfo is not None
    assert json.dumps(found)


def test_a_bad_place_is_told_by_where(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(capsys, "where")
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("OneDrive", str(home.parent))
    assert answer(capsys, "where")["home"] == str(home)
    main(["where"])
    assert "OneDrive synchronises" in capsys.readouterr().err

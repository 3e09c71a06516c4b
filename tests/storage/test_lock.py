"""One program at a time has a home's screens; the system lets go when it ends, however it ends."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ave_tui.paths import Home
from ave_tui.services.alone import alone
from ave_tui.storage.connection import lock, unlock
from ave_tui.storage.errors import AlreadyOpenError

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import pathlib, sys
from ave_tui.paths import Home
from ave_tui.services.alone import alone
with alone(Home(pathlib.Path(sys.argv[1]))) as taken:
    print(taken, flush=True)
    sys.stdin.read()
"""


def test_a_second_one_is_told_and_a_third_after_it_is_not(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with alone(home) as first:
        assert first is None
        with alone(home) as second:
            assert isinstance(second, AlreadyOpenError)
        with alone(Home(tmp_path / "other")) as elsewhere:
            assert elsewhere is None
    with alone(home) as third:
        assert third is None


@pytest.mark.parametrize("killed", [True, False])
def test_a_program_that_is_gone_holds_nothing(tmp_path: Path, killed: bool) -> None:
    home = Home(tmp_path / "home")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "None\n"
        with alone(home) as taken:
            assert isinstance(taken, AlreadyOpenError)
        if killed:
            holder.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        else:
            assert holder.stdin is not None
            holder.stdin.close()
        holder.wait(30)
    with alone(home) as taken:
        assert taken is None


def test_a_lock_file_left_lying_is_no_lock(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.lock.write_text("12345", "utf-8")
    with alone(home) as taken:
        assert taken is None


def test_where_there_is_no_lock_nobody_is_kept_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lock(tmp_path / "not there" / "ave.lock") == -1
    if sys.platform != "win32":
        import fcntl

        def lacking(_handle: int, _how: int) -> None:
            raise OSError(errno.ENOLCK, "no locks")

        monkeypatch.setattr(fcntl, "flock", lacking)
        assert lock(tmp_path / "ave.lock") == -1
    unlock(-1)
    unlock(None)


@pytest.mark.skipif(sys.platform == "win32", reason="the real one is used there")
def test_windows_says_denied_of_what_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Runtime:
        LK_NBLCK = 2
        taken = False

        @classmethod
        def locking(cls, _handle: int, _how: int, _bytes: int) -> None:
            if cls.taken:
                raise PermissionError(errno.EACCES, "denied")
            cls.taken = True

    monkeypatch.setitem(sys.modules, "msvcrt", Runtime)
    monkeypatch.setattr(sys, "platform", "win32")
    held = lock(tmp_path / "ave.lock")
    assert held is not None
    assert held >= 0
    assert lock(tmp_path / "ave.lock") is None
    os.close(held)

"""Files are whole under their names or not there; a scanner that holds one is waited for."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

import pytest

from ave_tui.storage import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def held(times: int, real: Callable[..., Path]) -> Callable[..., Path]:
    """Return a rename that is refused so many times, as Windows does while somebody looks."""
    left = [times]

    def replace(source: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "in use")
        return real(source, target)

    return replace


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return how long was waited, instead of waiting."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    return waits


@pytest.mark.parametrize("times", [0, 1, 4])
def test_a_file_that_is_held_for_a_moment_is_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float], times: int
) -> None:
    unfinished, target = tmp_path / "a.part", tmp_path / "a"
    unfinished.write_text("new", "utf-8")
    target.write_text("old", "utf-8")
    monkeypatch.setattr(type(tmp_path), "replace", held(times, type(tmp_path).replace))
    files.put_in_place(unfinished, target)
    assert target.read_text("utf-8") == "new"
    assert not unfinished.exists()
    assert len(waited) == times
    assert sum(waited) < 0.5


def test_a_file_that_stays_held_is_told_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> None:
    unfinished, target = tmp_path / "a.part", tmp_path / "a"
    unfinished.write_text("new", "utf-8")
    target.write_text("old", "utf-8")
    monkeypatch.setattr(type(tmp_path), "replace", held(99, type(tmp_path).replace))
    with pytest.raises(PermissionError):
        files.put_in_place(unfinished, target)
    assert target.read_text("utf-8") == "old"
    assert len(waited) == 4


@pytest.mark.parametrize("way", ["copy", "write"])
def test_what_does_not_read_back_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """A stick that takes everything and keeps something else."""
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"x" * 3_000_000)
    if way == "copy":
        monkeypatch.setattr(files, "_same", lambda _one, _other: False)
        with pytest.raises(OSError, match="read back"):
            files.copy_whole(source, target)
        assert not target.exists()
    else:
        monkeypatch.setattr(type(tmp_path), "read_bytes", lambda _path: b"y")
        with pytest.raises(OSError, match="read back"):
            files.write_whole(target, b"x")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_copy_is_the_same_to_the_last_byte(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(os.urandom(2_500_001))
    target.write_bytes(b"old")
    files.copy_whole(source, target)
    assert target.read_bytes() == source.read_bytes()
    other = tmp_path / "c"
    other.write_bytes(source.read_bytes()[:-1])
    assert not files._same(source, other)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


def test_a_stick_that_is_pulled_leaves_no_file_under_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(_handle: int) -> None:
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(os, "fsync", pulled)
    source = tmp_path / "a"
    source.write_bytes(b"x")
    with pytest.raises(OSError, match="gone"):
        files.copy_whole(source, tmp_path / "b")
    with pytest.raises(OSError, match="gone"):
        files.write_whole(tmp_path / "b", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]

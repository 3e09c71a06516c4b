"""The power is cut at any moment: in the mode that the program uses nothing is ever lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.proof import power
from tests.proof.counts import many

if TYPE_CHECKING:
    from pathlib import Path

FULL = 2
"""What `PRAGMA synchronous` says of FULL."""


def test_the_program_uses_the_mode_that_is_proven(tmp_path: Path) -> None:
    assert power.mode_of_the_program(tmp_path / "home") == ("wal", FULL)


def test_a_power_cut_loses_nothing_that_was_acknowledged() -> None:
    assert set(power.cut(("wal", "full"), 80)) == {"ok"}


def test_without_synchronising_it_would() -> None:
    """The disk really forgets: otherwise the test above would prove nothing."""
    found = power.cut(("wal", "off"), 40)
    assert found["ok"] < found.total() / 2


@pytest.mark.long
@pytest.mark.parametrize("mode", power.MODES, ids="-".join)
def test_many_power_cuts(mode: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    found = power.cut(mode, many(80, 120, 2_000), seed=1)
    with capsys.disabled():
        sys.stdout.write(f"\n{' '.join(mode)}: {dict(found)}\n")
    if mode in {("wal", "full"), ("delete", "extra")}:
        assert set(found) == {"ok"}
    if mode[1] == "off":
        assert found["corrupt"] > 0
    if mode == ("wal", "normal"):
        assert found["lost"] > 0
        assert not found["corrupt"]

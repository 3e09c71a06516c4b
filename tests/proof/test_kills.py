"""kill -9 at any moment: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.counts import many
from tests.proof.kills import VICTIMS

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows cannot fork; tests/sync/test_kill.py kills there too"
)


def kill_often(victim: str, how_often: int, seed: int) -> str:
    """Kill a victim so many times in a process without threads, and return what it told."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.proof.kills", victim, str(how_often), str(seed)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("victim", VICTIMS)
def test_a_kill_leaves_all_or_nothing(victim: str) -> None:
    assert "3 kills" in kill_often(victim, 3, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("victim", VICTIMS)
def test_many_kills_leave_all_or_nothing(victim: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = kill_often(victim, many(5, 20, 400), seed=2)
    with capsys.disabled():
        sys.stdout.write(f"\n{told}")

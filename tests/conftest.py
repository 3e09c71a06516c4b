"""What every test stands on: a home of its own, a clock that stands still, and how hard to try."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, settings

from tests.names import HOSTILE_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Deadlines and "too slow" measure the machine, not the program: tests/bench does that properly.
settings.register_profile(
    "quick", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("quick"), max_examples=150, print_blob=True)
settings.register_profile("long", settings.get_profile("ci"), max_examples=3000)
settings.load_profile(os.environ.get("AVE_HYPOTHESIS", "quick"))

# Paris in winter, as a fixed offset: Windows and slim containers know no time zone names.
NOW: Final = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1), "Europe/Paris"))


# The benchmarks drive a pseudo-terminal, which Windows has none of.
collect_ignore_glob = ["bench/*"] if sys.platform == "win32" else []


@pytest.fixture(autouse=True)
def ave_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test out of the developer's own records; the folder isn't made yet."""
    home = tmp_path / "ave-home"
    monkeypatch.setenv("AVE_HOME", str(home))
    return home


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Return a clock that always says Monday 23 November 2026, nine o'clock in Paris."""
    return lambda: NOW


@pytest.fixture
def hostile_names() -> tuple[str, ...]:
    """Return names that break programs which take their users' text for their own."""
    return HOSTILE_NAMES

"""Progress only grows, ends at the end, and loses nothing of what it counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.progress import counted, part, quiet


@given(st.integers(0, 2_000), st.floats(0, 1), st.floats(0, 1))
def test_progress_grows_within_its_part(count: int, one: float, other: float) -> None:
    first, last = sorted((one, other))
    told: list[float] = []
    assert list(counted(range(count), count, part(told.append, first, last))) == list(range(count))
    assert told == sorted(told)
    assert all(first <= done <= last or abs(done - last) < 1e-9 for done in told)
    assert abs(told[-1] - last) < 1e-9


def test_more_than_was_expected_is_not_more_than_all() -> None:
    told: list[float] = []
    assert len(list(counted(range(1_000), 10, told.append))) == 1_000
    assert max(told) == 1


def test_nobody_need_listen() -> None:
    assert list(counted("ab", 2, quiet)) == ["a", "b"]

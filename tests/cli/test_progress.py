"""A progress line is drawn for people who wait, and leaves nothing behind."""

from __future__ import annotations

import io

import pytest

from ave_tui.cli.progress import progress_line


class Terminal(io.StringIO):
    """Takes text as a terminal does."""

    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, seconds: float) -> str:
    """Draw a task of ten steps."""
    time = iter(range(100))
    with progress_line("Checking", stream, lambda: next(time) * seconds) as tell:
        for step in range(11):
            tell(step / 10)
    return stream.getvalue()


def test_who_waits_longer_than_a_second_sees_how_far_it_is() -> None:
    drawn = run(Terminal(), 0.3)
    lines = drawn.split("\r")
    assert "  20 %" not in drawn
    assert lines[1].startswith("Checking █████████░")
    assert lines[1].endswith(" 30 %")
    assert lines[-3].endswith("100 %")
    assert (lines[-2].strip(), lines[-1]) == ("", "")
    assert len(lines[-2]) == len(lines[-3])


@pytest.mark.parametrize(("stream", "seconds"), [(Terminal(), 0.01), (io.StringIO(), 1)])
def test_nothing_is_drawn_for_a_moment_or_into_a_file(stream: io.StringIO, seconds: float) -> None:
    assert run(stream, seconds) == ""


def test_a_failure_wipes_the_line_too() -> None:
    stream = Terminal()
    time = iter(range(100))

    def fail() -> None:
        with progress_line("Copying", stream, lambda: next(time)) as tell:
            tell(0.5)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert stream.getvalue().endswith(f"\r{' ' * len('Copying ' + 30 * '█' + '  50 %')}\r")

"""The command that says what wants doing today, as the first screen does."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ave_tui.cli.opening import open_home
from ave_tui.i18n import _, _n, say
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse

    from ave_tui.cli.answer import Answer
    from ave_tui.services.today_lines import Line

_MARKS: Final = ("✗", "!", "·")


def add_today(every: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the others."""
    every.add_parser("today", help=_("say what wants doing, the most urgent first")).set_defaults(
        run=today
    )


def today(asked: argparse.Namespace, answer: Answer) -> int:
    """List what wants doing, each line with why it is there."""
    with open_home(find_home(asked.home)) as services:
        lines = services.today.lines()
        for line in lines:
            about = f"{line.about}. " if line.about else ""
            mark = _MARKS[line.urgency]
            answer.line(f"{mark} {_(line.topic.label)}. {about}{say(line.why)}")
        if lines:
            answer.line(_n("one thing to do", "{count} things to do", len(lines)))
        else:
            answer.line(_("Nothing presses."))
        topics = Counter(line.topic.name.lower() for line in lines)
        answer.data(
            ok=True, lines=[_as_data(line) for line in lines], count=len(lines), topics=topics
        )
    return 0


def _as_data(line: Line) -> dict[str, object]:
    return {
        "topic": line.topic.name.lower(),
        "urgency": line.urgency.name.lower(),
        "about": line.about,
        "why": say(line.why),
        "since": line.since,
        "opens": line.opens._asdict(),
    }

"""Whom to call after a contract, and needs of companies that wait for somebody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.period_words import day_words
from ave_tui.domain.rules import value_on
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.storage.queries.needs import open_needs, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.rules import Dated
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.today import Portfolio

_SECTION: Final = Opens("section", "follow_up")


def calls_due(
    connection: Connection, portfolio: Portfolio, values: list[Dated], today: date
) -> Iterator[Line]:
    """Yield one line for all who are to be called this week: their list is one key away."""
    from ave_tui.domain.follow_up import State, asking_on
    from ave_tui.services.calls import due_calls

    asking = asking_on(values, today.isoformat())
    due = sorted(
        (call.next_on, leaver.name, call.state)
        for leaver, call in due_calls(connection, portfolio, asking, today)
        if call.state in (State.OVERDUE, State.THIS_WEEK)
    )
    if not due:
        return
    first, name, _state = due[0]
    late = sum(state is State.OVERDUE for _, _, state in due)
    if len(due) == 1:
        said = N_("To be called since {day}.") if late else N_("To be called by {day}.")
    elif late:
        said = N_("{count} people to call this week, {late} since before; the first since {day}.")
    else:
        said = N_("{count} people to call this week, the first on {day}.")
    yield Line(
        Topic.CALL,
        Urgency.SOON if late else Urgency.CALM,
        name,
        Sentence(said, {"count": len(due), "late": late, "day": first}),
        _SECTION,
        first.isoformat(),
    )


def needs(
    connection: Connection, portfolio: Portfolio, values: list[Dated], today: date
) -> Iterator[Line]:
    """Yield needs nobody is put forward for though the day is near, and candidates unanswered."""
    now = today.isoformat()
    near = (today + timedelta(days=value_on("need_warning_days", values, now))).isoformat()
    for need in open_needs(connection, portfolio, near):
        late = need.answer_by < now
        said = (
            N_("{job}: candidates were wanted by {day}, none is put forward.")
            if late
            else N_("{job}: candidates are wanted by {day}, none is put forward.")
        )
        yield Line(
            Topic.NEED,
            Urgency.LATE if late else Urgency.SOON,
            need.company,
            Sentence(said, {"job": need.job, "day": day_words(need.answer_by)}),
            Opens("record", "offer", need.offer),
            need.answer_by,
        )
    since = (today - timedelta(days=value_on("answer_days", values, now))).isoformat()
    for put in waiting(connection, portfolio, since):
        said = (
            N_("{job}: no answer for {name}, put forward on {day}.")
            if put.people == 1
            else N_("{job}: no answer for {count} candidates, the first of {day}.")
        )
        yield Line(
            Topic.NEED,
            Urgency.SOON,
            put.company,
            Sentence(
                said,
                {
                    "job": put.job,
                    "name": put.name,
                    "count": put.people,
                    "day": day_words(put.first_on),
                },
            ),
            Opens("record", "offer", put.offer),
            put.first_on,
        )

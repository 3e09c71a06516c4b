"""How a call and the exits of a year read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from ave_tui.domain.choices import ExitMoment
from ave_tui.domain.follow_up import State
from ave_tui.i18n import _, _n, day
from ave_tui.services.labels import join
from ave_tui.widgets.cells import Toned, one_line
from ave_tui.widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.exits import Tally
    from ave_tui.services.follow_up import Due
    from ave_tui.widgets.rows import Cell

_MARKS: Final = {
    State.OVERDUE: Toned("✗", "error"),
    State.THIS_WEEK: Toned("!", "warning"),
    State.LATER: Toned("·", "muted"),
    State.UNREACHABLE: Toned("?", "muted"),
}


def call_columns() -> tuple[Column, ...]:
    """Return the columns of the calls."""
    return (
        Column("", width=1),
        Column(_("Participant")),
        Column(_("Telephone"), width=14),
        Column(_("When"), width=12),
        Column(_("Call on"), width=11),
        Column(_("Calls"), width=6, align="right"),
        Column(_("Worked for"), width=22, gives_way=1, tone="muted"),
        Column(_("Job"), width=20, gives_way=2, tone="muted"),
    )


def call_cells(due: Due) -> Sequence[Cell]:
    """Return a call as a line."""
    call = due.call
    tries = str(call.tries) if call.tries else ""
    return (
        _MARKS[call.state],
        due.name,
        due.phone or Toned("–", "muted"),
        _(ExitMoment(call.moment).label),
        day(call.next_on),
        tries,
        due.employer,
        due.job,
    )


def about(due: Due) -> Text:
    """Return all that one wants to know before a call."""
    call = due.call
    text = Text(overflow="fold")
    reach = join(due.name, due.phone or _("no number"), due.email, by=" · ")
    text.append(one_line(reach), style="bold")
    work = join(due.job, due.employer, by=", ")
    left = _("left on {day}", day=day(call.ended_on))
    tried = _n("one call in vain", "{count} calls in vain", call.tries) if call.tries else ""
    reach = _("out of reach") if call.state is State.UNREACHABLE else ""
    text.append("\n" + one_line(join(work, left, tried, reach, by=" · ")))
    return text


def rate_columns() -> tuple[Column, ...]:
    """Return the columns of the exits."""
    return (
        Column(_("Exits"), share=1),
        Column(_("Left"), width=6, align="right"),
        Column(_("Lasting"), width=7, align="right"),
        Column(_("Transit."), width=8, align="right"),
        Column(_("Positive"), width=8, align="right"),
        Column(_("Dynamic"), width=10, align="right"),
        Column(_("Others"), width=6, align="right"),
        Column(_("Neutral"), width=7, align="right"),
        Column(_("To note"), width=7, align="right"),
    )


def rate_cells(told: Tally) -> Sequence[Cell]:
    """Return what became of people at one moment."""
    rate = "–" if told.rate is None else f"{round(told.rate)}\u00a0%"
    dynamic = f"{told.dynamic} · {rate}" if told.counted else rate
    return (
        _(told.moment.label),
        str(told.due),
        str(told.lasting),
        str(told.transition),
        str(told.positive),
        Toned(dynamic, "accent"),
        str(told.other),
        str(told.neutral),
        Toned(str(told.unknown), "warning" if told.unknown else "muted"),
    )

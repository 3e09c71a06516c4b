"""What a list of returns says of one: where it stands, when it was reminded, everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ave_tui.domain.choices import ReturnStatus
from ave_tui.domain.dates_text import month_text
from ave_tui.i18n import _, _n, day
from ave_tui.widgets.cells import one_line

if TYPE_CHECKING:
    from ave_tui.services.return_lines import ReturnLine


def state_of(line: ReturnLine) -> str:
    """Return where a return stands, and since when it is late."""
    if line.late:
        return _("Late since {day}", day=f"{line.due[8:]}/{line.due[5:7]}")
    if line.status is ReturnStatus.NIL:
        return _("Nil")
    return _(line.status.label)


def reminded(line: ReturnLine) -> str:
    """Return when the company was last reminded, and how often."""
    if not line.reminders:
        return ""
    when = f"{line.reminded_on[8:]}/{line.reminded_on[5:7]}"
    return (
        when if line.reminders == 1 else _("{day}, {count} times", day=when, count=line.reminders)
    )


def in_full(line: ReturnLine) -> Text:
    """Return everything about a return."""
    text = Text(overflow="fold")
    text.append(one_line(line.award.company_name), style="bold")
    where = " · ".join(part for part in (line.where, line.award.authority_name) if part)
    text.append("\n" + one_line(where))
    text.append(f"\n{month_text(line.month)} · {_(line.status.label)}", style="bold")
    facts = [_("Due by {day}.", day=day(line.due))]
    if line.received_on:
        facts.append(_("Received on {day}.", day=day(line.received_on)))
    people = _n("One person at work.", "{count} people at work.", line.people)
    facts.append(people if line.people else _("Nobody is known to be at work."))
    if line.reminders:
        said = _n(
            "Reminded once, on {day}.",
            "Reminded {count} times, last on {day}.",
            line.reminders,
            day=day(line.reminded_on),
        )
        facts.append(said)
    text.append("\n" + " ".join(facts))
    return text

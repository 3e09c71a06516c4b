"""The lines under the hours grid: who the row is, what the cell says, what is still due."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from ave_tui.domain.durations import parse_hours
from ave_tui.domain.errors import AveError
from ave_tui.domain.periods import Day, Month, WeekPiece
from ave_tui.i18n import _, _n, day, hours, say
from ave_tui.services.hours_entered import notes_of, person_of, place_of, warnings_of
from ave_tui.widgets.cells import one_line, width_of
from screens.hours_model import weekday

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.periods import Period
    from ave_tui.domain.words import Sentence
    from ave_tui.services.hours import Written
    from ave_tui.services.hours_figures import Figure
    from ave_tui.services.hours_rows import RowDetail
    from ave_tui.services.hours_table import Due

_BAR: Final = 8
_BETWEEN: Final = " · "


class HoursNotes(Static):
    """Four lines of text, each cut where the terminal ends."""

    DEFAULT_CSS = """
    HoursNotes {
        height: 4; padding: 0 1; background: $panel;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, lines: Sequence[Content]) -> None:
        """Show these lines."""
        self.update(Content("\n").join(lines))


def row_line(detail: RowDetail) -> Content:
    """Return who works where, for whom, and from when to when."""
    parts = [person_of(detail) or _("Without a name")]
    if detail.head_count:
        parts.append(_n("one person", "{count} people", detail.head_count))
    companies = dict.fromkeys(
        name for name in (detail.employer, detail.host, detail.holder) if name
    )
    parts += [" → ".join(companies), place_of(detail)]
    return Content.styled(one_line(_BETWEEN.join(part for part in parts if part)), "bold")


def dates_text(detail: RowDetail) -> str:
    """Return the dates of the contract, and those of the assignment where they differ."""
    contract = (detail.contract_starts_on, detail.contract_ends_on)
    assignment = (detail.starts_on, detail.ends_on)
    parts = []
    if any(contract):
        parts.append(_("Contract {dates}", dates=_from_to(*contract)))
    if any(assignment) and assignment != contract:
        parts.append(_("assignment {dates}", dates=_from_to(*assignment)))
    return _BETWEEN.join(parts)


def _from_to(first: str | None, last: str | None) -> str:
    if first and last:
        return f"{_day(first)} – {_day(last)}"
    if first:
        return _("since {day}", day=_day(first))
    return _("until {day}", day=_day(last or ""))


def _day(iso: str) -> str:
    try:
        return day(iso)
    except ValueError:
        return iso


def written_text(written: Written | None, now: datetime) -> str:
    """Return who wrote a cell last and when."""
    if written is None:
        return ""
    at = datetime.fromtimestamp(written.at_ms / 1000, UTC).astimezone(now.tzinfo)
    when = _("{day} at {time}", day=day(at.date()), time=f"{at:%H:%M}")
    name = written.name or (_("this laptop") if written.here else _("another laptop"))
    if written.withdrawn:
        return _("emptied by {name}, {when}", name=name, when=when)
    return _("by {name}, {when}", name=name, when=when)


def said_line(
    notes: Sequence[Sentence], warnings: Sequence[Sentence], *, about: str = ""
) -> Content:
    """Return warnings first, each with its mark, then what explains."""
    parts = [
        Content.styled(f"! {one_line(say(warning))}", "bold $text-warning") for warning in warnings
    ]
    parts += [Content(one_line(say(note))) for note in notes]
    if about and parts:
        parts.insert(0, Content.styled(_("{name}:", name=one_line(about)), "$text-muted"))
    return Content(" ").join(parts)


def error_line(error: AveError) -> Content:
    """Return what went wrong, and what to do about it."""
    problem = Content.styled(f"✗ {one_line(say(error.problem))}", "bold $text-error")
    return Content(" ").join([problem, Content(one_line(say(error.remedy)))])


def reading_line(text: str) -> Content:
    """Return what a typed text comes to; nothing while it is not finished."""
    try:
        seconds = parse_hours(text, most=None)
    except AveError:
        return Content()
    return Content(f"{one_line(text.strip())} = {hours(seconds)} h")


def in_two(said: Content, width: int) -> list[Content]:
    """Return a sentence in one line, or cut between words into two where one is too narrow."""
    if width_of(said.plain) <= width:
        return [said]
    cut = said.plain.rfind(" ", 0, width + 1)
    return [said] if cut < 1 else [said[:cut], said[cut + 1 :]]


def figure_line(figure: Figure, period: Period) -> Content:
    """Return what is to be said of a figure."""
    return said_line(list(notes_of(figure, period)), list(warnings_of(figure)))


def due_line(due: Due) -> Content:
    """Return hours due, done, and the balance, with a bar."""
    bar = Content()
    parts = []
    if due.due:
        full = min(_BAR, due.done * _BAR // due.due)
        bar = Content.styled("█" * full + "░" * (_BAR - full) + " ", "$text-accent")
        parts.append(f"{due.done * 100 // due.due} %")
        parts.append(_("Due {hours}", hours=hours(due.due)))
    parts.append(_("Declared {hours}", hours=hours(due.done)))
    if due.balance is not None:
        parts.append(_("Due − declared {hours}", hours=hours(due.balance)))
    moved = [f"+{hours(due.received)}"] if due.received else []
    moved += [f"−{hours(due.given)}"] if due.given else []
    if moved:
        parts.append(_("of which by pooling {hours}", hours=" ".join(moved)))
    if due.opening:
        parts.append(_("of which before {hours}", hours=hours(due.opening)))
    return bar + Content(_BETWEEN.join(parts))


def period_text(period: Period) -> str:
    """Return a period as one reads it."""
    match period:
        case Month(year, number):
            return f"{number:02d}/{year}"
        case WeekPiece(month, number):
            return _(
                "week {week} in {month}", week=number, month=f"{month.number:02d}/{month.year}"
            )
        case Day(on):
            return f"{weekday(on.weekday())} {day(on)}"

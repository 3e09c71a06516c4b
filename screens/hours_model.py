"""The hours of a service as the grid widget wants them: texts, marks and tones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import HoursKind, HoursStatus
from ave_tui.domain.eligible import Light
from ave_tui.domain.periods import Day, Month, WeekPiece
from ave_tui.domain.windows import ScopeKind
from ave_tui.i18n import _, hours
from ave_tui.services.hours_entered import person_of, place_of
from ave_tui.widgets.grid_model import EMPTY, Cell, FooterLine, GridColumn, TonedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.periods import Period
    from ave_tui.services.hours_figures import Figure
    from ave_tui.services.hours_table import HoursTable

_WORK: Final = str(HoursKind.WORK)
_PARTICIPANT: Final = ScopeKind.PARTICIPANT
_TRAINING: Final = str(HoursKind.TRAINING)
_MONTH_WIDTH: Final = 8
_WIDTH: Final = 6
"""A whole week of days then stands on a small terminal, and the parts of weeks with their month."""
_TOTAL_ROOM: Final = 9
_WITHDRAWN: Final = "✗ "
_NIL: Final = "–"
_WANTS_A_LOOK: Final = {
    Light.NEAR: "warning",
    Light.OVER: "error",
    Light.REFUSED: "error",
}
"""The tones of people whose eligibility ends or is over; that all is well needs no colour."""
_OUTSIDE: Final = ("✗", "error")
"""Validated, but outside eligibility: in no validated total until somebody decides."""
_VALIDATED_MARK: Final = "✓"
_MARKS: Final = {
    str(HoursStatus.VALIDATED): (_VALIDATED_MARK, "success"),
    str(HoursStatus.DISPUTED): ("≠", "error"),
}


def kind_label(kind: str) -> str:
    """Return the word for a kind of hours in the user's language."""
    return _(HoursKind(kind).label)


class HoursModel:
    """A table of hours, shown; made anew for each window, told when hours change."""

    def __init__(self, table: HoursTable) -> None:
        self.table = table
        self.periods: dict[str, Period] = {str(period): period for period in table.columns}
        self.columns: Sequence[GridColumn] = ()
        self.lay_out()

    def lay_out(self) -> bool:
        """Make room for the totals under the columns; tell whether any width has changed."""
        columns = tuple(
            GridColumn(str(period), heading(period), self._width(period))
            for period in self.table.columns
        )
        changed = columns != self.columns
        self.columns = columns
        return changed

    def _width(self, period: Period) -> int:
        total = max(self.table.sum_of(period, kind).declared for kind in (_WORK, _TRAINING))
        least = _MONTH_WIDTH if isinstance(period, Month) else _WIDTH
        return max(least, len(hours(total)) + 1)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self.table.row_count

    @property
    def label_titles(self) -> Sequence[str]:
        """Who, and where: what a grid is about needs no column."""
        match self.table.scope.kind:
            case ScopeKind.COMPANY:
                return _("Participant"), _("Lot")
            case ScopeKind.PARTICIPANT:
                return _("Employer"), _("Lot")
            case _:
                return _("Participant"), _("Employer")

    def row_id(self, row: int) -> str:
        """Return the assignment."""
        return self.table.assignment(row)

    def row_label(self, row: int) -> Sequence[str]:
        """Return who and where; a row that was withdrawn above its hours is marked."""
        detail = self.table.row(row).detail
        of = self.table.row(row)
        mark = _WITHDRAWN if detail.withdrawn else ""
        if not mark and of.person.light is not None and self.table.scope.kind != _PARTICIPANT:
            # As in the lists: the mark of how the person stands goes before the name.
            mark = f"{of.person.light.value} "
        person = mark + (person_of(detail) or _("Without a name"))
        if of.person.light in _WANTS_A_LOOK and not detail.withdrawn:
            person = TonedLabel(person, _WANTS_A_LOOK[of.person.light])
        match self.table.scope.kind:
            case ScopeKind.COMPANY:
                return person, place_of(detail)
            case ScopeKind.PARTICIPANT:
                return mark + detail.employer, place_of(detail)
            case _:
                return person, detail.employer

    def cell(self, row: int, key: str) -> Cell:
        """Return what a cell says."""
        return cell_of(self.table.figure(row, self.periods[key]))

    def row_total(self, row: int) -> str:
        """Return what counts of a row."""
        seconds = self.table.total(row)
        return "" if seconds is None else short(seconds)

    def footer(self) -> Sequence[FooterLine]:
        """Return the totals; disputed hours and the other kind of hours apart, where any are."""
        kind = self.table.kind
        other = _TRAINING if kind == _WORK else _WORK
        # A filter hides rows, never hours: the totals stay those of all rows, and say so.
        label = _("Total, all rows") if self.table.narrowed_by else _("Total")
        lines = [self._line(label, kind)]
        if self.table.sum_of_all(kind).disputed:
            lines.append(self._line(_("Disputed, apart"), kind, disputed=True))
        if self.table.sum_of_all(other).declared:
            lines.append(self._line(_("{kind}, apart", kind=kind_label(other)), other))
        return lines

    def _line(self, label: str, kind: str, *, disputed: bool = False) -> FooterLine:
        cells = {}
        for key, period in self.periods.items():
            total = self.table.sum_of(period, kind)
            if seconds := total.disputed if disputed else total.declared:
                cells[key] = hours(seconds)
        total = self.table.sum_of_all(kind)
        tone = "error" if disputed else "" if kind == self.table.kind else "muted"
        return FooterLine(label, cells, short(total.disputed if disputed else total.declared), tone)


def short(seconds: int) -> str:
    """Return a total; one that is too long for its column is rounded to the hour."""
    text = hours(seconds)
    return text if len(text) <= _TOTAL_ROOM else hours(round(seconds / 3600) * 3600)


def cell_of(figure: Figure) -> Cell:
    """Return a figure with the mark and tone of its state."""
    if figure.seconds is None:
        return Cell(mark=_NIL, tone="muted") if figure.nil else EMPTY
    mark, tone = _MARKS.get(figure.status or "", ("", ""))
    if mark == _VALIDATED_MARK and figure.outside not in ("", "ACCEPTED"):
        mark, tone = _OUTSIDE
    if figure.covered is not None:
        mark, tone = "", "muted"
    return Cell(
        hours(figure.seconds),
        figure.seconds,
        mark,
        tone,
        warning=figure.warns,
        detail=figure.composed,
        struck=figure.struck,
    )


def heading(period: Period) -> str:
    """Return the heading of a column."""
    match period:
        case Month(year, number):
            return f"{number:02d}/{year % 100:02d}"
        case WeekPiece(number=number):
            return _("W{week}", week=number)
        case Day(on):
            return f"{weekday(on.weekday())} {on.day}"


def weekday(number: int) -> str:
    """Return two letters for a day of the week."""
    return (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))[number]

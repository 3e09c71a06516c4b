"""What a sizing gives, in lines: the hours, what they mean, the inverse, and other figures."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.text import Text

from ave_tui.domain.durations import HOUR
from ave_tui.domain.errors import AveError
from ave_tui.domain.sizing_figures import Given
from ave_tui.domain.sizing_turned import effort_for, sensitivity, share_of_amount
from ave_tui.i18n import _, day
from ave_tui.services.sizing_papers import doubts_of
from ave_tui.services.sizing_words import (
    calculation,
    decimal,
    euros,
    figure_text,
    hours_text,
    percent,
    seconds_text,
)
from ave_tui.widgets.cells import one_line, width_of
from ave_tui.widgets.field_text import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.schema import Values
    from ave_tui.domain.sizing_figures import Sized, Step
    from ave_tui.domain.sizing_turned import Table
    from ave_tui.services.sizing import SizingService, Version
    from ave_tui.services.sizing_ground import Ground


@dataclass(frozen=True, slots=True)
class Face:
    """The figures on the screen, and what they are held against."""

    sizing: SizingService
    ground: Ground
    values: Values
    versions: list[Version]
    high: bool = False
    """There is room for a line each."""

    @property
    def months(self) -> int:
        """Over how many months people are counted."""
        months = self.values.get("months")
        return months if isinstance(months, int) and months > 0 else 6

    def text(self) -> Text:
        """Return everything below each other, what matters most first."""
        try:
            sized = self.sizing.size(self.ground, self.values)
        except AveError as error:
            lines = [Text(told(error), style="dim")]
            steps: tuple[Step, ...] = ()
        else:
            lines = list(self._lines(sized))
            steps = sized.steps
        if self.versions:
            lines += [Text(""), *map(self._version, self.versions)]
        lines += [Text(""), *map(_step, steps)]
        return Text("\n").join(lines)

    def _lines(self, sized: Sized) -> Iterator[Text]:
        given = Given.of(self.values)
        head = Text(_("{hours} due", hours=hours_text(Fraction(sized.due))), style="bold")
        head.append("   " + _("(unrounded {exact})", exact=hours_text(sized.hours)), "not bold dim")
        yield head
        if kept := self._kept(sized):
            yield Text(kept, style="italic")
        yield Text(self._meaning(given, sized))
        for doubt in doubts_of(self.ground, sized):
            yield Text(f"! {doubt}", style="bold")
        wanted = self.values.get("wanted")
        if isinstance(wanted, int):
            yield Text(self._inverse(given, Fraction(wanted, HOUR)))
        if (table := sensitivity(given, self.ground.usages)) is not None:
            yield from _table(table)

    def _kept(self, sized: Sized) -> str:
        """Return what the records say, where that is another figure."""
        lot = self.ground.lot
        parts = []
        if lot is not None and lot.due_seconds is not None:
            due = self.sizing.due_now(self.ground)
            if due != sized.due_seconds:
                parts.append(_("notified {hours}", hours=seconds_text(due)))
        if lot is not None and lot.sized_seconds not in (None, sized.due_seconds):
            parts.append(_("kept sizing {hours}", hours=seconds_text(lot.sized_seconds or 0)))
        return " · ".join(parts)

    def _meaning(self, given: Given, sized: Sized) -> str:
        working = self.ground.working
        parts = [
            _("{count} FTE at {hours}", count=decimal(working.ftes(sized.hours)),
              hours=seconds_text(working.fte)),
            _("{count} people for {months} months", months=self.months,
              count=decimal(working.people(sized.hours, self.months), 1)),
        ]  # fmt: skip
        share = share_of_amount(given, sized.hours)
        if share is not None:
            parts.append(_("{share} of the amount", share=percent(share)))
        return ("\n" if self.high else " · ").join(parts)

    def _inverse(self, given: Given, wanted: Fraction) -> str:
        effort = effort_for(given, self.ground.usages, wanted)
        if effort is None:
            return _("No effort is asked for by this method.")
        said = _("{hours} need an effort of {effort}.", hours=hours_text(wanted),
                 effort=percent(effort))  # fmt: skip
        return said if effort <= 100 else said + " " + _("The labour does not hold so many.")

    def _version(self, version: Version) -> Text:
        due = version.values["due_seconds"]
        on_date = version.values["on_date"]
        parts = [day(str(on_date)) if on_date else "", _(version.given.method.label)]
        if version.change is not None:
            parts.append(version.change.number or version.change.name)
        if version.values["notes"]:
            parts.append(one_line(str(version.values["notes"])))
        line = Text()
        line.append(seconds_text(due) if isinstance(due, int) else "–", style="bold")
        line.append("  " + " · ".join(part for part in parts if part), style="dim")
        return line


def _step(step: Step) -> Text:
    told_step = f"{calculation(step)} = {figure_text(step.result)}"
    return Text(_("{name}:", name=_(step.label)) + f" {told_step}", "dim")


def _table(table: Table) -> Iterator[Text]:
    """Yield three rates by three efforts; the middle ones are those that were given."""
    heads = [percent(Fraction(effort, 100)) for effort in table.efforts]
    rates = [_("{amount}/h", amount=euros(rate)) for rate in table.rates] or [""]
    rows = [[hours_text(Fraction(due)) for due in row] for row in table.hours]
    wide = max(width_of(cell) for row in (heads, *rows) for cell in row) + 2
    first = max(max(map(width_of, rates)), width_of(_("Effort")))
    yield Text(_("Effort").ljust(first) + "".join(head.rjust(wide) for head in heads), "dim")
    for place, (rate, row) in enumerate(zip(rates, rows, strict=True)):
        line = Text(rate.ljust(first), style="dim")
        for column, cell in enumerate(row):
            is_given = column == 1 and place == len(rows) // 2
            line.append(cell.rjust(wide), style="not dim bold" if is_given else "not dim")
        yield line

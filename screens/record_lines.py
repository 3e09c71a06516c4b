"""The lines below a record: headings, what belongs to it, and a hint where nothing does yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from ave_tui.domain.eligible import Light
from ave_tui.i18n import _, hours
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from screens.record_cells import tone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.services.sheets import Adding, Section, Sheet, SheetLine
    from ave_tui.widgets.rows import Cell

_BOLD = Style(bold=True)
_PAST = Style(dim=True, strike=True)
_COLOURED = (Light.NEAR, Light.OVER, Light.REFUSED)
"""What wants a look is coloured; that all is well is said by the mark alone."""
_FIGURES = 9
_WIDE_FIGURES = 14


@dataclass(frozen=True, slots=True)
class SheetRows:
    """A sheet as the rows of a table."""

    rows: tuple[tuple[Section | None, SheetLine | None, Adding], ...]
    """A heading has its section; a line its record; a hint neither."""
    has_due: bool
    has_done: bool

    @classmethod
    def empty(cls) -> SheetRows:
        """Return no rows at all, as long as nothing was read."""
        return cls((), has_due=False, has_done=False)

    @classmethod
    def of(cls, sheet: Sheet) -> SheetRows:
        """Return the rows of a sheet."""
        rows: list[tuple[Section | None, SheetLine | None, Adding]] = []
        for section in sheet.sections:
            rows.append((section, None, section.adding))
            rows += [(None, line, line.adding) for line in section.lines]
            if not section.lines:
                rows.append((None, None, section.adding))
        told = [line.told for _, line, _ in rows if line is not None]
        return cls(
            tuple(rows),
            has_due=any(each.due is not None for each in told),
            has_done=any(each.done is not None for each in told),
        )

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns; figures only where a line has some."""
        return (
            Column("", share=3),
            Column("", share=2 if self.has_due else 4, gives_way=2, tone="muted"),
            *([Column(_("Due"), _FIGURES, align="right")] if self.has_due else []),
            *([Column(_("Done"), _FIGURES, align="right")] if self.has_done else []),
            *(
                [Column(_("Due - declared"), _WIDE_FIGURES, align="right", gives_way=1)]
                if self.has_due
                else []
            ),
        )

    @property
    def first_line(self) -> SheetLine | None:
        """The first record among the rows."""
        return next((line for _, line, _ in self.rows if line is not None), None)

    def row(self, index: int) -> Sequence[Cell]:
        """Return the cells of a row."""
        section, line, _adding = self.rows[index]
        if section is not None:
            title = _("{kind}: {count}", kind=_(section.title), count=section.count)
            return (Text(title, style=_BOLD), *self._figures(None))
        if line is None:
            return (Toned("  " + _("none yet: Ctrl+N adds"), "muted"), *self._figures(None))
        if line.told.over:
            return (Text(f"  {line.told.name}", style=_PAST), *self._figures(line))
        name = "  " * (line.depth + 1) + line.told.name
        light = line.told.light
        tone = tone_of(light) if light in _COLOURED else ""
        return (Toned(name, tone) if tone else name, *self._figures(line))

    def _figures(self, line: SheetLine | None) -> list[Cell]:
        told = line.told if line is not None else None
        cells: list[Cell] = [told.detail if told else ""]
        if self.has_due:
            cells.append(_hours(told.due if told else None))
        if self.has_done:
            cells.append(_hours(told.done if told else None))
        if self.has_due:
            left = told.balance if told else None
            cells.append(Toned(_hours(left), "success" if left is not None and left <= 0 else ""))
        return cells

    def line(self, index: int) -> SheetLine | None:
        """Return the record of a row, if it has one."""
        return self.rows[index][1] if index < len(self.rows) else None

    def adding(self, index: int) -> Adding | None:
        """Return what can be added at a row."""
        return self.rows[index][2] if index < len(self.rows) else None

    def place(self, index: int) -> tuple[str, Id] | int:
        """Return what the cursor is on: a record wherever it goes, or else the row."""
        line = self.line(index)
        return index if line is None else (line.table, line.row)

    def find(self, place: tuple[str, Id] | int) -> int:
        """Return the row of a place; the first where its record is gone."""
        if isinstance(place, int):
            return place
        rows = enumerate(self.rows)
        return next((i for i, (_, line, _) in rows if line and (line.table, line.row) == place), 0)


def _hours(seconds: int | None) -> str:
    return "" if seconds is None else hours(seconds)

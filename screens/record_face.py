"""A record in a few lines: its fields that say something, and its hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.text import Text

from ave_tui.domain.pace import pace_words, sparkline
from ave_tui.domain.schema import TABLES
from ave_tui.i18n import _, hours, language, say
from ave_tui.widgets.cells import one_line
from screens.record_cells import field_text, progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.records import RecordsService
    from ave_tui.services.sheets import Sheet

_BETWEEN: Final = "  ·  "


def said(records: RecordsService, table: str, values: Values) -> Iterator[tuple[str, str]]:
    """Yield label and text of every field of a record that says something."""
    for field in TABLES[table].fields:
        text = one_line(field_text(field, values.get(field.name), records.label)).strip()
        if text:
            yield _(field.label), text


def hours_line(sheet: Sheet) -> str:
    """Return the hours of a record: due, done and what is left; empty where it has none."""
    moved = moved_text(sheet)
    if sheet.due is None or sheet.balance is None:
        done = _("Done {done} h", done=hours(sheet.done)) if sheet.done else ""
        return " · ".join(filter(None, (done, moved)))
    line = _(
        "Due {due} h · done {done} h · due - declared {balance} h   {bar}",
        due=hours(sheet.due),
        done=hours(sheet.done or 0),
        balance=hours(sheet.balance),
        bar=progress(sheet.due, sheet.done).text,
    )
    if sheet.balance < 0:
        # More than was due is welcome, and is nobody else's (field.md 4.2).
        tenths = (2000 * (sheet.done or 0) // sheet.due + 1) // 2 if sheet.due else 0
        comma = "," if language() == "fr" else "."
        line += "   " + _(
            "surplus {hours} h ({share} %)",
            hours=hours(-sheet.balance),
            share=f"{tenths // 10}{comma}{tenths % 10}",
        )
    return f"{line}\n{moved}" if moved else line


def moved_text(sheet: Sheet) -> str:
    """Return which part of the hours done came by an agreement, and which went."""
    parts = []
    if sheet.received:
        parts.append(_("of which {hours} h by pooling", hours=hours(sheet.received)))
    if sheet.given:
        parts.append(_("{hours} h given to other lots", hours=hours(sheet.given)))
    return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Head:
    """The fields one after the other, and the hours below; a line ends between two fields."""

    fields: Sequence[Text]
    hours: str
    same: str = ""
    """The names of the records that are the same one."""
    pace: str = ""
    """Where its hours will land."""
    notes: Sequence[str] = ()
    """What else one should know."""

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield as many lines as the width asks for."""
        line = Text()
        for field in self.fields:
            if line and line.cell_len + len(_BETWEEN) + field.cell_len > options.max_width:
                yield line
                line = Text()
            line.append(_BETWEEN if line else "", style="dim")
            line.append_text(field)
        if line:
            yield line
        if self.same:
            yield Text(self.same, style="italic")
        if self.hours:
            yield Text(self.hours, style="bold")
        if self.pace:
            yield Text(self.pace)
        for note in self.notes:
            yield Text(note, overflow="fold")


def head(records: RecordsService, table: str, values: Values, sheet: Sheet) -> Head:
    """Return the fields of a record and its hours, to be seen above what belongs to it."""
    fields = [
        Text.assemble((_("{name}:", name=label), "dim"), " ", shown, overflow="fold")
        for label, shown in said(records, table, values)
    ]
    return Head(
        fields,
        hours_line(sheet),
        same_line(records, table, sheet),
        pace_line(sheet),
        [one_line(say(note)) for note in sheet.notes],
    )


def pace_line(sheet: Sheet) -> str:
    """Return where the hours will land, and the months behind that as bars."""
    if sheet.pace is None:
        return ""
    # The bars first: on a narrow terminal they stay in sight.
    return f"{sparkline(sheet.pace.months)}   {say(pace_words(sheet.pace.projection))}"


def same_line(records: RecordsService, table: str, sheet: Sheet) -> str:
    """Return which records are the same one, with what tells them apart; empty where none is."""
    names = records.names(table, sheet.same)
    called = " / ".join(one_line(names[row].whole) for row in sheet.same if row in names)
    return _("The same as {names}", names=called) if called else ""


def beside(records: RecordsService, table: str, row: Id) -> Text:
    """Return a record as it stands beside a list: a field a line, then what belongs to it."""
    values, sheet = records.load(table, row), records.sheet(table, row)
    text = Text(overflow="fold")
    text.append(one_line(records.label(table, row)) + "\n", style="bold")
    if same := same_line(records, table, sheet):
        text.append(same + "\n", style="italic")
    notes = [one_line(say(note)) for note in sheet.notes]
    for line in filter(None, (hours_line(sheet), pace_line(sheet), *notes)):
        text.append(line + "\n")
    for label, shown in said(records, table, values):
        text.append("\n" + _("{name}:", name=label), style="dim")
        text.append(f" {shown}")
    for section in sheet.sections:
        if not section.lines:
            continue
        text.append(f"\n\n{_(section.title)}", style="bold")
        for line_of in section.lines:
            indent = "  " * line_of.depth
            text.append(f"\n{indent}{one_line(line_of.told.name)}")
            detail = one_line(line_of.told.detail)
            if detail:
                text.append(f"  {detail}", style="dim")
    return text

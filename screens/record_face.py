"""A record in a few lines: its fields that say something, and its hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.text import Text

from ave_tui.domain.eligible import Light
from ave_tui.domain.pace import pace_words, sparkline
from ave_tui.i18n import _, hours, language, say
from ave_tui.widgets.cells import one_line
from screens.form_fields import fields_in_order
from screens.record_cells import field_text, progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.records import RecordsService
    from ave_tui.services.sheets import Sheet

_BETWEEN: Final = "  ·  "
_COLOURS: Final = {
    Light.OPEN: "green",
    Light.NEAR: "bold dark_orange",
    Light.OVER: "bold red",
    Light.REFUSED: "bold red",
}


def said(records: RecordsService, table: str, values: Values) -> Iterator[tuple[str, str]]:
    """Yield label and text of every field that says something, what is most often asked first."""
    for field in fields_in_order(table, ()):
        text = one_line(field_text(field, values.get(field.name), records.label)).strip()
        if text:
            yield _(field.label), text


def light_line(sheet: Sheet) -> Text | None:
    """Return how the person of a record stands, in the colour of the light; None for no person."""
    if sheet.light is None:
        return None
    said = one_line(f"{sheet.light.value} {say(sheet.stands)}")
    return Text(said, style=_COLOURS.get(sheet.light, "dim"), overflow="fold")


def validated_line(sheet: Sheet) -> str:
    """Return the validated hours, and what is left out of them and why; empty without any."""
    of = sheet.validated
    if not any(of):
        return ""
    parts = [_("Validated {hours} h", hours=hours(of.seconds))]
    if of.undecided:
        parts.append(
            _("{hours} h outside eligibility left out until decided", hours=hours(of.undecided))
        )
    if of.rejected:
        parts.append(_("{hours} h outside eligibility do not count", hours=hours(of.rejected)))
    if of.accepted:
        parts.append(_("{hours} h outside eligibility count", hours=hours(of.accepted)))
    return " · ".join(parts)


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
    """The hours, and the fields one after the other; a line ends between two fields."""

    fields: Sequence[Text]
    hours: str
    wants: Sequence[str] = ()
    """What is missing in it."""
    same: str = ""
    """The names of the records that are the same one."""
    profile: str = ""
    """What is still known of a person made anonymous."""
    remarks: Sequence[str] = ()
    light: Text | None = None
    validated: str = ""
    pace: str = ""
    """Where its hours will land."""
    notes: Sequence[str] = ()
    """What else one should know."""

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield as many lines as the width asks for."""
        # What one opens the record for comes first: a low terminal cuts the rest.
        if self.light is not None:
            yield self.light
        if self.same:
            yield Text(self.same, style="italic")
        if self.hours:
            yield Text(self.hours, style="bold")
        if self.pace:
            yield Text(self.pace)
        if self.validated:
            yield Text(self.validated)
        for sentence in self.wants:
            yield Text(f"! {sentence}", style="bold")
        if self.profile:
            yield Text(self.profile)
        for remark in self.remarks:
            yield Text(one_line(remark))
        for note in self.notes:
            yield Text(note, overflow="fold")
        line = Text()
        for field in self.fields:
            if line and line.cell_len + len(_BETWEEN) + field.cell_len > options.max_width:
                yield line
                line = Text()
            line.append(_BETWEEN if line else "", style="dim")
            line.append_text(field)
        if line:
            yield line


def head(records: RecordsService, table: str, values: Values, sheet: Sheet) -> Head:
    """Return the fields of a record and its hours, to be seen above what belongs to it."""
    fields = [
        Text.assemble((_("{name}:", name=label), "dim"), " ", shown, overflow="fold")
        for label, shown in said(records, table, values)
    ]
    wants = [say(sentence) for sentence in sheet.wants]
    same = same_line(records, table, sheet)
    return Head(
        fields,
        hours_line(sheet),
        wants,
        same,
        sheet.profile,
        sheet.remarks,
        _decidable(sheet),
        validated_line(sheet),
        pace_line(sheet),
        [one_line(say(note)) for note in sheet.notes],
    )


def _decidable(sheet: Sheet) -> Text | None:
    """Return how the person stands, and the key that decides where something wants deciding."""
    line = light_line(sheet)
    if line is not None and sheet.light is not Light.OPEN:
        line.append("  " + _("Ctrl+D decides."), style="dim")
    return line


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
    if (light := light_line(sheet)) is not None:
        text.append_text(light).append("\n")
    notes = [one_line(say(note)) for note in sheet.notes]
    for line in filter(None, (hours_line(sheet), pace_line(sheet), *notes)):
        text.append(line + "\n")
    for sentence in sheet.wants:
        text.append(f"! {say(sentence)}\n", style="bold")
    for remark in sheet.remarks:
        text.append(one_line(remark) + "\n")
    if line := validated_line(sheet):
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

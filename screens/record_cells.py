"""How figures, dates, codes and lights of records look in a line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from ave_tui.domain.eligible import NO_END, VALIDATED, Light
from ave_tui.domain.money_text import cents_text
from ave_tui.domain.schema import Kind
from ave_tui.domain.shares_text import hundredths_text
from ave_tui.i18n import _, day, hours
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ave_tui.domain.choices import Choice
    from ave_tui.domain.eligible import Lights
    from ave_tui.domain.schema import Field, Id, Value, Values
    from ave_tui.widgets.cells import Align
    from ave_tui.widgets.rows import Cell

_BAR: Final = 8
_SHORT: Final = 90
"""In per cent: below that, a last month hardly makes it good."""
_CHUNK: Final = 48
_TONES: Final = {
    Light.NEAR: "warning",
    Light.OVER: "error",
    Light.REFUSED: "error",
    Light.OPEN: "success",
}


class Look(Enum):
    """How a column's values are shown."""

    TEXT = auto()
    PERSON = auto()
    """Last and first name of the line."""
    DAY = auto()
    HOURS = auto()
    COUNT = auto()
    MONEY = auto()
    FLAG = auto()
    LIGHT = auto()
    """The end of an eligibility, with a mark that says whether it is near or over."""
    SPAN = auto()
    """From the start of the line to its end."""
    BAR = auto()
    """Done of due, as a bar and in per cent."""
    PACE = auto()
    """What will be done by the end, in per cent of what is due."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of a list of records.

    Args:
        name: What the overview calls it; lists are sorted by it.
        title: English, marked for translation.
        look: How its values are shown.
        width: Cells it takes; 0 to take a share instead.
        share: How many parts of the rest it takes.
        gives_way: The highest vanishes first where the terminal is narrow; 0 never.
        codes: The words for its codes.
    """

    name: str
    title: str
    look: Look = Look.TEXT
    width: int = 0
    share: int = 1
    gives_way: int = 0
    codes: type[Choice] | None = None

    @property
    def is_figure(self) -> bool:
        """Whether one looks for its largest first."""
        return self.look in (Look.HOURS, Look.COUNT, Look.MONEY, Look.BAR, Look.FLAG, Look.PACE)

    @property
    def column(self) -> Column:
        """The column of the table, in the user's language."""
        figures: Align = "right" if self.look in _AT_THE_RIGHT else "left"
        return Column(_(self.title), self.width, self.share, figures, self.gives_way)

    def cell(self, values: Values, lights: Lights) -> Cell:
        """Return what the column shows of a record."""
        value = values.get(self.name)
        if self.look is Look.PERSON:
            return person(values)
        if self.look is Look.SPAN:
            return span(values)
        if self.look is Look.BAR:
            return progress(values.get("due"), values.get("done"))
        if self.look is Look.PACE:
            return lands(value)
        if self.look is Look.LIGHT:
            return eligible(value, lights, values.get("eligible_status"))
        return _SIMPLE[self.look](value) if self.codes is None else code(self.codes, value)


def person(values: Values) -> Cell:
    """Return a person's name, last name first."""
    if values.get("erased"):
        return Toned(_("(erased)"), "muted")
    return " ".join(str(values[n]) for n in ("last_name", "first_name") if values.get(n))


def day_of(value: Value) -> str:
    """Return a date as the user writes it; what is none, as it is."""
    if not isinstance(value, str):
        return ""
    try:
        return day(value)
    except ValueError:
        return value


def span(values: Values) -> str:
    """Return the dates of a record: from – to."""
    first, last = day_of(values.get("starts_on")), day_of(values.get("ends_on"))
    return f"{first} – {last}" if first or last else ""


def hours_of(value: Value) -> str:
    """Return hours; nothing where nothing is known."""
    return hours(value) if isinstance(value, int) else ""


def code(codes: type[Choice], value: Value) -> str:
    """Return the word for a code; one of a later version of the program as it is."""
    words = {str(option): option.label for option in codes}
    if value is None:
        return ""
    return _(words[str(value)]) if str(value) in words else str(value)


def tone_of(light: Light) -> str:
    """Return the tone that repeats what the mark of a light says."""
    return _TONES.get(light, "muted")


def eligible(until: Value, lights: Lights, status: Value = VALIDATED) -> Toned:
    """Return the end of an eligibility with its mark; the tone only repeats the mark."""
    shown = lights.of(str(until), str(status or VALIDATED)) if until else Light.UNKNOWN
    end = _("no end") if until == NO_END else day_of(until)
    if shown is Light.REFUSED:
        end = _("refused")
    elif shown is Light.UNKNOWN and until:
        end = _("to check")
    return Toned(f"{shown.value} {end}".rstrip(), tone_of(shown))


def progress(due: Value, done: Value) -> Toned:
    """Return how much of the hours due is done, as a bar and in per cent."""
    if not isinstance(due, int) or due <= 0:
        return Toned(_("nothing due"), "muted")
    part = int(done or 0) / due
    filled = min(_BAR, int(part * _BAR))
    bar = "█" * filled + "░" * (_BAR - filled)
    return Toned(f"{bar} {int(part * 100):>3} %", "success" if part >= 1 else "accent")


def lands(share: Value) -> Cell:
    """Return where hours will land at this pace; the tone only repeats the mark."""
    if not isinstance(share, int):
        return Toned("–", "muted")
    return Toned(f"! {share} %", "warning") if share < _SHORT else f"→ {share} %"


def field_text(field: Field, value: Value, name_of: Callable[[str, Id], str]) -> str:
    """Return the value of a field as it is read; nothing where nothing was said."""
    if value is None or value == "":
        return ""
    if field.kind is Kind.REFERENCE:
        return name_of(field.target, str(value))
    if field.kind is Kind.CHOICES and field.choices:
        return ", ".join(code(field.choices, each) for each in str(value).split())
    if field.choices:
        return code(field.choices, value)
    if field.kind is Kind.FLAG:
        return _("Yes") if value else ""
    if isinstance(value, int):
        if field.kind is Kind.CENTS:
            return f"{cents_text(value)} €"
        if field.kind is Kind.HUNDREDTHS:
            return hundredths_text(value)
        return hours(value) if field.kind is Kind.SECONDS else str(value)
    return day_of(value) if field.kind is Kind.DATE else value


_AT_THE_RIGHT: Final = frozenset({Look.HOURS, Look.COUNT, Look.MONEY, Look.PACE})
_SIMPLE: Final[Mapping[Look, Callable[[Value], str]]] = {
    Look.TEXT: lambda value: "" if value is None else str(value),
    Look.DAY: day_of,
    Look.HOURS: hours_of,
    Look.COUNT: lambda value: str(value) if value else "",
    Look.MONEY: lambda value: f"{cents_text(value)} €" if isinstance(value, int) else "",
    Look.FLAG: lambda value: _("Yes") if value else "",
}


class RecordRows:
    """Lines of records, read a screenful at a time."""

    def __init__(
        self,
        ids: Sequence[Id],
        read: Callable[[Sequence[Id]], Mapping[Id, Values]],
        paint: Callable[[Values], Sequence[Cell]],
        known: dict[Id, Values],
    ) -> None:
        self.ids = ids
        self._read = read
        self._paint = paint
        self._known = known

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.ids)

    def row(self, index: int) -> Sequence[Cell]:
        """Return the cells of a line."""
        row = self.ids[index]
        if row not in self._known:
            near = [i for i in self.ids[index : index + _CHUNK] if i not in self._known]
            self._known.update(self._read(near))
        return self._paint(self._known.get(row, {}))

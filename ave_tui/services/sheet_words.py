"""What a line under a record is made of: its place, its parts, and how values read in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.i18n import _
from ave_tui.services.labels import day_text, join, lot_name, person_name

if TYPE_CHECKING:
    from ave_tui.domain.choices import Choice
    from ave_tui.domain.eligible import Light, Lights
    from ave_tui.domain.schema import Value, Values

_Order = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands, and when."""

    under: str
    """The table of the record it stands under: what that says already is not said again."""
    lights: Lights


@dataclass(frozen=True, slots=True)
class Told:
    """A record in one line: what it is, what else one wants to know, and its hours."""

    name: str
    detail: str
    order: _Order
    due: int | None = None
    done: int | None = None
    over: bool = False
    """It is past: shown, but one reckons with it no more."""
    under: str = ""
    """The record of its own kind that it stands under."""
    light: Light | None = None
    """How the person of the line stands; its mark stands in the line already."""

    @property
    def balance(self) -> int | None:
        """Due less declared."""
        return None if self.due is None else self.due - (self.done or 0)


def text(value: Value) -> str:
    """Return a value as text, nothing as an empty one."""
    return "" if value is None else str(value)


def day(value: Value) -> str:
    """Return a date as it is read."""
    return day_text(value) if isinstance(value, str) else ""


def span(values: Values) -> str:
    """Return the dates of a record: from – to."""
    first, last = day(values.get("starts_on")), day(values.get("ends_on"))
    return f"{first} – {last}".strip() if first or last else ""


def choice(codes: type[Choice], value: Value) -> str:
    """Return the word for a code; one of a later version of the program as it is."""
    if value is None:
        return ""
    known = {str(code): code.label for code in codes}
    return _(known[str(value)]) if str(value) in known else str(value)


def newest_first(value: Value) -> str:
    """Return a key that puts later dates first; those without a date before all."""
    return "".join(str(9 - int(figure)) for figure in text(value) if figure.isdecimal())


def seconds_of(value: Value) -> int | None:
    """Return hours; nothing where nothing is known."""
    return value if isinstance(value, int) else None


def person(values: Values) -> str:
    """Return a person's name, last name first."""
    return person_name(
        text(values.get("last_name")),
        text(values.get("first_name")),
        erased=bool(values.get("erased")),
    )


def whole_lot(values: Values) -> str:
    """Return a lot by its contract's reference, its number and its name."""
    lot = lot_name(text(values["lot_number"]), text(values["lot_name"]))
    return join(text(values["reference"]), lot, by=" · ")

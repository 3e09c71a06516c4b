"""What a table and a field are: the words in which the catalogue of records is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from ave_tui.domain.choices import Choice

Value = str | int | None
"""What a field holds in a row and in the log: text, a whole number, or nothing.

Dates are ISO text, flags 0 or 1, hours seconds, money cents, references hexadecimal ids.
"""
Values = dict[str, Value]
Id = str
"""32 hexadecimal digits of a UUID made offline."""


class Kind(Enum):
    """What a field holds; decides how it is checked, typed in and shown."""

    TEXT = auto()
    NOTE = auto()
    """Several lines of text."""
    DATE = auto()
    PERIOD = auto()
    """A month, a week's part in a month, or a day: hours.md."""
    MONTH = auto()
    SECONDS = auto()
    CENTS = auto()
    COUNT = auto()
    HUNDREDTHS = auto()
    """A figure with two decimals, as a share in percent, kept as whole hundredths."""
    FLAG = auto()
    CHOICE = auto()
    CHOICES = auto()
    """Several codes, sorted, with one space between them."""
    REFERENCE = auto()


NUMBERS: Final = frozenset({Kind.SECONDS, Kind.CENTS, Kind.COUNT, Kind.HUNDREDTHS, Kind.FLAG})


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table."""

    name: str
    kind: Kind
    label: str
    required: bool = False
    personal: bool = False
    """Tells something about a person: salted in the log, blanked by an erasure."""
    target: str = ""
    """The table a reference points to."""
    choices: type[Choice] | None = None
    signed: bool = False
    """A figure that may be taken off as well as added."""

    @property
    def default(self) -> Value:
        """What the field holds while nothing was said."""
        return 0 if self.kind is Kind.FLAG else None


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of record."""

    name: str
    label: str
    plural: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """Return a field by name; `KeyError` when there is none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)

    @property
    def blank(self) -> Values:
        """Return a row on which nothing has been said yet."""
        return {field.name: field.default for field in self.fields}


def text(name: str, label: str, *, required: bool = False, personal: bool = False) -> Field:
    """Return a field of one line."""
    return Field(name, Kind.TEXT, label, required, personal)


def note(name: str = "notes", label: str = N_("Notes"), *, required: bool = False) -> Field:
    """Return a field of several lines."""
    # Free text may name a person whatever the table: always treated as personal.
    return Field(name, Kind.NOTE, label, required, personal=True)


def day(name: str, label: str, *, required: bool = False, personal: bool = False) -> Field:
    """Return a field of a date."""
    return Field(name, Kind.DATE, label, required, personal)


def choice(
    name: str,
    label: str,
    codes: type[Choice],
    *,
    required: bool = False,
    personal: bool = False,
) -> Field:
    """Return a field of one code."""
    return Field(name, Kind.CHOICE, label, required, personal, choices=codes)


def link(name: str, label: str, target: str, *, required: bool = False) -> Field:
    """Return a field that points to a record of another table."""
    return Field(name, Kind.REFERENCE, label, required, target=target)


def seconds(name: str, label: str, *, required: bool = False, signed: bool = False) -> Field:
    """Return a field of hours."""
    return Field(name, Kind.SECONDS, label, required, signed=signed)


def cents(name: str, label: str, *, signed: bool = False) -> Field:
    """Return a field of euros."""
    return Field(name, Kind.CENTS, label, signed=signed)


def share(name: str, label: str) -> Field:
    """Return a field of a figure with two decimals."""
    return Field(name, Kind.HUNDREDTHS, label)


STARTS: Final = N_("Starts on")
ENDS: Final = N_("Ends on")

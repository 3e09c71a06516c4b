"""What a sentence says of a field's value: choices by their labels, hours, dates, names."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import Hours
from ave_tui.domain.laptops import short
from ave_tui.domain.money_text import cents_text
from ave_tui.domain.period_words import day_words, period_words
from ave_tui.domain.schema import Kind
from ave_tui.domain.shares_text import hundredths_text
from ave_tui.domain.words import N_, Sentence
from ave_tui.i18n import _
from ave_tui.services.labels import Named, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ave_tui.domain.schema import Field, Id, Value
    from ave_tui.storage.connection import Connection

NOTHING: Final = "–"
_LONGEST: Final = 60
_NOT_HERE: Final = Named("?")


class Names:
    """What the records that a page speaks of are called, read once for each table."""

    def __init__(self, connection: Connection, wanted: Mapping[str, Iterable[Id]]) -> None:
        self._named = {table: names_of(connection, table, rows) for table, rows in wanted.items()}

    def of(self, table: str, row: Id) -> Named:
        """Return what a record is called; a mark for one that is not here."""
        return self._named.get(table, {}).get(row, _NOT_HERE)


def laptop_name(device: str) -> str:
    """Return what a laptop is called where nobody's name is known."""
    return _("laptop {device}", device=short(device))


def moment(at_ms: int, like: datetime) -> datetime:
    """Return the time of an operation, in the time zone of this laptop's clock."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(like.tzinfo)


def value_words(field: Field, value: Value, names: Names) -> object:
    """Return what a sentence says of a value, in no language yet."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, int):
        return _number_words(field, value)
    match field.kind:
        case Kind.DATE:
            return day_words(value)
        case Kind.PERIOD | Kind.MONTH:
            return period_words(value)
        case Kind.REFERENCE:
            return names.of(field.target, value).label
        case Kind.CHOICE:
            return _choice(field, value)
        case Kind.CHOICES:
            return _all_of([_choice(field, code) for code in value.split()])
        case _:
            line = " ".join(value.split())
            return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _number_words(field: Field, value: int) -> object:
    if field.kind is Kind.SECONDS:
        return Hours(value)
    if field.kind is Kind.CENTS:
        return Sentence(N_("{amount} €"), {"amount": cents_text(value)})
    if field.kind is Kind.HUNDREDTHS:
        return hundredths_text(value)
    if field.kind is Kind.FLAG:
        return Sentence(N_("yes") if value else N_("no"))
    return value


def _choice(field: Field, code: str) -> object:
    try:
        return code if field.choices is None else field.choices(code)
    except ValueError:
        # A later version may know more codes than this one.
        return code


def _all_of(words: list[object]) -> object:
    said = words[0]
    for word in words[1:]:
        said = Sentence(N_("{some}, {more}"), {"some": said, "more": word})
    return said

"""One line for any record, the same wherever it is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.dates_text import month_text
from ave_tui.domain.schema import TABLES
from ave_tui.domain.trade_choices import AmendmentKind, JournalKind
from ave_tui.i18n import _, day
from ave_tui.storage.queries import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ave_tui.domain.schema import Id, Value
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.names import NameRow

_Parts = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a record is called, and what tells it from another of the same name."""

    label: str
    context: str = ""

    @property
    def whole(self) -> str:
        """Both in one line."""
        return f"{self.label} · {self.context}" if self.context else self.label


def join(*parts: str | None, by: str = " ") -> str:
    """Return the parts that say something."""
    return by.join(part for part in parts if part)


def person_name(last_name: str | None, first_name: str | None, *, erased: bool = False) -> str:
    """Return a person as lists call them, last name first."""
    return _("(erased)") if erased else join(last_name, first_name)


def lot_name(number: str | None, name: str | None) -> str:
    """Return a lot as its contract calls it: Lot 2 Peinture."""
    return _("Lot {name}", name=join(number, name))


def day_text(iso: str | None) -> str:
    """Return a kept date as it is read; what another program wrote for one, as it is."""
    try:
        return day(iso) if iso else ""
    except ValueError:
        return iso or ""


def change_name(kind: Value, number: Value, name: Value = None) -> str:
    """Return a change of a contract by its kind and number: Amendment 2."""
    words = {str(code): _(code.label) for code in AmendmentKind}
    said = words.get(str(kind), "" if kind is None else str(kind))
    return join(said, *("" if part is None else str(part) for part in (number, name)))


def _plain(parts: _Parts) -> Named:
    return Named(parts[0] or "", join(*parts[1:], by=" · "))


def _participant(parts: _Parts) -> Named:
    last, first, born, town = parts
    return Named(person_name(last, first), join(day_text(born), town, by=" · "))


def _public_contract(parts: _Parts) -> Named:
    reference, subject, *around = parts
    return Named(join(reference, subject), join(*around, by=" · "))


def _lot(parts: _Parts) -> Named:
    number, name, reference, subject = parts
    return Named(lot_name(number, name), join(reference, subject))


def _award(parts: _Parts) -> Named:
    company, number, name, reference = parts
    return Named(join(company), join(lot_name(number, name), reference, by=" · "))


def _person_then_rest(parts: _Parts) -> Named:
    last, first, *around = parts
    return Named(person_name(last, first), join(*around, by=" · "))


def _employment_contract(parts: _Parts) -> Named:
    last, first, employer, starts, ends, job = parts
    days = join(day_text(starts), day_text(ends), by=" – ")
    return Named(join(person_name(last, first), employer, by=", "), join(days, job, by=" · "))


def _assignment(parts: _Parts) -> Named:
    last, first, own, employer, number, name, reference = parts
    who = join(person_name(last, first) or own, employer, by=", ")
    return Named(who, join(lot_name(number, name), reference, by=" · "))


def _hours_return(parts: _Parts) -> Named:
    company, month, number, name = parts
    return Named(join(company, month and month_text(month)), lot_name(number, name))


def _penalty(parts: _Parts) -> Named:
    company, day, number, name = parts
    return Named(join(company, day_text(day)), lot_name(number, name))


def _pooling_agreement(parts: _Parts) -> Named:
    name, company, signed = parts
    return Named(name or "", join(company, day_text(signed), by=" · "))


def _pooling_share(parts: _Parts) -> Named:
    number, name, reference, agreement = parts
    return Named(lot_name(number, name), join(reference, agreement, by=" · "))


def _dated_person(parts: _Parts) -> Named:
    last, first, day = parts
    return Named(person_name(last, first), day_text(day))


def _amendment(parts: _Parts) -> Named:
    kind, number, name, reference = parts
    return Named(change_name(kind, number, name), reference or "")


def _journal_note(parts: _Parts) -> Named:
    words = {str(code): _(code.label) for code in JournalKind}
    kind, on_date = parts
    return Named(join(words.get(kind or "", kind or ""), day_text(on_date)))


def _dated(parts: _Parts) -> Named:
    return Named(parts[0] or "", day_text(parts[1]))


_NAMED: Final[dict[str, Callable[[_Parts], Named]]] = {
    "facilitator": _person_then_rest,
    "contact": _person_then_rest,
    "participant": _participant,
    "public_contract": _public_contract,
    "lot": _lot,
    "award": _award,
    "eligibility": _dated_person,
    "eligibility_decision": _dated_person,
    "exit": _dated_person,
    "employment_contract": _employment_contract,
    "assignment": _assignment,
    "hours_return": _hours_return,
    "application": _person_then_rest,
    "penalty": _penalty,
    "pooling_agreement": _pooling_agreement,
    "pooling_share": _pooling_share,
    "visit": _dated,
    "amendment": _amendment,
    "journal_note": _journal_note,
    "rule_setting": _dated,
}


def named(table: str, found: NameRow) -> Named:
    """Return what a record is called; of an erased person nothing is left to say."""
    if found.erased:
        return Named(_("(erased)"))
    return _NAMED.get(table, _plain)(found.parts)


def names_of(connection: Connection, table: str, rows: Iterable[Id]) -> dict[Id, Named]:
    """Return what some records are called, withdrawn ones too; one not there has no name."""
    if table not in names.named_tables():
        return {row: Named(_(TABLES[table].label)) for row in rows}
    return {found.id: named(table, found) for found in names.names(connection, table, rows)}

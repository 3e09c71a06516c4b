"""Who left, when they were asked, and what they said: read by index, person after person."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.follow_up import Known, Spell
from ave_tui.storage.same import sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.today import Portfolio

_CHUNK: Final = 500
_END: Final = "coalesce(e.left_on, e.ends_on, '9999-12-31')"


class Leaver(NamedTuple):
    """Somebody who worked and does not any more: all that is to be known before a call."""

    person: Id
    """The record of the last contract."""
    name: str
    phone: str
    email: str
    spells: tuple[Spell, ...]
    known: tuple[Known, ...]
    calls: tuple[date, ...]


class _Person(NamedTuple):
    name: str
    phone: str
    email: str


def leavers(
    connection: Connection, portfolio: Portfolio, first: date, last: date
) -> Iterator[Leaver]:
    """Yield the people of a portfolio whose last contract ended between two days."""
    assignments, bound = portfolio.assignments
    left = [
        person
        for (person,) in connection.execute(
            "SELECT e.participant_id FROM employment_contract e WHERE e.deleted = 0 "
            "AND e.participant_id IN (SELECT j.participant_id FROM assignment a "
            "JOIN employment_contract j ON j.id = a.employment_contract_id "
            f"WHERE a.deleted = 0 AND a.id IN ({assignments})) "
            f"GROUP BY e.participant_id HAVING max({_END}) BETWEEN ? AND ?",
            (*bound, first.isoformat(), last.isoformat()),
        )
    ]
    if not left:
        return
    same = sameness(connection, "participant")
    groups = {same.of(person): same.group(person) for person in left}
    everybody = [row for group in groups.values() for row in group]
    people = _people(connection, everybody)
    spells = _spells(connection, everybody)
    known, calls = _known(connection, everybody), _calls(connection, everybody)
    for group in groups.values():
        jobs = [(spell, row) for row in group for spell in spells[row]]
        # Joined records: the other one may have begun anew, or left later than these days.
        end = max((spell.ends_on or date.max for spell, _ in jobs), default=date.max)
        if not first <= end <= last:
            continue
        of = max((spell.contract, row) for spell, row in jobs if spell.ends_on == end)[1]
        person = people.get(of) or next((people[row] for row in group if row in people), None)
        if person is None:
            continue
        yield Leaver(
            of,
            *person,
            tuple(spell for spell, _ in jobs),
            tuple(each for row in group for each in known[row]),
            tuple(sorted(day for row in group for day in calls[row])),
        )


def employers(connection: Connection, contracts: Iterable[Id]) -> dict[Id, tuple[str, str]]:
    """Return the employer and the job of some employment contracts."""
    return {
        row[0]: (row[1], row[2])
        for row in _among(
            connection,
            "SELECT e.id, coalesce(c.name, ''), coalesce(e.job, '') FROM employment_contract e "
            "LEFT JOIN company c ON c.id = e.employer_id WHERE e.id",
            contracts,
        )
    }


def _people(connection: Connection, rows: list[Id]) -> dict[Id, _Person]:
    """Return the names of those who are neither withdrawn nor erased."""
    return {
        row[0]: _Person(" ".join(filter(None, row[1:3])), row[3], row[4])
        for row in _among(
            connection,
            "SELECT id, last_name, first_name, coalesce(phone, ''), coalesce(email, '') "
            "FROM participant WHERE deleted = 0 AND erased = 0 AND id",
            rows,
        )
    }


def _spells(connection: Connection, rows: list[Id]) -> dict[Id, list[Spell]]:
    found: dict[Id, list[Spell]] = defaultdict(list)
    for person, contract, starts, ends in _among(
        connection,
        "SELECT e.participant_id, e.id, e.starts_on, coalesce(e.left_on, e.ends_on) "
        "FROM employment_contract e WHERE e.deleted = 0 AND e.participant_id",
        rows,
    ):
        found[person].append(Spell(contract, _date(starts), _date(ends)))
    return found


def _known(connection: Connection, rows: list[Id]) -> dict[Id, list[Known]]:
    found: dict[Id, list[Known]] = defaultdict(list)
    for person, moment, kind, contract, day in _among(
        connection,
        "SELECT participant_id, coalesce(moment, ''), coalesce(kind, ''), "
        "employment_contract_id, on_date FROM exit WHERE deleted = 0 AND participant_id",
        rows,
    ):
        found[person].append(Known(moment, kind, contract, _date(day)))
    return found


def _calls(connection: Connection, rows: list[Id]) -> dict[Id, list[date]]:
    found: dict[Id, list[date]] = defaultdict(list)
    for person, day in _among(
        connection,
        "SELECT participant_id, on_date FROM journal_note "
        "WHERE deleted = 0 AND kind = 'CALL' AND participant_id",
        rows,
    ):
        if on := _date(day):
            found[person].append(on)
    return found


def _among(connection: Connection, asked: str, rows: Iterable[Id]) -> Iterator[tuple[str, ...]]:
    """Yield what a question that ends in a column answers for the rows it may hold."""
    wanted = list(rows)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        yield from connection.execute(f"{asked} IN ({', '.join('?' * len(chunk))})", chunk)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None

"""Needs of companies, who was put forward for them, and who might be."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.eligible import NO_END
from ave_tui.domain.seekers import Seeker, Worked
from ave_tui.storage.same import sameness

if TYPE_CHECKING:
    from ave_tui.domain.same import Sameness
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_Spell = tuple[str, str, bool]
"""First and last day of an eligibility, ISO text, and whether its proof was seen."""


class Put(NamedTuple):
    """Somebody who was put forward for a need."""

    application: Id
    person: Id
    """The record that stands for the person."""
    status: str
    proposed_on: str
    decided_on: str
    reason: str
    contract: Id | None
    notes: str


class Pool(NamedTuple):
    """Everybody there is, and how to reach them."""

    seekers: list[Seeker]
    phones: dict[Id, str]
    same: Sameness


def put_forward(connection: Connection, offer: Id, same: Sameness) -> list[Put]:
    """Return who was put forward for a need, what holds now of each person last."""
    found = connection.execute(
        "SELECT id, participant_id, coalesce(status, 'PROPOSED'), coalesce(proposed_on, ''), "
        "coalesce(decided_on, ''), coalesce(reason, ''), employment_contract_id, "
        "coalesce(notes, '') FROM application WHERE offer_id = ? AND deleted = 0 "
        "AND participant_id IS NOT NULL ORDER BY CASE coalesce(status, 'PROPOSED') "
        "WHEN 'HIRED' THEN 2 WHEN 'PROPOSED' THEN 1 ELSE 0 END, proposed_on, decided_on, id",
        (offer,),
    )
    return [Put(row[0], same.of(row[1]), *row[2:]) for row in found]


def pool(connection: Connection, day: str) -> Pool:
    """Return every participant; joined records are one, told by what any of them says.

    Args:
        connection: The records.
        day: The day, ISO text, for which an eligibility is looked for.
    """
    same = sameness(connection, "participant")
    spells, worked = _spells(connection, same), _worked(connection, same)
    seekers: dict[Id, Seeker] = {}
    phones: dict[Id, str] = {}
    for row, last, first, phone, rome, area, town, postcode, qpv in connection.execute(
        "SELECT id, coalesce(last_name, ''), coalesce(first_name, ''), coalesce(phone, ''), "
        "coalesce(rome, ''), coalesce(area, ''), coalesce(commune, ''), coalesce(postcode, ''), "
        "qpv FROM participant WHERE deleted = 0 AND erased = 0 ORDER BY id"
    ):
        person = same.of(row)
        before = seekers.get(person)
        if before is None:
            begins, ends, checked = _eligible(spells.get(person, []), day)
            seekers[person] = Seeker(
                row,
                f"{last} {first}".strip(),
                rome,
                area,
                town,
                postcode,
                bool(qpv),
                begins,
                ends,
                checked,
                tuple(worked.get(person, ())),
            )
        else:
            seekers[person] = before._replace(
                rome=f"{before.rome} {rome}".strip(),
                area=f"{before.area} {area}".strip(),
                commune=before.commune or town,
                postcode=before.postcode or postcode,
                qpv=before.qpv or bool(qpv),
            )
        phones[seekers[person].person] = phones.get(seekers[person].person) or phone
    return Pool(list(seekers.values()), phones, same)


def _spells(connection: Connection, same: Sameness) -> dict[Id, list[_Spell]]:
    found: dict[Id, list[_Spell]] = defaultdict(list)
    for person, begins, ends, checked in connection.execute(
        "SELECT participant_id, coalesce(starts_on, ''), coalesce(extended_to, ends_on, ?), "
        "coalesce(status = 'VALIDATED', proof_on IS NOT NULL) FROM eligibility "
        "WHERE deleted = 0 AND coalesce(status, '') <> 'REFUSED'",
        (NO_END,),
    ):
        found[same.of(person)].append((begins, ends, bool(checked)))
    return found


def _eligible(spells: list[_Spell], day: str) -> _Spell:
    """Return the eligibility that holds on a day, or else the last one."""
    holding = [spell for spell in spells if spell[0] <= day <= spell[1]]
    return max(holding or spells, key=lambda s: (s[2], s[1], s[0]), default=("", "", True))


def _worked(connection: Connection, same: Sameness) -> dict[Id, list[Worked]]:
    """Return the contracts of everybody, the latest first."""
    found: dict[Id, list[Worked]] = defaultdict(list)
    for person, *contract in connection.execute(
        "SELECT e.participant_id, coalesce(e.rome, ''), coalesce(e.job, ''), "
        "coalesce(c.name, ''), coalesce(e.starts_on, ''), coalesce(e.left_on, e.ends_on, '') "
        "FROM employment_contract e LEFT JOIN company c ON c.id = e.employer_id "
        "WHERE e.deleted = 0 AND e.participant_id IS NOT NULL ORDER BY e.starts_on DESC, e.id"
    ):
        found[same.of(person)].append(Worked(*contract))
    return found

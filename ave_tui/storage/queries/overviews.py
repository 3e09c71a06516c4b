"""What lists and record screens say of a record beyond its own fields: names, sums, what runs.

Each column is one expression over one record, read for the lines on the screen alone, or for all
of a table when it is sorted by that column. Hours come from the counted months, never from entries;
they count whether or not what they hang on was withdrawn (hours.md).
"""

from __future__ import annotations

from typing import Final

from ave_tui.storage.queries.moved_sums import TWICE_BEGINS, TWICE_ENDS, by_pooling, done, moved


def _counted(assignments: str, *, year: bool = False) -> str:
    """Return the hours of some assignments; what stands twice comes off where anything does.

    The second half is a comment in SQL until `overview_rows` has such hours to take off.
    """
    within = " AND m.month BETWEEN :first AND :last" if year else ""
    again = " AND d.value ->> 1 BETWEEN :first AND :last" if year else ""
    return (
        "((SELECT coalesce(sum(m.declared), 0) FROM counted_month m "
        f"WHERE m.assignment_id IN ({assignments}){within})"
        f"{TWICE_BEGINS}(SELECT coalesce(sum(d.value ->> 2), 0) FROM json_each(:twice) d "
        f"WHERE d.value ->> 0 IN ({assignments}){again}){TWICE_ENDS})"
    )


def _opening(awards: str) -> str:
    return (
        "(SELECT coalesce(sum(w.opening_seconds), 0) FROM award w "
        f"WHERE w.deleted = 0 AND {awards})"
    )


_BY_CONTRACT: Final = "SELECT s.id FROM assignment s WHERE s.employment_contract_id = t.id"
_BY_PARTICIPANT: Final = (
    "SELECT s.id FROM employment_contract e "
    "JOIN assignment s ON s.employment_contract_id = e.id WHERE e.participant_id = t.id"
)
_BY_COMPANY: Final = (
    "SELECT s.id FROM award w JOIN assignment s ON s.award_id = w.id WHERE w.company_id = t.id "
    "UNION SELECT s.id FROM assignment s WHERE s.host_id = t.id OR s.employer_id = t.id "
    "UNION SELECT s.id FROM employment_contract e "
    "JOIN assignment s ON s.employment_contract_id = e.id WHERE e.employer_id = t.id"
)
_BY_AWARD: Final = "SELECT s.id FROM assignment s WHERE s.award_id = t.id"
_BY_LOT: Final = "SELECT s.id FROM assignment s WHERE s.lot_id = t.id"
_BY_PUBLIC: Final = (
    "SELECT s.id FROM lot l JOIN assignment s ON s.lot_id = l.id WHERE l.public_contract_id = t.id"
)
_POOLED_AWARD: Final = by_pooling("award_id", "IN (t.id)")
_POOLED_LOT: Final = by_pooling("lot_id", "IN (t.id)")
_POOLED_PUBLIC: Final = by_pooling(
    "lot_id", "IN (SELECT l.id FROM lot l WHERE l.public_contract_id = t.id)"
)
_POOLED_COMPANY: Final = by_pooling(
    "award_id", "IN (SELECT w.id FROM award w WHERE w.company_id = t.id)"
)
_RUNNING: Final = "coalesce(p.status, 'RUNNING') IN ('AWARDED', 'NOTIFIED', 'RUNNING', 'SUSPENDED')"


def _of_group(link: str) -> dict[str, str]:
    """Return the sums over the public contracts that point here."""
    lots = f"FROM public_contract p JOIN lot l ON l.public_contract_id = p.id WHERE p.{link} = t.id"
    pooling = by_pooling("lot_id", f"IN (SELECT l.id {lots})")
    return {
        **pooling,
        "contracts": f"(SELECT count(*) FROM public_contract p WHERE p.{link} = t.id "
        "AND p.deleted = 0)",
        "due": f"(SELECT sum(l.due_seconds) {lots} AND l.deleted = 0 AND p.deleted = 0)",
        "done": done(
            _counted(f"SELECT s.id FROM assignment s WHERE s.lot_id IN (SELECT l.id {lots})"),
            _opening(f"w.lot_id IN (SELECT l.id {lots})"),
            pooling,
        ),
    }


def _own(*names: str) -> dict[str, str]:
    return {name: f"t.{name}" for name in names}


def _name_of(table: str, row: str, column: str = "name") -> str:
    return f"(SELECT x.{column} FROM {table} x WHERE x.id = {row})"


def _of_lot(day: str, lot: str = "t.lot_id") -> str:
    """Return a date of a lot, or else of its public contract."""
    return (
        f"(SELECT coalesce(l.{day}, p.{day}) FROM lot l LEFT JOIN public_contract p "
        f"ON p.id = l.public_contract_id WHERE l.id = {lot})"
    )


_LOT: Final = {
    "lot_number": _name_of("lot", "t.lot_id", "number"),
    "lot_name": _name_of("lot", "t.lot_id"),
    "reference": "(SELECT p.reference FROM lot l JOIN public_contract p "
    "ON p.id = l.public_contract_id WHERE l.id = t.lot_id)",
}
_PERSON: Final = {
    name: f"(SELECT h.{name} FROM participant h WHERE h.id = t.participant_id)"
    for name in ("last_name", "first_name", "erased")
}
_PERSON_AT_WORK: Final = {
    name: f"(SELECT h.{name} FROM employment_contract e JOIN participant h "
    "ON h.id = e.participant_id WHERE e.id = t.employment_contract_id)"
    for name in ("last_name", "first_name", "erased")
}

COLUMNS: Final[dict[str, dict[str, str]]] = {
    "participant": {
        **_own("last_name", "first_name", "birth_date", "commune", "erased"),
        "eligible_until": "(SELECT max(coalesce(x.extended_to, x.ends_on, '9999-12-31')) "
        "FROM eligibility x WHERE x.participant_id = t.id AND x.deleted = 0)",
        "employer": "(SELECT c.name FROM employment_contract e JOIN company c "
        "ON c.id = e.employer_id WHERE e.participant_id = t.id AND e.deleted = 0 "
        "AND e.starts_on <= :today AND coalesce(e.ends_on, :today) >= :today "
        "ORDER BY e.starts_on DESC LIMIT 1)",
        "year": _counted(_BY_PARTICIPANT, year=True),
        "done": _counted(_BY_PARTICIPANT),
    },
    "company": {
        **_own("name", "kind", "commune"),
        "running": "(SELECT count(DISTINCT p.id) FROM award w JOIN lot l ON l.id = w.lot_id "
        "JOIN public_contract p ON p.id = l.public_contract_id WHERE w.company_id = t.id "
        f"AND w.deleted = 0 AND l.deleted = 0 AND p.deleted = 0 AND {_RUNNING})",
        "year": _counted(_BY_COMPANY, year=True),
        "due": "(SELECT sum(w.due_seconds) FROM award w WHERE w.company_id = t.id "
        "AND w.deleted = 0)",
        **_POOLED_COMPANY,
        "done": done(
            _counted(
                "SELECT s.id FROM award w JOIN assignment s ON s.award_id = w.id "
                "WHERE w.company_id = t.id"
            ),
            _opening("w.company_id = t.id"),
            _POOLED_COMPANY,
        ),
    },
    "public_contract": {
        **_own("reference", "subject", "status", "starts_on", "ends_on"),
        "authority": _name_of("authority", "t.authority_id"),
        "due": "(SELECT sum(l.due_seconds) FROM lot l WHERE l.public_contract_id = t.id "
        "AND l.deleted = 0)",
        **_POOLED_PUBLIC,
        "done": done(
            _counted(_BY_PUBLIC),
            _opening("w.lot_id IN (SELECT l.id FROM lot l WHERE l.public_contract_id = t.id)"),
            _POOLED_PUBLIC,
        ),
    },
    "lot": {
        "first_day": _of_lot("starts_on", "t.id"),
        "last_day": _of_lot("ends_on", "t.id"),
        **_own("number", "name", "starts_on", "ends_on"),
        "due": "t.due_seconds",
        **_POOLED_LOT,
        "done": done(_counted(_BY_LOT), _opening("w.lot_id = t.id"), _POOLED_LOT),
    },
    "award": {
        "first_day": _of_lot("starts_on"),
        "last_day": f"coalesce(t.ends_on, {_of_lot('ends_on')})",
        **_own("lot_id", "role", "opening_seconds", "ends_on"),
        "company": _name_of("company", "t.company_id"),
        **_LOT,
        "due": "t.due_seconds",
        **_POOLED_AWARD,
        "done": done(_counted(_BY_AWARD), "coalesce(t.opening_seconds, 0)", _POOLED_AWARD),
    },
    "employment_contract": {
        **_own("kind", "starts_on", "ends_on", "job", "weekly_seconds"),
        **_PERSON,
        "employer": _name_of("company", "t.employer_id"),
        "lots": "(SELECT group_concat(trim(coalesce(l.number, '') || ' ' || coalesce(l.name, '')),"
        " ', ') FROM assignment s JOIN lot l ON l.id = s.lot_id "
        "WHERE s.employment_contract_id = t.id AND s.deleted = 0)",
        "done": _counted(_BY_CONTRACT),
    },
    "assignment": {
        **_own("mode", "starts_on", "ends_on", "label", "head_count"),
        **_PERSON_AT_WORK,
        **_LOT,
        "host": _name_of("company", "t.host_id"),
        "employer": _name_of(
            "company",
            "coalesce((SELECT e.employer_id FROM employment_contract e "
            "WHERE e.id = t.employment_contract_id), t.employer_id)",
        ),
        "done": _counted("t.id"),
    },
    "authority": {**_own("name", "kind", "commune"), **_of_group("authority_id")},
    "operation": {
        **_own("name", "commune", "anru"),
        "authority": _name_of("authority", "t.authority_id"),
        **_of_group("operation_id"),
    },
    "contact": _own("last_name", "first_name", "role", "phone", "email", "ends_on", "erased"),
    "eligibility": {
        **_own("ground", "starts_on", "ends_on", "extended_to", "proof"),
    },
    "exit": _own("moment", "kind", "on_date"),
    "visit": {
        **_own("on_date", "next_step", "next_on"),
        "lot_name": _name_of("lot", "t.lot_id"),
        "company": _name_of("company", "t.company_id"),
        "facilitator": "(SELECT trim(coalesce(f.first_name, '') || ' ' || "
        "coalesce(f.last_name, '')) FROM facilitator f WHERE f.id = t.facilitator_id)",
    },
    "penalty": {
        **_own("on_date", "amount_cents", "decision", "decided_cents"),
        "company": "(SELECT c.name FROM award w JOIN company c ON c.id = w.company_id "
        "WHERE w.id = t.award_id)",
        "reference": "(SELECT p.reference FROM award w JOIN lot l ON l.id = w.lot_id "
        "JOIN public_contract p ON p.id = l.public_contract_id WHERE w.id = t.award_id)",
    },
    "pooling_agreement": {
        **_own("name", "kind", "signed_on", "starts_on", "ends_on"),
        "company": _name_of("company", "t.company_id"),
        "lots": "(SELECT count(*) FROM pooling_share s WHERE s.pooling_agreement_id = t.id "
        "AND s.deleted = 0)",
    },
    "pooling_share": {
        **_own("weight"),
        **_LOT,
        "agreement": _name_of("pooling_agreement", "t.pooling_agreement_id"),
        "due": "(SELECT l.due_seconds FROM lot l WHERE l.id = t.lot_id)",
        "received": moved("lot_id", "from_lot_id", "IN (t.lot_id)"),
        "given": moved("from_lot_id", "lot_id", "IN (t.lot_id)"),
    },
    "hours_return": _own("month", "status", "received_on"),
}
"""Each table's columns by name; ``t`` is the record."""

"""What lists and record screens say of a record beyond its own fields: names, sums, what runs.

Each column is one expression over one record, read for the lines on the screen alone, or for all
of a table when it is sorted by that column. Hours come from the counted months, never from entries;
they count whether or not what they hang on was withdrawn (hours.md). What changes in force added to
the hours due comes on top, in `overview_rows`.
"""

from __future__ import annotations

from typing import Final

from ave_tui.storage.queries import dues
from ave_tui.storage.queries.eligibility import STANDING, UNTIL, governing
from ave_tui.storage.queries.moved_sums import done, moved
from ave_tui.storage.queries.overview_sums import (
    AWARD_GROUP,
    BEARING,
    BY_AWARD,
    BY_COMPANY,
    BY_CONTRACT,
    BY_LOT,
    BY_PARTICIPANT,
    BY_PUBLIC,
    COMPANY_GROUP,
    LAST_OF_LOT,
    POOLED_AWARD,
    POOLED_COMPANY,
    POOLED_LOT,
    POOLED_PUBLIC,
    RUNNING,
    counted,
    day_of_lot,
    of_group,
    opening,
)


def _eligible(person: str) -> dict[str, str]:
    """Return until when a person is eligible, and how that stands."""
    return {
        "eligible_until": governing(UNTIL, person),
        "eligible_status": governing(STANDING, person),
    }


def _own(*names: str) -> dict[str, str]:
    return {name: f"t.{name}" for name in names}


def _name_of(table: str, row: str, column: str = "name") -> str:
    return f"(SELECT x.{column} FROM {table} x WHERE x.id = {row})"


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
_AT_WORK: Final = (
    "(SELECT e.participant_id FROM employment_contract e WHERE e.id = t.employment_contract_id)"
)
_PERSON_AT_WORK: Final = {
    name: f"(SELECT h.{name} FROM employment_contract e JOIN participant h "
    "ON h.id = e.participant_id WHERE e.id = t.employment_contract_id)"
    for name in ("last_name", "first_name", "erased")
}

_FACILITATOR: Final = (
    "(SELECT trim(coalesce(f.first_name, '') || ' ' || coalesce(f.last_name, '')) "
    "FROM facilitator f WHERE f.id = t.facilitator_id)"
)


def _candidates(of: str) -> str:
    """Return how many candidates of a need stand so."""
    return (
        "(SELECT count(*) FROM application k WHERE k.offer_id = t.id AND k.deleted = 0 "
        f"AND coalesce(k.status, 'PROPOSED') {of})"
    )


COLUMNS: Final[dict[str, dict[str, str]]] = {
    "participant": {
        **_own("last_name", "first_name", "birth_date", "commune", "erased"),
        **_eligible("= t.id"),
        "employer": "(SELECT c.name FROM employment_contract e JOIN company c "
        "ON c.id = e.employer_id WHERE e.participant_id = t.id AND e.deleted = 0 "
        "AND e.starts_on <= :today AND coalesce(e.ends_on, :today) >= :today "
        "ORDER BY e.starts_on DESC LIMIT 1)",
        "year": counted(BY_PARTICIPANT, year=True),
        "done": counted(BY_PARTICIPANT),
    },
    "company": {
        **_own("name", "kind", "commune"),
        "running": "(SELECT count(DISTINCT p.id) FROM award w JOIN lot l ON l.id = w.lot_id "
        "JOIN public_contract p ON p.id = l.public_contract_id WHERE w.company_id = t.id "
        f"AND w.deleted = 0 AND l.deleted = 0 AND p.deleted = 0 AND {RUNNING})",
        "year": counted(BY_COMPANY, year=True),
        "due": f"(SELECT sum(w.due_seconds) {BEARING})",
        **POOLED_COMPANY,
        "done": done(
            counted(f"SELECT s.id FROM assignment s WHERE s.award_id IN ({COMPANY_GROUP})"),
            opening(f"w.id IN ({COMPANY_GROUP})"),
            POOLED_COMPANY,
        ),
    },
    "public_contract": {
        **_own("reference", "subject", "status", "status_on", "starts_on"),
        "ends_on": dues.contract_end("t", ":today"),
        "authority": _name_of("authority", "t.authority_id"),
        "due": "(SELECT sum(l.due_seconds) FROM lot l WHERE l.public_contract_id = t.id "
        "AND l.deleted = 0)",
        **POOLED_PUBLIC,
        "done": done(
            counted(BY_PUBLIC),
            opening("w.lot_id IN (SELECT l.id FROM lot l WHERE l.public_contract_id = t.id)"),
            POOLED_PUBLIC,
        ),
    },
    "lot": {
        "first_day": day_of_lot("t.id", "l.starts_on", "starts_on"),
        "last_day": day_of_lot("t.id", dues.lot_end("l", ":today"), "ends_on"),
        **_own("number", "name", "starts_on"),
        "ends_on": dues.lot_end("t", ":today"),
        "due": "t.due_seconds",
        **POOLED_LOT,
        "done": done(counted(BY_LOT), opening("w.lot_id = t.id"), POOLED_LOT),
    },
    "award": {
        "first_day": day_of_lot("t.lot_id", "l.starts_on", "starts_on"),
        "last_day": f"coalesce(t.ends_on, {LAST_OF_LOT})",
        **_own("lot_id", "lead_id", "role", "opening_seconds", "ends_on"),
        "member": dues.member("t"),
        "company": _name_of("company", "t.company_id"),
        **_LOT,
        "due": "t.due_seconds",
        **POOLED_AWARD,
        "done": done(counted(BY_AWARD), opening(f"w.id IN ({AWARD_GROUP})"), POOLED_AWARD),
    },
    "employment_contract": {
        **_own("participant_id", "kind", "starts_on", "ends_on", "job", "weekly_seconds"),
        **_PERSON,
        **_eligible("= t.participant_id"),
        "employer": _name_of("company", "t.employer_id"),
        "lots": "(SELECT group_concat(trim(coalesce(l.number, '') || ' ' || coalesce(l.name, '')),"
        " ', ') FROM assignment s JOIN lot l ON l.id = s.lot_id "
        "WHERE s.employment_contract_id = t.id AND s.deleted = 0)",
        "done": counted(BY_CONTRACT),
    },
    "assignment": {
        **_own("mode", "starts_on", "ends_on", "label", "head_count"),
        **_PERSON_AT_WORK,
        "participant_id": _AT_WORK,
        **_eligible(f"= {_AT_WORK}"),
        **_LOT,
        "host": _name_of("company", "t.host_id"),
        "employer": _name_of(
            "company",
            "coalesce((SELECT e.employer_id FROM employment_contract e "
            "WHERE e.id = t.employment_contract_id), t.employer_id)",
        ),
        "done": counted("t.id"),
    },
    "authority": {**_own("name", "kind", "commune"), **of_group("authority_id")},
    "operation": {
        **_own("name", "commune", "anru"),
        "authority": _name_of("authority", "t.authority_id"),
        **of_group("operation_id"),
    },
    "contact": _own(
        "last_name", "first_name", "role", "phone", "email", "starts_on", "ends_on", "erased"
    ),
    "amendment": {
        **_own("kind", "number", "name", "notified_on", "amount_cents", "due_seconds", "ends_on"),
        "lot_number": _name_of("lot", "t.lot_id", "number"),
        "lot_name": _name_of("lot", "t.lot_id"),
    },
    "journal_note": {
        **_own("on_date", "kind", "notes", "month"),
        "facilitator": _FACILITATOR,
    },
    "eligibility": {
        **_own("ground", "starts_on", "ends_on", "extended_to", "proof", "proof_on", "status"),
    },
    "eligibility_decision": {
        **_own("kind", "reason", "starts_on", "ends_on", "decided_on", "opinion_by", "notes"),
        "facilitator": "(SELECT trim(coalesce(f.first_name, '') || ' ' || "
        "coalesce(f.last_name, '')) FROM facilitator f WHERE f.id = t.decided_by_id)",
    },
    "exit": _own("moment", "kind", "on_date"),
    "visit": {
        **_own("on_date", "next_step", "next_on"),
        "lot_name": _name_of("lot", "t.lot_id"),
        "company": _name_of("company", "t.company_id"),
        "facilitator": _FACILITATOR,
    },
    "sizing": {
        **_own("on_date", "method", "due_seconds", "notes"),
        "change_kind": _name_of("amendment", "t.amendment_id", "kind"),
        "change_number": _name_of("amendment", "t.amendment_id", "number"),
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
        **_own("lot_id", "weight"),
        **_LOT,
        "agreement": _name_of("pooling_agreement", "t.pooling_agreement_id"),
        "due": "(SELECT l.due_seconds FROM lot l WHERE l.id = t.lot_id)",
        "received": moved("lot_id", "from_lot_id", "IN (t.lot_id)"),
        "given": moved("from_lot_id", "lot_id", "IN (t.lot_id)"),
    },
    "hours_return": _own("month", "status", "received_on"),
    "offer": {
        **_own("job", "kind", "commune", "starts_on", "answer_by"),
        "places": "coalesce(t.places, 1)",
        "status": "coalesce(t.status, 'OPEN')",
        "company": _name_of("company", "t.company_id"),
        "filled": _candidates("= 'HIRED'"),
        "waiting": _candidates("= 'PROPOSED'"),
        "candidates": _candidates("<> ''"),
        **_LOT,
    },
    "application": {
        **_own("proposed_on", "decided_on", "reason"),
        "status": "coalesce(t.status, 'PROPOSED')",
        **_PERSON,
        "job": _name_of("offer", "t.offer_id", "job"),
        "company": "(SELECT c.name FROM offer o JOIN company c ON c.id = o.company_id "
        "WHERE o.id = t.offer_id)",
    },
}
"""Each table's columns by name; ``t`` is the record."""

"""What was said and done: journal and visits of a contract, a company, an award, a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class SaidRow(NamedTuple):
    """An entry of the journal, or a visit."""

    table: str
    row: Id
    on_date: str
    kind: str
    """A code of `JournalKind`; empty of a visit."""
    company: str
    facilitator: str
    text: str
    next_step: str
    next_on: str | None


_NOTE: Final = (
    "SELECT 'journal_note', n.id, coalesce(n.on_date, ''), coalesce(n.kind, ''), "
    "coalesce(k.name, c.name, ''), "
    "trim(coalesce(f.first_name, '') || ' ' || coalesce(f.last_name, '')), "
    "coalesce(n.notes, ''), '', NULL FROM journal_note n "
    "LEFT JOIN award w ON w.id = n.award_id LEFT JOIN company k ON k.id = w.company_id "
    "LEFT JOIN company c ON c.id = n.company_id "
    "LEFT JOIN facilitator f ON f.id = n.facilitator_id WHERE n.deleted = 0 AND "
)
_VISIT: Final = (
    "SELECT 'visit', v.id, coalesce(v.on_date, ''), '', coalesce(c.name, ''), "
    "trim(coalesce(f.first_name, '') || ' ' || coalesce(f.last_name, '')), "
    "trim(coalesce(v.people_met || char(10), '') || coalesce(v.notes, '')), "
    "coalesce(v.next_step, ''), v.next_on FROM visit v "
    "LEFT JOIN company c ON c.id = v.company_id "
    "LEFT JOIN facilitator f ON f.id = v.facilitator_id WHERE v.deleted = 0 AND "
)
_LOTS: Final = "SELECT id FROM lot WHERE public_contract_id = :row"
_GROUP: Final = "(SELECT value FROM json_each(:rows))"
_SAID: Final = {
    "public_contract": (
        "(n.public_contract_id = :row OR n.award_id IN "
        f"(SELECT id FROM award WHERE lot_id IN ({_LOTS})))",
        f"v.lot_id IN ({_LOTS})",
    ),
    "lot": ("n.award_id IN (SELECT id FROM award WHERE lot_id = :row)", "v.lot_id = :row"),
    "award": (
        "n.award_id = :row",
        "v.company_id = (SELECT company_id FROM award WHERE id = :row) "
        "AND v.lot_id = (SELECT lot_id FROM award WHERE id = :row)",
    ),
    "company": (
        f"(n.company_id IN {_GROUP} OR n.award_id IN "
        f"(SELECT id FROM award WHERE company_id IN {_GROUP}))",
        f"v.company_id IN {_GROUP}",
    ),
    "participant": (f"n.participant_id IN {_GROUP}", ""),
    "authority": (
        "n.public_contract_id IN (SELECT id FROM public_contract WHERE authority_id = :row)",
        "",
    ),
}
JOURNALS: Final = frozenset(_SAID)
"""The tables whose records have a journal."""


def said_of(connection: Connection, table: str, row: Id, rows: str) -> list[SaidRow]:
    """Return what was said and done about a record, the newest first.

    Args:
        connection: To the records.
        table: What kind of record, one of `JOURNALS`.
        row: The record.
        rows: A JSON list of all that were found to be the same one.
    """
    notes, visits = _SAID[table]
    query = _NOTE + notes + (f" UNION ALL {_VISIT}{visits}" if visits else "")
    found = connection.execute(f"{query} ORDER BY 3 DESC, 2 DESC", {"row": row, "rows": rows})
    return [SaidRow(*each) for each in found]


def last_said(connection: Connection, table: str, row: Id, rows: str) -> str:
    """Return the day of the last contact about a record; empty where there was none."""
    notes, visits = _SAID[table]
    # Decisions and notes to oneself are no contact with anybody.
    newest = [
        "SELECT max(n.on_date) AS day FROM journal_note n WHERE n.deleted = 0 AND "
        f"n.kind NOT IN ('NOTE', 'DECISION') AND {notes}"
    ]
    if visits:
        newest.append(f"SELECT max(v.on_date) FROM visit v WHERE v.deleted = 0 AND {visits}")
    (day,) = connection.execute(
        f"SELECT max(day) FROM ({' UNION ALL '.join(newest)})", {"row": row, "rows": rows}
    ).fetchone()
    return day or ""

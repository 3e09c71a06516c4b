"""The hours of records and of what groups them, and their dates: expressions over a record, ``t``.

Of a group of awards, one bears the obligation: hours of all who stand under it count for it.
"""

from __future__ import annotations

from typing import Final

from ave_tui.domain.contract_life import HELD
from ave_tui.storage.queries import dues
from ave_tui.storage.queries.moved_sums import TWICE_BEGINS, TWICE_ENDS, by_pooling, done


def counted(assignments: str, *, year: bool = False) -> str:
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


def opening(awards: str) -> str:
    """Return the hours done under some awards before the program was used."""
    return (
        "(SELECT coalesce(sum(w.opening_seconds), 0) FROM award w "
        f"WHERE w.deleted = 0 AND {awards})"
    )


BY_CONTRACT: Final = "SELECT s.id FROM assignment s WHERE s.employment_contract_id = t.id"
BY_PARTICIPANT: Final = (
    "SELECT s.id FROM employment_contract e "
    "JOIN assignment s ON s.employment_contract_id = e.id WHERE e.participant_id = t.id"
)
BY_COMPANY: Final = (
    "SELECT s.id FROM award w JOIN assignment s ON s.award_id = w.id WHERE w.company_id = t.id "
    "UNION SELECT s.id FROM assignment s WHERE s.host_id = t.id OR s.employer_id = t.id "
    "UNION SELECT s.id FROM employment_contract e "
    "JOIN assignment s ON s.employment_contract_id = e.id WHERE e.employer_id = t.id"
)
AWARD_GROUP: Final = dues.group("SELECT t.id")
BY_AWARD: Final = f"SELECT s.id FROM assignment s WHERE s.award_id IN ({AWARD_GROUP})"
BEARING: Final = (
    f"FROM award w WHERE w.company_id = t.id AND w.deleted = 0 AND NOT {dues.member('w')}"
)
COMPANY_GROUP: Final = dues.group(f"SELECT w.id {BEARING}")
BY_LOT: Final = "SELECT s.id FROM assignment s WHERE s.lot_id = t.id"
BY_PUBLIC: Final = (
    "SELECT s.id FROM lot l JOIN assignment s ON s.lot_id = l.id WHERE l.public_contract_id = t.id"
)
RUNNING: Final = "coalesce(p.status, 'RUNNING') IN ({})".format(
    ", ".join(f"'{status}'" for status in sorted(HELD))
)
POOLED_AWARD: Final = by_pooling("award_id", f"IN ({AWARD_GROUP})")
POOLED_LOT: Final = by_pooling("lot_id", "IN (t.id)")
POOLED_PUBLIC: Final = by_pooling(
    "lot_id", "IN (SELECT l.id FROM lot l WHERE l.public_contract_id = t.id)"
)
POOLED_COMPANY: Final = by_pooling("award_id", f"IN ({COMPANY_GROUP})")


def of_group(link: str) -> dict[str, str]:
    """Return the sums over the public contracts that point here."""
    lots = f"FROM public_contract p JOIN lot l ON l.public_contract_id = p.id WHERE p.{link} = t.id"
    pooling = by_pooling("lot_id", f"IN (SELECT l.id {lots})")
    return {
        **pooling,
        "contracts": f"(SELECT count(*) FROM public_contract p WHERE p.{link} = t.id "
        "AND p.deleted = 0)",
        "due": f"(SELECT sum(l.due_seconds) {lots} AND l.deleted = 0 AND p.deleted = 0)",
        "done": done(
            counted(f"SELECT s.id FROM assignment s WHERE s.lot_id IN (SELECT l.id {lots})"),
            opening(f"w.lot_id IN (SELECT l.id {lots})"),
            pooling,
        ),
    }


def day_of_lot(lot: str, own: str, day: str) -> str:
    """Return a date of a lot, or else of its public contract."""
    return (
        f"(SELECT coalesce({own}, p.{day}) FROM lot l LEFT JOIN public_contract p "
        f"ON p.id = l.public_contract_id WHERE l.id = {lot})"
    )


LAST_OF_LOT: Final = day_of_lot("t.lot_id", dues.lot_end("l", ":today"), "ends_on")
"""When the lot of an award ends, as changes in force left it."""

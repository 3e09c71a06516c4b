"""What of some work counts for other lots, by the pooling agreements as they stand."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.choices import HoursStatus
from ave_tui.domain.counting import counting_periods
from ave_tui.domain.pooling import Agreement, holding, parts
from ave_tui.storage.same import sameness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ave_tui.domain.same import Sameness
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_MONTH: Final = slice(0, 7)
_LAST: Final = "\U0010ffff"


class Part(NamedTuple):
    """What of a month of work counts for another lot, in seconds."""

    assignment: Id
    month: str
    kind: str
    lot: Id
    """The lot that it counts for."""
    from_lot: Id
    """The lot that it was done on."""
    award: Id | None
    """The same company's award on the lot that it counts for."""
    from_award: Id | None
    declared: int
    validated: int
    disputed: int

    @property
    def sums(self) -> tuple[int, int, int]:
        """Seconds declared, validated and disputed."""
        return self.declared, self.validated, self.disputed


class Work(NamedTuple):
    """An assignment, as far as it decides where its hours count."""

    assignment: Id
    lot: Id
    award: Id | None
    company: Id | None
    """For whom the hours are done: the holder of its award, or else its host, or its employer."""


class Pools:
    """The agreements as they stand, and what of some work counts for other lots under them."""

    def __init__(self, connection: Connection, lots: Collection[Id] | None = None) -> None:
        self._connection = connection
        self._by_lot: dict[Id, list[Agreement]] = defaultdict(list)
        for agreement in agreements(connection, lots):
            for lot in agreement.weights:
                self._by_lot[lot].append(agreement)
        self._companies: Sameness | None = None
        self._awards: dict[tuple[Id, Id], Id | None] = {}

    @property
    def lots(self) -> Collection[Id]:
        """The lots under an agreement."""
        return self._by_lot.keys()

    def parts_of(
        self,
        work: Work,
        month: str = "",
        struck: Collection[tuple[Id, str, str]] = frozenset(),
    ) -> list[Part]:
        """Return what counts for other lots of an assignment, of one month or of all.

        Args:
            work: The assignment.
            month: All months when empty.
            struck: Assignment, period and kind of figures that don't count (hours.md, Doubles).
        """
        agreements_here = self._by_lot.get(work.lot)
        if not agreements_here:
            return []
        companies = self._group(work.company)
        sums: dict[tuple[str, str, Id], list[int]] = defaultdict(lambda: [0, 0, 0])
        by_hand = self._by_hand(work, month)
        for (of_month, kind), entries in self._entries(work, month, struck).items():
            counting = counting_periods(entries)
            for period, (entry, seconds, status) in entries.items():
                if period not in counting:
                    continue
                agreement = holding(agreements_here, work.lot, period, companies)
                if agreement is None:
                    continue
                given = by_hand.get(entry, {})
                for lot, part in parts(seconds, work.lot, agreement, given).items():
                    if lot == work.lot:
                        continue
                    of = sums[of_month, kind, lot]
                    if status == HoursStatus.DISPUTED:
                        of[2] += part
                        continue
                    of[0] += part
                    if status == HoursStatus.VALIDATED:
                        of[1] += part
        return [
            Part(
                work.assignment,
                of_month,
                kind,
                lot,
                work.lot,
                self._award_on(lot, work.company),
                work.award,
                declared,
                validated,
                disputed,
            )
            for (of_month, kind, lot), (declared, validated, disputed) in sorted(sums.items())
        ]

    def _entries(
        self, work: Work, month: str, struck: Collection[tuple[Id, str, str]]
    ) -> dict[tuple[str, str], dict[str, tuple[Id, int, str | None]]]:
        found: dict[tuple[str, str], dict[str, tuple[Id, int, str | None]]] = defaultdict(dict)
        for entry, kind, period, seconds, status in self._connection.execute(
            "SELECT id, kind, period, seconds, status FROM hours_entry WHERE assignment_id = ? "
            "AND period >= ? AND period < ? AND deleted = 0 AND seconds IS NOT NULL "
            "AND kind IS NOT NULL",
            (work.assignment, month, f"{month}{_LAST}"),
        ):
            if (work.assignment, period, kind) not in struck:
                found[period[_MONTH], kind][period] = (entry, seconds, status)
        return found

    def _by_hand(self, work: Work, month: str) -> dict[Id, dict[Id, int]]:
        found: dict[Id, dict[Id, int]] = defaultdict(dict)
        for entry, lot, seconds in self._connection.execute(
            "SELECT e.id, g.lot_id, sum(g.seconds) FROM hours_entry e "
            "JOIN allocation g ON g.hours_entry_id = e.id WHERE e.assignment_id = ? "
            "AND e.period >= ? AND e.period < ? AND g.deleted = 0 AND g.lot_id IS NOT NULL "
            "AND g.seconds IS NOT NULL GROUP BY 1, 2",
            (work.assignment, month, f"{month}{_LAST}"),
        ):
            found[entry][lot] = seconds
        return found

    def _group(self, company: Id | None) -> list[Id]:
        if company is None:
            return []
        if self._companies is None:
            self._companies = sameness(self._connection, "company")
        return self._companies.group(company)

    def _award_on(self, lot: Id, company: Id | None) -> Id | None:
        """Return the award of a company on a lot; the least id, so that all choose the same."""
        if company is None:
            return None
        if (lot, company) not in self._awards:
            group = self._group(company)
            found = self._connection.execute(
                "SELECT min(id) FROM award WHERE lot_id = ? AND deleted = 0 "
                f"AND company_id IN ({', '.join('?' * len(group))})",
                (lot, *group),
            ).fetchone()
            self._awards[lot, company] = found[0]
        return self._awards[lot, company]


def agreements(connection: Connection, lots: Collection[Id] | None = None) -> list[Agreement]:
    """Return the agreements that were not withdrawn, each with the shares of its lots.

    Args:
        connection: Where to read.
        lots: Only agreements over one of these; all where none are named.
    """
    weights: dict[Id, dict[Id, int]] = defaultdict(dict)
    only = ""
    if lots is not None:
        only = (
            "AND pooling_agreement_id IN (SELECT pooling_agreement_id FROM pooling_share "
            "WHERE lot_id IN (SELECT value FROM json_each(?))) "
        )
    for agreement, lot, weight in connection.execute(
        "SELECT pooling_agreement_id, lot_id, sum(coalesce(weight, 1)) FROM pooling_share "
        f"WHERE deleted = 0 AND lot_id IS NOT NULL {only}GROUP BY 1, 2",
        () if lots is None else (json.dumps(sorted(lots)),),
    ):
        weights[agreement][lot] = weight
    return [
        Agreement(row, name, company, signed_on, starts_on, ends_on, weights[row])
        for row, name, company, signed_on, starts_on, ends_on in connection.execute(
            "SELECT id, coalesce(name, ''), company_id, signed_on, starts_on, ends_on "
            "FROM pooling_agreement WHERE deleted = 0 "
            "AND id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(weights)),),
        )
        if row in weights
    ]


def work_on(connection: Connection, condition: str, bound: Iterable[str]) -> Iterator[Work]:
    """Yield assignments, withdrawn ones too: their hours still count."""
    found = connection.execute(
        "SELECT a.id, a.lot_id, a.award_id, coalesce(w.company_id, a.host_id, c.employer_id, "
        "a.employer_id) FROM assignment a LEFT JOIN award w ON w.id = a.award_id "
        "LEFT JOIN employment_contract c ON c.id = a.employment_contract_id "
        f"WHERE a.lot_id IS NOT NULL AND {condition}",
        tuple(bound),
    )
    return map(Work._make, found)

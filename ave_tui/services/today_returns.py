"""Who owes a return of hours this morning."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from ave_tui.domain.period_words import period_words
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from ave_tui.domain.schema import Id
    from ave_tui.storage.queries.today import AwardRow, LotRow, WorkRow

_MONTHS_BACK: Final = 12
"""Returns older than this are a matter for the final report, not for this morning."""
_GRACE_DAY: Final = 15
"""A return of last month is late from this day of the month on."""
_EVER: Final = "9999-12-31"


def missing_returns(
    awards: list[AwardRow],
    lots: Mapping[Id, LotRow],
    work: list[WorkRow],
    returns: Mapping[tuple[Id, str], str],
    stated: Callable[[list[Id], str], bool],
    months: list[str],
    today: date,
) -> Iterator[Line]:
    """Yield the companies whose people worked and that have not said how long.

    Args:
        awards: Those of the portfolio.
        lots: The lots that work goes on for.
        work: The assignments on them.
        returns: Where the return of an award for a month stands.
        stated: Whether hours of a month are known otherwise than from a visit.
        months: The months to look at, the oldest first.
        today: The day it is.
    """
    by_award: dict[Id, list[WorkRow]] = defaultdict(list)
    for each in work:
        if each.award and not each.withdrawn:
            by_award[each.award].append(each)
    missing: dict[tuple[Id, str], set[str]] = defaultdict(set)
    for award in awards:
        lot = lots.get(award.lot)
        if lot is None:
            continue
        for month in months:
            status = returns.get((award.award, month))
            if status not in (None, "EXPECTED") or not _runs(award, lot, month):
                continue
            at_work = [w.assignment for w in by_award[award.award] if _worked(w, month)]
            if status or (at_work and not stated(at_work, month)):
                missing[award.company_id, award.company].add(month)
    for (company, name), of in missing.items():
        first = min(of)
        late = first < months[-1] or today.day > _GRACE_DAY
        said = (
            N_("No hours yet for {month}.")
            if len(of) == 1
            else N_("No hours for {count} months, the first {month}.")
        )
        yield Line(
            Topic.RETURN,
            Urgency.LATE if late else Urgency.SOON,
            name,
            Sentence(said, {"count": len(of), "month": period_words(first)}),
            Opens("hours", "company", company),
            first,
        )


def months_before(today: date, since: str) -> list[str]:
    """Return the months that returns are expected for, the oldest first; none before ``since``."""
    now = today.year * 12 + today.month - 1
    months = [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(now - _MONTHS_BACK, now)]
    return [month for month in months if month >= since]


def _runs(award: AwardRow, lot: LotRow, month: str) -> bool:
    """Tell whether an award runs in a month that its opening balance does not cover."""
    last = min(award.ends_on or _EVER, lot.ends_on or _EVER)
    return (lot.starts_on or "")[:7] <= month <= last[:7] and month > (award.opening_on or "")[:7]


def _worked(work: WorkRow, month: str) -> bool:
    return (work.starts_on or "")[:7] <= month <= (work.ends_on or _EVER)[:7]

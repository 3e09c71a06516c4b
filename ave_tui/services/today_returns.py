"""Who owes a return of hours this morning."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.period_words import day_words, period_words
from ave_tui.domain.return_months import due_day, runs
from ave_tui.domain.rules import value_on
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from ave_tui.domain.rules import Dated
    from ave_tui.domain.schema import Id
    from ave_tui.storage.queries.today import AwardRow, LotRow, WorkRow

_MONTHS_BACK: Final = 12
"""Returns older than this are a matter for the final report, not for this morning."""
_EVER: Final = "9999-12-31"


class Asked(NamedTuple):
    """What missing returns are told from, beside the awards and who works there."""

    returns: Mapping[tuple[Id, str], str]
    """Where the return of an award for a month stands."""
    stated: Callable[[list[Id], str], bool]
    """Whether hours of a month are known otherwise than from a visit."""
    reminders: Callable[[list[Id]], Mapping[Id, str]]
    """When the companies of some awards were last reminded."""
    rules: Sequence[Dated]


def missing_returns(
    awards: list[AwardRow],
    lots: Mapping[Id, LotRow],
    work: list[WorkRow],
    asked: Asked,
    months: list[str],
    today: date,
) -> Iterator[Line]:
    """Yield the companies whose people worked and that have not said how long.

    Args:
        awards: Those of the portfolio.
        lots: The lots that work goes on for.
        work: The assignments on them.
        asked: What was said of returns, and what holds for them.
        months: The months to look at, the oldest first.
        today: The day it is.
    """
    by_award: dict[Id, list[WorkRow]] = defaultdict(list)
    for each in work:
        if each.award and not each.withdrawn:
            by_award[each.award].append(each)
    missing: dict[tuple[Id, str], dict[str, str]] = defaultdict(dict)
    owing: dict[Id, list[Id]] = defaultdict(list)
    for award in awards:
        lot = lots.get(award.lot)
        if lot is None:
            continue
        for month in months:
            status = asked.returns.get((award.award, month))
            if status not in (None, "EXPECTED") or not _runs(award, lot, month):
                continue
            at_work = [w.assignment for w in by_award[award.award] if _worked(w, month)]
            idle = value_on("return_idle", asked.rules, f"{month}-01", lot.authority)
            if not (status or at_work or idle) or (at_work and asked.stated(at_work, month)):
                continue
            day = value_on("return_day", asked.rules, f"{month}-01", lot.authority)
            of = missing[award.company_id, award.company]
            of[month] = min(of.get(month, _EVER), due_day(month, day))
            owing[award.company_id].append(award.award)
    reminded = asked.reminders([row for rows in owing.values() for row in rows]) if owing else {}
    for (company, name), of in missing.items():
        last = max((reminded.get(row, "") for row in owing[company]), default="")
        yield _line(company, name, of, last, today)


def _line(company: Id, name: str, of: Mapping[str, str], reminded: str, today: date) -> Line:
    """Return what a company owes: which months, since when, and when it was last reminded."""
    first = min(of)
    due = min(of.values())
    late = due < today.isoformat()
    said = (
        N_("No hours yet for {month}.")
        if len(of) == 1
        else N_("No hours for {count} months, the first {month}.")
    )
    if late:
        said = (
            N_("No hours yet for {month}, due on {day}.")
            if len(of) == 1
            else N_("No hours for {count} months, the first {month}, due on {day}.")
        )
    values = {"count": len(of), "month": period_words(first), "day": day_words(due)}
    why = Sentence(said, values)
    if reminded:
        why = Sentence(
            N_("{why} Last reminder on {day}."), {"why": why, "day": day_words(reminded)}
        )
    urgency = Urgency.LATE if late else Urgency.SOON
    return Line(Topic.RETURN, urgency, name, why, Opens("hours", "company", company), first)


def months_before(today: date, since: str) -> list[str]:
    """Return the months that returns are expected for, the oldest first; none before ``since``."""
    now = today.year * 12 + today.month - 1
    months = [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(now - _MONTHS_BACK, now)]
    return [month for month in months if month >= since]


def _runs(award: AwardRow, lot: LotRow, month: str) -> bool:
    """Tell whether an award runs in a month that its opening balance does not cover."""
    return runs(month, lot.starts_on, (award.ends_on, lot.ends_on), award.opening_on)


def _worked(work: WorkRow, month: str) -> bool:
    return (work.starts_on or "")[:7] <= month <= (work.ends_on or _EVER)[:7]

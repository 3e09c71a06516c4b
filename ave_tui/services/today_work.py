"""What a portfolio's rows say about work: pace, orphans."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import Hours
from ave_tui.domain.pace import day_read, pace_words, projection
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ave_tui.domain.schema import Id
    from ave_tui.storage.queries.allocated import Moved
    from ave_tui.storage.queries.today import LotRow, WorkRow

_EVER: Final = "9999-12-31"


def person_of(work: WorkRow) -> str:
    """Return the name of whoever is at work, last name first."""
    return f"{work.last_name} {work.first_name}".strip()


def lot_of(lot: LotRow) -> str:
    """Return a lot by its contract's reference, number and name."""
    return " ".join(part for part in (lot.reference, lot.number, lot.name) if part)


def at_work_on(work: WorkRow, day: str) -> bool:
    """Tell whether an assignment runs on a day."""
    return not work.withdrawn and (work.starts_on or "") <= day <= (work.ends_on or _EVER)


def bearer(award: Id, leads: Mapping[Id, Id | None]) -> Id:
    """Return the award that bears the obligation: itself, or the lead of its group."""
    seen = {award}
    while (lead := leads.get(award)) is not None and lead not in seen:
        seen.add(lead)
        award = lead
    return award


def shortfalls(
    lots: Mapping[Id, LotRow],
    work: list[WorkRow],
    counted: Mapping[Id, tuple[int, str]],
    moved: Mapping[Id, Moved],
    today: date,
) -> Iterator[Line]:
    """Yield the lots whose hours will not be done in time at this pace."""
    done: dict[Id, int] = defaultdict(int, {lot: each.net for lot, each in moved.items()})
    for each in work:
        done[each.lot] += counted.get(each.assignment, (0, ""))[0]
    for lot in lots.values():
        so_far = done[lot.lot] + lot.opening
        ahead = projection(lot.due, so_far, day_read(lot.starts_on), day_read(lot.ends_on), today)
        if ahead is None or not ahead.falls_short:
            continue
        yield Line(
            Topic.PACE,
            Urgency.LATE if ahead.late else Urgency.SOON,
            lot_of(lot),
            pace_words(ahead),
            Opens("record", "lot", lot.lot),
            lot.ends_on or "",
        )


def orphans(work: list[WorkRow], counted: Mapping[Id, tuple[int, str]]) -> Iterator[Line]:
    """Yield hours that hang on something withdrawn: they count until somebody decides."""
    for each in work:
        seconds, _month = counted.get(each.assignment, (0, ""))
        if each.withdrawn and seconds:
            yield Line(
                Topic.ORPHAN,
                Urgency.SOON,
                person_of(each) or "–",
                Sentence(
                    N_("{hours} h hang on a withdrawn record, and still count."),
                    {"hours": Hours(seconds)},
                ),
                Opens("section", "conflicts"),
            )

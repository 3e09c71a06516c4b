"""What a portfolio's rows say about work: eligibility, pace, orphans."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import Hours
from ave_tui.domain.pace import day_read, pace_words, projection
from ave_tui.domain.period_words import day_words, period_words
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ave_tui.domain.schema import Id
    from ave_tui.storage.queries.allocated import Moved
    from ave_tui.storage.queries.today import Day, LotRow, WorkRow

_NEAR: Final = 14
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


def eligibility_ends(
    work: list[WorkRow],
    until: Mapping[Id, tuple[Day, str]],
    counted: Mapping[Id, tuple[int, str]],
    today: date,
    warning_days: int,
) -> Iterator[Line]:
    """Yield the people whose eligibility ends soon, or ended while their work went on."""
    now = today.isoformat()
    horizon = (today + timedelta(days=warning_days)).isoformat()
    by_person: dict[Id, list[WorkRow]] = defaultdict(list)
    for each in work:
        if each.participant and not each.withdrawn:
            by_person[each.participant].append(each)
    for person, jobs in by_person.items():
        end, ground = until.get(person, (None, ""))
        if end is None or end > horizon:
            continue
        last_month = max(counted.get(job.assignment, (0, ""))[1] for job in jobs)
        runs = any(at_work_on(job, now) for job in jobs)
        values = {"day": day_words(end), "month": period_words(last_month) if last_month else ""}
        urgency = Urgency.LATE
        if end < now:
            if last_month > end[:7]:
                said = N_("Ended on {day}; there are hours after it, until {month}.")
            elif runs:
                said = N_("Ended on {day}, and the work goes on.")
            else:
                continue
        elif not runs:
            continue
        else:
            said = N_("PASS IAE: ends on {day}.") if ground == "IAE" else N_("Ends on {day}.")
            if end > (today + timedelta(days=_NEAR)).isoformat():
                urgency = Urgency.SOON
        opens = Opens("record", "participant", person)
        why = Sentence(said, values)
        yield Line(Topic.ELIGIBILITY, urgency, person_of(jobs[0]), why, opens, end)


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

"""What a portfolio's rows say about work: leavers, pace, orphans."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import Hours
from ave_tui.domain.pace import shortfall
from ave_tui.domain.period_words import day_words
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.schema import Id
    from ave_tui.storage.queries.today import AwardRow, Day, LotRow, WorkRow

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


def early_leavers(
    awards: list[AwardRow],
    lots: Mapping[Id, LotRow],
    work: list[WorkRow],
    counted: Mapping[Id, tuple[int, str]],
    today: date,
) -> Iterator[Line]:
    """Yield the awards with hours still due whose people left before their term."""
    now = today.isoformat()
    a_year_ago = (today - timedelta(days=365)).isoformat()
    by_award: dict[Id, list[WorkRow]] = defaultdict(list)
    leads = {award.award: award.lead for award in awards}
    opening: dict[Id, int] = defaultdict(int)
    for award in awards:
        opening[bearer(award.award, leads)] += award.opening
    for each in work:
        if each.award and not each.withdrawn:
            by_award[bearer(each.award, leads)].append(each)
    for award in awards:
        jobs = by_award[award.award]
        lot = lots.get(award.lot)
        # Of a group, whoever leads it bears the obligation; the others' shares are information.
        if lot is None or not award.due or award.lead or any(at_work_on(job, now) for job in jobs):
            continue
        left = [job for job in jobs if _left_early(job) and a_year_ago <= (job.ends_on or "") < now]
        done = opening[award.award] + sum(counted.get(job.assignment, (0, ""))[0] for job in jobs)
        if not left or done >= award.due:
            continue
        last = max(left, key=lambda job: job.ends_on or "")
        yield Line(
            Topic.LEAVER,
            Urgency.SOON,
            award.company,
            Sentence(
                N_("{balance} h of {due} h remain: {person} left on {day}. {lot}"),
                {
                    "person": person_of(last),
                    "day": day_words(last.ends_on or ""),
                    "balance": Hours(award.due - done),
                    "due": Hours(award.due),
                    "lot": lot_of(lot),
                },
            ),
            Opens("hours", "company", award.company_id),
            last.ends_on or "",
        )


def bearer(award: Id, leads: Mapping[Id, Id | None]) -> Id:
    """Return the award that bears the obligation: itself, or the lead of its group."""
    seen = {award}
    while (lead := leads.get(award)) is not None and lead not in seen:
        seen.add(lead)
        award = lead
    return award


def _left_early(work: WorkRow) -> bool:
    return work.end_reason not in (None, "", "TERM")


def shortfalls(
    lots: Mapping[Id, LotRow],
    work: list[WorkRow],
    counted: Mapping[Id, tuple[int, str]],
    today: date,
) -> Iterator[Line]:
    """Yield the lots whose hours will not be done in time at this pace."""
    done: dict[Id, int] = defaultdict(int)
    for each in work:
        done[each.lot] += counted.get(each.assignment, (0, ""))[0]
    for lot in lots.values():
        so_far = done[lot.lot] + lot.opening
        forecast = shortfall(lot.due, so_far, _date(lot.starts_on), _date(lot.ends_on), today)
        if forecast is None or not lot.due:
            continue
        if forecast.over:
            said = N_("{done} h of {due} h done; over since {day}.")
        elif not so_far:
            said = N_("Nothing yet of {due} h, due by {day}.")
        else:
            said = N_("{done} h of {due} h at this pace, by {day}.")
        yield Line(
            Topic.PACE,
            Urgency.LATE if forecast.late else Urgency.SOON,
            lot_of(lot),
            Sentence(
                said,
                {
                    "done": Hours(_whole(forecast.done_by_end)),
                    "due": Hours(lot.due),
                    "day": day_words(lot.ends_on or ""),
                },
            ),
            Opens("hours", "lot", lot.lot),
            lot.ends_on or "",
        )


def _whole(seconds: int) -> int:
    """Return whole hours: a forecast to the minute would be a lie."""
    return round(seconds / 3600) * 3600


def _date(text: Day) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


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

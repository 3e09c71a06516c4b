"""Whose eligibility wants a look this morning: ending, ended while at work, or to be checked."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import settlement_id
from ave_tui.domain.durations import Hours
from ave_tui.domain.period_words import day_words, period_words
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.services.today_work import at_work_on, person_of
from ave_tui.storage.queries.eligibility import hours_after, settled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.eligibility import Governing
    from ave_tui.storage.queries.today import WorkRow

_KIND: Final = "OUTSIDE_ELIGIBILITY"
_REFUSED: Final = "REFUSED"
_TO_CHECK: Final = "TO_CHECK"
"""Written out: the first frame needs nothing else of how lights are told."""
_NEAR: Final = 14
_MANY: Final = 5
"""So many people about whom nothing is recorded are told one by one; more, in one line."""


def eligibility_lines(
    connection: Connection,
    work: list[WorkRow],
    governing: Mapping[Id, Governing],
    counted: Mapping[Id, tuple[int, str]],
    today: date,
    warning_days: int,
) -> Iterator[Line]:
    """Yield the people at work whose eligibility ends soon, is over, or was never checked.

    Args:
        connection: Where hours outside eligibility are looked up, for the few who have some.
        work: The assignments of the portfolio.
        governing: What decides about each person; who has no eligibility is left out.
        counted: The seconds that count of each assignment, and the last month with some.
        today: The day it is.
        warning_days: How early one is warned.
    """
    now = today.isoformat()
    horizon = (today + timedelta(days=warning_days)).isoformat()
    nobody_knows: list[Line] = []
    for person, jobs in _by_person(work).items():
        one = governing.get(person)
        runs = any(at_work_on(job, now) for job in jobs)
        opens = Opens("record", "participant", person)
        name = person_of(jobs[0])
        if one is None:
            if runs:
                why = Sentence(N_("At work, and no eligibility is recorded."))
                line = Line(Topic.ELIGIBILITY, Urgency.SOON, name, why, opens)
                nobody_knows.append(line)
            continue
        last_month = max(counted.get(job.assignment, (0, ""))[1] for job in jobs)
        if one.status == _REFUSED:
            if runs:
                why = Sentence(N_("Refused, and the work goes on."))
                yield Line(Topic.ELIGIBILITY, Urgency.LATE, name, why, opens)
        elif one.until < now:
            worked = [job.assignment for job in jobs] if last_month >= one.until[:7] else []
            over = _over(connection, worked, one, last_month, runs=runs)
            if over is not None:
                yield Line(Topic.ELIGIBILITY, Urgency.LATE, name, over, opens, one.until)
        elif runs and one.until <= horizon:
            near = one.until <= (today + timedelta(days=_NEAR)).isoformat()
            yield Line(
                Topic.ELIGIBILITY,
                Urgency.LATE if near else Urgency.SOON,
                name,
                _soon(one),
                opens,
                one.until,
            )
        elif runs and one.status == _TO_CHECK:
            why = _to_check(connection, one, today)
            yield Line(Topic.ELIGIBILITY, Urgency.SOON, name, why, opens, one.starts_on or "")
    if len(nobody_knows) <= _MANY:
        yield from nobody_knows
    else:
        said = N_("At work, and no eligibility is recorded: {count} people.")
        why = Sentence(said, {"count": len(nobody_knows)})
        opens = Opens("section", "participants")
        yield Line(Topic.ELIGIBILITY, Urgency.SOON, nobody_knows[0].about + ", …", why, opens)


def _by_person(work: list[WorkRow]) -> dict[Id, list[WorkRow]]:
    by_person: dict[Id, list[WorkRow]] = defaultdict(list)
    for each in work:
        if each.participant and not each.withdrawn:
            by_person[each.participant].append(each)
    return by_person


def _soon(one: Governing) -> Sentence:
    values = {"day": day_words(one.until)}
    if one.status == _TO_CHECK:
        return Sentence(N_("Ends on {day}, and was never validated."), values)
    said = N_("PASS IAE: ends on {day}.") if one.ground == "IAE" else N_("Ends on {day}.")
    return Sentence(said, values)


def _over(
    connection: Connection, worked: list[Id], one: Governing, last_month: str, *, runs: bool
) -> Sentence | None:
    """Return why an ended eligibility wants a look; None where there is nothing to do."""
    values: dict[str, object] = {"day": day_words(one.until)}
    if worked and (undecided := _undecided(connection, worked, one.until)):
        values |= {"hours": Hours(undecided), "month": period_words(last_month)}
        said = N_("Ended on {day}; {hours} h after it to decide about, until {month}.")
        return Sentence(said, values)
    return Sentence(N_("Ended on {day}, and the work goes on."), values) if runs else None


def _undecided(connection: Connection, worked: list[Id], end: str) -> int:
    """Return the seconds after the end that nobody has decided about."""
    months, days = hours_after(connection, worked, end)
    if days:
        # Only where days follow the end in its own month are entries looked at one by one.
        from ave_tui.storage.queries.outside import undecided_of

        return undecided_of(connection, worked)
    ids = {
        settlement_id(_KIND, f"{job} {month}"): seconds for (job, month), seconds in months.items()
    }
    done = settled(connection, list(ids)) if ids else set()
    return sum(seconds for row, seconds in ids.items() if row not in done)


def _to_check(connection: Connection, one: Governing, today: date) -> Sentence:
    if not one.proof_on:
        return Sentence(
            N_("To be checked: {what}"), {"what": Sentence(N_("No proof was seen yet."))}
        )
    # What is to be said of the few proofs that nobody judged yet brings all grounds with it.
    from ave_tui.domain.grounds import lacks
    from ave_tui.storage import rows

    found = rows.read(connection, "eligibility", one.eligibility)
    lack = next(lacks(found.values, today), None) if found else None
    if lack is None:
        return Sentence(N_("Proof seen, to be validated."))
    return Sentence(N_("To be checked: {what}"), {"what": lack.sentence})

"""What people who left early have not done: the lines of the first screen, and what is behind."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import Hours
from ave_tui.domain.leftovers import Leftover, Stint, leftovers
from ave_tui.domain.period_words import day_words
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.services.today_work import bearer, lot_of, person_of
from ave_tui.storage.queries import leftovers as queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.allocated import Moved
    from ave_tui.storage.queries.today import AwardRow, LotRow, Portfolio, WorkRow

_ASKED_AFTER: Final = timedelta(days=365)


def left_over(
    connection: Connection,
    portfolio: Portfolio,
    awards: list[AwardRow],
    lots: Mapping[Id, LotRow],
    work: list[WorkRow],
    counted: Mapping[Id, tuple[int, str]],
    moved: Mapping[Id, Moved],
    today: date,
) -> list[Leftover]:
    """Return the hours that people who left early had still to do on the lots that go on.

    Args:
        connection: Where to read who left.
        portfolio: Whose lots are looked at.
        awards: Those of the portfolio.
        lots: The lots that work goes on for.
        work: The assignments on them.
        counted: The seconds of each assignment.
        moved: What pooling agreements move to and from each award.
        today: The day it is.
    """
    early = {row.assignment: row for row in queries.left_early(connection, *portfolio.own_lots)}
    on_lots = [each for each in work if each.lot in lots and not each.withdrawn]
    if not any(each.assignment in early for each in on_lots):
        return []
    replaced = queries.followed(connection, *portfolio.own_lots)
    by_contract: dict[Id, list[WorkRow]] = defaultdict(list)
    for each in on_lots:
        if each.assignment in early:
            by_contract[early[each.assignment].contract].append(each)
    # Of a group, whoever leads it bears the obligation; the others' shares are information.
    leads = {award.award: award.lead for award in awards}
    stints = []
    done_at: dict[Id, int] = defaultdict(int)
    for each in on_lots:
        seconds = counted.get(each.assignment, (0, ""))[0]
        place = bearer(each.award, leads) if each.award else each.lot
        done_at[place] += seconds
        row = early.get(each.assignment)
        jobs = by_contract[row.contract] if row else []
        # Of a contract that moved from lot to lot, the last one is where its hours are missing.
        is_last = bool(jobs) and each is max(jobs, key=lambda job: (job.ends_on or "", job.lot))
        stints.append(
            Stint(
                each.assignment,
                place,
                each.ends_on or "",
                is_last,
                row.planned if row else None,
                sum(counted.get(job.assignment, (0, ""))[0] for job in jobs) or seconds,
                replaced.get(each.assignment),
            )
        )
    due = {lot.lot: (lot.due, lot.opening) for lot in lots.values()}
    due |= {award.award: (award.due, 0) for award in awards if not award.lead}
    before: dict[Id, int] = defaultdict(int)
    for award in awards:
        before[bearer(award.award, leads)] += award.opening
        if award.award in moved:
            before[bearer(award.award, leads)] += moved[award.award].net
    for lot in lots:
        before[lot] += moved[lot].net if lot in moved else 0
    balances = {
        place: (hours, opening + done_at[place] + before[place])
        for place, (hours, opening) in due.items()
        if hours
    }
    return leftovers(stints, balances, today.isoformat(), (today - _ASKED_AFTER).isoformat())


def early_leavers(
    connection: Connection,
    found: list[Leftover],
    awards: list[AwardRow],
    lots: Mapping[Id, LotRow],
    work: list[WorkRow],
) -> Iterator[Line]:
    """Yield the hours that nobody has taken over, and that nobody has settled."""
    if not found:
        return
    settled = queries.settled(connection)
    companies = {award.award: award.company for award in awards}
    people = {each.assignment: each for each in work}
    for each in found:
        if not each.is_open or each.assignment in settled:
            continue
        who = people[each.assignment]
        lot = lot_of(lots[who.lot])
        yield Line(
            Topic.LEAVER,
            Urgency.SOON,
            companies.get(each.place, lot),
            Sentence(
                N_("{balance} h of {due} h remain: {person} left on {day}. {lot}"),
                {
                    "person": person_of(who),
                    "day": day_words(each.left_on),
                    "balance": Hours(each.remains),
                    "due": Hours(each.of),
                    "lot": lot,
                },
            ),
            Opens("section", "leftovers", each.assignment),
            each.left_on,
        )

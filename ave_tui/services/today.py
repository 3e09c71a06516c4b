"""Who owes me what this morning: everything that wants doing, the most urgent first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.period_words import day_words
from ave_tui.domain.rules import value_on
from ave_tui.domain.words import N_, Sentence
from ave_tui.services import today_sourcing, today_work
from ave_tui.services.clause_gaps import gap_lines
from ave_tui.services.today_doubles import doubles
from ave_tui.services.today_eligibility import eligibility_lines
from ave_tui.services.today_first import first_steps
from ave_tui.services.today_leavers import early_leavers, left_over
from ave_tui.services.today_life import life
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.services.today_privacy import notices
from ave_tui.services.today_returns import Asked, missing_returns, months_before
from ave_tui.services.today_safety import safety
from ave_tui.storage import contested, preferences
from ave_tui.storage.queries import return_rows
from ave_tui.storage.queries import today as queries
from ave_tui.storage.queries.allocated import moved_by
from ave_tui.storage.queries.eligibility import governing_of_groups
from ave_tui.storage.queries.penalties import undecided
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.storage.queries.today import Portfolio, WorkRow
    from ave_tui.sync.ledger import Ledger

_STEPS_BACK: Final = timedelta(days=90)
_STEPS_AHEAD: Final = timedelta(days=7)
_BUYERS_PATIENCE: Final = timedelta(days=30)
"""A buyer is given a month to decide on a penalty before one asks again."""
_CONFLICTS: Final = 20
"""So many are listed one by one; the screen of conflicts has them all."""


class TodayService:
    """The first screen: on its way nothing may be imported that is not needed."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def today(self) -> date:
        """The day it is, by the clock of this laptop."""
        return self._database.clock().date()

    def greeted(self) -> tuple[str, str]:
        """Return the first name of who works here, and the name of the structure."""
        return queries.names(
            self._database.connection,
            self._ledger.actor,
            preferences.get(self._database.connection, "space"),
        )

    def safety(self) -> list[Line]:
        """Return what endangers the records of this laptop."""
        database = self._database
        return list(safety(database.connection, database.home.backups, database.clock()))

    def lines(self, *, at_once: bool = False) -> list[Line]:
        """Return what wants doing in one's own portfolio, the most urgent first.

        Args:
            at_once: Leave out what takes longer than a first frame may.
        """
        connection = self._database.connection
        portfolio = queries.Portfolio(connection, self._ledger.actor, self.today.isoformat())
        work = portfolio.work()
        lines = [
            *([] if work else first_steps(connection)),
            *self._of_portfolio(connection, portfolio, work),
            *self._next_steps(connection),
            *self._people_wanted(connection, portfolio),
            *self._conflicts(connection),
            *doubles(connection, portfolio, work),
            *gap_lines(connection, self._ledger.actor, self.today.isoformat()),
            *([] if at_once else self._warnings(portfolio)),
            *self._exchange(connection),
            *self.safety(),
            *self._protection(connection),
            *notices(connection, work, self.today),
        ]
        return sorted(lines, key=lambda line: line.order)

    def of_contract(self, contract: Id) -> list[Line]:
        """Return what wants doing for one public contract, the most urgent first."""
        connection = self._database.connection
        portfolio = queries.Portfolio.of_contract(connection, contract, self.today.isoformat())
        lines = self._of_portfolio(connection, portfolio, portfolio.work())
        return sorted(lines, key=lambda line: line.order)

    def _of_portfolio(
        self, connection: Connection, portfolio: Portfolio, work: list[WorkRow]
    ) -> Iterator[Line]:
        today = self.today
        lots = {lot.lot: lot for lot in portfolio.lots()}
        awards = portfolio.awards()
        counted = portfolio.counted()
        rules = dated_values(connection)
        if months := months_before(today, portfolio.known_since()):
            yield from missing_returns(
                awards,
                lots,
                work,
                Asked(
                    portfolio.returns(months[0]),
                    lambda assignments, month: queries.stated(connection, assignments, month),
                    lambda ids: return_rows.last_reminders(connection, ids),
                    rules,
                ),
                months,
                today,
            )
        warning_days = value_on("eligibility_warning_days", rules, today.isoformat())
        people = {each.participant for each in work if each.participant}
        governing = governing_of_groups(connection, people, today.isoformat())
        yield from eligibility_lines(connection, work, governing, counted, today, warning_days)
        awards_moved = moved_by(connection, "award_id", *portfolio.own_lots)
        left = left_over(connection, portfolio, awards, lots, work, counted, awards_moved, today)
        yield from early_leavers(connection, left, awards, lots, work)
        lots_moved = moved_by(connection, "lot_id", *portfolio.own_lots)
        yield from today_work.shortfalls(lots, work, counted, lots_moved, today)
        yield from today_work.orphans(work, counted)
        yield from life(connection, portfolio, today)
        since = (today - _BUYERS_PATIENCE).isoformat()
        if waiting := undecided(connection, *portfolio.own_lots, since):
            # Money is only brought where some is waited for.
            from ave_tui.services.today_penalties import waiting_penalties

            yield from waiting_penalties(waiting)

    def _next_steps(self, connection: Connection) -> Iterator[Line]:
        today = self.today
        first, last = (today - _STEPS_BACK).isoformat(), (today + _STEPS_AHEAD).isoformat()
        for visit in queries.next_steps(connection, self._ledger.actor, first, last):
            due = visit.next_on <= today.isoformat()
            yield Line(
                Topic.NEXT_STEP,
                Urgency.SOON if due else Urgency.CALM,
                visit.company,
                Sentence(
                    N_("{step} (since {day})") if due else N_("{step} (by {day})"),
                    {"day": day_words(visit.next_on), "step": visit.next_step},
                ),
                Opens("record", "visit", visit.visit),
                visit.next_on,
            )

    def _people_wanted(self, connection: Connection, portfolio: Portfolio) -> Iterator[Line]:
        values = dated_values(connection)
        yield from today_sourcing.calls_due(connection, portfolio, values, self.today)
        yield from today_sourcing.needs(connection, portfolio, values, self.today)

    def _conflicts(self, connection: Connection) -> Iterator[Line]:
        if not contested.everything(connection):
            return
        # Only where laptops disagree is it worth what it brings along.
        from ave_tui.i18n import say
        from ave_tui.services.conflicts import ConflictService

        for conflict in ConflictService(self._database, self._ledger).disputes()[:_CONFLICTS]:
            one, other = conflict.claims[:2]
            yield Line(
                Topic.CONFLICT,
                Urgency.SOON,
                say(conflict.about),
                Sentence(
                    N_("{one} ({who}, {day}) or {other} ({whom}, {date})?"),
                    {
                        "one": one.words,
                        "who": one.who,
                        "day": one.at.date(),
                        "other": other.words,
                        "whom": other.who,
                        "date": other.at.date(),
                    },
                ),
                Opens("conflict", conflict.table, conflict.row),
            )

    def _warnings(self, portfolio: Portfolio) -> Iterator[Line]:
        """Count what is doubtful about one's own hours."""
        if not portfolio.is_handy:
            return
        # What judges hours takes as long to import as all the rest of the first screen.
        from ave_tui.services.warnings import WarningsService

        count = len(WarningsService(self._database, self._ledger).standing())
        if count:
            said = (
                N_("One warning about hours.")
                if count == 1
                else N_("{count} warnings about hours.")
            )
            why = Sentence(said, {"count": count})
            yield Line(Topic.WARNING, Urgency.SOON, "", why, Opens("section", "warnings"))

    def _exchange(self, connection: Connection) -> Iterator[Line]:
        opens = Opens("section", "exchange")
        if held := contested.held_back(connection):
            yield Line(
                Topic.WAITING,
                Urgency.SOON,
                "",
                Sentence(
                    N_("Changes that wait for others still missing: {count}."), {"count": held}
                ),
                opens,
            )

    @property
    def is_protected(self) -> bool:
        """Whether a password protects the records."""
        return self._database.is_protected

    def _protection(self, connection: Connection) -> Iterator[Line]:
        if not self.is_protected and queries.has_real_people(connection):
            yield Line(
                Topic.UNPROTECTED,
                Urgency.CALM,
                "",
                Sentence(N_("Whoever finds this laptop can read the records: protect it.")),
                Opens("section", "settings"),
            )

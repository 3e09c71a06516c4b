"""Under a pooling agreement hours count for its lots, each second once, in every total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ave_tui.domain.changes import allocation_id, hours_entry_id, new_id, share_id
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.periods import Month
from ave_tui.domain.windows import Scale, Scope, ScopeKind, Window
from ave_tui.i18n import say, speak
from ave_tui.services.pooling import NoFigureError, NotPooledError
from ave_tui.services.today_lines import Topic
from ave_tui.services.workspace import Services
from ave_tui.storage import allocations, totals
from ave_tui.sync.check import check
from tests.homes import empty_home, introduce
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Value

HOUR = 3600


class Pool(World):
    """Three lots of one company, and one person at work on the first."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(folder, clock)
        self.firm = self.company()
        self.lots = [self.lot(due) for due in (100, 200, 300)]
        self.awards = [self.award(lot, self.firm, 100) for lot in self.lots]
        self.work = self.job(self.person(), self.firm, self.lots[0], self.awards[0])

    def agree(self, *weights: int | None, **more: Value) -> Id:
        """Pool the lots, each with its weight."""
        values: dict[str, Value] = {
            "name": "Globalisation",
            "kind": "POOLING",
            "signed_on": "2026-01-01",
            "starts_on": "2026-01-01",
            "ends_on": "2026-12-31",
        }
        row = self.write("pooling_agreement", new_id(), values | more)
        for lot, weight in zip(self.lots, weights, strict=False):
            self.share(row, lot, weight)
        return row

    def share(self, agreement: Id, lot: Id, weight: int | None) -> Id:
        """Put a lot into an agreement."""
        return self.make(
            "pooling_share",
            share_id(agreement, lot),
            pooling_agreement_id=agreement,
            lot_id=lot,
            weight=weight,
        )

    def give(self, entry: Id, lot: Id, hours: float) -> Id:
        """Give hours of an entry to a lot by hand."""
        return self.make(
            "allocation",
            allocation_id(entry, lot),
            hours_entry_id=entry,
            lot_id=lot,
            seconds=int(hours * HOUR),
        )

    def done(self, table: str = "lot") -> list[float]:
        """Return the hours done of each lot or award."""
        rows = self.lots if table == "lot" else self.awards
        told = self.services.records.overview(table, rows)
        return [int(told[row]["done"] or 0) / HOUR for row in rows]

    def agrees(self) -> None:
        """Hold all totals against each other, and the kept ones against the records."""
        connection = self.services.database.connection
        assert list(allocations.recount(connection)) == list(allocations.stored(connection))
        assert list(totals.recount(connection)) == list(totals.stored(connection))
        counted = totals.counted_seconds(connection) / HOUR
        assert sum(self.done()) == pytest.approx(counted)
        by_authority = self.services.records.overview("authority", [self.authority])
        assert int(by_authority[self.authority]["done"] or 0) / HOUR == pytest.approx(counted)
        for lot, done in zip(self.lots, self.done(), strict=True):
            table = self.services.hours.grid(
                Scope(ScopeKind.LOT, lot), Window(Scale.MONTHS, Month(2026, 10).first)
            )
            assert table.due.done / HOUR == pytest.approx(done)


@pytest.fixture
def pool(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Pool]:
    """Return three lots of one company; it is 23 November 2026."""
    speak("en")
    made = Pool(tmp_path / "amina", clock)
    yield made
    made.close()


def test_hours_count_for_the_lots_of_the_agreement_by_their_weights(pool: Pool) -> None:
    """field.md 4.2, globalisation: sum = hours, no double count."""
    pool.hours(pool.work, "2026-10", 100)
    assert pool.done() == [100, 0, 0]
    pool.agree(1, 1, 2)
    assert pool.done() == [25, 25, 50]
    assert pool.done("award") == [25, 25, 50]
    pool.agrees()
    told = pool.services.records.overview("lot", pool.lots)
    assert told[pool.lots[2]]["received"] == 50 * HOUR
    assert told[pool.lots[0]]["given"] == 75 * HOUR


def test_undo_brings_everything_back(pool: Pool) -> None:
    pool.hours(pool.work, "2026-10", 100)
    pool.agree(1, 1)
    assert pool.done() == [50, 50, 0]
    pool.services.history.undo()
    assert pool.done() == [100, 0, 0], "one lot alone has nobody to share with"
    pool.services.history.redo()
    assert pool.done() == [50, 50, 0]
    pool.agrees()


def test_hours_before_and_after_the_agreement_stay(pool: Pool) -> None:
    pool.agree(1, 1, starts_on="2026-10-01", ends_on="2026-10-31")
    for month in ("2026-09", "2026-10", "2026-11"):
        pool.hours(pool.work, month, 10)
    assert pool.done() == [25, 5, 0]
    pool.agrees()


def test_given_by_hand_the_rest_stays_with_the_own_lot(pool: Pool) -> None:
    entry = pool.hours(pool.work, "2026-10", 100)
    pool.give(entry, pool.lots[1], 30)
    assert pool.done() == [100, 0, 0], "without an agreement nothing moves"
    agreement = pool.agree(1, 1)
    assert pool.done() == [70, 30, 0]
    pool.give(entry, pool.lots[2], 20)
    assert pool.done() == [70, 30, 0], "the third lot is not in the agreement"
    pool.share(agreement, pool.lots[2], 1)
    assert pool.done() == [50, 30, 20]
    pool.hours(pool.work, "2026-10", 25)
    assert pool.done() == [0, 15, 10]
    pool.agrees()


def test_another_companys_hours_on_the_lot_stay(pool: Pool) -> None:
    other = pool.company("Autre")
    award = pool.award(pool.lots[0], other)
    work = pool.job(pool.person("Roy", "Lea"), other, pool.lots[0], award)
    pool.agree(1, 1, company_id=pool.firm)
    pool.hours(pool.work, "2026-10", 10)
    pool.hours(work, "2026-10", 40)
    assert pool.done() == [45, 5, 0]
    twin = pool.make("same_as", table_name="company", left_id=other, right_id=pool.firm)
    assert pool.done() == [25, 25, 0], "the same company, recorded twice"
    pool.withdraw("same_as", twin)
    assert pool.done() == [45, 5, 0]
    pool.agrees()


def test_an_award_that_comes_later_gets_its_hours(pool: Pool) -> None:
    pool.withdraw("award", pool.awards[1])
    pool.agree(1, 1)
    pool.hours(pool.work, "2026-10", 10)
    assert pool.done() == [5, 5, 0]
    late = pool.award(pool.lots[1], pool.firm)
    assert pool.services.records.overview("award", [late])[late]["done"] == 5 * HOUR
    pool.agrees()


def test_moving_or_withdrawing_the_work_moves_its_hours(pool: Pool) -> None:
    pool.agree(1, 1)
    pool.hours(pool.work, "2026-10", 10)
    pool.write("assignment", pool.work, {"lot_id": pool.lots[2]})
    assert pool.done() == [0, 0, 10]
    pool.write("assignment", pool.work, {"lot_id": pool.lots[1]})
    assert pool.done() == [5, 5, 0]
    pool.withdraw("assignment", pool.work)
    assert pool.done() == [5, 5, 0], "its hours stay until someone decides"
    pool.agrees()


def test_what_stands_twice_is_allocated_once(pool: Pool) -> None:
    """hours.md, Doubles: for each period only one figure counts, on whichever lot."""
    pool.agree(1, 1)
    person = pool.services.database.connection.execute("SELECT id FROM participant").fetchone()[0]
    again = pool.job(person, pool.firm, pool.lots[0], pool.awards[0])
    pool.hours(pool.work, "2026-10", 100)
    pool.hours(again, "2026-10", 90)
    assert sum(pool.done()) in (90, 100)
    first, second, _ = pool.done()
    assert first == second
    pool.agrees()


def test_two_laptops_allocate_alike(
    pool: Pool, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    pool.agree(2, 1)
    pool.hours(pool.work, "2026-10", 100)
    other = Services(empty_home(tmp_path / "bruno"), clock)
    other.ledger.prefer("space", pool.structure)
    introduce(pool.services, other)
    other.exchange.apply(pool.services.exchange.export(tmp_path).path)
    mine, theirs = pool.services.database.connection, other.database.connection
    assert list(allocations.stored(mine)) == list(allocations.stored(theirs))
    assert list(allocations.stored(theirs))
    other.close()


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("hours"), st.integers(0, 2), st.integers(1, 5), st.integers(0, 50)),
        st.tuples(st.just("share"), st.integers(0, 1), st.integers(0, 2), st.integers(0, 3)),
        st.tuples(st.just("drop"), st.integers(0, 1), st.integers(0, 2), st.just(0)),
        st.tuples(st.just("give"), st.integers(0, 2), st.integers(0, 2), st.integers(0, 60)),
        st.tuples(st.just("move"), st.integers(0, 2), st.integers(0, 2), st.just(0)),
        st.tuples(st.just("sign"), st.integers(0, 1), st.integers(1, 9), st.just(0)),
        st.tuples(st.just("undo"), st.just(0), st.just(0), st.just(0)),
    ),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=_STEPS)
def test_whatever_is_done_no_second_is_lost_or_counted_twice(
    steps: list[tuple[str, int, int, int]],
    tmp_path_factory: pytest.TempPathFactory,
    clock: Callable[[], datetime],
) -> None:
    pool = Pool(tmp_path_factory.mktemp("pool") / "amina", clock)
    jobs = [
        pool.work,
        *(pool.job(pool.person(str(n)), pool.firm, pool.lots[n], pool.awards[n]) for n in (1, 2)),
    ]
    pools = [pool.agree(1), pool.agree(None, None, starts_on="2026-03-01")]
    periods = ["", "2026-02", "2026-03", "2026-03/W10", "2026-03-04", "2026-04"]
    for what, one, two, three in steps:
        if what == "hours":
            pool.hours(jobs[one], periods[two], three, status=("DECLARED", "VALIDATED")[three % 2])
        elif what == "share":
            pool.share(pools[one], pool.lots[two], three)
        elif what == "drop":
            pool.withdraw("pooling_share", share_id(pools[one], pool.lots[two]))
        elif what == "give":
            entry = hours_entry_id(jobs[one], "WORK", periods[2])
            pool.hours(jobs[one], periods[2], 40)
            pool.give(entry, pool.lots[two], three)
        elif what == "move":
            pool.write("assignment", jobs[one], {"lot_id": pool.lots[two]})
        elif what == "sign":
            pool.write("pooling_agreement", pools[one], {"signed_on": f"2026-01-0{two}"})
        else:
            pool.services.history.undo()
        pool.agrees()
    assert check(pool.services.database.connection).ok
    pool.close()


def test_an_entry_is_shared_out_by_hand_and_given_back_to_the_shares(pool: Pool) -> None:
    pool.agree(1, 1, 1)
    entry = pool.hours(pool.work, "2026-10", 100)
    service = pool.services.pooling
    shared = service.shared(entry)
    # A third of 100 h is shown rounded: left as it is shown, nothing is written.
    shown = {part.lot: round(part.seconds / 36) * 36 for part in shared.others}
    before = pool.services.history.total()
    service.give(shared, shown)
    assert pool.services.history.total() == before
    one, two = (part.lot for part in shared.others)
    service.give(shared, {one: 10 * HOUR, two: None})
    shared = service.shared(entry)
    assert shared.by_hand
    assert shared.own.seconds == 90 * HOUR
    assert {part.lot: part.seconds for part in shared.others} == {one: 10 * HOUR, two: 0}
    service.give(shared, {one: 0, two: 0})
    assert pool.done() == [100, 0, 0], "a nought says that a lot gets nothing"
    service.give(service.shared(entry), {one: None, two: None})
    assert not service.shared(entry).by_hand
    assert sum(pool.done()) == pytest.approx(100)
    assert pool.done()[1] == pytest.approx(100 / 3, abs=0.001)
    pool.agrees()
    with pytest.raises(RuleBrokenError):
        service.give(service.shared(entry), {one: 60 * HOUR, two: 60 * HOUR})


def test_what_no_agreement_covers_is_not_shared_out(pool: Pool) -> None:
    entry = pool.hours(pool.work, "2026-10", 100)
    with pytest.raises(NotPooledError):
        pool.services.pooling.shared(entry)
    with pytest.raises(NoFigureError):
        pool.services.pooling.shared(hours_entry_id(pool.work, "WORK", "2026-09"))


def test_an_agreement_says_what_keeps_it_from_doing_more(pool: Pool) -> None:
    def notes(row: Id) -> list[str]:
        return [say(note) for note in pool.services.records.sheet("pooling_agreement", row).notes]

    row = pool.make("pooling_agreement", name="New", kind="SHARING", starts_on="2026-10-15")
    assert notes(row) == ["! Nothing moves before there are two lots: Ctrl+N adds their shares."]
    pool.share(row, pool.lots[0], 0)
    assert len(notes(row)) == 4, "one lot, what it does, all shares 0, no signature"
    pool.share(row, pool.lots[1], 1)
    pool.hours(pool.work, "2026-10", 30)
    pool.agree(1, 1, signed_on="2026-11-01")
    told = notes(row)[1:]
    assert told == [
        "! No date of signature is recorded: the buyers must have signed.",
        "! Overlaps with Globalisation on 2 lots: the later signed wins, here Globalisation.",
        "! Sharing is between lots of one contract; these are of 2: pooling?",
        "! 30 h are of periods that begin before or end after the agreement: they stay with "
        "their lot.",
    ]


def test_of_two_agreements_the_later_signed_one_holds(pool: Pool) -> None:
    pool.hours(pool.work, "2026-10", 100)
    pool.agree(1, 1, signed_on="2026-02-01")
    later = pool.agree(0, None, 1, signed_on="2026-03-01")
    pool.withdraw("pooling_share", share_id(later, pool.lots[1]))
    assert pool.done() == [0, 0, 100]
    pool.withdraw("pooling_agreement", later)
    assert pool.done() == [50, 50, 0]
    pool.agrees()


def test_taking_a_file_back_takes_its_agreement_back(
    pool: Pool, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    other = Services(empty_home(tmp_path / "bruno"), clock)
    other.ledger.prefer("space", pool.structure)
    introduce(pool.services, other)
    pool.hours(pool.work, "2026-10", 100)
    other.exchange.apply(pool.services.exchange.export(tmp_path).path)
    pool.agree(1, 1)
    other.exchange.apply(pool.services.exchange.export(tmp_path).path)
    connection = other.database.connection
    assert list(allocations.stored(connection))
    newest = max(row for (row,) in connection.execute("SELECT id FROM exchange"))
    other.past.undo_import(newest)
    assert list(allocations.stored(connection)) == []
    assert check(connection).ok
    other.close()


def test_a_check_finds_allocations_that_are_not_those_of_the_records(pool: Pool) -> None:
    pool.hours(pool.work, "2026-10", 100)
    pool.agree(1, 1)
    connection = pool.services.database.connection
    assert check(connection).ok
    connection.execute("UPDATE allocated_month SET declared = declared - 1")
    assert [say(fault) for fault in check(connection).faults] == [
        "The kept allocations of hours are not those of the agreements."
    ]


def test_a_lot_says_month_by_month_what_counts_for_it(pool: Pool) -> None:
    pool.agree(1, 1)
    pool.hours(pool.work, "2026-09", 10)
    pool.hours(pool.work, "2026-10", 30)
    for lot in pool.lots[:2]:
        pace = pool.services.records.sheet("lot", lot).pace
        assert pace is not None
        assert pace.first == "2026-01"
        assert [seconds // HOUR for seconds in pace.months] == [0] * 8 + [5, 15, 0]
    person = pool.services.database.connection.execute("SELECT id FROM participant").fetchone()[0]
    again = pool.job(person, pool.firm, pool.lots[0], pool.awards[0])
    pool.hours(again, "2026-10", 20)
    for lot in pool.lots[:2]:
        pace = pool.services.records.sheet("lot", lot).pace
        assert pace is not None
        assert pace.months[-2] in (15 * HOUR, 10 * HOUR), "what stands twice counts once"


def test_todays_shortfall_agrees_with_what_pooling_moves(pool: Pool) -> None:
    pool.hours(pool.work, "2026-10", 90)
    pool.agree(1, 8)
    told = {
        line.opens.row: say(line.why)
        for line in pool.services.today.lines()
        if line.topic is Topic.PACE
    }
    for lot, done in zip(pool.lots[:2], pool.done()[:2], strict=True):
        by_end = round(done * 365 / 327)
        assert f"At this pace: {by_end} h" in told[lot]

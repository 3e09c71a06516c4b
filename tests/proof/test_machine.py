"""Three laptops as a machine whose every state is looked at; Hypothesis looks for the one to break.

What the dense traces do by dice, Hypothesis does with a will, and it makes what it finds small.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from ave_tui.sync.check import check
from tests.proof.counts import many, quick_folder
from tests.proof.looking import converge, look, look_across
from tests.proof.office import Office

LAPTOP = st.integers(0, 2)
WHICH = st.integers(0, 63)
PLACE = st.integers(0, 10**6)


class Laptops(RuleBasedStateMachine):
    """What can happen to three laptops of one structure."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=quick_folder()))
        self.seed = 0

    @initialize(
        shared=st.booleans(),
        sealed=st.sampled_from([False, False, False, True]),
        old=st.booleans(),
        seed=st.integers(0, 2**32),
    )
    def begin(self, shared: bool, sealed: bool, old: bool, seed: int) -> None:
        self.office = Office(self.folder, shared=shared, sealed=sealed, old=old)
        self.seed = seed

    @rule(n=LAPTOP, cell=st.integers(0, 7), hours=st.integers(0, 4))
    def enter_hours(self, n: int, cell: int, hours: int) -> None:
        self.office.hours(n, cell, hours * 3_600)

    @rule(n=LAPTOP, cell=st.integers(0, 7), hours=st.integers(0, 4))
    def enter_two_records(self, n: int, cell: int, hours: int) -> None:
        self.office.two_at_once(n, cell, hours * 3_600)

    @rule(n=LAPTOP, which=WHICH, value=st.integers(0, 5))
    def edit(self, n: int, which: int, value: int) -> None:
        self.office.edit(n, which, value)

    @rule(n=LAPTOP, which=WHICH)
    def delete(self, n: int, which: int) -> None:
        self.office.delete(n, which)

    @rule(n=LAPTOP, which=WHICH)
    def restore(self, n: int, which: int) -> None:
        self.office.restore(n, which)

    @rule(n=LAPTOP, which=WHICH, remains=st.integers(0, 2))
    def erase(self, n: int, which: int, remains: int) -> None:
        self.office.erase(n, which, remains)

    @rule(n=LAPTOP, which=WHICH)
    def join(self, n: int, which: int) -> None:
        self.office.join(n, which)

    @rule(n=LAPTOP, which=WHICH)
    def part(self, n: int, which: int) -> None:
        self.office.part(n, which)

    @rule(n=LAPTOP, which=WHICH)
    def settle(self, n: int, which: int) -> None:
        self.office.settle(n, which)

    @rule(n=LAPTOP, kind=st.sampled_from(["undo", "undo", "redo"]))
    def take_back(self, n: int, kind: str) -> None:
        self.office.take_back(n, kind)

    @rule(n=LAPTOP, which=st.integers(0, 3), everywhere=st.booleans())
    def take_import_back(self, n: int, which: int, everywhere: bool) -> None:
        self.office.take_import_back(n, which, everywhere=everywhere)

    @rule(n=LAPTOP)
    def update(self, n: int) -> None:
        self.office.update(n)

    @rule(n=LAPTOP, what=st.sampled_from(["all", "lacking", "new"]), to=LAPTOP)
    def export(self, n: int, what: str, to: int) -> None:
        self.office.export(n, what, to)

    @rule(n=LAPTOP, which=WHICH)
    def deliver(self, n: int, which: int) -> None:
        self.office.deliver(n, which)

    @rule(n=LAPTOP, other=LAPTOP)
    def hand_over(self, n: int, other: int) -> None:
        if n != other:
            self.office.take(other, self.office.pack(n))

    @rule(which=WHICH)
    def lose(self, which: int) -> None:
        self.office.lose(which)

    @rule(n=LAPTOP, which=WHICH, how=st.sampled_from(["cut", "flip", "insert", "drop"]), at=PLACE)
    def damage(self, n: int, which: int, how: str, at: int) -> None:
        self.office.damage(n, which, how, at)

    @rule(n=LAPTOP, which=WHICH, at=PLACE)
    def forge(self, n: int, which: int, at: int) -> None:
        self.office.forge(n, which, at)

    @rule(n=LAPTOP, days=st.sampled_from([0, -3 * 365, 10 * 365]))
    def set_clock(self, n: int, days: int) -> None:
        self.office.clock(n, days)

    @rule(n=LAPTOP)
    def restart(self, n: int) -> None:
        self.office.restart(n)

    @rule(n=LAPTOP)
    def keep_copy(self, n: int) -> None:
        self.office.keep_copy(n)

    @rule(
        n=LAPTOP,
        by=st.sampled_from(["program", "overwrite", "exchange"]),
        crashed=st.booleans(),
    )
    def restore_copy(self, n: int, by: str, crashed: bool) -> None:
        self.office.restore_copy(n, by=by, crashed=crashed)

    @invariant()
    def all_holds(self) -> None:
        if hasattr(self, "office"):
            for n in range(3):
                look(self.office, n)
                findings = check(self.office.connection(n))
                assert findings.ok, [fault.text for fault in findings.faults]
            look_across(self.office)

    def teardown(self) -> None:
        if hasattr(self, "office"):
            try:
                # Only what holds until here can end well: else the first fault would be hidden.
                converge(self.office, random.Random(self.seed))  # noqa: S311
            finally:
                self.office.close()
        shutil.rmtree(self.folder)


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Laptops, settings=settings(max_examples=examples, stateful_step_count=steps)
    )


def test_three_laptops_hold_in_every_state() -> None:
    run(many(6, 6, 6), 20)


@pytest.mark.long
def test_three_laptops_hold_in_very_many_states() -> None:
    run(many(10, 40, 500), 50)

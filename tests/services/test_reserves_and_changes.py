"""What is left over, shared, forecast or proposed reckons with changes in force and with groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.i18n import speak
from ave_tui.storage.queries.monthly import monthly
from ave_tui.storage.queries.overview_rows import FORECAST
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id

HOUR = 3600


class Changed(World):
    """A lot of 500 h, to which a change in force adds 100 h; it ends half a year later."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(folder, clock)
        self.place, self.firm = self.lot(), self.company()
        self.under = self.award(self.place, self.firm)
        self.contract = str(self.services.records.load("lot", self.place)["public_contract_id"])
        self.make(
            "amendment",
            public_contract_id=self.contract,
            lot_id=self.place,
            kind="AMENDMENT",
            number="1",
            notified_on="2026-06-01",
            due_seconds=100 * HOUR,
            ends_on="2027-06-30",
        )

    def member(self, name: str = "Toiture") -> tuple[Id, Id]:
        """Put a company under the award in its group; return it and its award."""
        firm = self.company(name)
        return firm, self.award(self.place, firm, 200, lead_id=self.under, role="SUBCONTRACTOR")

    def left_early(self, firm: Id, award: Id, hours: float) -> Id:
        """Let somebody leave on 12 October after some hours, with none planned."""
        job = self.job(self.person(), firm, self.place, award, ends="2026-10-12", reason="RESIGNED")
        self.hours(job, "2026-10", hours)
        return job


@pytest.fixture
def changed(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Changed]:
    """Return the lot; it is 23 November 2026."""
    speak("en")
    made = Changed(tmp_path / "amina", clock)
    yield made
    made.close()


def test_left_over_is_what_changes_in_force_leave_due(changed: Changed) -> None:
    changed.left_early(changed.firm, changed.under, 70)
    (left,) = changed.services.leftovers.everything()
    assert (left.left.of, left.left.remains) == (600 * HOUR, 530 * HOUR)


def test_what_a_member_of_a_group_left_is_owed_by_its_lead(changed: Changed) -> None:
    firm, share = changed.member()
    changed.left_early(firm, share, 70)
    (left,) = changed.services.leftovers.everything()
    assert left.where == "Bâti"
    assert (left.left.of, left.left.remains) == (600 * HOUR, 530 * HOUR)


def test_nothing_is_left_over_while_anybody_of_the_group_is_at_work(changed: Changed) -> None:
    firm, share = changed.member()
    changed.left_early(firm, share, 70)
    changed.job(changed.person("Diallo"), changed.firm, changed.place, changed.under)
    assert changed.services.leftovers.everything() == []


def test_a_pace_counts_changed_hours_until_the_changed_end(changed: Changed) -> None:
    job = changed.job(changed.person(), changed.firm, changed.place, changed.under)
    changed.hours(job, "2026-10", 120)
    for table, row in (("lot", changed.place), ("award", changed.under)):
        pace = changed.services.records.sheet(table, row).pace
        assert pace is not None
        assert pace.projection.due == 600 * HOUR
        assert pace.projection.last.isoformat() == "2027-06-30"
    lot = changed.services.records.sheet("lot", changed.place).pace
    assert lot is not None
    assert lot.projection.by_end is not None
    told = changed.services.records.overview("public_contract", [changed.contract])
    assert told[changed.contract][FORECAST] == lot.projection.by_end * 100 // (600 * HOUR)


def test_the_months_of_a_lead_are_those_of_its_group_and_a_share_has_no_pace(
    changed: Changed,
) -> None:
    firm, share = changed.member()
    job = changed.job(changed.person(), firm, changed.place, share)
    changed.hours(job, "2026-10", 120)
    connection = changed.services.database.connection
    assert monthly(connection, "award_id", changed.under) == {"2026-10": 120 * HOUR}
    sheet = changed.services.records.sheet("award", changed.under)
    assert sheet.done == 120 * HOUR
    assert changed.services.records.sheet("award", share).pace is None


def test_a_penalty_is_for_changed_hours_and_for_whoever_bears_them(changed: Changed) -> None:
    changed.write("public_contract", changed.contract, {"penalty_cents": 2500})
    _firm, share = changed.member()
    values = changed.services.penalties.proposed(changed.under, None, None, 0)
    assert (values["due_seconds"], values["amount_cents"]) == (600 * HOUR, 600 * 2500)
    with pytest.raises(RuleBrokenError, match="lead owes"):
        changed.services.penalties.proposed(share, None, None, 0)


def test_a_share_of_an_agreement_starts_with_the_changed_hours(changed: Changed) -> None:
    started = changed.services.records.following(
        "pooling_share", "lot_id", {"lot_id": changed.place}
    )
    assert started == {"weight": 600}

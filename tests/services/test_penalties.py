"""Penalties are proposed by the contract's own formula and decided by the buyer (field.md 4.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.documents import Facts, Grid, Paragraph
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.holidays import alsace_moselle_holidays
from ave_tui.i18n import say, speak
from ave_tui.services.penalty_figures import NoFormulaError
from ave_tui.services.today_lines import Opens, Topic
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Value

HOUR = 3600


class Short(World):
    """150 h due, 70 h done."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(folder, clock)
        self.place, self.firm = self.lot(due=150), self.company("Bâti [A]")
        self.under = self.award(self.place, self.firm, due=150)
        job = self.job(self.person(), self.firm, self.place, self.under)
        self.hours(job, "2026-10", 70)
        lot = self.services.records.load("lot", self.place)
        self.contract = str(lot["public_contract_id"])

    def formula(self, **terms: Value) -> None:
        """Write the formula of the contract."""
        self.write("public_contract", self.contract, terms)

    def save(self, **more: Value) -> Id:
        """Propose a penalty and keep it."""
        values = self.services.penalties.proposed(self.under, None, None, 0)
        return self.services.records.save("penalty", None, values | more)


@pytest.fixture
def short(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Short]:
    """Return a contract whose hours are missing; it is 23 November 2026."""
    speak("en")
    made = Short(tmp_path / "amina", clock)
    yield made
    made.close()


def test_nothing_is_computed_that_the_contract_does_not_say(short: Short) -> None:
    with pytest.raises(NoFormulaError):
        short.services.penalties.proposed(short.under, None, None, 0)


def test_the_number_of_the_field_with_the_ceiling_of_the_day(short: Short) -> None:
    """field.md 9: penalty: 150 due, 70 done, x4, ceiling P: 80 x 4 x P."""
    short.formula(penalty_factor=400)
    values = short.services.penalties.proposed(short.under, None, None, 0)
    assert (values["due_seconds"], values["done_seconds"]) == (150 * HOUR, 70 * HOUR)
    assert values["base_cents"] == 2900
    assert values["amount_cents"] == 80 * 4 * 2900
    short.make("rule_setting", name="hourly_ceiling", since="2026-01-01", number=3000)
    values = short.services.penalties.proposed(short.under, None, None, 0)
    assert values["amount_cents"] == 80 * 4 * 3000
    short.formula(penalty_cents=1000)
    values = short.services.penalties.proposed(short.under, None, None, 0)
    assert values["amount_cents"] == 80 * 4 * 1000, "the contract's own base first of all"


def test_delay_meetings_and_the_cap_are_the_contracts(short: Short) -> None:
    """field.md 4.5: 50 EUR a working day after 10 allowed, 500 EUR a missed meeting."""
    short.formula(
        penalty_late_cents=5000,
        penalty_absence_cents=50000,
        penalty_cap=100,
        amount_cents=10_000_000,
    )
    values = short.services.penalties.proposed(short.under, "2026-10-26", "2026-11-12", 1)
    # 27 October to 12 November are 12 working days: 11 November is a holiday.
    assert (values["late_days"], values["absences"]) == (2, 1)
    assert values["cap_cents"] == 100_000
    assert values["amount_cents"] == 2 * 5000 + 50000
    still_missing = short.services.penalties.proposed(short.under, "2026-10-26", None, 0)
    assert still_missing["late_days"] == 9, "until today, 23 November"
    with pytest.raises(RuleBrokenError) as refused:
        short.services.penalties.proposed(short.under, "2026-10-26", "2026-10-25", 0)
    assert refused.value.field == "came_on"


def test_holidays_of_alsace_and_moselle_are_a_rule(short: Short) -> None:
    short.make("rule_setting", name="alsace_moselle", since="2026-01-01", number=1)
    assert short.services.penalties.holidays() is alsace_moselle_holidays


def test_the_amount_follows_from_the_figures_whatever_was_typed(short: Short) -> None:
    short.formula(penalty_cents=1000)
    row = short.save(amount_cents=1)
    assert short.services.records.load("penalty", row)["amount_cents"] == 80_000
    short.services.records.save("penalty", row, {"done_seconds": 140 * HOUR})
    assert short.services.records.load("penalty", row)["amount_cents"] == 10_000
    short.services.records.save("penalty", row, {"notes": "Seen."})
    assert short.services.records.load("penalty", row)["amount_cents"] == 10_000


def test_the_buyer_decides_who_when_how_much_and_why(short: Short) -> None:
    short.formula(penalty_cents=1000)
    records = short.services.records
    row = short.save()
    decided: dict[str, Value] = {"decision": "APPLIED"}
    values = records.load("penalty", row) | decided
    assert records.following("penalty", "decision", values) == {
        "decided_on": "2026-11-23",
        "decided_cents": 80_000,
    }
    waived = values | {"decision": "WAIVED"}
    assert records.following("penalty", "decision", waived)["decided_cents"] == 0
    reduced = values | {"decision": "REDUCED"}
    assert "decided_cents" not in records.following("penalty", "decision", reduced)
    assert records.following("penalty", "decision", records.load("penalty", row)) == {}
    (advice,) = records.warnings("penalty", row, values)
    assert say(advice.sentence) == "The buyer decides: who, when, how much and why?"


def test_a_penalty_added_to_an_award_starts_with_its_figures(short: Short) -> None:
    short.formula(penalty_cents=1000)
    values = short.services.records.defaults("penalty", {"award_id": short.under})
    assert (values["amount_cents"], values["decision"]) == (80_000, "PROPOSED")


def test_every_step_is_printed_with_its_figures(short: Short) -> None:
    short.formula(penalty_factor=400)
    row = short.save(
        formal_notice_on="2026-11-01",
        decision="REDUCED",
        decided_on="2026-11-20",
        decided_by="Service des marchés",
        decided_cents=100_000,
        notes="Half of it was late by their own fault.",
    )
    document = short.services.penalties.document(row)
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert grid.rows == (
        ("Missing hours", "150 h due − 70 h done = 80 h", ""),
        ("For missing hours", "80 h × 4 × 29,00 €", "9\u00a0280,00 €"),
        ("Together", "9\u00a0280,00 €", "9\u00a0280,00 €"),
    )
    facts = dict(
        line for block in document.blocks if isinstance(block, Facts) for line in block.lines
    )
    assert facts["Company"].startswith("Bâti [A]")
    assert facts["Formal notice on"] == "1 Nov 2026"
    assert facts["Amount decided"] == "1\u00a0000,00 €"
    assert facts["Reason"] == "Half of it was late by their own fault."
    told = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert told[0] == "Proposed amount: 9\u00a0280,00 €"
    assert document.name == "penalty-M-1-2026-11-23"
    short.withdraw("penalty", row)
    with pytest.raises(RuleBrokenError):
        short.services.penalties.document(row)


def test_a_proposed_penalty_says_nothing_of_a_decision(short: Short) -> None:
    short.formula(penalty_cents=1000)
    document = short.services.penalties.document(short.save())
    facts = dict(
        line for block in document.blocks if isinstance(block, Facts) for line in block.lines
    )
    assert facts["Decision of the buyer"] == "Proposed"
    assert "Decided by" not in facts


def test_its_record_says_how_it_was_worked_out(short: Short) -> None:
    short.formula(penalty_cents=1000)
    sheet = short.services.records.sheet("penalty", short.save())
    assert [say(note) for note in sheet.notes] == [
        "Missing hours: 150 h due − 70 h done = 80 h",
        "For missing hours: 80 h × 1 × 10,00 € = 800,00 €",
        "Together: 800,00 € = 800,00 €",
    ]


def test_a_buyer_who_does_not_decide_is_asked_again_after_a_month(short: Short) -> None:
    short.formula(penalty_cents=1000)
    row = short.save(on_date="2026-10-01")
    (line,) = [each for each in short.services.today.lines() if each.topic is Topic.PENALTY]
    assert say(line.why) == "Proposed on 1 Oct 2026, 800,00 €: the buyer has not decided."
    assert line.opens == Opens("record", "penalty", row)
    short.services.records.save("penalty", row, {"on_date": "2026-11-01"})
    assert not [each for each in short.services.today.lines() if each.topic is Topic.PENALTY]
    short.services.records.save("penalty", row, {"on_date": "2026-10-01", "decision": "WAIVED"})
    assert not [each for each in short.services.today.lines() if each.topic is Topic.PENALTY]

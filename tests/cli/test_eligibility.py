"""Who is eligible until when, from the shell: one person, several refused, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ave_tui.cli import main
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Values

H = 3600


@pytest.fixture(autouse=True)
def people(ave_home: Path, clock: Callable[[], datetime]) -> None:
    """Put two people into the home of the command, of whom one worked after the end."""
    world = World(ave_home, clock)
    person = world.person("Dupont", "Zoé")
    world.person("Dupond", "Alain")
    lot, company = world.lot(), world.company()
    job = world.job(person, company, lot, None, starts="2020-01-01", ends="2020-12-31")
    row = world.make(
        "eligibility",
        participant_id=person,
        ground="RSA",
        other_grounds="QPV",
        status="TO_CHECK",
        proof_kind="CAF_MSA",
        proof_dated="2018-01-01",
        proof_on="2018-01-10",
        starts_on="2018-01-15",
    )
    given: Values = {"notes": "Vu", "decided_on": "2018-01-16"}
    world.services.eligibility.validate(row, given)
    world.hours(job, "2020-02", 30, status="VALIDATED")
    world.close()


def test_a_person_stands_as_lists_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eligibility", "dupont"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Dupont Zoé: ✗ Eligibility ended on 14 Jan 2020.",
        "Outside: 30 h to decide, 0 h count, 0 h don’t.",
        "Validation. 16 Jan 2018 · Amina Cherif · Vu",
    ]


def test_a_script_gets_codes_and_dates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eligibility", "zoe", "dupont", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == told | {
        "ok": True,
        "name": "Dupont Zoé",
        "light": "over",
        "status": "VALIDATED",
        "ground": "RSA",
        "grounds": ["RSA", "QPV"],
        "starts_on": "2018-01-15",
        "until": "2020-01-14",
        "missing": [],
        "outside": {"undecided": 30 * H, "accepted": 0, "rejected": 0},
    }
    assert main(["eligibility", "alain", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["light"], told["until"], told["eligibility"]) == ("unknown", None, None)


def test_between_two_people_nobody_guesses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eligibility", "dup", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["ok"]
    assert "Dupond Alain" in told["problem"]
    assert "Dupont Zoé" in told["problem"]
    assert main(["eligibility", "martin"]) == 1
    assert "Nobody is called" in capsys.readouterr().err

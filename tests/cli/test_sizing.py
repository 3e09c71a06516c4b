"""Sizing from the shell: every method, what it refuses, and that it begins no records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ave_tui.cli import main
from ave_tui.services.workspace import Services
from tests.homes import empty_home

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

AMOUNT = ("--amount", "1000000", "--labour", "50", "--effort", "5")


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Return what the command answers a script."""

    def asked(*options: str) -> dict[str, Any]:
        assert main(["sizing", *options, "--json"]) == 0
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    return asked


def test_mefsud77_example_unrounded_and_rounded(ask: Callable[..., dict[str, Any]]) -> None:
    answer = ask(*AMOUNT, "--rate", "30")
    assert (answer["hours"], answer["hours_due"]) == (pytest.approx(833.3333333), 833)
    assert answer["hours_exact"] == "2500/3"
    assert (answer["fte_hours"], answer["share_of_amount"]) == (1600, 2.5)
    assert answer["sensitivity"]["hours"][1] == [417, 833, 1250]
    assert ask(*AMOUNT, "--rate", "25")["hours_due"] == 1000
    assert [step["result"] for step in answer["steps"]][:2] == [500_000, 25_000]


@pytest.mark.parametrize(
    ("options", "method", "due"),
    [
        (("--labour-hours", "1200000", "--effort", "5"), "hours", 60_000),
        (("--fte", "2,5"), "fte", 4000),
        (("--fte", "2.5", "--fte-hours", "1607"), "fte", 4018),
        (("--amount", "250 000", "--scale"), "scale", 450),
        (("--amount", "100000", "--method", "scale"), "scale", 300),
        (("--labour-hours", "10000", "--new-staff", "25", "--effort", "10"), "transfer", 250),
        ((*AMOUNT, "--new-staff", "25 %", "--rate", "30"), "transfer", 208),
        (("--orders", "175000", "--slice", "50000", "--slice-hours", "35"), "orders", 105),
        (
            ("--orders", "99999", "--threshold", "100000", "--labour", "50", "--effort", "5"),
            "orders",
            0,
        ),
        (("--amount", "1000000", "--trade", "interior PAINTING", "--effort", "5"), "amount", 1167),
        (("--amount", "1000000", "--labour", "50", "--wanted", "700"), "amount", 700),
    ],
)
def test_every_method(
    options: tuple[str, ...], method: str, due: int, ask: Callable[..., dict[str, Any]]
) -> None:
    answer = ask(*options)
    assert (answer["method"], answer["hours_due"]) == (method, due)


def test_which_effort_gives_the_hours_wanted(ask: Callable[..., dict[str, Any]]) -> None:
    assert ask(*AMOUNT, "--wanted", "700")["effort_for_wanted"] == 4.2


def test_amendments_are_computed_on_the_new_amount_and_each_version_stays(
    ask: Callable[..., dict[str, Any]],
) -> None:
    answer = ask(*AMOUNT, "--rate", "30", "--amendment", "200 000", "--amendment=-100000")
    assert [(each["amount"], each["hours_due"]) for each in answer["versions"]] == [
        (1_000_000, 833),
        (1_200_000, 1000),
        (1_100_000, 917),
    ]
    assert answer["hours_due"] == 917


def test_how_many_people_over_how_many_months(ask: Callable[..., dict[str, Any]]) -> None:
    answer = ask("--fte", "1", "--fte-hours", "1820", "--months", "12")
    assert (answer["people"], answer["months"]) == (1, 12)


def test_days_weeks_months_and_ftes_are_converted(ask: Callable[..., dict[str, Any]]) -> None:
    answer = ask("--convert", "3", "weeks")
    assert (answer["hours"], answer["days"], answer["fte"]) == (105, 15, 0.065625)
    assert round(ask("--convert", "1", "months")["hours"], 2) == 151.67
    assert ask("--convert", "1", "fte")["hours"] == 1600


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--amount", "-5"),
        ("--amount", "much"),
        (*AMOUNT, "--rate", "0"),
        ("--amount", "5", "--fte", "3"),
        ("--amount", "5", "--orders", "3"),
        ("--labour-hours", "100", "--effort", "101"),
        ("--scale", "--amount", "0"),
        ("--scale", "--amount", "5000", "--wanted", "700"),
        (*AMOUNT, "--trade", "Alchemy"),
        ("--fte", "1", "--trade", "Masonry"),
        ("--convert", "3", "moons"),
        (*AMOUNT, "--months", "0"),
        (*AMOUNT, "--scale", "--method", "amount"),
        (*AMOUNT, "--amendment", "much"),
        (*AMOUNT, "--amendment=-1000000"),
        ("--fte", "1", "--amendment", "5"),
        ("--convert", "x", "weeks"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sizing", *options]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 2


def test_people_read_every_step_and_no_records_are_begun(
    capsys: pytest.CaptureFixture[str], ave_home: Path
) -> None:
    assert main(["sizing", *AMOUNT, "--rate", "30", "--wanted", "700"]) == 0
    said = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert "500 000 € × 5 % = 25 000 €" in said
    assert "Hours due: 833 h  (unrounded 833.33 h)" in said
    assert "700 h need an effort of 4.2 %." in said
    assert main(["sizing", "--amount", "10000", "--labour", "50", "--effort", "5"]) == 0
    assert "! Fewer than 105 h" in capsys.readouterr().out
    assert not ave_home.exists()


def test_rules_and_trades_of_the_records_are_used(
    ask: Callable[..., dict[str, Any]], ave_home: Path, clock: Callable[[], datetime]
) -> None:
    with Services(empty_home(ave_home), clock) as services:
        services.records.save(
            "trade_rate", None, {"name": "Nettoyage", "labour_share": 8000, "rate_cents": 2600}
        )
        services.settings.set_rule("hourly_rate", 2500, "2026-01-01", "Enquête")
    assert ask(*AMOUNT)["hours_due"] == 1000
    cleaning = ask("--amount", "260000", "--trade", "nettoyage", "--effort", "10")
    assert cleaning["hours_due"] == 800

"""The rules from the shell, for people and for scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ave_tui.cli import main
from ave_tui.domain.rules import RULES
from ave_tui.services.workspace import Services
from tests.homes import empty_home

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


@pytest.fixture(autouse=True)
def records(ave_home: Path, clock: Callable[[], datetime]) -> None:
    """Give a rule a value for all, and one for an authority."""
    with Services(empty_home(ave_home), clock) as services:
        ville = services.records.save("authority", None, {"name": "Ville"})
        services.settings.set_rule("hourly_rate", 2650, "2020-01-01", "Survey")
        services.settings.set_rule("hourly_rate", 2900, "2020-01-01", authority=ville)


def test_scripts_get_each_rule_with_value_source_and_date(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["settings", "list", "--json"]) == 0
    rules = {rule["name"]: rule for rule in json.loads(capsys.readouterr().out)["rules"]}
    assert set(rules) == set(RULES)
    rate = rules["hourly_rate"]
    assert (rate["value"], rate["since"], rate["source"]) == (26.5, "2020-01-01", "Survey")
    assert (rate["is_default"], rate["default"]) == (False, 30)
    assert {"value": 29, "since": "2020-01-01", "authority": "Ville", "source": ""} in rate[
        "values"
    ]
    assert rules["fte_hours"]["value"] == 1600
    assert rules["fte_hours"]["since"] is None
    assert rules["begun_slices"]["value"] is False
    assert rules["training_scale"]["value"][0] == "1:150"
    assert rules["eligibility_months"]["value"] == 24
    assert all(rule["source"] and rule["default_source"] for rule in rules.values())


def test_people_read_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "list"]) == 0
    said = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Hourly rate of a sizing, all charges: 26.50 € since 1 Jan 2020\n    Survey\n" in said
    assert "    default: 30 €" in said
    with pytest.raises(SystemExit) as left:
        main(["settings"])
    assert left.value.code == 2

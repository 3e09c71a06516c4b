"""Tastes stay on the laptop, rules are records; whoever begins says whose records these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.choices import StructureKind
from ave_tui.i18n import language, speak
from ave_tui.services.settings import FoundedError, NameMissingError
from ave_tui.services.workspace import Services
from ave_tui.storage import log, preferences
from tests.homes import empty_home, introduce
from tests.names import HOSTILE_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.storage.connection import Connection


@pytest.fixture
def services(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Return the services of an empty home; it is 23 November 2026."""
    speak("en")
    with Services(empty_home(tmp_path / "home"), clock) as made:
        yield made
    speak("en")


def test_a_structure_is_founded_in_one_step_by_its_first_facilitator(services: Services) -> None:
    assert services.preference("space") == ""
    structure = services.settings.found(" MDE [A] ", StructureKind.MDE, "Amina", "Cherif")
    assert not services.is_new
    assert services.settings.structure == (structure, "MDE [A]")
    assert services.settings.my_name == "Cherif Amina"
    (made,) = services.history.page().transactions
    assert (made.operations, made.who) == (2, "Amina Cherif")
    with pytest.raises(FoundedError):
        services.settings.found("Another", None, "A", "B")


def test_a_crash_while_founding_leaves_nothing_or_everything(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = preferences.put
    for fatal in ("space", "facilitator"):

        def fail(connection: Connection, name: str, value: str, fatal: str = fatal) -> None:
            if name == fatal:
                raise KeyboardInterrupt
            put(connection, name, value)

        monkeypatch.setattr(preferences, "put", fail)
        with pytest.raises(KeyboardInterrupt):
            services.settings.found("MDE", None, "Amina", "Cherif")
        assert services.is_new
        assert log.count(services.database.connection) == 0
        assert (services.ledger.actor, services.preference("facilitator")) == ("", "")
    monkeypatch.setattr(preferences, "put", put)
    services.settings.found("MDE", None, "Amina", "Cherif")
    assert services.ledger.actor == services.preference("facilitator") != ""
    monkeypatch.setattr(preferences, "put", fail)
    with pytest.raises(KeyboardInterrupt):
        services.settings.add_me("Jo", "Roy")
    assert [person.name for person in services.settings.people()] == ["Amina Cherif"]
    assert services.settings.my_name == "Cherif Amina"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("", "Amina", "Cherif"), "name"),
        (("MDE", " ", "Cherif"), "first_name"),
        (("MDE", "Amina", ""), "last_name"),
    ],
)
def test_without_a_name_nothing_is_begun(
    services: Services, given: tuple[str, str, str], field: str
) -> None:
    name, first, last = given
    with pytest.raises(NameMissingError) as refused:
        services.settings.found(name, None, first, last)
    assert refused.value.field == field
    assert services.preference("space") == ""
    assert log.count(services.database.connection) == 0
    assert services.ledger.actor == ""


def test_a_colleague_joins_by_a_file_and_is_chosen_or_added(
    services: Services, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    services.settings.found("MDE", None, "Amina", "Cherif")
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(services, other)
        made = services.exchange.export(tmp_path)
        other.exchange.apply(made.path)
        assert [person.name for person in other.settings.people()] == ["Amina Cherif"]
        me = other.settings.add_me("Jo", "Roy")
        assert other.settings.me == me
        mine = [made for made in other.history.page().transactions if made.here]
        assert [made.who for made in mine] == ["Jo Roy"]
        other.settings.work_as(other.settings.people()[0].row)
        assert other.settings.my_name == "Cherif Amina"


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_are_kept_as_they_are(services: Services, name: str) -> None:
    services.settings.found(name, None, name, name)
    assert services.settings.structure[1] == name.strip()


def test_language_and_digit_row_are_kept_and_nothing_enters_the_log(services: Services) -> None:
    settings = services.settings
    assert {services.settings.reads_digit_row} == {False}
    settings.speak("fr")
    assert (language(), settings.language, services.preference("language")) == ("fr",) * 3
    assert services.settings.reads_digit_row, "on by default in French"
    settings.read_digit_row(False)
    assert services.preference("digit_row") == "0"
    settings.use_theme("nord")
    assert services.preference("theme") == "nord"
    assert log.count(services.database.connection) == 0


def test_a_rule_holds_from_its_day_on_and_can_be_taken_back(services: Services) -> None:
    settings = services.settings
    assert settings.rule("eligibility_months") == 24
    settings.set_rule("eligibility_months", 18, "2026-11-01", "Council, 12 October")
    assert settings.rule("eligibility_months") == 18
    assert settings.rule("eligibility_months", "2026-10-31") == 24
    row = settings.set_rule("eligibility_months", 12, "2026-11-01")
    (months,) = [rule for rule in settings.rules() if rule.rule.name == "eligibility_months"]
    assert (months.number, len(months.values)) == (12, 1)
    settings.unset_rule(row)
    assert settings.rule("eligibility_months") == 24
    services.history.undo()
    assert settings.rule("eligibility_months") == 12

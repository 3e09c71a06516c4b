"""The language follows the system until one is chosen, and sentences carry figures in its form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ave_tui import i18n
from ave_tui.domain.choices import Nature
from ave_tui.domain.durations import Hours
from ave_tui.domain.words import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """Leave the language as other tests expect it."""
    yield
    i18n.speak("en")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_BE"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "fr_FR.UTF-8", "LANG": "en_US"}, "fr"),
    ],
)
def test_the_system_decides_at_first(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert i18n.system_language() == language


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Travaux 151,67 12/10/2026 {0} %s"), ("en", "Works 151.67 12 Oct 2026 {0} %s")],
)
def test_values_are_shown_as_the_language_writes_them(language: str, said: str) -> None:
    i18n.speak(language)
    values = {"a": Nature.WORKS, "b": Hours(546_012), "c": date(2026, 10, 12), "d": "{0} %s"}
    assert i18n.say(Sentence("{a} {b} {c} {d}", values)) == said


def test_the_catalogue_speaks_french() -> None:
    i18n.speak("fr")
    assert i18n.language() == "fr"
    assert i18n._("Participants") == "Participants"
    assert i18n._("Company") == "Entreprise"
    i18n.speak("en")
    assert i18n._("Company") == "Company"


def test_a_value_may_bear_any_name() -> None:
    assert i18n._("{text}", text="7h5") == "7h5"
    assert i18n._n("{plural}", "{plural}", 1, plural="x") == "x"

"""A rule's figure holds from its day on; a lot's forecast follows its pace; periods are said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.pace import day_read, pace_words, projection, sparkline
from ave_tui.domain.period_words import MONTHS, WEEKDAYS, long_day, period_words
from ave_tui.domain.rules import RULES, Dated, Rule, Unit, codes_on, value_on
from ave_tui.domain.words import Sentence
from ave_tui.i18n import say, speak

_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(date.isoformat)
_VALUES = st.builds(
    Dated,
    row=st.uuids().map(lambda row: row.hex),
    name=st.sampled_from(sorted(RULES)),
    since=_DAYS | st.just(""),
    number=st.integers(1, 10**6),
    authority=st.sampled_from(["", "a", "b"]),
)


@given(st.lists(_VALUES), st.sampled_from(sorted(RULES)), _DAYS)
def test_the_newest_figure_that_has_begun_holds_whatever_the_order(
    values: list[Dated], name: str, day: str
) -> None:
    number = value_on(name, values, day)
    assert number == value_on(name, list(reversed(values)), day)
    begun = [v for v in values if (v.name, v.authority) == (name, "") and v.since <= day]
    if begun:
        newest = max(value.since for value in begun)
        assert number in [value.number for value in begun if value.since == newest]
    else:
        assert number == RULES[name].default_on(day)


@given(st.lists(_VALUES), st.sampled_from(sorted(RULES)), _DAYS)
def test_what_an_authority_was_given_wins_there_and_nowhere_else(
    values: list[Dated], name: str, day: str
) -> None:
    own = [v for v in values if (v.name, v.authority) == (name, "a") and v.since <= day]
    for_all = value_on(name, values, day)
    assert for_all == value_on(name, values, day, "c")
    assert value_on(name, values, day, "a") == (
        value_on(name, _for_all(own), day) if own else for_all
    )


def _for_all(values: list[Dated]) -> list[Dated]:
    return [value._replace(authority="") for value in values]


def test_a_rule_of_codes_accepts_those_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule("accepted", "Accepted", Unit.CODES, 0, "Usage.", ("EI", "ACI"))
    monkeypatch.setitem(RULES, "accepted", rule)
    given_once = Dated("1", "accepted", "2026-01-01", 0, codes="EI GEIQ")
    assert codes_on("accepted", [given_once], "2025-12-31") == ("EI", "ACI")
    assert codes_on("accepted", [given_once], "2026-01-01") == ("EI", "GEIQ")


FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@given(st.integers(1, 10**7), st.integers(0, 10**7), st.integers(-30, 800))
def test_a_projection_is_never_less_than_what_is_done(due: int, done: int, days: int) -> None:
    today = FIRST + timedelta(days=days)
    ahead = projection(due, done, FIRST, LAST, today)
    assert ahead is not None
    assert ahead.by_end is None or ahead.by_end >= done
    assert ahead.over == (today > LAST)
    assert not ahead.falls_short or done < due
    assert (ahead.a_week > 0) == (done < due and not ahead.over)
    # So many whole hours a week are enough, and an hour a week less is not.
    weeks = max(1, (LAST - today).days) / 7
    assert ahead.over or done + ahead.a_week * weeks >= due
    assert not ahead.a_week or done + (ahead.a_week - 3600) * weeks < due


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [
        (0, date(2026, 3, 1), None),
        (0, date(2026, 6, 1), 0),
        (100, date(2026, 7, 2), 199),
        (400, date(2026, 7, 2), None),
        (499, date(2027, 1, 1), 499),
        (500, date(2027, 1, 1), None),
    ],
)
def test_a_shortfall_is_told_once_there_is_something_to_go_by(
    done: int, today: date, expected: int | None
) -> None:
    ahead = projection(500, done, FIRST, LAST, today)
    assert ahead is not None
    assert (ahead.by_end if ahead.falls_short else None) == expected


def test_without_hours_due_or_an_end_nothing_is_projected() -> None:
    assert projection(None, 0, FIRST, LAST, LAST) is None
    assert projection(500, 0, FIRST, None, LAST) is None
    begun_nobody_knows_when = projection(500, 0, None, LAST, FIRST)
    assert begun_nobody_knows_when is not None
    assert begun_nobody_knows_when.by_end is None
    assert begun_nobody_knows_when.begins is None


def test_more_than_was_due_is_said_as_it_is() -> None:
    """field.md 9: 9,500 h due and 11,000 h done are 115.8 %, balance -1,500 (excédent)."""
    ahead = projection(9500 * 3600, 11000 * 3600, FIRST, LAST, LAST + timedelta(days=1))
    assert ahead is not None
    assert ahead.share == 115
    assert not ahead.falls_short


HOUR = 3600


@pytest.mark.parametrize(
    ("done", "today", "said"),
    [
        (500, date(2026, 7, 2), "All 500 h are done."),
        (
            410,
            date(2026, 8, 31),
            "At this pace: 616 h of 500 h by 31 Dec 2026; 6 h a week are needed.",
        ),
        (
            0,
            date(2025, 12, 1),
            "Begins on 1 Jan 2026; 9 h a week are needed until 31 Dec 2026.",
        ),
        (10, date(2026, 2, 1), "Too early to tell; 11 h a week are needed until 31 Dec 2026."),
        (
            0,
            date(2026, 8, 31),
            "Nothing yet of 500 h, due by 31 Dec 2026; 29 h a week are needed.",
        ),
        (410, date(2027, 1, 1), "410 h of 500 h done; over since 31 Dec 2026."),
    ],
)
def test_a_pace_is_said_in_one_sentence(done: int, today: date, said: str) -> None:
    ahead = projection(500 * HOUR, done * HOUR, FIRST, LAST, today)
    assert ahead is not None
    assert say(pace_words(ahead)) == said


def test_months_are_drawn_to_be_looked_at() -> None:
    assert sparkline([]) == ""
    assert sparkline([0, 0]) == "··"
    assert sparkline([1, 0, 7, 14, 13]) == "▁·▄█▇"
    assert sparkline([-5, 5]) == "·█"


def test_a_day_that_is_none_is_no_day() -> None:
    assert day_read("2026-10-12") == date(2026, 10, 12)
    assert day_read("2026-02-30") is None
    assert day_read(None) is None


@pytest.mark.parametrize(
    ("period", "english", "french"),
    [
        ("2026-10", "October 2026", "octobre 2026"),
        ("2026-10/W41", "week 41 of October 2026", "semaine 41 en octobre 2026"),
        ("2026-10-12", "12 Oct 2026", "12/10/2026"),
        ("[/] 2026", "[/] 2026", "[/] 2026"),
    ],
)
def test_periods_are_said_in_both_languages(period: str, english: str, french: str) -> None:
    said = Sentence("{period}", {"period": period_words(period)})
    try:
        assert say(said) == english
        speak("fr")
        assert say(said) == french
    finally:
        speak("en")


def test_a_morning_is_said_with_its_weekday() -> None:
    assert say(long_day(date(2026, 11, 23))) == "Monday 23 November 2026"
    assert (len(MONTHS), len(WEEKDAYS)) == (12, 7)

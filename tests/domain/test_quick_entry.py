"""Proves that a line of quick entry is read as it is meant, or that its faulty word is named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.periods import Week
from ave_tui.domain.quick_entry import Line, parse_line

H = 3600
TODAY = date(2026, 11, 23)


def read(text: str, today: date = TODAY) -> tuple[str, float, str]:
    line = parse_line(text, today)
    return ", ".join(map(" ".join, line.names)), line.seconds / H, str(line.when)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dupont 35 s12", ("dupont", 35, "2026-W12")),
        ("martin diallo 151,67 mars", ("martin diallo", 151.67, "2026-03")),
        ("dupont 35", ("dupont", 35, "2026-11")),
        ("dupont 7h30 hier", ("dupont", 7.5, "2026-11-22")),
        ("dupont 7h30 Yesterday", ("dupont", 7.5, "2026-11-22")),
        ("dupont 7:30 aujourd'hui", ("dupont", 7.5, "2026-11-23")),
        ("dupont 7:30 aujourd’hui", ("dupont", 7.5, "2026-11-23")),
        ("dupont 7:30 today", ("dupont", 7.5, "2026-11-23")),
        ("dupont 7 h 30 hier", ("dupont", 7.5, "2026-11-22")),
        ("dupont 7 h hier", ("dupont", 7, "2026-11-22")),
        ("dupont 7 h 12/10", ("dupont", 7, "2026-10-12")),
        ("dupont 7 heures 05, s41", ("dupont", 7 + 5 / 60, "2026-W41")),
        ("dupont 7 * 5 + 3,5 W41", ("dupont", 38.5, "2026-W41")),
        ("dupont 35 oct.", ("dupont", 35, "2026-10")),
        ("dupont 7 lun", ("dupont", 7, "2026-11-23")),
        ("dupont 7 mar.", ("dupont", 7, "2026-11-17")),
        ("dupont 7 Sunday", ("dupont", 7, "2026-11-22")),
        ("dupont 7 avant-hier", ("dupont", 7, "2026-11-21")),
        ("dupont 35 m-1", ("dupont", 35, "2026-10")),
        ("dupont 35 s-1", ("dupont", 35, "2026-W47")),
        ("dupont 35 3-7/11", ("dupont", 35, "2026-11-03/2026-11-07")),
        ("dupont 35 28/10-3/11", ("dupont", 35, "2026-10-28/2026-11-03")),
        ("dupont 35 28/12-3/1", ("dupont", 35, "2025-12-28/2026-01-03")),
        ("dupont 35 3-7/11/2024", ("dupont", 35, "2024-11-03/2024-11-07")),
        ("martin, diallo 35 s41", ("martin, diallo", 35, "2026-W41")),
        ("martin et diallo 35", ("martin, diallo", 35, "2026-11")),
        ("martin ; diallo awa; o'neil 35 s41", ("martin, diallo awa, o'neil", 35, "2026-W41")),
        ("jeu dim 7 ven", ("jeu dim", 7, "2026-11-20")),
        ("dupont 35 October", ("dupont", 35, "2026-10")),
        ("dupont 35 août", ("dupont", 35, "2026-08")),
        ("dupont 35 février 2025", ("dupont", 35, "2025-02")),
        ("dupont 35 10/2026", ("dupont", 35, "2026-10")),
        ("dupont 35 2026-10", ("dupont", 35, "2026-10")),
        ("dupont 7 2026-10-12", ("dupont", 7, "2026-10-12")),
        ("dupont 35 2026-10/w41", ("dupont", 35, "2026-10/W41")),
        ("dupont 35 2026-W41", ("dupont", 35, "2026-W41")),
        ("dupont 7 12/10/2026", ("dupont", 7, "2026-10-12")),
        ("dupont 7 1/2", ("dupont", 7, "2026-02-01")),
        ("s41 35 dupont", ("dupont", 35, "2026-W41")),
        ("12/10 dupont, 7", ("dupont", 7, "2026-10-12")),
        # Before the figure these are people, after it they are months.
        ("jean avril 35 mai", ("jean avril", 35, "2026-05")),
        ("mars dupont 35", ("mars dupont", 35, "2026-11")),
        ("O'Neil [/red] 0", ("O'Neil [/red]", 0, "2026-11")),
    ],
)
def test_what_a_line_says(text: str, said: tuple[str, float, str]) -> None:
    name, hours, period = read(text)
    assert (name, round(hours, 6), period) == (said[0], round(said[1], 6), said[2])


def test_words_after_an_at_sign_are_for_the_lot_or_company() -> None:
    assert parse_line("benali 7h30 hier @rénovation @3F", TODAY).at == ("rénovation", "3F")


def test_what_follows_a_hash_is_a_note() -> None:
    line = parse_line("benali 7h30 hier #  pluie, 2 h d’arrêt #12", TODAY)
    assert line.note == "pluie, 2 h d’arrêt #12"
    assert line.names == (("benali",),)
    assert parse_line("benali 7", TODAY).note == ""


@pytest.mark.parametrize(
    ("word", "period"),
    [
        ("novembre", "2026-11"),
        ("décembre", "2025-12"),
        ("23/11", "2026-11-23"),
        ("24/11", "2025-11-24"),
        ("s48", "2026-W48"),
        ("s49", "2025-W49"),
        ("décembre 2026", "2026-12"),
        ("24/11/2026", "2026-11-24"),
        ("2026-w49", "2026-W49"),
    ],
)
def test_without_its_year_a_period_is_the_last_that_has_begun(word: str, period: str) -> None:
    assert read(f"dupont 7 {word}")[2] == period


def test_around_new_year() -> None:
    assert read("dupont 7 s53", date(2027, 1, 2))[2] == "2026-W53"
    assert read("dupont 7 s1", date(2027, 1, 2))[2] == "2026-W01"
    assert read("dupont 7 hier", date(2027, 1, 1))[2] == "2026-12-31"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("dupont 35hh", "35hh"),
        ("dupont -5", "-5"),
        ("dupont 1516 mars", "1516"),
        ("dupont 35 32/10", "32/10"),
        ("dupont 35 29/02", "29/02"),
        ("dupont 35 s54", "s54"),
        ("dupont 35 30-31/2", "30-31/2"),
        ("dupont 35 7-3/11", "7-3/11"),
        ("dupont 35 lun mar", "mar"),
        ("dupont 35 2026-13", "2026-13"),
        ("dupont 35 13/2026", "13/2026"),
        ("dupont 35 mars 0026", "mars"),
        ("dupont 35 40", "40"),
        ("dupont 35 s41 s42", "s42"),
        ("dupont 35 mars avril", "avril"),
    ],
)
def test_the_word_that_can_not_be_read_is_named(text: str, word: str) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        parse_line(text, TODAY)
    assert word in refused.value.problem.values.values()
    assert refused.value.remedy.text


@pytest.mark.parametrize("text", ["", "dupont", "35", "35 s41", "dupont s41", "dupont 35 @"])
def test_an_incomplete_line_is_refused(text: str) -> None:
    with pytest.raises(RuleBrokenError):
        parse_line(text, TODAY)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        line = parse_line(text, TODAY)
    except RuleBrokenError:
        return
    assert isinstance(line, Line)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 300))
def test_every_recent_day_and_week_can_be_meant_without_its_year(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    assert read(f"dupont 7 {day:%d/%m}", today)[2] == day.isoformat()
    assert read(f"dupont 7 S{Week.of(day).number}", today)[2] == str(Week.of(day))

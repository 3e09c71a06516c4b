"""What a pasted block means: names, headings, periods, and whose line is whose."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.pasting import plan
from ave_tui.domain.periods import Month, WeekPiece

TODAY = date(2026, 11, 23)
SEPTEMBER, OCTOBER, NOVEMBER = (Month(2026, number) for number in (9, 10, 11))
MONTHS = [SEPTEMBER, OCTOBER, NOVEMBER]
PEOPLE = ["benali karim", "diallo awa", "martin luc", "o neil anne", "diallo awa"]


def rows(block: list[list[str]], first_row: int = 0) -> list[int | None]:
    return [line.row for line in plan(block, PEOPLE, MONTHS, first_row, TODAY).lines]


def test_figures_alone_go_where_the_cursor_is() -> None:
    understood = plan([["35", "7"], ["", "8"]], PEOPLE, MONTHS, 3, TODAY)
    assert [line.row for line in understood.lines] == [3, 4]
    assert understood.falls_in_place
    assert understood.periods is None
    assert rows([["35"], ["7"], ["8"]], 3) == [3, 4, None]


def test_names_lead_each_line_to_its_row() -> None:
    block = [["MARTIN Luc", "35"], ["Karim Bénali", "7"], ["Nobody", "8"], ["O'Neil", "1"]]
    understood = plan(block, PEOPLE, MONTHS, 0, TODAY)
    assert [line.row for line in understood.lines] == [2, 0, None, 3]
    assert [line.cells for line in understood.lines] == [("35",), ("7",), ("8",), ("1",)]
    assert not understood.falls_in_place


def test_names_in_the_order_of_the_grid_fall_in_place() -> None:
    assert plan([["Diallo Awa", "35"]], PEOPLE[:3], MONTHS, 1, TODAY).falls_in_place
    assert not plan([["Diallo Awa", "35"]], PEOPLE[:3], MONTHS, 0, TODAY).falls_in_place


def test_as_many_lines_as_rows_of_a_name_go_in_their_order() -> None:
    assert rows([["Diallo Awa", "35"], ["Diallo Awa", "7"]]) == [1, 4]
    understood = plan([["Diallo Awa", "35"]], PEOPLE, MONTHS, 0, TODAY)
    assert [(line.row, line.alike) for line in understood.lines] == [(None, 2)]


@pytest.mark.parametrize(
    ("heading", "periods"),
    [
        (["Nom", "10/2026", "novembre"], (OCTOBER, NOVEMBER)),
        (["Salarié", "Oct.", "Remarque"], (OCTOBER, None)),
        (["", "2026-09", "1/2020"], (SEPTEMBER, None)),
        (["Nom", "octobre", ""], (OCTOBER, None)),
        (["Nom", "Heures", "Total"], None),
    ],
)
def test_a_heading_says_which_periods(
    heading: list[str], periods: tuple[Month | None, ...] | None
) -> None:
    understood = plan([heading, ["Martin", "35", "7"]], PEOPLE, MONTHS, 0, TODAY)
    assert understood.periods == periods
    assert [line.row for line in understood.lines] == [2]


def test_a_heading_may_stand_over_figures_alone() -> None:
    understood = plan([["octobre"], ["35"], ["7"]], PEOPLE, MONTHS, 1, TODAY)
    assert understood.periods == (OCTOBER,)
    assert [line.row for line in understood.lines] == [1, 2]


def test_a_week_is_the_piece_that_is_shown() -> None:
    piece = WeekPiece(OCTOBER, 40)
    understood = plan([["s40", "s41"], ["21", "7"]], PEOPLE, [piece], 0, TODAY)
    assert understood.periods == (piece, None)
    both = [WeekPiece(SEPTEMBER, 40), piece]
    assert plan([["s40", "s41"], ["21", "7"]], PEOPLE, both, 0, TODAY).periods is None


_CELL = st.sampled_from(["", "35", "7h30", "x", "Martin", "Diallo Awa", "octobre", "10/2026", "["])


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(_CELL, min_size=width, max_size=width), min_size=1, max_size=6
        )
    ),
    st.integers(0, 5),
)
def test_nothing_is_made_up_and_no_row_is_taken_twice(
    block: list[list[str]], first_row: int
) -> None:
    understood = plan(block, PEOPLE, MONTHS, first_row, TODAY)
    taken = [line.row for line in understood.lines if line.row is not None]
    assert len(taken) == len(set(taken))
    assert all(0 <= row < len(PEOPLE) for row in taken)
    assert len(understood.lines) in (len(block), len(block) - 1)
    pasted = [cell for line in block for cell in line]
    assert all(cell in pasted for line in understood.lines for cell in line.cells)

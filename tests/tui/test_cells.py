"""Whatever a text holds, it takes exactly the cells it is given, on one line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ave_tui.widgets.cells import _PLAIN, _UNSAFE, fit, fit_figure, fold, one_line
from ave_tui.widgets.columns import Column, lay_out
from tests.names import HOSTILE_NAMES

ANY_TEXT = st.text(st.characters(exclude_categories=[])) | st.sampled_from(HOSTILE_NAMES)


@given(ANY_TEXT, st.integers(0, 40))
def test_a_text_takes_its_cells_and_no_more(text: str, width: int) -> None:
    shown = fit(text, width)
    assert cell_len(shown) == width
    assert len(shown.splitlines()) <= 1
    shown.encode("utf-8")


@given(ANY_TEXT, st.integers(1, 20))
def test_a_figure_is_whole_or_not_shown_at_all(text: str, width: int) -> None:
    shown = fit_figure(text, width)
    assert cell_len(shown) == width
    assert shown.strip() == one_line(text).strip() or set(shown) == {"#"}


def test_long_and_wide_texts_are_cut_with_a_mark() -> None:
    assert fit("Terrassement", 8) == "Terrass…"
    assert fit("日本語の会社", 6) == "日本… "
    assert fit("35", 5, "right") == "   35"


def test_what_is_not_measured_takes_one_cell_and_is_safe() -> None:
    assert [each for each in _PLAIN if cell_len(each) != 1 or re.match(_UNSAFE, each)] == []


def test_what_turns_or_breaks_a_line_becomes_a_blank() -> None:
    assert one_line("Deux\u2028lignes\tet \u202eenvers") == "Deux lignes et  envers"
    assert one_line("Forêt d'Émeraude") == "Forêt d'Émeraude"


def test_accents_and_capitals_do_not_matter_when_comparing() -> None:
    assert fold("Élève ŒUVRE") == fold("eleve œuvre")


@given(
    st.lists(
        st.builds(
            Column,
            st.just("x"),
            width=st.integers(0, 30),
            share=st.integers(1, 3),
            gives_way=st.integers(0, 3),
        ),
        max_size=8,
    ),
    st.integers(0, 150),
)
def test_columns_fill_the_width_and_the_least_wanted_give_way(
    columns: list[Column], width: int
) -> None:
    widths = lay_out(columns, width)
    shown = [part for part in widths if part]
    lasting = sum(column.least + 1 for column in columns if not column.gives_way) - 1
    if lasting <= width:
        assert sum(shown) + len(shown) - 1 <= max(width, 0)
        if any(not column.width and part for column, part in zip(columns, widths, strict=True)):
            assert sum(shown) + len(shown) - 1 == width
    for column, part in zip(columns, widths, strict=True):
        assert part or column.gives_way or not column.width


def test_the_first_to_give_way_is_the_one_that_says_so() -> None:
    columns = [Column("Name"), Column("Town", 20, gives_way=2), Column("Kind", 20, gives_way=1)]
    assert lay_out(columns, 60) == [18, 20, 20]
    assert lay_out(columns, 40) == [19, 0, 20]
    assert lay_out(columns, 20) == [20, 0, 0]


@pytest.mark.parametrize("text", HOSTILE_NAMES)
def test_hostile_names_are_shown_as_they_are(text: str) -> None:
    assert fit(text, 200).strip() == one_line(text).strip()

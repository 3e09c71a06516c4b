"""The table walks, pages and chooses by keys, at any length, and shows any name as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.style import Style
from rich.text import Text
from textual.app import App, ComposeResult

from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from tests.names import HOSTILE_NAMES
from tests.tui.bindings import doubled_keys, missing_actions
from tests.tui.shown import shown_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.widgets.rows import Cell, Rows

COLUMNS = (Column("Name", share=2), Column("Town", gives_way=1), Column("Hours", 9, align="right"))


class ManyRows:
    """Two hundred thousand rows that notes which were asked for."""

    count = 200_000

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def row(self, index: int) -> Sequence[Cell]:
        """Return a made-up row."""
        self.asked.add(index)
        return f"Person {index}", "Lens", f"{index},50"


class TableApp(App[None]):
    """Shows a table and keeps what it says."""

    def __init__(self, rows: Rows, empty: str = "") -> None:
        super().__init__()
        self.table = LineTable(COLUMNS, rows, empty=empty)
        self.highlighted: list[int] = []
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        self.highlighted.append(event.index)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        self.chosen.append(event.index)


async def test_a_table_of_any_length_asks_only_for_the_rows_on_the_screen() -> None:
    rows = ManyRows()
    app = TableApp(rows)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("down", "down", "enter")
        await pilot.press("pagedown", "end", "up", "enter", "home")
        await pilot.pause()
        assert app.chosen == [2, 199_998]
        assert app.table.cursor == 0
        assert app.highlighted[-1] == 0
    assert len(rows.asked) < 150


async def test_the_heading_stays_and_the_cursor_is_in_sight() -> None:
    app = TableApp(ManyRows())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        lines = shown_lines(app)
        assert lines[0].split() == ["Name", "Town", "Hours"]
        assert lines[-1].split() == ["Person", "199999", "Lens", "199999,50"]


async def test_names_of_any_kind_keep_their_letters_and_their_line() -> None:
    rows = ListRows([(name, "Lens", "7,50") for name in HOSTILE_NAMES])
    app = TableApp(rows)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        lines = shown_lines(app)
        assert lines[2].startswith(" Lot [A] ")
        assert lines[3].startswith(" O'Neil [/red] ")
        assert lines[4].startswith(" [@click=app.boom]Amina[/] ")
        assert lines[6].startswith(" Deux lignes ")
        assert all(line.rstrip().endswith("7,50") for line in lines[1 : 1 + len(HOSTILE_NAMES)])


async def test_a_narrow_terminal_drops_the_column_that_gives_way() -> None:
    app = TableApp(ListRows([("Amina", "Lens", "7,50")]))
    async with app.run_test(notifications=True, size=(26, 5)) as pilot:
        await pilot.pause()
        assert shown_lines(app)[0].split() == ["Name", "Hours"]
        await pilot.resize_terminal(80, 5)
        await pilot.pause()
        assert shown_lines(app)[0].split() == ["Name", "Town", "Hours"]


async def test_an_empty_table_says_what_to_do_and_survives_every_key() -> None:
    app = TableApp(ListRows(), empty="Nobody yet: Ctrl+N adds [/ somebody.")
    async with app.run_test(notifications=True, size=(80, 5)) as pilot:
        await pilot.press("down", "up", "end", "home", "pagedown", "enter")
        assert "Nobody yet: Ctrl+N adds [/ somebody." in shown_lines(app)[1]
    assert app.chosen == []


async def test_other_rows_keep_the_cursor_on_a_row_and_say_which_record_it_is_on() -> None:
    app = TableApp(ManyRows())
    async with app.run_test(notifications=True, size=(80, 10)) as pilot:
        await pilot.press("end")
        app.table.show_rows(ListRows([("Amina", "Lens", "1"), ("Zoé", "Arras", "2")]))
        await pilot.pause()
        assert (app.table.cursor, app.highlighted[-1]) == (1, 1)
        assert shown_lines(app)[1].split() == ["Amina", "Lens", "1"]
        app.highlighted.clear()
        app.table.show_rows(ListRows([("Zoé", "Arras", "2"), ("Amina", "Lens", "1")]))
        await pilot.pause()
        assert app.highlighted == [1]


async def test_a_row_that_changed_is_drawn_anew() -> None:
    rows = [["Amina", "Lens", "1"], ["Zoé", "Arras", "2"]]
    app = TableApp(ListRows(rows))
    async with app.run_test(notifications=True, size=(80, 10)) as pilot:
        await pilot.pause()
        rows[1][2] = "35"
        app.table.refresh_row(1)
        await pilot.pause()
        assert shown_lines(app)[2].split() == ["Zoé", "Arras", "35"]


async def test_the_sorted_column_is_marked() -> None:
    app = TableApp(ManyRows())
    async with app.run_test(notifications=True, size=(80, 10)) as pilot:
        app.table.show_order(2, descending=True)
        await pilot.pause()
        assert shown_lines(app)[0].split() == ["Name", "Town", "Hours", "▼"]


async def test_styled_cells_keep_their_place_and_unsafe_ones_their_line() -> None:
    bold = Text("Amina Benali")
    bold.stylize(Style(bold=True), 0, 3)
    rows = ListRows([(bold, Toned("! Lens", "warning"), "1"), (Text("De\u2028ux"), "Arras", "2")])
    app = TableApp(rows)
    async with app.run_test(notifications=True, size=(80, 10)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        lines = shown_lines(app)
        assert lines[1].split() == ["Amina", "Benali", "!", "Lens", "1"]
        assert lines[2].split() == ["De", "ux", "Arras", "2"]


async def test_a_text_too_long_for_its_column_takes_the_room_of_empty_ones_after_it() -> None:
    name = "Groupement d'employeurs pour l'insertion et la qualification"
    rows = ListRows([(name, "", "1"), (name, "Lens", "2"), (name, "", "")])
    app = TableApp(rows)
    async with app.run_test(notifications=True, size=(80, 10)) as pilot:
        await pilot.pause()
        alone, beside, all_of_it = shown_lines(app)[1:4]
        assert name in alone
        assert alone.rstrip().endswith(" 1")
        assert beside.split("…")[1].split() == ["Lens", "2"]
        assert all_of_it.rstrip() == f" {name}"
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        alone = shown_lines(app)[1]
        assert alone.split("…")[1].split() == ["1"]
        assert len(alone) == 40


async def test_a_text_in_one_style_is_drawn_in_it() -> None:
    rows = ListRows([("", "", ""), (Text("Lots : 2", style=Style(bold=True)), "", "")])
    app = TableApp(rows)
    async with app.run_test(notifications=True, size=(80, 10)) as pilot:
        await pilot.pause()
        bold = "".join(
            segment.text
            for segment in app.table.render_line(2)
            if segment.style is not None and segment.style.bold
        )
        assert bold.strip() == "Lots : 2"


async def test_a_table_without_headings_has_no_band_above_its_rows() -> None:
    app = TableApp(ListRows([("Amina", "", "")]))
    async with app.run_test(notifications=True, size=(80, 10)) as pilot:
        app.table.show_columns([Column(""), Column("")])
        await pilot.pause()
        heading, below = app.table.render_line(0), app.table.render_line(5)
        assert [segment.style for segment in heading] == [segment.style for segment in below]


async def test_a_click_goes_to_a_row_and_a_second_one_chooses_it() -> None:
    app = TableApp(ManyRows())
    async with app.run_test(notifications=True, size=(80, 10)) as pilot:
        await pilot.click(LineTable, offset=(3, 4))
        assert (app.table.cursor, app.chosen) == (3, [])
        await pilot.click(LineTable, offset=(3, 4))
        assert app.chosen == [3]


@pytest.mark.parametrize("cls", [LineTable])
def test_every_binding_has_its_action(cls: type[LineTable]) -> None:
    assert missing_actions(cls) == []
    assert doubled_keys(cls) == []

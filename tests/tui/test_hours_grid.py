"""The grid takes hours as fast as they are typed, loses nothing, and draws only what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rich.cells import cell_len
from textual import events
from textual.message import Message

from ave_tui.widgets.grid_block import Block, read_block
from ave_tui.widgets.grid_model import Cell, GridColumn
from ave_tui.widgets.hours_grid import HoursGrid
from tests.names import HOSTILE_NAMES
from tests.tui.bindings import doubled_keys, missing_actions
from tests.tui.grid_example import MONTHS, ExampleGrid, GridApp
from tests.tui.shown import shown_lines

if TYPE_CHECKING:
    import pytest

Kind = TypeVar("Kind", bound=Message)
NAMES = ("Amina Benali", "Zoé Martin", "Karim Diallo")
JAN, FEB, MAR = MONTHS[:3]


def told(app: GridApp, kind: type[Kind]) -> list[Kind]:
    """Return what the grid said, of one kind."""
    return [message for message in app.said if isinstance(message, kind)]


async def test_twelve_keys_make_three_hours_without_any_save() -> None:
    app = GridApp(ExampleGrid(NAMES))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"35", "enter", *"35,5", "enter", *"7*5+3,5", "enter")
        await pilot.pause()
        assert app.seconds() == {(0, JAN): 126_000, (1, JAN): 127_800, (2, JAN): 138_600}
        lines = shown_lines(app)
        assert lines[1].split()[-1] == "35,00"
        assert lines[22].split()[:3] == ["Total", "│", "109,00"]


async def test_a_figure_takes_the_gap_and_then_its_mark_before_it_is_not_shown() -> None:
    model = ExampleGrid(NAMES, MONTHS[:2])
    model.columns = tuple(GridColumn(month, month[5:], 6) for month in MONTHS[:2])
    for row, text in enumerate(("35,5", "10,75", "100,25")):
        model.cells[row, FEB] = Cell(text, 1, warning=True)
    app = GridApp(model)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        shown = [line.split("│")[1] for line in shown_lines(app)[1:4]]
        assert shown == ["      35,5! ", "      10,75!", "      100,25"]


async def test_tab_goes_right_and_over_the_end_of_a_row() -> None:
    app = GridApp(ExampleGrid(NAMES, MONTHS[:2]))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("1", "tab", "2", "tab", "3", "shift+tab", "4", "right")
        await pilot.pause()
        hours = {place: (seconds or 0) // 3600 for place, seconds in app.seconds().items()}
        assert hours == {(0, JAN): 1, (0, FEB): 4, (1, JAN): 3}


async def test_arrows_keep_what_was_typed_and_escape_gives_the_old_value_back() -> None:
    model = ExampleGrid(NAMES)
    model.cells[0, FEB] = Cell("7,00", 25_200)
    app = GridApp(model)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("8", "right", "9", "9", "escape")
        await pilot.pause()
        assert app.grid.typed is None
        assert "7,00" in shown_lines(app)[1]
        await pilot.press("down", "up", "left", "left", "left")
        await pilot.pause()
        assert app.seconds() == {(0, JAN): 28_800, (0, FEB): 25_200}
        assert app.grid.cursor == (0, 0)


async def test_the_first_key_replaces_and_backspace_mends() -> None:
    model = ExampleGrid(NAMES)
    model.cells[0, JAN] = Cell("35,50", 127_800)
    app = GridApp(model)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("backspace", "2", "enter")
        await pilot.press("up", "4", "backspace", "7", "enter")
        await pilot.pause()
        texts = [event.text for event in told(app, HoursGrid.CellEdited)]
        assert texts == ["35,52", "7"]


async def test_walking_writes_nothing() -> None:
    model = ExampleGrid(NAMES)
    model.cells[0, JAN] = Cell("35,00", 126_000)
    app = GridApp(model)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("enter", "up", "tab", "shift+tab", "end", "home", "pagedown", "pageup")
        await pilot.press("backspace", "0", "enter")
        await pilot.pause()
    assert told(app, HoursGrid.CellEdited) == []


async def test_what_cant_be_read_stays_in_its_cell_until_it_is_mended() -> None:
    app = GridApp(ExampleGrid(NAMES))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"3[/", "enter", *"35", "enter")
        await pilot.pause()
        (unread,) = told(app, HoursGrid.CellUnread)
        assert (unread.row, unread.key, unread.text) == (0, JAN, "3[/")
        assert unread.error.remedy.text
        assert "3[/?" in shown_lines(app)[1]
        assert app.grid.refused == {("Amina Benali", JAN)}
        app.grid.show(app.model)
        await pilot.pause()
        assert "3[/?" in shown_lines(app)[1]
        await pilot.press("up", "up", "backspace", "backspace", "5", "enter")
        await pilot.pause()
        assert app.seconds() == {(0, JAN): 126_000, (1, JAN): 126_000}
        assert app.grid.refused == set()


async def test_what_the_records_refuse_stays_too_and_escape_gives_it_up() -> None:
    app = GridApp(ExampleGrid(NAMES), keep=False)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"900", "enter")
        await pilot.pause()
        assert "900?" in shown_lines(app)[1]
        await pilot.press("up", "escape")
        await pilot.pause()
        assert "900" not in shown_lines(app)[1]


async def test_the_azerty_row_gives_digits_without_shift() -> None:
    app = GridApp(ExampleGrid(NAMES))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        app.grid.digit_row = True
        for text in ('"(', "&(&,-è", 'è*(+",('):
            for character in text:
                app.grid.post_message(events.Key("x", character))
            await pilot.press("enter")
        await pilot.pause()
        texts = [event.text for event in told(app, HoursGrid.CellEdited)]
    assert texts == ["35", "151,67", "7*5+3,5"]


async def test_delete_withdraws_a_cell_or_a_block_at_once() -> None:
    model = ExampleGrid(NAMES)
    for row in range(3):
        model.cells[row, FEB] = Cell("7,00", 25_200)
    app = GridApp(model)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("delete")
        await pilot.press("right", "delete", "down", "shift+down", "shift+right", "delete")
        await pilot.pause()
        cleared = [event.cells for event in told(app, HoursGrid.CellsCleared)]
        assert cleared == [((0, FEB),), ((1, FEB), (2, FEB))]
        assert app.seconds() == {}


async def test_emptying_a_cell_by_hand_withdraws_it() -> None:
    model = ExampleGrid(NAMES)
    model.cells[0, JAN] = Cell("7", 25_200)
    app = GridApp(model)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("backspace", "enter")
        await pilot.pause()
        assert app.seconds() == {}


async def test_a_block_is_copied_as_excel_takes_it_and_pasted_as_excel_gives_it() -> None:
    model = ExampleGrid(NAMES)
    model.cells[0, JAN] = Cell("7,00", 25_200)
    model.cells[1, FEB] = Cell("1\u00a0035,00", 3_726_000)
    app = GridApp(model)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("shift+down", "shift+right", "ctrl+c")
        app.grid.post_message(events.Paste("1\t2\r\n3\t\r\n"))
        await pilot.pause()
        assert [event.text for event in told(app, HoursGrid.CopyAsked)] == ["7,00\t\n\t1035,00"]
        (pasted,) = told(app, HoursGrid.Pasted)
        assert (pasted.row, pasted.key, pasted.block) == (0, JAN, [["1", "2"], ["3", ""]])


async def test_a_figure_pasted_while_typing_goes_into_the_cell() -> None:
    app = GridApp(ExampleGrid(NAMES))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("1")
        app.grid.post_message(events.Paste("51,67"))
        await pilot.press("enter")
        await pilot.pause()
        assert [event.text for event in told(app, HoursGrid.CellEdited)] == ["151,67"]


async def test_five_thousand_rows_ask_for_no_more_than_the_screen() -> None:
    model = ExampleGrid([f"Person {number}" for number in range(5_000)])
    app = GridApp(model)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("ctrl+end", "7", "enter", "pageup", "ctrl+home")
        await pilot.pause()
        assert app.seconds() == {(4_999, JAN): 25_200}
    assert len(model.asked) < 120


async def test_a_step_down_repaints_two_lines_only(monkeypatch: pytest.MonkeyPatch) -> None:
    app = GridApp(ExampleGrid([f"Person {number}" for number in range(50)]))
    painted: list[int] = []
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        original = HoursGrid.render_line

        def render_line(grid: HoursGrid, y: int) -> object:
            painted.append(y)
            return original(grid, y)

        monkeypatch.setattr(HoursGrid, "render_line", render_line)
        await pilot.press("down")
        await pilot.pause()
    assert sorted(set(painted)) == [1, 2]


async def test_columns_scroll_under_frozen_names_and_totals() -> None:
    app = GridApp(ExampleGrid(NAMES))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        assert "01/26" in shown_lines(app)[0]
        assert "›" in shown_lines(app)[0]
        await pilot.press("end")
        await pilot.pause()
        heading = shown_lines(app)[0]
        assert "12/26" in heading
        assert "‹" in heading
        assert "Total" in heading
        assert heading.startswith(" Participant")
        assert shown_lines(app)[1].startswith(" Amina Benali")


async def test_every_line_fits_at_any_size_with_any_name() -> None:
    app = GridApp(ExampleGrid(HOSTILE_NAMES))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        for size in ((80, 24), (120, 40), (40, 6), (20, 4)):
            await pilot.resize_terminal(*size)
            await pilot.press("end", "7", "down", "home", "ctrl+end")
            await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.press("ctrl+home")
        await pilot.pause()
        lines = shown_lines(app)
        assert lines[2].startswith(" Lot [A] ")
        parts = {cell_len(line.split("│")[0]) for line in lines[: len(HOSTILE_NAMES) + 1]}
        assert len(parts) == 1
        assert {cell_len(line) for line in lines} == {80}


async def test_state_shows_without_colour() -> None:
    model = ExampleGrid(NAMES)
    model.cells[0, JAN] = Cell("7,00", 25_200, warning=True, mark="✓")
    model.cells[0, FEB] = Cell("8,00", 28_800, mark="✓")
    model.cells[0, MAR] = Cell("9,00", 32_400, detail=True)
    model.cells[1, JAN] = Cell("10,00", 36_000, struck=True)
    model.cells[1, FEB] = Cell("12345678,00", 1)
    app = GridApp(model)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        first, second = shown_lines(app)[1:3]
        assert [mark in first for mark in ("7,00!", "8,00✓", "9,00+")] == [True] * 3
        assert "10,00×" in second
        assert "########" in second


async def test_what_is_typed_is_kept_when_a_screen_asks_or_the_focus_goes() -> None:
    app = GridApp(ExampleGrid(NAMES))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("7")
        app.grid.commit()
        await pilot.press("down", "8")
        app.set_focus(None)
        await pilot.pause()
        assert app.seconds() == {(0, JAN): 25_200, (1, JAN): 28_800}


async def test_another_window_in_front_interrupts_no_typing() -> None:
    app = GridApp(ExampleGrid(NAMES))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("1")
        app.post_message(events.AppBlur())
        await pilot.pause()
        app.post_message(events.AppFocus())
        await pilot.pause()
        await pilot.press("5", "enter")
        await pilot.pause()
        assert [event.text for event in told(app, HoursGrid.CellEdited)] == ["15"]


async def test_an_empty_grid_says_what_to_do_and_survives_every_key() -> None:
    app = GridApp(ExampleGrid(()))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("7", "enter", "delete", "backspace", "ctrl+c", "shift+down", "end")
        await pilot.press("tab", "escape", "pagedown", "ctrl+end")
        app.grid.post_message(events.Paste("1\t2"))
        await pilot.pause()
        assert "Nobody yet: Ctrl+N adds [/ somebody." in shown_lines(app)[1]
    assert [m for m in app.said if not isinstance(m, HoursGrid.CellMoved)] == []


async def test_a_click_goes_to_the_cell() -> None:
    app = GridApp(ExampleGrid(NAMES))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        x = shown_lines(app)[0].index("02/26")
        await pilot.click(HoursGrid, offset=(x, 2))
        assert app.grid.cursor == (1, 1)


def test_blocks_read_what_spreadsheets_write() -> None:
    assert read_block("1\t2\r\n3\t\r\n") == [["1", "2"], ["3", ""]]
    assert read_block("7") == [["7"]]
    assert read_block("1\r2\r\r4") == [["1"], ["2"], [""], ["4"]]
    assert (2, 1) in Block.between((3, 0), (1, 1))
    assert (0, 1) not in Block.between((3, 0), (1, 1))


def test_every_binding_has_its_action() -> None:
    assert missing_actions(HoursGrid) == []
    assert doubled_keys(HoursGrid) == []

"""The lines at top and bottom fit, speak and click; letters filter while arrows walk the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from textual.app import App, ComposeResult

from ave_tui import commands
from ave_tui.commands import Place, bindings, commands_in
from ave_tui.i18n import speak
from ave_tui.widgets.cells import fold
from ave_tui.widgets.columns import Column
from ave_tui.widgets.command_bar import CommandBar
from ave_tui.widgets.filter_list import FilterInput, FilterList
from ave_tui.widgets.rows import ListRows
from ave_tui.widgets.title_bar import TitleBar
from tests.names import HOSTILE_NAMES
from tests.tui.bindings import doubled_keys, missing_actions
from tests.tui.shown import shown_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType

    from ave_tui.widgets.line_table import LineTable

NAMES = ("Amina Benali", "Zoé Martin", "Karim Diallo", "Élise Martin", *HOSTILE_NAMES)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Leave the language as it was."""
    yield
    speak("en")


class ListApp(App[None]):
    """Filters names as a screen would."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        commands.BACK, commands.NEW, commands.DELETE, commands.UNDO
    )

    def __init__(self) -> None:
        super().__init__()
        self.title_bar = TitleBar("Participants", "3 unsent · MDE [Lens]")
        self.list = FilterList([Column("Name")], empty="Nobody: Ctrl+N adds somebody.")
        self.bar = CommandBar(commands_in(Place.LIST, shown=True))
        self.did: list[str] = []
        self.shown: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.title_bar
        yield self.list
        yield self.bar

    def on_mount(self) -> None:
        self.list.focus()
        self.filter("")

    def filter(self, text: str) -> None:
        """Show the names with these letters."""
        self.shown = [name for name in NAMES if fold(text) in fold(name)]
        self.list.show_rows(ListRows([(name,) for name in self.shown]), len(NAMES), cursor=0)

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        self.filter(event.text)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        self.did.append(self.shown[event.index])

    async def action_back(self) -> None:
        self.did.append("back")

    def action_new(self) -> None:
        self.did.append("new")

    def action_delete(self) -> None:
        self.did.append("delete")

    def action_undo(self) -> None:
        self.did.append("undo")


async def test_letters_filter_arrows_walk_and_enter_chooses() -> None:
    app = ListApp()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"martin", "down", "enter")
        await pilot.pause()
        assert app.did == ["Élise Martin"]
        assert f"2 of {len(NAMES)}" in shown_lines(app)[1]
        await pilot.press(*"zzz")
        await pilot.pause()
        assert "Nobody: Ctrl+N adds somebody." in shown_lines(app)[3]


async def test_escape_clears_the_filter_first_and_goes_back_then() -> None:
    app = ListApp()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"[/", "escape")
        await pilot.pause()
        assert (app.list.text, app.did) == ("", [])
        assert str(len(NAMES)) in shown_lines(app)[1]
        await pilot.press("escape")
        assert app.did == ["back"]


async def test_home_and_end_walk_the_list_while_nothing_is_filtered() -> None:
    app = ListApp()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("end")
        assert app.list.table.cursor == len(NAMES) - 1
        await pilot.press("home", "pagedown")
        assert app.list.table.cursor == len(NAMES) - 1
        await pilot.press("ctrl+home", "a", "home", "b")
        assert (app.list.table.cursor, app.list.text) == (0, "ba")
        await pilot.press("end", "c", "ctrl+end")
        assert app.list.text == "bac"


async def test_delete_belongs_to_the_filter_only_where_it_has_something_to_delete() -> None:
    app = ListApp()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("a", "home", "delete")
        assert (app.list.text, app.did) == ("", [])
        await pilot.press("delete", "insert", "ctrl+z")
        assert app.did == ["delete", "new", "undo"]


async def test_the_top_line_tells_where_one_is_and_what_waits() -> None:
    app = ListApp()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        line = shown_lines(app)[0]
        assert line.startswith(" Participants ")
        assert line.endswith(" 3 unsent · MDE [Lens] ")
        app.title_bar.title = "Heures de [/ " + "Anne-Sophie " * 16
        await pilot.pause()
        line = shown_lines(app)[0]
        assert line.startswith(" Heures de [/ Anne")
        assert line.endswith("… 3 unsent · MDE [Lens] ")
        assert len(line) == 80


async def test_the_bottom_line_names_keys_in_todays_language_and_clicks() -> None:
    app = ListApp()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        line = shown_lines(app)[-1]
        assert "Ctrl+N New " in line
        assert "Enter Open " in line
        assert len(line) == 80
        await pilot.click(CommandBar, offset=(line.index("New"), 0))
        await pilot.pause()
        assert app.did == ["new"]
        app.bar.show([commands.UNDO])
        await pilot.pause()
        assert shown_lines(app)[-1].split() == ["Ctrl+Z", "Undo"]


async def test_what_does_not_fit_is_left_out_whole() -> None:
    app = ListApp()
    async with app.run_test(notifications=True, size=(22, 10)) as pilot:
        await pilot.pause()
        assert all(len(line) == 22 for line in shown_lines(app))
        assert shown_lines(app)[-1].rstrip() == " Ctrl+N New  F1 Help"


@pytest.mark.parametrize("cls", [FilterInput, FilterList, CommandBar, TitleBar, ListApp])
def test_every_binding_has_its_action(cls: type[FilterInput]) -> None:
    assert missing_actions(cls) == []
    assert doubled_keys(cls) == []

"""Every command has a key that arrives and means one thing in its place, and words for it."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, ClassVar

import pytest
from textual.app import App
from textual.widgets import Input

from ave_tui import commands
from ave_tui.commands import COMMANDS, Place, bindings, commands_in, key_table
from ave_tui.widgets.hours_grid import HoursGrid
from ave_tui.widgets.line_table import LineTable
from tests.tui.bindings import doubled_keys, missing_actions

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.dom import DOMNode

# speed.md: what terminals or keyboards take for another key or keep for themselves.
KEPT_BY_TERMINALS = set("ijmhs[")
ARRIVES = (
    {f"f{number}" for number in (*range(1, 11), 12)}
    | {f"ctrl+{letter}" for letter in set(string.ascii_lowercase) - KEPT_BY_TERMINALS}
    | {"enter", "escape", "space", "insert", "delete"}
)
ALL_KEYS = [key for command in COMMANDS.values() for key in command.keys]


@pytest.mark.parametrize("place", Place)
def test_a_key_means_one_thing_in_its_place(place: Place) -> None:
    keys = [key for command in commands_in(place) for key in command.keys]
    assert sorted(keys) == sorted(set(keys))


def test_every_key_arrives_on_any_terminal_and_keyboard() -> None:
    assert set(ALL_KEYS) <= ARRIVES


def test_no_key_is_taken_from_one_who_types_in_a_field() -> None:
    editing = {key for key, _binding in Input._merged_bindings or ()}
    # In a field Enter submits, and a list's Enter is the table's own; Ctrl+C copies in both;
    # Delete is the list's only where the filter has nothing to delete.
    shared = {"enter", "ctrl+c", "delete"}
    # There is no field beside the hours grid, so its keys are taken from nobody.
    keys = {
        key
        for command in COMMANDS.values()
        if command.places != (Place.GRID,)
        for key in command.keys
    }
    assert keys & editing <= shared


def test_a_command_is_known_by_its_id() -> None:
    assert all(command.id == name for name, command in COMMANDS.items())
    declared = [value for value in vars(commands).values() if isinstance(value, commands.Command)]
    assert len(declared) == len(COMMANDS)


def test_every_place_has_a_command_bar_of_a_bearable_length() -> None:
    for place in Place:
        assert 3 <= len(commands_in(place, shown=True)) <= 11


def test_the_key_table_names_every_command() -> None:
    rows = list(key_table())
    assert len(rows) == len(COMMANDS)
    assert (
        "F10, Ctrl+P",
        "Menu",
        "Find any command, person, company or contract by any letters.",
    ) in rows
    assert all(label and explanation.endswith(".") for _keys, label, explanation in rows)


def test_a_table_takes_its_own_keys_so_no_screen_binds_them() -> None:
    bound = {
        binding.id for binding in bindings(*COMMANDS.values()) if not isinstance(binding, tuple)
    }
    assert "open" not in bound
    assert "new" in bound


def test_a_binding_without_its_action_is_found() -> None:
    class Broken(App[None]):
        BINDINGS: ClassVar[list[BindingType]] = bindings(commands.NIL, commands.QUIT)

    assert missing_actions(Broken) == ["Broken.nil"]


def test_a_key_bound_twice_is_found() -> None:
    class Doubled(App[None]):
        BINDINGS: ClassVar[list[BindingType]] = bindings(commands.KEEP, commands.COPY_LAST)

    assert doubled_keys(Doubled) == ["ctrl+t"]


def test_what_a_table_takes_itself_it_binds_to_the_very_same_key() -> None:
    owners: dict[commands.Command, type[DOMNode]] = {
        commands.OPEN: LineTable,
        commands.COPY: HoursGrid,
        commands.CLEAR: HoursGrid,
    }
    assert set(owners) == {command for command in COMMANDS.values() if command.by_widget}
    for command, owner in owners.items():
        bound = {(key, binding.action) for key, binding in owner._merged_bindings or ()}
        assert (command.key, command.action) in bound

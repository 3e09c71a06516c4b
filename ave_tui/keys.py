"""What a command is: keys, an action, a name and a sentence, in the user's language when shown."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.words import N_
from ave_tui.i18n import _

if TYPE_CHECKING:
    from textual.binding import Binding


class Place(Enum):
    """Where a command can be given; what holds everywhere also holds in each other place."""

    EVERYWHERE = auto()
    LIST = auto()
    GRID = auto()
    FORM = auto()
    RECORD = auto()
    CONFLICTS = auto()
    HISTORY = auto()
    SIZING = auto()
    NOTICES = auto()
    RETENTION = auto()
    DOCUMENT = auto()
    NEED = auto()
    FOLLOW_UP = auto()
    WARNINGS = auto()
    RETURNS = auto()
    LEFTOVERS = auto()


class Command(NamedTuple):
    """Something the user can tell the program to do.

    Args:
        id: Its name in keymaps and the palette.
        key: Its keys, separated by commas, the one to show first; empty: only in the palette.
        action: The name of the method ``action_…`` that does it.
        label: What the command bar calls it.
        help: A sentence for the help and the palette.
        places: Where it can be given.
        shown: It stands in the command bar of its places.
        by_widget: The table or grid in focus takes the key itself, so that no screen binds it.
        priority: The key works whatever has the focus.
    """

    id: str
    key: str
    action: str
    label: str
    help: str
    places: tuple[Place, ...] = (Place.EVERYWHERE,)
    shown: bool = False
    by_widget: bool = False
    priority: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that give the command."""
        return tuple(self.key.split(",")) if self.key else ()

    @property
    def shown_key(self) -> str:
        """The first key as a keyboard says it: ``F1``, ``Ctrl+R``, ``Entrée``."""
        return key_name(self.keys[0]) if self.key else ""

    @property
    def shown_label(self) -> str:
        """The label in the user's language."""
        return _(self.label)

    @property
    def shown_help(self) -> str:
        """The sentence in the user's language."""
        return _(self.help)

    def binding(self) -> Binding:
        """Return what Textual binds; its id lets a keymap give it other keys."""
        from textual.binding import Binding

        return Binding(
            self.key, self.action, self.label, show=False, priority=self.priority, id=self.id
        )


_KEY_NAMES: Final = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "insert": N_("Ins"),
    "delete": N_("Del"),
    "space": N_("Space"),
}


CHOOSE: Final = ("enter", N_("Choose"))
KEEP: Final = ("enter", N_("Keep"))
BACK: Final = ("escape", N_("Back"))


def key_line(*keys: tuple[str, str]) -> str:
    """Return what stands in the lower border of a window, where the bar is of the screen behind.

    Args:
        keys: Keys as Textual names them, each with what it does, in English.
    """
    return "  ".join(f"{key_name(key)} {_(label)}" for key, label in keys)


def key_name(key: str) -> str:
    """Return a key as the user's keyboard says it."""
    if key in _KEY_NAMES:
        return _(_KEY_NAMES[key])
    return "+".join(part.capitalize() for part in key.split("+"))


COMMANDS: Final[dict[str, Command]] = {}
"""Every command by its id, in the order of the help."""


def command(
    id: str,  # noqa: A002 - Textual's own name for it
    key: str,
    label: str,
    help: str,  # noqa: A002 - what it is
    *places: Place,
    action: str = "",
    **flags: bool,
) -> Command:
    """Define a command."""
    where = places or (Place.EVERYWHERE,)
    made = Command(id, key, action or id, label, help, where, **flags)
    COMMANDS[id] = made
    return made


def section(
    id: str,  # noqa: A002 - Textual's own name for it
    key: str,
    label: str,
    help: str,  # noqa: A002 - what it is
    **flags: bool,
) -> Command:
    """Define a command that shows a section of the program."""
    return command(id, key, label, help, action=f"section('{id}')", **flags)

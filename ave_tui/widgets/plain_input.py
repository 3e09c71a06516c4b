"""A line to type in outside the forms of records, as a password or a path."""

from __future__ import annotations

from textual.widgets import Input


class PlainInput(Input):
    """One line without a frame that stands still while nobody types."""

    DEFAULT_CSS = """
    PlainInput, PlainInput:focus { height: 1; border: none; padding: 0; background: $panel; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        password: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(value, placeholder, password=password, id=id)
        # A blinking cursor would wake the laptop up twice a second, locked or not.
        self.cursor_blink = False

"""Find an exchange file: those in the usual places by any letters, or a typed or pasted path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.screen import ModalScreen

from ave_tui import commands
from ave_tui.domain.folding import fold
from ave_tui.i18n import _, day
from ave_tui.keys import BACK, CHOOSE, key_line
from ave_tui.services.exchange_places import path_of
from ave_tui.widgets.columns import Column
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.rows import ListRows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.exchange_places import FoundFile
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable


class FileChoiceScreen(ModalScreen[Path | None]):
    """Returns the chosen file, or None when it was left."""

    DEFAULT_CSS = """
    FileChoiceScreen { align: center middle; }
    FileChoiceScreen > FilterList {
        width: 96%; max-width: 110; height: 80%; max-height: 24;
        border: round $accent; background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._places = services.exchange_places
        self._all: list[FoundFile] = []
        self._shown: list[FoundFile] = []

    def compose(self) -> ComposeResult:
        """Yield the list of files."""
        files = FilterList(
            (
                Column(_("File"), share=3),
                Column(_("Folder"), share=2, gives_way=1),
                Column(_("Written on"), width=16),
                Column(_("kB"), width=7, align="right", gives_way=2),
            ),
            placeholder=_("Letters of its name, or the path of a file or folder"),
            empty=_("No exchange file here: type or paste the path of a file or folder."),
        )
        files.border_subtitle = key_line(CHOOSE, BACK)
        yield files

    def on_mount(self) -> None:
        """Look where files usually lie."""
        self._all = self._places.files()
        self._show("")
        self.query_one(FilterList).focus()

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave the files that are meant."""
        event.stop()
        self._show(event.text)

    def _show(self, text: str) -> None:
        if path_of(text) is None:
            words = fold(text).split()
            self._shown = [f for f in self._all if all(w in fold(f.path.name) for w in words)]
        else:
            self._shown = self._places.typed(text)
        rows = [
            (
                file.path.name,
                str(file.path.parent),
                f"{day(file.at.date())} {file.at:%H:%M}",
                f"{max(1, round(file.size / 1000))}",
            )
            for file in self._shown
        ]
        total = max(len(self._all), len(rows))
        self.query_one(FilterList).show_rows(ListRows(rows), total, cursor=0)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Choose the file."""
        event.stop()
        self.dismiss(self._shown[event.index].path)

    def action_back(self) -> None:
        """Leave without a file."""
        self.dismiss(None)

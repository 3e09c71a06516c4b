"""The ways from one screen to the next: what is shown for each message that asks for it.

Screens don't know each other; each is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from ave_tui.widgets.keys_in_order import KeysInOrder
from screens import navigation
from screens.base import AveScreen, Telling
from screens.locking import LockingApp

if TYPE_CHECKING:
    from datetime import datetime


class Ways(Telling, LockingApp, KeysInOrder):
    """An app that lays the screen over the others that was asked for."""

    def action_quick(self) -> None:
        """Take in hours by one line, over whatever is in front."""
        if self.services.is_locked or not isinstance(self.screen, AveScreen):
            self.bell()
            return
        from screens.quick import QuickScreen

        self.push_screen(QuickScreen(self.services))

    @on(navigation.OpenRecord)
    def open_record(self, asked: navigation.OpenRecord) -> None:
        """Show a record with what belongs to it."""
        from screens.record import RecordScreen

        self.services.finding.opened(asked.row)
        self.push_screen(RecordScreen(self.services, asked.table, asked.row))

    @on(navigation.EditRecord)
    def edit_record(self, asked: navigation.EditRecord) -> None:
        """Show a form."""
        from screens.form import FormScreen

        self.push_screen(
            FormScreen(self.services, asked.table, asked.row, asked.initial, asked.field),
            asked.then,
        )

    @on(navigation.PickRecord)
    def pick_record(self, asked: navigation.PickRecord) -> None:
        """Let a record be found or made."""
        from screens.picker import PickerScreen

        self.push_screen(
            PickerScreen(self.services, asked.table, asked.typed, asked.within), asked.then
        )

    @on(navigation.OpenHours)
    def open_hours(self, asked: navigation.OpenHours) -> None:
        """Show an hours grid."""
        from screens.hours import HoursScreen

        self.push_screen(HoursScreen(self.services, asked.kind, asked.row))

    @on(navigation.OpenHistory)
    def open_history(self, asked: navigation.OpenHistory) -> None:
        """Show who changed a record."""
        from screens.history import HistoryScreen

        self.push_screen(HistoryScreen(self.services, asked.table, asked.row))

    @on(navigation.OpenCopies)
    def open_copies(self) -> None:
        """Show the copies."""
        from screens.restore import RestoreScreen

        self.push_screen(RestoreScreen(self.services.copies))

    @on(navigation.OpenConflicts)
    def open_conflicts(self, asked: navigation.OpenConflicts) -> None:
        """Show the conflicts, the cursor on what was asked for."""
        from screens.conflicts import ConflictsScreen

        self.push_screen(ConflictsScreen(self.services, asked.row))

    @on(navigation.OpenDocument)
    def open_document(self, asked: navigation.OpenDocument) -> None:
        """Show what is printed or sent."""
        from screens.document import DocumentScreen

        self.push_screen(DocumentScreen(self.services, asked.document, asked.then))

    @on(navigation.OpenAsItWas)
    def open_as_it_was(self, asked: navigation.OpenAsItWas) -> None:
        """Show a record as it was; ask for the day first where none was said."""
        from screens.as_it_was import AsItWasScreen, ask_day

        def show(at: datetime) -> None:
            self.push_screen(AsItWasScreen(self.services, asked.table, asked.row, at))

        if asked.at is None:
            ask_day(self, self.services, self.services.clock().date(), show)
        else:
            show(asked.at)

"""What a record's screen offers where it is about a person: decisions, notice, data, erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.i18n import _
from ave_tui.widgets.line_table import LineTable
from screens.base import AveScreen
from screens.eligibility import decide
from screens.person_data import of_person

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from screens.record_lines import SheetRows

DECIDED: Final = frozenset({"participant", "eligibility", "employment_contract"})
"""Records of a person, whose eligibility can be decided."""


class RecordPeople(AveScreen[None]):
    """A record's screen that knows what concerns a person."""

    _table: str
    _row: Id
    _rows: SheetRows

    def action_decide(self) -> None:
        """Decide of the eligibility under the cursor, or of the one that governs."""
        line = self._rows.line(self.query_one(LineTable).cursor)
        if line is not None and line.table == "eligibility":
            decide(self, line.table, line.row)
        elif self._table in DECIDED:
            decide(self, self._table, self._row)
        else:
            self.notify(_("Only a person or an eligibility is decided of."), markup=False)

    def action_notice(self) -> None:
        """Show what the participant must be told; printing it keeps that it was given."""
        of_person(self, self._table, self._row, "notice")

    def action_held_on(self) -> None:
        """Show everything that is held on the participant."""
        of_person(self, self._table, self._row, "held_on")

    def action_anonymise(self) -> None:
        """Take the participant's name away for good, after one question."""
        of_person(self, self._table, self._row, "anonymise")

    def action_erase_person(self) -> None:
        """Say what erasing the person takes away, and do it once the name is typed."""
        of_person(self, self._table, self._row, "erase")

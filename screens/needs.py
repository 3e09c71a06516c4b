"""Needs of companies for people: the open ones first, with places and candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.trade_choices import OfferStatus
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.widgets.cells import Toned
from screens.record_cells import Look, Shown
from screens.record_list import ListScreen

if TYPE_CHECKING:
    from ave_tui.domain.eligible import Lights
    from ave_tui.domain.schema import Values
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell


class _Status(Shown):
    """Where a need stands; open ones are looked for first, and their code comes last."""

    @property
    def is_figure(self) -> bool:
        """Whether the order begins with the largest."""
        return True


class _Places(Shown):
    """How many of its places are filled."""

    def cell(self, values: Values, lights: Lights) -> Cell:  # noqa: ARG002 - as all columns
        """Return filled and all places of a need."""
        filled, places = values.get("filled") or 0, values.get("places") or 1
        said = _("{filled} of {places}", filled=filled, places=places)
        return Toned(said, "success" if int(filled) >= int(places) else "")


class NeedsScreen(ListScreen):
    """Every need that a company named; a new one is opened, since its candidates come next."""

    table = "offer"
    columns = (
        Shown("job", N_("Work wanted"), width=22),
        Shown("company", N_("Company")),
        _Status("status", N_("Status"), width=10, codes=OfferStatus),
        _Places("filled", N_("Filled"), Look.COUNT, width=7),
        Shown("waiting", N_("Candidates"), Look.COUNT, width=12),
        Shown("answer_by", N_("Wanted by"), Look.DAY, width=11),
        Shown("starts_on", N_("Starts on"), Look.DAY, width=11, gives_way=1),
        Shown("commune", N_("Town"), width=16, gives_way=2),
    )
    help_text = N_(
        "What people companies need: the job, how many places, where and when. Ctrl+N records a "
        "need; opened, it lists everybody from your participants with what speaks for and against "
        "them. Candidates counts those who wait for the company's answer. A need can also be made "
        "from the record of a company or a lot, with Ctrl+N on its section."
    )
    empty_text = N_("No need is recorded yet: Ctrl+N adds the first.")
    opens_new = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._sorted = 2

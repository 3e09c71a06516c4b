"""Employment contracts: who works for whom, when, and on which lots."""

from __future__ import annotations

from ave_tui.domain.choices import EmploymentKind
from ave_tui.domain.words import N_
from screens.record_cells import Look, Shown
from screens.record_list import ListScreen


class EmploymentContractsScreen(ListScreen):
    """Every employment contract; a new one is opened so that its lots come next."""

    table = "employment_contract"
    columns = (
        Shown("last_name", N_("Participant"), Look.PERSON, share=3),
        Shown("eligible_until", N_("Eligible until"), Look.LIGHT, width=14),
        Shown("employer", N_("Employer"), share=3),
        Shown("kind", N_("Kind"), width=24, gives_way=3, codes=EmploymentKind),
        Shown("starts_on", N_("Dates"), Look.SPAN, width=25, gives_way=1),
        Shown("lots", N_("Lots"), width=26, gives_way=2),
        Shown("done", N_("Hours"), Look.HOURS, width=9),
    )
    empty_text = N_("No employment contract is recorded yet: Ctrl+N adds the first.")
    opens_new = True

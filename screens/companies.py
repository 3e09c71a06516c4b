"""Companies: holders, subcontractors, employers and the structures of work integration."""

from __future__ import annotations

from ave_tui.domain.choices import CompanyKind
from ave_tui.domain.words import N_
from screens.record_cells import Look, Shown
from screens.record_list import ListScreen


class CompaniesScreen(ListScreen):
    """Every company."""

    table = "company"
    columns = (
        Shown("name", N_("Name"), share=4),
        Shown("kind", N_("Kind"), width=22, gives_way=2, codes=CompanyKind),
        Shown("commune", N_("Town"), width=26, gives_way=3),
        Shown("running", N_("Contracts"), Look.COUNT, width=10, gives_way=1),
        Shown("year", N_("This year"), Look.HOURS, width=11),
    )
    empty_text = N_("No company is recorded yet: Ctrl+N adds the first.")

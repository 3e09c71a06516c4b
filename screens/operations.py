"""Operations: sites and renewal projects that group public contracts."""

from __future__ import annotations

from ave_tui.domain.words import N_
from screens.record_cells import Look, Shown
from screens.record_list import ListScreen


class OperationsScreen(ListScreen):
    """Every operation."""

    table = "operation"
    columns = (
        Shown("name", N_("Name"), share=4),
        Shown("authority", N_("Authority"), width=26, gives_way=2),
        Shown("commune", N_("Town"), width=20, gives_way=3),
        Shown("anru", N_("ANRU project"), Look.FLAG, width=12, gives_way=4),
        Shown("contracts", N_("Contracts"), Look.COUNT, width=10, gives_way=1),
        Shown("done", N_("Done of due"), Look.BAR, width=14),
    )
    empty_text = N_("No operation is recorded yet: Ctrl+N adds the first.")

"""Public contracts: which clauses run, until when, and how far their hours are."""

from __future__ import annotations

from ave_tui.domain.choices import ContractStatus
from ave_tui.domain.words import N_
from screens.record_cells import Look, Shown
from screens.record_list import ListScreen


class PublicContractsScreen(ListScreen):
    """Every public contract; a new one is opened so that its lots come next."""

    table = "public_contract"
    columns = (
        Shown("reference", N_("Reference"), width=13),
        Shown("subject", N_("Subject"), share=4),
        Shown("authority", N_("Authority"), width=22, gives_way=3),
        Shown("status", N_("Status"), width=12, gives_way=2, codes=ContractStatus),
        Shown("ends_on", N_("Ends on"), Look.DAY, width=11, gives_way=1),
        Shown("done", N_("Done of due"), Look.BAR, width=14),
        Shown("by_end", N_("At the end"), Look.PACE, width=10, gives_way=2),
    )
    empty_text = N_(
        "No public contract is recorded yet: Ctrl+N adds the first, its lots come next."
    )
    opens_new = True

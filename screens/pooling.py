"""Pooling agreements: hours done on one lot that count for several."""

from __future__ import annotations

from ave_tui.domain.trade_choices import PoolingKind
from ave_tui.domain.words import N_
from screens.record_cells import Look, Shown
from screens.record_list import ListScreen


class PoolingScreen(ListScreen):
    """Every agreement; a new one is opened so that its lots come next."""

    help_text = N_(
        "An agreement lets one company do the hours of several contracts on one site, or of "
        "several lots of one contract. Each figure that lies within its dates, done on one of its "
        "lots, is shared out by the shares of the lots, to the second; nothing counts twice. Of "
        "two agreements over the same hours the one that was signed last holds. The menu in the "
        "hours shares one figure out by hand."
    )
    table = "pooling_agreement"
    columns = (
        Shown("name", N_("Name"), share=4),
        Shown("kind", N_("Kind"), width=26, gives_way=3, codes=PoolingKind),
        Shown("company", N_("Company"), share=3, gives_way=2),
        Shown("starts_on", N_("Dates"), Look.SPAN, width=25, gives_way=1),
        Shown("lots", N_("Lots"), Look.COUNT, width=5),
    )
    empty_text = N_("No agreement is recorded yet: Ctrl+N adds the first, its lots come next.")
    opens_new = True

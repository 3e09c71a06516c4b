"""Penalties: what was proposed to buyers, and what they decided."""

from __future__ import annotations

from ave_tui.domain.trade_choices import PenaltyDecision
from ave_tui.domain.words import N_
from screens.record_cells import Look, Shown
from screens.record_list import ListScreen


class PenaltiesScreen(ListScreen):
    """Every penalty, with what became of it."""

    help_text = N_(
        "What was proposed for hours that are missing, documents that came late and meetings that "
        "were missed, and what the buyer decided. A penalty is proposed from the record of an "
        "award (menu), where its contract has a formula; the record of a penalty prints every "
        "step of the calculation."
    )
    table = "penalty"
    columns = (
        Shown("company", N_("Company"), share=3),
        Shown("reference", N_("Public contract"), width=16, gives_way=2),
        Shown("on_date", N_("Date"), Look.DAY, width=11, gives_way=1),
        Shown("amount_cents", N_("Amount computed"), Look.MONEY, width=16),
        Shown("decision", N_("Decision"), width=10, codes=PenaltyDecision),
        Shown("decided_cents", N_("Amount decided"), Look.MONEY, width=15, gives_way=3),
    )
    empty_text = N_("No penalty was proposed: the menu of an award’s record works one out.")

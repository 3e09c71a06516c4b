"""Contracting authorities: whose contracts bear the clauses."""

from __future__ import annotations

from ave_tui.domain.choices import AuthorityKind
from ave_tui.domain.words import N_
from screens.record_cells import Look, Shown
from screens.record_list import ListScreen


class AuthoritiesScreen(ListScreen):
    """Every contracting authority."""

    table = "authority"
    columns = (
        Shown("name", N_("Name"), share=4),
        Shown("kind", N_("Kind"), width=24, gives_way=2, codes=AuthorityKind),
        Shown("commune", N_("Town"), width=26, gives_way=3),
        Shown("contracts", N_("Contracts"), Look.COUNT, width=10, gives_way=1),
        Shown("done", N_("Done of due"), Look.BAR, width=14),
    )
    empty_text = N_("No contracting authority is recorded yet: Ctrl+N adds the first.")

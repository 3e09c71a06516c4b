"""Participants: who they are, until when they count, where they work."""

from __future__ import annotations

from ave_tui.domain.words import N_
from screens.record_cells import Look, Shown
from screens.record_list import ListScreen


class ParticipantsScreen(ListScreen):
    """Everybody who is or was followed."""

    table = "participant"
    columns = (
        Shown("last_name", N_("Name"), Look.PERSON, share=4),
        Shown("birth_date", N_("Born on"), Look.DAY, width=11, gives_way=3),
        Shown("commune", N_("Town"), width=24, gives_way=4),
        Shown("eligible_until", N_("Eligible until"), Look.LIGHT, width=14),
        Shown("employer", N_("Employer"), share=3, gives_way=1),
        Shown("year", N_("This year"), Look.HOURS, width=11, gives_way=2),
    )
    empty_text = N_("Nobody is recorded yet: Ctrl+N adds the first participant.")
    opens_new = True

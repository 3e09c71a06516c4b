"""Which days nobody works: those of France, or of Alsace and Moselle where a rule says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.holidays import alsace_moselle_holidays, public_holidays
from ave_tui.domain.rules import value_on
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from ave_tui.domain.holidays import Calendar
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


def holidays_by_rule(connection: Connection, day: str, authority: Id = "") -> Calendar:
    """Return the holidays that hold on a day, ISO text, for a contracting authority or all."""
    own = value_on("alsace_moselle", dated_values(connection), day, authority)
    return alsace_moselle_holidays if own else public_holidays

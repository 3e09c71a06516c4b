"""What somebody who has just begun does first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.storage import preferences
from ave_tui.storage.queries.first_steps import begun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.storage.connection import Connection


def first_steps(connection: Connection) -> Iterator[Line]:
    """Tell who has just begun what comes before the first hours, in the order of the work."""
    if not preferences.get(connection, "space"):
        return
    there = begun(connection)
    if there.work:
        return
    if not there.contract:
        yield _step("1", N_("A contract, its lots, their holders."), "public_contracts")
    if not there.employment:
        yield _step("2", N_("People and their work contracts."), "participants")
    yield _step("3", N_("Their assignments, then hours."), "employment_contracts")


def _step(number: str, why: str, section: str) -> Line:
    opens = Opens("section", section)
    return Line(Topic.BEGIN, Urgency.CALM, "", Sentence(why), opens, number)

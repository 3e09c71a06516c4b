"""What the law asks for of people who are at work, as a line of the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.services.today_work import at_work_on
from ave_tui.storage.queries.notices import none_given

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.today import WorkRow


def notices(connection: Connection, work: list[WorkRow], today: date) -> Iterator[Line]:
    """Yield how many people at work on one's lots were given no information notice yet."""
    now = today.isoformat()
    people = {each.participant for each in work if each.participant and at_work_on(each, now)}
    if count := none_given(connection, people):
        said = N_("People at work who were not told what is recorded of them: {count}.")
        opens = Opens("section", "notices")
        yield Line(Topic.NOTICE, Urgency.CALM, "", Sentence(said, {"count": count}), opens)

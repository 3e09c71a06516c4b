"""What a line of the first screen is: why it is there, how urgent, and where it is settled."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id


class Topic(Enum):
    """What a line is about; in the order in which equally urgent ones are shown."""

    BEGIN = N_("First steps")
    RETURN = N_("Returns")
    ELIGIBILITY = N_("Eligibility")
    NEXT_STEP = N_("Next steps")
    NEED = N_("Needs")
    CALL = N_("Calls")
    CONFLICT = N_("Conflicts")
    LEAVER = N_("Left early")
    PACE = N_("Shortfall")
    PENALTY = N_("Penalties")
    DOUBLE = N_("Doubles")
    CLAUSE = N_("Clauses")
    LIFE = N_("Steps of contracts")
    WARNING = N_("Warnings")
    ORPHAN = N_("Orphan hours")
    WAITING = N_("Waiting")
    CLOCK = N_("Clock")
    COPY = N_("Copies")
    UNPROTECTED = N_("Protection")
    NOTICE = N_("Notices")
    UNSENT = N_("Not sent")

    @property
    def label(self) -> str:
        """What the column says, in English."""
        return self.value


class Urgency(IntEnum):
    """How long a line may wait."""

    LATE = 0
    SOON = 1
    CALM = 2


# Tuples, here and in what else the first frame needs: a frozen dataclass takes half a millisecond
# to make, five times as long, and there would be twenty of them before anything is seen.
class Opens(NamedTuple):
    """Where a line is settled.

    Args:
        how: ``record``, ``hours``, ``section`` or ``conflict``.
        what: The table, the kind of hours' scope, or the section's command.
        row: The record.
    """

    how: Literal["record", "hours", "section", "conflict"]
    what: str
    row: Id = ""


class Line(NamedTuple):
    """Something that wants doing."""

    topic: Topic
    urgency: Urgency
    about: str
    """The company, person or lot."""
    why: Sentence
    opens: Opens
    since: str = ""
    """ISO text that equally urgent lines are sorted by: what began first comes first."""

    @property
    def order(self) -> tuple[int, int, str, str]:
        """What lines are sorted by, the most urgent first."""
        return self.urgency, list(Topic).index(self.topic), self.since, self.about

"""What becomes of people after their contracts: kinds of exits, and what share of them is good.

The categories are those of the insertion sector (field.md 5.6). "Dynamic" exits are the lasting,
the transitional and the positive ones together; only training and a hire by another insertion
structure are "positive": the word used for all three is a known misnomer.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.choices import ExitKind
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.choices import ExitMoment


class Family(Enum):
    """What a situation counts as."""

    LASTING = N_("Lasting employment")
    TRANSITION = N_("Transitional employment")
    POSITIVE = N_("Positive exits (training, SIAE)")
    OTHER = N_("Other exits")
    NEUTRAL = N_("Left out of the rates")

    @property
    def label(self) -> str:
        """What a heading says, in English."""
        return self.value


FAMILIES: Final = {
    ExitKind.CDI: Family.LASTING,
    ExitKind.CDD_LONG: Family.LASTING,
    ExitKind.BUSINESS: Family.LASTING,
    ExitKind.PUBLIC_SERVICE: Family.LASTING,
    ExitKind.CDD_SHORT: Family.TRANSITION,
    ExitKind.AIDED: Family.TRANSITION,
    ExitKind.TRAINING: Family.POSITIVE,
    ExitKind.SIAE: Family.POSITIVE,
    ExitKind.JOBSEEKER: Family.OTHER,
    ExitKind.INACTIVE: Family.OTHER,
    ExitKind.UNKNOWN: Family.OTHER,
    ExitKind.NEUTRAL: Family.NEUTRAL,
}
"""What each situation counts as; somebody who was not reached counts among the others."""
DYNAMIC: Final = frozenset({Family.LASTING, Family.TRANSITION, Family.POSITIVE})


def family_of(kind: str) -> Family:
    """Return what a situation counts as; one of a later version of the program as another."""
    return FAMILIES.get(ExitKind(kind), Family.OTHER) if kind in set(ExitKind) else Family.OTHER


class Tally(NamedTuple):
    """What became of those who were due to be asked at one moment."""

    moment: ExitMoment
    due: int
    """People who left in the period and whose moment has come."""
    lasting: int
    transition: int
    positive: int
    other: int
    neutral: int

    @property
    def known(self) -> int:
        """People whose situation is recorded, those left out of the rates among them."""
        return self.lasting + self.transition + self.positive + self.other + self.neutral

    @property
    def unknown(self) -> int:
        """People whose situation nobody has recorded; they are in no rate."""
        return self.due - self.known

    @property
    def dynamic(self) -> int:
        """Lasting, transitional and positive exits together."""
        return self.lasting + self.transition + self.positive

    @property
    def counted(self) -> int:
        """People the rate is a share of."""
        return self.known - self.neutral

    @property
    def rate(self) -> float | None:
        """Dynamic exits per hundred counted ones; None where nobody counts."""
        return 100 * self.dynamic / self.counted if self.counted else None


def tally(moment: ExitMoment, kinds: Iterable[str | None]) -> Tally:
    """Add up the situations of those who were due at a moment; None for one not recorded."""
    due = 0
    found = dict.fromkeys(Family, 0)
    for kind in kinds:
        due += 1
        if kind is not None:
            found[family_of(kind)] += 1
    return Tally(moment, due, *(found[family] for family in Family))

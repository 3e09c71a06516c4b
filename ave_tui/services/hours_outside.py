"""Hours outside eligibility, and the validated hours of a record without them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ave_tui.domain.windows import Scope, ScopeKind
from ave_tui.storage.doubles import struck
from ave_tui.storage.queries.outside import outside
from ave_tui.storage.queries.scopes import chosen

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class OutsideHours:
    """The declared hours of a person that lie outside, by assignment and month; seconds."""

    months: dict[tuple[Id, str], int] = field(default_factory=dict)
    undecided: int = 0
    accepted: int = 0
    rejected: int = 0


def hours_outside(connection: Connection, person: Id) -> OutsideHours:
    """Return the hours of a person, and of whoever is the same one, that lie outside."""
    of = chosen(connection, Scope(ScopeKind.PARTICIPANT, person))
    doubles = struck(connection, of.assignments, of.bound)
    found = outside(connection, of.assignments, of.bound, doubles)
    months: dict[tuple[Id, str], int] = defaultdict(int)
    sums: dict[str, int] = defaultdict(int)
    for key, part in found.parts.items():
        months[key[:2]] += part.declared
        sums[found.outcome(key)] += part.declared
    return OutsideHours(dict(months), sums[""], sums["ACCEPTED"], sums["REJECTED"])

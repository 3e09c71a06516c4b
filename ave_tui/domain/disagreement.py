"""What kinds of conflict there are, and which records belong under which others.

No conflict is ever stored: each is computed from the log and the rows, by rules that don't ask
which laptop computes them. So every laptop with the same changes lists the same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.choices import Choice
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id


class ConflictKind(Choice):
    """Why a human has to look; in the order in which they are listed."""

    FIELD = "field", N_("Two values")
    """Two laptops wrote different values without having seen each other's."""
    DELETION = "deletion", N_("Deleted and changed")
    """One withdrew what another, who had not seen that, still wrote to."""
    ORPHAN = "orphan", N_("Orphan")
    """A record is there, what it hangs on was withdrawn."""
    DOUBLE = "double", N_("Double")
    """Two records seem to be of the same company, person or work."""
    RULE = "rule", N_("Impossible")
    """What was merged breaks a rule that a form would have refused."""


class ConflictKey(NamedTuple):
    """What makes a conflict this one, on every laptop and however often it is computed."""

    kind: ConflictKind
    table: str
    row: Id
    field: str
    other: Id = ""
    """The parent of an orphan, or the second record of a double."""


DELETED: Final = "deleted"
"""The name under which a fold tells that one withdrew what another still wrote to."""

# Who follows a contract may have left the structure: nothing hangs on that person.
_HOLDS_NOTHING: Final = frozenset({"facilitator", "structure"})


class Tie(NamedTuple):
    """A link from a record to what it hangs on."""

    table: str
    field: str
    parent: str

    @property
    def owns(self) -> bool:
        """Whether the record means nothing without its parent, and goes when that goes."""
        return TABLES[self.table].field(self.field).required or (self.table, self.field) in (
            ("assignment", "employment_contract_id"),
            ("exit", "employment_contract_id"),
        )


TIES: Final = tuple(
    Tie(table.name, field.name, field.target)
    for table in TABLES.values()
    for field in table.fields
    if field.target and field.target not in _HOLDS_NOTHING
)
"""Every link that leaves an orphan where its parent is withdrawn."""

TOGETHER: Final = frozenset({"hours_entry", "hours_return"})
"""Orphans of one parent that are one matter: nobody decides on every month by itself."""

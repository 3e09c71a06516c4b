"""Which tables tell about people, worked out from the catalogue: a new one can't be forgotten.

A table hangs on a person if a field of it points to the person, or to something that hangs on one.
What its personal fields say goes with the person; the rest (dates of a contract, hours) stays and
counts, about nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.schema import TABLES

if TYPE_CHECKING:
    from ave_tui.domain.schema import Values

PERSON: Final = "participant"


class Tie(NamedTuple):
    """How the rows of a table hang on people."""

    table: str
    link: str
    parent: str


def _ties() -> tuple[Tie, ...]:
    reached = {PERSON}
    found: list[Tie] = []
    for table in TABLES.values():
        for field in table.fields:
            if field.target in reached and field.target != table.name:
                found.append(Tie(table.name, field.name, field.target))
                reached.add(table.name)
                break
    return tuple(found)


def _tells(table: str) -> bool:
    return any(field.personal for field in TABLES[table].fields)


def _ways(ties: tuple[Tie, ...]) -> tuple[Tie, ...]:
    needed: set[str] = set()
    for tie in reversed(ties):
        if _tells(tie.table) or tie.table in needed:
            needed |= {tie.table, tie.parent}
    return tuple(tie for tie in ties if tie.table in needed)


TIES: Final = _ties()
"""Every table that hangs on people, parents before children."""
WAYS: Final = _ways(TIES)
"""Those that tell something personal, and those on the way to them."""
SETTLED: Final = "settlement"
"""Its rows name in their subject the records that they are about."""
TELLING: Final = (PERSON, *(tie.table for tie in WAYS if _tells(tie.table)), SETTLED)
"""Every table that an erasure blanks."""
GONE: Final = frozenset({"eligibility", "eligibility_decision", "exit"})
"""Rows that are about nothing but the person: an erasure withdraws them too."""

_STAYS: Final = {
    "eligibility": ("status", "starts_on", "ends_on", "extended_to"),
    "eligibility_decision": ("kind", "starts_on", "ends_on", "decided_on"),
    "exit": ("kind", "on_date"),
}
"""What stays of a person made anonymous: without it, hours inside an eligibility and ways out of
the pathway would count otherwise than before (field.md 6, "anonymise, don't delete totals")."""


def link_of(table: str) -> str:
    """Return the field by which a row hangs on its person; empty where none does."""
    return next((tie.link for tie in TIES if tie.table == table), "")


def remains(table: str, values: Values, *, anonymous: bool) -> Values:
    """Return what an erasure leaves of a row.

    Args:
        table: Its table.
        values: What it says.
        anonymous: The person is made anonymous: what counts stays.
    """
    kept = [field.name for field in TABLES[table].fields if not field.personal]
    if table in GONE and not anonymous:
        kept = [link_of(table)]
    elif anonymous:
        kept += _STAYS.get(table, ())
    left = {name: values[name] for name in kept if values[name] not in (None, "")}
    if table == "exit" and isinstance(day := left.get("on_date"), str):
        # Reports count by months; the day would tell more than they need.
        left["on_date"] = f"{day[:7]}-01"
    return left

"""What a new penalty starts with: the award's hours, and the formula of its contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.penalty import FIGURES, Penalty, rounded
from ave_tui.domain.rules import value_on
from ave_tui.domain.trade_choices import PenaltyDecision
from ave_tui.domain.words import N_
from ave_tui.services.surroundings import around
from ave_tui.storage import rows
from ave_tui.storage.queries import overview_rows
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.storage.connection import Connection

_FORMULA: Final = (
    "penalty_cents",
    "penalty_factor",
    "penalty_late_cents",
    "penalty_absence_cents",
)
_WHOLE: Final = 10_000
"""A hundred per cent, in hundredths."""


class NoFormulaError(RuleBrokenError):
    """The contract provides for no penalty."""

    def __init__(self) -> None:
        super().__init__(
            N_("This public contract has no formula for penalties."),
            N_("Copy it from its CCAP into the fields of the contract: only what it says binds."),
        )


def begun(connection: Connection, award: Id, today: str) -> Values:
    """Return what a penalty of an award starts with.

    Where the contract says a factor but no base, the base is the hourly ceiling of social security
    of the day, as in the model of field.md 4.5.
    """
    contract = contract_of(connection, award)
    told = overview_rows.overviews(connection, "award", [award], around(connection, today))
    due, done = (told.get(award, {}).get(name) for name in ("due", "done"))
    values: Values = {
        "award_id": award,
        "on_date": today,
        "due_seconds": due,
        "done_seconds": done,
        "base_cents": contract.get("penalty_cents"),
        "factor": contract.get("penalty_factor"),
        "late_cents": contract.get("penalty_late_cents"),
        "absence_cents": contract.get("penalty_absence_cents"),
        "decision": PenaltyDecision.PROPOSED.value,
    }
    if values["base_cents"] is None and values["factor"] is not None:
        authority = str(contract.get("authority_id") or "")
        values["base_cents"] = value_on(
            "hourly_ceiling", dated_values(connection), today, authority
        )
    cap, amount = contract.get("penalty_cap"), contract.get("amount_cents")
    if isinstance(cap, int) and isinstance(amount, int):
        values["cap_cents"] = rounded(amount * cap, _WHOLE)
    values["amount_cents"] = Penalty.of(values).amount
    return {name: value for name, value in values.items() if value is not None}


def contract_of(connection: Connection, award: Id) -> Values:
    """Return the public contract of an award."""
    values: Values = {}
    for table, link in (
        ("award", ""),
        ("lot", "lot_id"),
        ("public_contract", "public_contract_id"),
    ):
        row = award if not link else str(values.get(link) or "")
        found = rows.read(connection, table, row)
        values = found.values if found else {}
    return values


def has_formula(contract: Mapping[str, Value]) -> bool:
    """Tell whether a public contract provides for penalties."""
    return any(contract.get(name) for name in _FORMULA)


def computed(values: Mapping[str, Value], written: Values) -> Values:
    """Return what is written to a penalty, with the amount that follows from its figures."""
    if not any(name in written for name in FIGURES):
        return written
    return written | {"amount_cents": Penalty.of(dict(values) | written).amount}

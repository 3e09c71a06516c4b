"""What a service asks the ledger to write, and the ids of what is written."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.schema import Id, Value

_HOURS: Final = uuid.UUID("8d0e6b52-93a4-5f6e-9c27-4c1fb0a7d611")


@dataclass(frozen=True, slots=True)
class Change:
    """New values for some fields of one row; the row is made if it isn't there yet."""

    table: str
    row: Id
    values: Mapping[str, Value] | None
    """None withdraws the row: it is marked, never removed."""
    erase: bool = False
    """Blank the row for ever, whatever others write to it; `values` is what may remain."""


def new_id() -> Id:
    """Return a fresh random id."""
    return uuid.uuid4().hex


def hours_entry_id(assignment: Id, kind: str, period: str) -> Id:
    """Return the id of an hours entry: the same on every laptop, so that two typists meet."""
    return uuid.uuid5(_HOURS, f"hours:{assignment}:{kind}:{period}").hex


def hours_return_id(award: Id, month: str) -> Id:
    """Return the id of a company's return for a month: the same on every laptop."""
    return uuid.uuid5(_HOURS, f"return:{award}:{month}").hex


def settlement_id(kind: str, subject: str) -> Id:
    """Return the id of what was decided of a warning: the same on every laptop."""
    return uuid.uuid5(_HOURS, f"settlement:{kind}:{subject}").hex


def profile_id(participant: Id) -> Id:
    """Return the id of what stays of a person: made anonymous twice, it is one row."""
    return uuid.uuid5(_HOURS, f"profile:{participant}").hex


def share_id(agreement: Id, lot: Id) -> Id:
    """Return the id of a lot's share in a pooling agreement: the same on every laptop."""
    return uuid.uuid5(_HOURS, f"share:{agreement}:{lot}").hex


def allocation_id(entry: Id, lot: Id) -> Id:
    """Return the id of the hours of an entry that are given to a lot: the same on every laptop."""
    return uuid.uuid5(_HOURS, f"allocation:{entry}:{lot}").hex


def natural_id(table: str, values: Mapping[str, Value]) -> Id | None:
    """Return the id that follows from what a row says, for tables where every laptop agrees on it.

    None where ids are random, or where the values don't say enough.
    """
    if table == "hours_entry":
        assignment, kind, period = (values.get(n) for n in ("assignment_id", "kind", "period"))
        if isinstance(assignment, str) and isinstance(kind, str) and isinstance(period, str):
            return hours_entry_id(assignment, kind, period)
    if table == "hours_return":
        award, month = values.get("award_id"), values.get("month")
        if isinstance(award, str) and isinstance(month, str):
            return hours_return_id(award, month)
    if table == "settlement":
        warning, subject = values.get("kind"), values.get("subject")
        if isinstance(warning, str) and isinstance(subject, str):
            return settlement_id(warning, subject)
    if table == "pooling_share":
        agreement, lot = values.get("pooling_agreement_id"), values.get("lot_id")
        if isinstance(agreement, str) and isinstance(lot, str):
            return share_id(agreement, lot)
    if table == "allocation":
        entry, lot = values.get("hours_entry_id"), values.get("lot_id")
        if isinstance(entry, str) and isinstance(lot, str):
            return allocation_id(entry, lot)
    if table == "anonymous_profile" and isinstance(person := values.get("participant_id"), str):
        return profile_id(person)
    return None

"""What is written when a public contract goes a step on: its status, since when, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.contract_life import known, refuse_impossible
from ave_tui.domain.trade_choices import JournalKind
from ave_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ave_tui.domain.schema import Id, Value, Values


class By(NamedTuple):
    """Who writes, and when."""

    actor: Id
    today: date


def kept(
    table: str, row: Id | None, target: Id, before: Mapping[str, Value], written: Values, by: By
) -> list[Change]:
    """Return what keeps a record; a public contract that was there may go a step on with it.

    Raises:
        RuleBrokenError: Its status can't follow the one before, or needs a reason.
    """
    if table == "public_contract" and row is not None:
        return step_taken(row, before, written, by)
    return [Change(table, target, written)]


def step_taken(
    contract: Id,
    before: Mapping[str, Value],
    written: Values,
    by: By,
    reason: str = "",
) -> list[Change]:
    """Return what keeps a contract: where its status changes, also since when, and a decision.

    Raises:
        RuleBrokenError: The status can't follow the one before, or needs a reason.
    """
    status = written.get("status", before.get("status"))
    if status == before.get("status"):
        return [Change("public_contract", contract, written)]
    refuse_impossible(before.get("status"), status, reason)
    # A form holds the day of the step before: kept, it would say that of this one.
    since = written.get("status_on")
    if since is None or since == before.get("status_on"):
        since = by.today.isoformat()
    changes = [Change("public_contract", contract, {**written, "status_on": since})]
    label = _status(status)
    if before.get("status") is not None and label:
        said = _("{before} → {after}", before=_status(before.get("status")), after=label)
        note: Values = {
            "on_date": since,
            "kind": JournalKind.DECISION.value,
            "public_contract_id": contract,
            "facilitator_id": by.actor or None,
            "notes": f"{said}\n{reason.strip()}".strip(),
        }
        changes.append(Change("journal_note", new_id(), note))
    return changes


def _status(status: Value) -> str:
    """Return the word for a status; one of a later version of the program as it is."""
    if status is None:
        return ""
    code = known(status)
    return str(status) if code is None else _(code.label)

"""What can't be edited any more in a form, because it was decided (field.md 3.1).

The situation at the entry is kept as it was: who turns 26 or leaves the RSA on the way keeps the
ground. Another ground is another eligibility; an end moves by a decision that says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.eligible import REFUSED, TO_CHECK, VALIDATED
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.schema import Value

_ENTRY: Final = ("participant_id", "ground", "other_grounds", "starts_on")
_ENDS: Final = ("ends_on", "extended_to")
_OF_A_DECISION: Final = ("eligibility_id", "kind", "reason", "starts_on", "ends_on")
_DECIDED: Final = (VALIDATED, REFUSED)


def refuse_frozen(
    table: str, before: Mapping[str, Value], written: Mapping[str, Value], *, new: bool
) -> None:
    """Say why a form can't change what was decided.

    Raises:
        RuleBrokenError: The form changes something frozen; `field` says what.
    """
    changed = [name for name, value in written.items() if value != before.get(name)]
    if table == "eligibility":
        _refuse_eligibility(str(before.get("status") or ""), written, changed)
    if table == "eligibility_decision":
        field = next((name for name in _OF_A_DECISION if name in changed), None)
        if new or field is not None:
            raise RuleBrokenError(
                N_("A decision is not typed in or changed here."),
                N_("Decide with Ctrl+D on the eligibility; the history takes a decision back."),
                field=field,
            )


def refuse_withdrawal(table: str) -> None:
    """Say why a record can't be deleted.

    Raises:
        RuleBrokenError: It is a decision: the end that it moved would stay.
    """
    if table == "eligibility_decision":
        raise RuleBrokenError(
            N_("A decision is not deleted."),
            N_("Take its step back in the history: its end goes back too."),
        )


def _refuse_eligibility(status: str, written: Mapping[str, Value], changed: list[str]) -> None:
    if "status" in changed and (status in _DECIDED or written["status"] not in (None, TO_CHECK)):
        raise RuleBrokenError(
            N_("To validate or refuse is a decision."),
            N_("Keep the eligibility, then decide with Ctrl+D."),
            field="status",
        )
    if status not in _DECIDED:
        return
    if field := next((name for name in _ENTRY if name in changed), None):
        raise RuleBrokenError(
            N_("Grounds and start are frozen once the eligibility was decided."),
            N_("For another ground or start make a new eligibility."),
            field=field,
        )
    if end := next((name for name in _ENDS if name in changed), None):
        raise RuleBrokenError(
            N_("The end of a decided eligibility moves by a decision."),
            N_("Extend it with Ctrl+D, and say why."),
            field=end,
        )

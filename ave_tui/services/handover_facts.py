"""What a public contract is, in labels and values: the head of its handover file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import ClauseKind, ContractStatus, Nature
from ave_tui.domain.money_text import cents_text
from ave_tui.domain.schema import TABLES
from ave_tui.i18n import _
from ave_tui.services.labels import day_text, join
from ave_tui.services.sheet_lines import choice

if TYPE_CHECKING:
    from ave_tui.domain.schema import Values
    from ave_tui.services.records import RecordsService

_CODES: Final = {"clause": ClauseKind, "nature": Nature}


def facts_of(
    records: RecordsService, values: Values, *more: tuple[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return what a public contract is, and more of it; what is not known is left out."""
    field = TABLES["public_contract"].field
    told: list[tuple[str, str]] = []

    def tell(name: str, text: str) -> None:
        if text:
            told.append((_(field(name).label), text))

    def name_of(link: str) -> str:
        row = values.get(link)
        return records.label(field(link).target, row) if isinstance(row, str) else ""

    for link in ("authority_id", "operation_id", "facilitator_id"):
        tell(link, name_of(link))
    since = values.get("status_on")
    status = choice(ContractStatus, values.get("status"))
    if isinstance(since, str):
        status = join(status, _("since {day}", day=day_text(since)), by=", ")
    tell("status", status)
    for name, codes in _CODES.items():
        tell(name, choice(codes, values.get(name)))
    amount = values.get("amount_cents")
    if isinstance(amount, int):
        tell("amount_cents", f"{cents_text(amount)} €")
    for name in ("notified_on", "starts_on", "ends_on"):
        day = values.get(name)
        tell(name, day_text(day) if isinstance(day, str) else "")
    for name in ("commune", "cpv", "notes"):
        tell(name, str(values.get(name) or ""))
    return (*told, *((label, text) for label, text in more if text))

"""Which records stand under which, and what a new one takes from the one it is added to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import AwardRole
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from ave_tui.domain.schema import Values


@dataclass(frozen=True, slots=True)
class Part:
    """Records of a table that point to the one on the screen."""

    table: str
    link: str
    title: str = ""
    below: tuple[str, str] | None = None
    """Table and link of the records shown under each line."""


PARTS: Final = {
    "company": (
        Part("contact", "company_id"),
        Part("award", "company_id"),
        Part("employment_contract", "employer_id"),
        Part("assignment", "host_id", N_("At work here")),
        Part("visit", "company_id"),
        Part("journal_note", "company_id"),
        Part("offer", "company_id"),
    ),
    "participant": (
        Part("eligibility", "participant_id", below=("eligibility_decision", "eligibility_id")),
        Part(
            "employment_contract",
            "participant_id",
            below=("assignment", "employment_contract_id"),
        ),
        Part("exit", "participant_id"),
        Part("journal_note", "participant_id"),
        Part("application", "participant_id", N_("Put forward for")),
    ),
    "public_contract": (
        Part("lot", "public_contract_id", below=("award", "lot_id")),
        Part("amendment", "public_contract_id"),
        Part("contact", "public_contract_id"),
        Part("journal_note", "public_contract_id"),
    ),
    "lot": (
        Part("award", "lot_id"),
        Part("amendment", "lot_id"),
        Part("assignment", "lot_id"),
        Part("pooling_share", "lot_id", N_("In pooling agreements")),
        Part("sizing", "lot_id"),
        Part("offer", "lot_id"),
    ),
    "award": (
        Part("award", "lead_id", N_("Under it in its group")),
        Part("assignment", "award_id"),
        Part("hours_return", "award_id"),
        Part("penalty", "award_id"),
        Part("journal_note", "award_id"),
    ),
    "pooling_agreement": (Part("pooling_share", "pooling_agreement_id"),),
    "eligibility": (Part("eligibility_decision", "eligibility_id"),),
    "employment_contract": (
        Part("assignment", "employment_contract_id"),
        Part("exit", "employment_contract_id"),
    ),
    "authority": (
        Part("operation", "authority_id"),
        Part("public_contract", "authority_id"),
        Part("contact", "authority_id"),
    ),
    "operation": (Part("public_contract", "operation_id"),),
    "offer": (Part("application", "offer_id"),),
}
"""The sections of each kind of record, in their order."""


def shared(table: str, child: str, values: Values) -> Values:
    """Return what a new record takes from the one it belongs to, beside the link."""
    if (table, child) == ("operation", "public_contract"):
        return {"authority_id": values.get("authority_id"), "commune": values.get("commune")}
    if (table, child) == ("employment_contract", "exit"):
        return {"participant_id": values.get("participant_id")}
    if (table, child) == ("award", "assignment"):
        return {"lot_id": values.get("lot_id"), "host_id": values.get("company_id")}
    if (table, child) == ("award", "award"):
        return {"lot_id": values.get("lot_id"), "role": AwardRole.SUBCONTRACTOR.value}
    if (table, child) == ("award", "journal_note"):
        return {"company_id": values.get("company_id")}
    if (table, child) == ("lot", "amendment"):
        return {"public_contract_id": values.get("public_contract_id")}
    if (table, child) == ("public_contract", "contact"):
        return {"authority_id": values.get("authority_id")}
    return {}

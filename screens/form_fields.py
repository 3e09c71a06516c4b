"""The order in which forms ask: what is most often known first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.schema import TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from ave_tui.domain.schema import Field

_FIRST: Final[dict[str, tuple[str, ...]]] = {
    "participant": ("last_name", "first_name", "birth_date", "sex", "commune", "postcode", "qpv"),
    "company": ("name", "siret", "kind", "commune", "postcode", "phone", "email"),
    "public_contract": (
        "reference",
        "subject",
        "authority_id",
        "operation_id",
        "status",
        "notified_on",
        "starts_on",
        "ends_on",
        "nature",
        "clause",
        "amount_cents",
    ),
    "lot": ("number", "name", "due_seconds", "starts_on", "ends_on"),
    "award": ("company_id", "role", "due_seconds"),
    "eligibility": (
        "ground",
        "other_grounds",
        "proof_kind",
        "proof",
        "proof_dated",
        "proof_on",
        "starts_on",
        "ends_on",
        "pass_number",
        "opinion_by",
    ),
    "employment_contract": (
        "participant_id",
        "employer_id",
        "kind",
        "starts_on",
        "ends_on",
        "weekly_seconds",
        "job",
    ),
    "assignment": (
        "employment_contract_id",
        "lot_id",
        "award_id",
        "host_id",
        "mode",
        "starts_on",
        "ends_on",
    ),
    "pooling_agreement": ("name", "kind", "company_id", "signed_on", "starts_on", "ends_on"),
    "pooling_share": ("lot_id", "weight"),
    "penalty": (
        "award_id",
        "on_date",
        "decision",
        "decided_by",
        "decided_on",
        "decided_cents",
        "formal_notice_on",
        "late_days",
        "absences",
    ),
    "contact": ("last_name", "first_name", "role", "phone", "email"),
    "amendment": (
        "kind",
        "number",
        "notified_on",
        "due_seconds",
        "amount_cents",
        "ends_on",
        "lot_id",
        "name",
    ),
    "journal_note": ("on_date", "kind"),
    "exit": ("kind", "moment", "on_date"),
    "offer": (
        "job",
        "company_id",
        "rome",
        "places",
        "starts_on",
        "answer_by",
        "commune",
        "qpv_first",
        "kind",
        "weekly_seconds",
        "planned_seconds",
        "lot_id",
    ),
    "application": ("offer_id", "participant_id", "status", "proposed_on"),
}


_WORDS_FIRST: Final = frozenset({"journal_note"})
"""Tables whose notes are what they are about: they come before the rare fields."""


def fields_in_order(table: str, given: Collection[str]) -> list[Field]:
    """Return the fields of a form; links that are already known come last but for the notes."""
    catalogue = TABLES[table]
    first = [catalogue.field(name) for name in _FIRST.get(table, ())]
    fields = [*first, *(field for field in catalogue.fields if field not in first)]
    return sorted(
        fields,
        key=lambda field: (
            field.kind is Kind.NOTE and table not in _WORDS_FIRST,
            field.kind is Kind.REFERENCE and field.name in given,
            table in _WORDS_FIRST and field.kind is not Kind.NOTE and field not in first,
        ),
    )

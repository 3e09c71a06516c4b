"""What is refused of a record by itself: in a form before it is kept, and after a merge.

Two laptops may each write a value that makes sense and end up with a pair that does not: a start
from one, an end from the other. A merge is never refused, so what a form would refuse is listed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.schema import Value

IN_ORDER: Final = {
    "public_contract": (("starts_on", "ends_on"),),
    "lot": (("starts_on", "ends_on"),),
    "eligibility": (("starts_on", "ends_on"), ("starts_on", "extended_to")),
    "eligibility_decision": (("starts_on", "ends_on"),),
    "employment_contract": (("starts_on", "ends_on"), ("starts_on", "left_on")),
    "assignment": (("starts_on", "ends_on"),),
    "visit": (("on_date", "next_on"),),
    "contact": (("starts_on", "ends_on"),),
    "pooling_agreement": (("starts_on", "ends_on"),),
    "application": (("proposed_on", "decided_on"),),
}
"""Which dates of a table must not lie before which others."""
WHOSE_HOURS: Final = ("employment_contract_id", "employer_id")
"""An assignment has one of them."""
SIRET_LENGTH: Final = 14
_BETWEEN_FIGURES: Final = re.compile(r"[\s.\-/()]+")


class Fault(NamedTuple):
    """Why a record can't be as it is."""

    field: str
    """Where one mends it."""
    problem: Sentence
    remedy: Sentence
    concerns: tuple[str, ...]
    """Every field that has a part in it."""


def bare_figures(text: str) -> str:
    """Return a number without what people put between its figures."""
    return _BETWEEN_FIGURES.sub("", text)


def is_siret(text: str) -> bool:
    """Tell whether a text has the form of a SIRET; its key may still be wrong."""
    figures = bare_figures(text)
    return figures.isascii() and figures.isdecimal() and len(figures) == SIRET_LENGTH


def faults(table: str, values: Mapping[str, Value]) -> Iterator[Fault]:
    """Yield everything for which a form would refuse a record."""
    for field in TABLES[table].fields:
        if field.required and values.get(field.name) in (None, ""):
            yield Fault(
                field.name,
                Sentence(N_("“{label}” is needed."), {"label": Sentence(field.label)}),
                Sentence(N_("Fill it in, then keep the record.")),
                (field.name,),
            )
    for first, last in IN_ORDER.get(table, ()):
        start, end = values.get(first), values.get(last)
        if isinstance(start, str) and isinstance(end, str) and end < start:
            labels = {
                "first": Sentence(TABLES[table].field(first).label),
                "last": Sentence(TABLES[table].field(last).label),
            }
            yield Fault(
                last,
                Sentence(N_("“{last}” lies before “{first}”."), labels),
                Sentence(N_("Look at both dates.")),
                (first, last),
            )
    siret = values.get("siret")
    if isinstance(siret, str) and siret and not is_siret(siret):
        yield Fault(
            "siret",
            Sentence(N_("“{text}” is not a SIRET."), {"text": siret}),
            Sentence(N_("A SIRET has 14 figures; leave it empty while you don’t know it.")),
            ("siret",),
        )
    if table == "assignment" and not any(values.get(name) for name in WHOSE_HOURS):
        yield Fault(
            WHOSE_HOURS[0],
            Sentence(N_("Whose hours are these?")),
            Sentence(
                N_("Choose an employment contract, or an employer for a line without a person.")
            ),
            WHOSE_HOURS,
        )

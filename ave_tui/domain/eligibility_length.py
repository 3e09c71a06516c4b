"""How long an eligibility lasts, by its ground and by the kind of contract (field.md 3.2).

No text fixes these lengths for the whole country: they are rules of the structure, by date. A break
between two contracts does not stop the clock, since the end is counted from the start alone; a new
ground after the end is a new eligibility, to be checked anew, and nothing makes one by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.choices import CompanyKind, EmploymentKind, Ground
from ave_tui.domain.eligible import months_later
from ave_tui.domain.iae_pass import pass_end
from ave_tui.domain.rules import value_on
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.rules import Dated

SIAE: Final = frozenset(
    {CompanyKind.ACI, CompanyKind.EI, CompanyKind.EITI, CompanyKind.AI, CompanyKind.ETTI}
)
"""Insertion structures: their people have a PASS IAE."""
_OPEN_ENDED: Final = frozenset({EmploymentKind.PERMANENT, EmploymentKind.PERMANENT_TEMP})
_ALTERNATING: Final = frozenset(
    {EmploymentKind.APPRENTICESHIP, EmploymentKind.PROFESSIONAL_TRAINING}
)


class Hire(NamedTuple):
    """What a length may depend on, of the employment contract that an eligibility is for."""

    kind: str = ""
    employer: str = ""
    """The kind of company."""
    starts_on: str = ""
    ends_on: str | None = None


class Length(NamedTuple):
    """The last eligible day, and why it is that day."""

    until: str | None
    """None where there is no end."""
    why: Sentence
    rule: str = ""
    """The rule that set it, where one did."""


def length_of(ground: str, start: str, hire: Hire | None, rules: Iterable[Dated]) -> Length:
    """Return when an eligibility that starts on a day ends.

    Args:
        ground: The principal one.
        start: ISO text; rules hold as of the entry.
        hire: The employment contract that the person enters with, where one is known.
        rules: The values that the structure gave.
    """
    hire = hire or Hire()
    rules = list(rules)
    if ground == Ground.EA:
        return Length(None, Sentence(N_("Adapted or sheltered work: no end while employed there.")))
    if ground == Ground.IAE:
        return Length(pass_end(start), Sentence(N_("PASS IAE: 2 × 365 days.")))
    if ground == Ground.GEIQ and hire.starts_on:
        if hire.ends_on and hire.ends_on >= start:
            return Length(hire.ends_on, Sentence(N_("GEIQ: as long as the contract.")))
        return Length(None, Sentence(N_("GEIQ: as long as the contract.")))
    if hire.kind in _ALTERNATING:
        name = "eligibility_months_alternating"
        most, months = _months(name, start, rules)
        until = min(hire.ends_on, most) if hire.ends_on and hire.ends_on >= start else most
        said = N_("Work and training: as long as the contract, {months} months at most.")
        return Length(until, Sentence(said, {"months": months}), name)
    if hire.kind in _OPEN_ENDED and hire.employer not in SIAE:
        name = "eligibility_months_permanent"
        until, months = _months(name, start, rules)
        said = N_("Open-ended contract: {months} months.")
        return Length(until, Sentence(said, {"months": months}), name)
    until, months = _months("eligibility_months", start, rules)
    said = N_("Personal ground: {months} months.")
    return Length(until, Sentence(said, {"months": months}), "eligibility_months")


def latest_end(ground: str, start: str, hire: Hire | None, rules: Iterable[Dated]) -> str | None:
    """Return the day after which an extension is beyond the rule; None where no rule speaks."""
    hire = hire or Hire()
    if ground == Ground.IAE or hire.kind not in _OPEN_ENDED or hire.employer in SIAE:
        return None
    return _months("eligibility_months_permanent_extended", start, list(rules))[0]


def _months(name: str, start: str, rules: list[Dated]) -> tuple[str, int]:
    months = value_on(name, rules, start)
    return months_later(start, months), months

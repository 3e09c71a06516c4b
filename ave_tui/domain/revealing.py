"""What may leave the house of a code that gives away health, offences, asylum or child welfare.

Les-emplois hides such referrers as "Autre" when it sends data on (enums.py,
PE_SENSITIVE_PRESCRIBER_KINDS); grounds and proofs that say the same are hidden likewise
(field.md 6). Screens of the house show them: a facilitator works with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import Ground, Referrer
from ave_tui.domain.trade_choices import DecisionReason, ProofKind
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from ave_tui.domain.choices import Choice

# By their kind: a code is its text, and ASE is both a ground and a referrer.
REVEALING: Final[dict[type[Choice], frozenset[Choice]]] = {
    Referrer: frozenset(
        {
            Referrer.ASE,
            Referrer.CAARUD,
            Referrer.CIDFF,
            Referrer.CSAPA,
            Referrer.PENSION,
            Referrer.PJJ,
            Referrer.PREVENTION,
            Referrer.SPIP,
        }
    ),
    Ground: frozenset(
        {
            Ground.AAH,
            Ground.ASE,
            Ground.DETENTION_MJ,
            Ground.INVALIDITE,
            Ground.REF_DA,
            Ground.TH,
        }
    ),
    ProofKind: frozenset({ProofKind.MDPH, ProofKind.PERMIT, ProofKind.SPIP}),
    DecisionReason: frozenset({DecisionReason.RQTH}),
}
"""Codes that tell what nobody outside needs to know."""
_STANDS_FOR: Final[dict[type[Choice], Choice]] = {
    Referrer: Referrer.OTHER,
    Ground: Ground.AUTRE,
    ProofKind: ProofKind.OTHER,
    DecisionReason: DecisionReason.OTHER,
}
OTHER: Final = N_("Other")


def reveals(code: Choice) -> bool:
    """Tell whether a code must not leave the house."""
    return code in REVEALING.get(type(code), ())


def code_outside(code: Choice) -> Choice:
    """Return the code that may leave the house in the place of this one."""
    return _STANDS_FOR[type(code)] if reveals(code) else code


def label_outside(code: Choice) -> str:
    """Return the words, in English, that may leave the house in the place of a code's own."""
    return OTHER if reveals(code) else code.label

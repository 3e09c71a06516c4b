"""What reveals health, offences, asylum or child welfare leaves the house as "Autre"."""

from __future__ import annotations

import pytest

from ave_tui.domain.choices import Choice, Ground, Referrer
from ave_tui.domain.revealing import REVEALING, code_outside, label_outside, reveals
from ave_tui.domain.trade_choices import DecisionReason, ProofKind


def test_referrers_are_hidden_as_les_emplois_hides_them() -> None:
    """Source: les-emplois, enums.py, PE_SENSITIVE_PRESCRIBER_KINDS (field.md 6)."""
    hidden = {"ASE", "CAARUD", "CIDFF", "CSAPA", "PENSION", "PJJ", "PREVENTION", "SPIP"}
    assert {str(code) for code in Referrer if reveals(code)} == hidden
    for code in Referrer:
        assert label_outside(code) == ("Other" if code in hidden else code.label)
        assert code_outside(code) == ("OTHER" if code in hidden else code)


def test_grounds_that_reveal_are_hidden() -> None:
    """Source: CNIL avis 2023-005 (RQTH and AAH are health data), article 10 RGPD (field.md 6)."""
    hidden = {code for code in Ground if reveals(code)}
    assert hidden >= {
        Ground.TH,
        Ground.AAH,
        Ground.DETENTION_MJ,
        Ground.REF_DA,
        Ground.ASE,
    }
    assert not reveals(Ground.RSA)
    assert {code_outside(code) for code in hidden} == {Ground.AUTRE}
    assert {label_outside(code) for code in hidden} == {"Other"}


@pytest.mark.parametrize("kind", [Ground, Referrer, ProofKind, DecisionReason])
def test_what_leaves_never_reveals(kind: type[Choice]) -> None:
    for code in kind:
        assert not reveals(code_outside(code))
    assert kind in REVEALING

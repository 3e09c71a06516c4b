"""Nothing that comes from nobody, for others, or altered on the way is ever taken."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.proof.attacks import ATTACKS, Siege
from tests.proof.counts import many, quick_folder
from tests.proof.trust_mutants import TRUST_MUTANTS

if TYPE_CHECKING:
    from tests.proof.mutants import Mutant

PATIENCE = 60
"""Attacks in which a mistake must show."""


def besiege(how_often: int, seed: int) -> dict[str, int]:
    """Try so many attacks, older lists among them; return how often what was tried."""
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        siege = Siege(Path(folder), seed)
        try:
            for number in range(how_often):
                if number % 20 == 0:
                    siege.older_list()
                siege.attack()
            return siege.tried
        finally:
            siege.close()


def test_no_attack_is_taken_and_none_leaves_a_trace() -> None:
    assert len(besiege(PATIENCE, seed=1)) == len(ATTACKS)


@pytest.mark.long
def test_no_attack_is_taken_in_many() -> None:
    for seed in range(2, 2 + many(2, 5, 50)):
        assert len(besiege(200, seed)) == len(ATTACKS)


@pytest.mark.parametrize("mutant", TRUST_MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_mistake_in_the_seal_or_the_trust_is_found(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant(monkeypatch)
    with pytest.raises(AssertionError, match=r"taken|believed|trace"):
        besiege(PATIENCE, seed=1)

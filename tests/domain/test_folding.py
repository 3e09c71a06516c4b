"""Proves that names are folded alike however they are spelt, and folded once for all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.folding import fold, tokens
from tests.names import HOSTILE_NAMES


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoé Ménard", "zoe menard"),
        ("  D’ALMEIDA--Sœur  ", "d almeida soeur"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("Ælfgar Łukasz Øre Đorđe", "aelfgar lukasz ore dorde"),
        ("Straße", "strasse"),
        ("ﬁn de chantier", "fin de chantier"),
        ("İpek Işık", "ipek isik"),
        ("S.A.R.L. Dupont, Fils", "s a r l dupont fils"),
        ("Nguyễn", "nguyen"),
        ("\u202eأمينة", "امينة"),
        ("Deux\u2028lignes", "deux lignes"),
        ("Lot [A] 12", "lot [a] 12"),
        ("oct.", "oct"),
        ("", ""),
    ],
)
def test_what_names_become(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert tokens(text) == tuple(folded.split())


@given(st.text() | st.sampled_from(HOSTILE_NAMES))
def test_folding_is_steady(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert " ".join(tokens(text)) == folded


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_case_and_composition_make_no_difference(text: str) -> None:
    assert fold(text.casefold()) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))

"""Words of health and offences are found in notes, and few others are (CNIL; field.md 6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.choices import CompanyKind, EndReason, Ground, Mode, Referrer
from ave_tui.domain.delicate import Matter, delicate, read_words
from ave_tui.domain.revealing import reveals
from ave_tui.i18n import _, speak
from ave_tui.services.delicate_words import word_list


def words(text: str) -> list[str]:
    """Return what is found in a text, by the list that comes with the program."""
    return [found.word for found in delicate(text, word_list())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Absent : hospitalisée depuis lundi", ["hospitalisée"]),
        ("Longue MALADIE, reprise en mars", ["MALADIE"]),
        ("Sort de prison, bracelet électronique", ["prison", "bracelet électronique"]),
        ("En garde à vue mardi", ["garde à vue"]),
        ("dépression et addictions", ["dépression", "addictions"]),
        ("problèmes de santé", ["problèmes de santé"]),
        ("en arrêt-maladie jusqu’au 12", ["arrêt maladie"]),
        ("incarcéré en 2024", ["incarcéré"]),
        ("L'alcool, encore l'alcool", ["alcool"]),
    ],
)
def test_accents_case_and_plural_do_not_matter(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Cap emploi a envoyé le CV",
        "Assurance maladie à jour",
        "Vu avec la maison départementale des personnes handicapées",
        "Reconnaissance de la qualité de travailleur handicapé en cours",
        "Rendez-vous dans l’enceinte du chantier, porte condamnée",
        "Métiers de la santé et du soin, secteur du handicap",
        "Entreprise en redressement judiciaire, mandataire judiciaire prévenu",
        "J’ai interpellé l’entreprise sur le nombre d’heures",
        "Lot 3 traitement des façades, hôpital Nord, contact invalide",
        "Clauses pénales du CCAP",
        "Violet, volets, vols bleus",
    ],
)
def test_ordinary_notes_raise_no_alarm(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("kind", [Referrer, CompanyKind, EndReason, Mode])
def test_official_names_raise_no_alarm(kind: type[Referrer]) -> None:
    assert [code.label for code in kind if words(code.label)] == []


def test_grounds_raise_no_alarm_in_their_french_names() -> None:
    speak("fr")
    try:
        harmless = [code for code in Ground if not reveals(code)]
        assert [words(_(code.label)) for code in harmless] == [[] for _code in harmless]
    finally:
        speak("en")


def test_each_word_says_what_it_gives_away() -> None:
    found = {each.word: each.matter for each in delicate("malade en prison", word_list())}
    assert found == {"malade": Matter.HEALTH, "prison": Matter.OFFENCE}
    assert (Matter.HEALTH.label, Matter.OFFENCE.label) == ("health", "offences")


@given(st.text(), st.text())
def test_any_text_can_be_looked_through_and_a_word_is_found_wherever_it_stands(
    before: str, after: str
) -> None:
    assert delicate(before, word_list()) is not None
    list_of_one = read_words(["[health]", "hernie discale"])
    found = delicate(f"{before} hernies discales {after}", list_of_one)
    assert "hernies discales" in [each.word for each in found]


def test_a_list_is_read_with_its_headings_and_comments() -> None:
    made = read_words(["# no word", "", "[offence]", "vol", "[nothing]", "!vol a vue", "[x]"])
    assert [each.matter for each in delicate("un vol", made)] == [Matter.OFFENCE]
    assert delicate("vol à vue", made) == []

"""What is printed or sent: every word of it is there, on paper and as text, whatever it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ave_tui.domain.documents import Document, Facts, Grid, Heading, Paragraph
from ave_tui.exchange.pdf import _printable, as_pdf
from ave_tui.exchange.plain import as_text
from tests.names import HOSTILE_NAMES

LETTER = Document(
    title="Relance n° 1",
    subtitle="Ville de [/], 23 novembre 2026",
    name="relance",
    footer="Maison de l’emploi",
    blocks=(
        Paragraph("Madame, Monsieur,\nil manque les heures d’octobre."),
        Heading("Ce qui manque"),
        Facts((("Marché", "2026-014 <b>"), ("Lot", "[A] & Gros œuvre"))),
        Grid(
            ("Mois", "Heures"),
            (("octobre 2026", "151,67"), ("novembre 2026", "7")),
            figures=frozenset({1}),
            shares=(3, 1),
        ),
    ),
)


def test_a_document_as_text_reads_from_top_to_bottom() -> None:
    assert as_text(LETTER, 60) == (
        "Relance n° 1\n"
        "Ville de [/], 23 novembre 2026\n" + "=" * 60 + "\n\n"
        "Madame, Monsieur,\n"
        "il manque les heures d’octobre.\n\n"
        "Ce qui manque\n"
        "-------------\n\n"
        "Marché  2026-014 <b>\n"
        "Lot     [A] & Gros œuvre\n\n"
        "Mois            Heures\n"
        "──────────────────────\n"
        "octobre 2026    151,67\n"
        "novembre 2026        7\n"
    )


@given(
    st.lists(st.text(max_size=60) | st.sampled_from(HOSTILE_NAMES), min_size=2, max_size=2),
    st.integers(30, 100),
)
def test_no_text_breaks_a_page_or_runs_over_its_edge(texts: list[str], width: int) -> None:
    first, second = texts
    document = Document(
        first, (Paragraph(first), Facts(((first, second),)), Grid((first,), ((second,),))), "it"
    )
    for line in as_text(document, width).splitlines():
        assert cell_len(line) <= width
    assert as_pdf(document).startswith(b"%PDF-")


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_are_printed_as_they_are(name: str) -> None:
    pdf = as_pdf(Document(name, (Paragraph(name),), "it"))
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")


def test_letters_that_the_font_lacks_are_printed_by_their_likeness() -> None:
    assert _printable("Ţăndărică Łukasz Şahin Ζωή") == "Tandarica Łukasz Şahin ???"
    assert _printable("a\u2028b\u200b") == "a b"


def test_a_grid_longer_than_a_page_repeats_its_head() -> None:
    rows = tuple((f"ligne {number}", str(number)) for number in range(200))
    pdf = as_pdf(Document("Longue", (Grid(("Nom", "Chiffre"), rows),), "longue"))
    assert len(re.findall(rb"/Type /Page\b", pdf)) >= 4

"""Proves that every sentence has its French, well set, and that the check would notice if not."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from ave_tui import i18n
from tools import catalogues
from tools.french import faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTENCES = """
from ave_tui.i18n import _, _n
from ave_tui.domain.words import N_
hours = _("Hours of {person}", person="Amina")
lines = _n("{count} line", "{count} lines", 3)
label = N_("Company")
"""
FRENCH = (
    "Hours of {person}\tHeures de {person}",
    "{count} line\t{count} ligne\t{count} lignes",
    "Company\tEntreprise",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project of one module with three sentences, all translated and compiled."""
    (tmp_path / "ave_tui").mkdir()
    (tmp_path / "screens").mkdir()
    (tmp_path / "ave_tui" / "hours.py").write_text(SENTENCES, encoding="utf-8")
    catalogue = catalogues.extracted(tmp_path)
    assert catalogues.put(catalogue, FRENCH) == []
    catalogues.store(catalogue, tmp_path / "fr.po")
    return tmp_path


def problems(project: Path) -> list[str]:
    return list(catalogues.problems(project, project / "fr.po"))


def test_every_sentence_has_its_french() -> None:
    assert list(catalogues.problems()) == []


def test_a_complete_catalogue_has_no_problem(project: Path) -> None:
    assert problems(project) == []


def test_a_new_sentence_is_missed_and_a_former_one_is_left_over(project: Path) -> None:
    changed = SENTENCES.replace('N_("Company")', 'N_("Visit")')
    (project / "ave_tui" / "hours.py").write_text(changed, encoding="utf-8")
    assert problems(project) == ["not in the catalogue: 'Visit'", "no longer said: 'Company'"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('msgstr "Entreprise"', 'msgstr ""', "'Company' is not translated"),
        ('msgstr[1] "{count} lignes"', 'msgstr[1] ""', "'{count} line' is not translated"),
        ('msgid "Company"', '#, fuzzy\nmsgid "Company"', "'Company' is marked as fuzzy"),
        ("Heures de {person}", "Heures de {personne}", "has other {places} than the English"),
        ('"Entreprise"', '"Société"', "the compiled catalogue is not what the .po gives"),
        (
            '"Entreprise"\n',
            '"Entreprise"\n\n#~ msgid "Old"\n#~ msgstr "Vieux"\n',
            "obsolete: 'Old'",
        ),
    ],
)
def test_the_check_sees(project: Path, before: str, after: str, said: str) -> None:
    po = project / "fr.po"
    text = po.read_text(encoding="utf-8")
    assert before in text
    po.write_text(text.replace(before, after), encoding="utf-8")
    assert any(said in problem for problem in problems(project))


def test_an_update_keeps_the_french_that_is_there(project: Path) -> None:
    source = project / "ave_tui" / "hours.py"
    source.write_text(SENTENCES + 'visit = N_("Visit")\n', encoding="utf-8")
    po = project / "fr.po"
    catalogue = catalogues.merged(catalogues.extracted(project), catalogues.stored(po))
    assert list(catalogues.missing(catalogue)) == ["Visit"]
    assert catalogues.put(catalogue, ["Visit\tVisite"]) == []
    catalogues.store(catalogue, po)
    assert problems(project) == []


def test_what_cannot_be_taken_is_named_and_changes_nothing(project: Path) -> None:
    catalogue = catalogues.stored(project / "fr.po")
    lines = ["Unheard of\tInconnu", "Company\tL'entreprise", "Company", "{count} line\tligne"]
    assert len(catalogues.put(catalogue, lines)) == len(lines)
    company = catalogue.get("Company")
    assert company is not None
    assert company.string == "Entreprise"


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Sure?", "Sûr\u202f?"),
        ("Note: {text}", "Note\u00a0: {text}"),
        ("Say “yes”.", "Dites «\u00a0oui\u00a0»."),
        ("From 7:30, see https://example.org", "Dès 7:30, voir https://example.org"),
        ("One of {count}", "Un sur {count}"),
        ("Any of &é\"'(-è_çà", "L’une de &é\"'(-è_çà"),
        ("{total:.2f} hours", "{total:.2f} heures"),
        ("A { alone", "Une { seule"),
        ("Really?!", "Vraiment\u202f?!"),
    ],
)
def test_good_french_passes(english: str, french: str) -> None:
    assert list(faults([english], [french])) == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Sure?", "Sûr ?"),
        ("Sure?", "Sûr?"),
        ("Note: {text}", "Note : {text}"),
        ("Note:", "Note:"),
        ("Say “yes”.", "Dites « oui\u00a0»."),
        ("Say “yes”.", "Dites «\u00a0oui »."),
        ("The hour", "L'heure"),
        ("Wait…", "Attendez..."),
        ("{count} hours", "{nombre} heures"),
        ("{count} hours", "Des heures"),
        ("Hours", "Heures "),
    ],
)
def test_ill_set_french_is_named(english: str, french: str) -> None:
    assert list(faults([english], [french])) != []


def test_a_singular_may_spell_its_number_out() -> None:
    pair = ["One line of {name}", "{count} lines of {name}"]
    assert list(faults(pair, ["{count} ligne de {name}", "{count} lignes de {name}"])) == []
    assert list(faults(pair, ["Une ligne", "{count} lignes de {name}"])) != []


def test_the_program_speaks_the_catalogue() -> None:
    before = i18n.language()
    try:
        i18n.speak("fr")
        assert i18n._("Public contract") == "Marché"
        i18n.speak("en")
        assert i18n._("Public contract") == "Public contract"
    finally:
        i18n.speak(before)


def built_sentences() -> Iterator[str]:
    """Yield the places where a sentence is put together before it is looked up."""
    for folder in catalogues.SOURCES:
        for path in sorted((catalogues.ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                    continue
                looked_up = {"_": 1, "N_": 1, "_n": 2}.get(node.func.id, 0)
                for argument in node.args[:looked_up]:
                    if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call):
                        yield f"{path.relative_to(catalogues.ROOT)}:{node.lineno}"


def test_no_sentence_is_put_together_before_it_is_looked_up() -> None:
    assert list(built_sentences()) == []

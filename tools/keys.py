"""Writes the table of keys in both READMEs from the commands of the program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ave_tui import i18n
from ave_tui.commands import COMMANDS, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
OPENING: Final = "<!-- keys -->\n"
CLOSING: Final = "<!-- /keys -->\n"
READMES: Final = {"en": ROOT / "README.md", "fr": ROOT / "README.fr.md"}
_HEADINGS: Final = {
    "en": ("Key", "Command", "What it does", "Where"),
    "fr": ("Touche", "Commande", "Ce qu’elle fait", "Où"),
}
_PLACES: Final = {
    "en": {
        Place.EVERYWHERE: "everywhere",
        Place.LIST: "lists",
        Place.GRID: "hours",
        Place.FORM: "forms",
        Place.RECORD: "a record",
        Place.CONFLICTS: "conflicts",
        Place.HISTORY: "history",
        Place.NOTICES: "notices",
        Place.RETENTION: "retention",
        Place.NEED: "a need",
        Place.FOLLOW_UP: "after the contract",
        Place.DOCUMENT: "documents",
        Place.SIZING: "sizing",
        Place.WARNINGS: "warnings",
        Place.RETURNS: "returns",
        Place.LEFTOVERS: "hours to place again",
    },
    "fr": {
        Place.EVERYWHERE: "partout",
        Place.LIST: "listes",
        Place.GRID: "heures",
        Place.FORM: "fiches",
        Place.RECORD: "un dossier",
        Place.CONFLICTS: "désaccords",
        Place.HISTORY: "journal",
        Place.NOTICES: "notices",
        Place.RETENTION: "conservation",
        Place.NEED: "un besoin",
        Place.FOLLOW_UP: "suivi après contrat",
        Place.DOCUMENT: "documents",
        Place.SIZING: "calibrage",
        Place.WARNINGS: "à vérifier",
        Place.RETURNS: "relevés",
        Place.LEFTOVERS: "à repositionner",
    },
}


def table(language: str) -> str:
    """Return the table of keys in a language, as Markdown."""
    before = i18n.language()
    i18n.speak(language)
    try:
        return "".join(f"| {' | '.join(cells)} |\n" for cells in _rows(language))
    finally:
        i18n.speak(before)


def _rows(language: str) -> Iterator[tuple[str, ...]]:
    yield _HEADINGS[language]
    yield ("---",) * 4
    for command in COMMANDS.values():
        if command.key:
            where = ", ".join(_PLACES[language][place] for place in command.places)
            yield command.shown_key, command.shown_label, command.shown_help, where


def renewed(readme: str, language: str) -> str:
    """Return a README with the table of today between its marks."""
    before, rest = readme.split(OPENING)
    _, after = rest.split(CLOSING)
    return f"{before}{OPENING}\n{table(language)}\n{CLOSING}{after}"


def main() -> int:
    """Bring both READMEs up to date."""
    for language, path in READMES.items():
        text = path.read_text(encoding="utf-8")
        path.write_text(renewed(text, language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

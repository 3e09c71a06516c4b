"""The user's language: one gettext catalogue, chosen once and changed in the settings at once."""

from __future__ import annotations

import gettext
import locale
import os
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import Hours, show_hours
from ave_tui.domain.words import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES: Final = ("fr", "en")
_FOLDER: Final = Path(__file__).parent / "locale"
_ENGLISH_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]
_spoken: list[gettext.NullTranslations] = [gettext.NullTranslations()]
_names: list[str] = ["en"]


def system_language() -> str:
    """Return ``fr`` when the system speaks French, ``en`` otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        if value := os.environ.get(name):
            return "fr" if value.lower().startswith("fr") else "en"
    # Windows sets none of these variables; its locale name is ``French_France`` or ``fr_FR``.
    return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"


def speak(language: str) -> None:
    """Use a language from now on; English needs no catalogue."""
    _names[0] = language
    _spoken[0] = (
        gettext.NullTranslations()
        if language == "en"
        else gettext.translation("ave_tui", _FOLDER, [language], fallback=True)
    )


def language() -> str:
    """Return the language in use, ``fr`` or ``en``."""
    return _names[0]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use another language for a while: what goes to companies is French, whoever writes it."""
    before = _names[0]
    speak(language)
    try:
        yield
    finally:
        speak(before)


def _(text: str, /, **values: object) -> str:
    """Return a sentence in the user's language, with its values in their places."""
    spoken = _spoken[0].gettext(text) if text else ""
    return spoken.format(**values) if values else spoken


def _n(singular: str, plural: str, count: int, /, **values: object) -> str:
    """Return the singular or plural sentence, with ``{count}`` and the other values in place."""
    return _spoken[0].ngettext(singular, plural, count).format(count=count, **values)


def hours(seconds: int) -> str:
    """Return hours as the user writes them: ``151,67`` in French, ``151.67`` in English."""
    return show_hours(seconds, "," if language() == "fr" else ".")


def day(on: date | str) -> str:
    """Return a date as the user writes it: ``12/10/2026``, or ``12 Oct 2026`` in English."""
    if isinstance(on, str):
        on = date.fromisoformat(on)
    if language() == "fr":
        return f"{on:%d/%m/%Y}"
    # Month names come from here, not from the system's locale.
    return f"{on.day} {_ENGLISH_MONTHS[on.month - 1]} {on.year}"


def say(sentence: Sentence) -> str:
    """Return a sentence of the domain in the user's language, and its values too."""
    return _(sentence.text, **{name: _shown(value) for name, value in sentence.values.items()})


def said(words: object) -> str:
    """Return words of a service, a sentence or a value, in the user's language."""
    return str(_shown(words))


def _shown(value: object) -> object:
    if isinstance(value, Sentence):
        return say(value)
    if isinstance(value, Hours):
        return hours(value.seconds)
    if isinstance(value, date):
        return day(value)
    if isinstance(label := getattr(value, "label", None), str):
        return _(label)
    return value

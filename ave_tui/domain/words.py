"""Marks sentences for translation where the user's language is not known yet.

The domain never speaks a language: it hands out English sentences with their values, and whoever
shows them (`ave_tui.i18n`) puts them into the user's words.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


def N_(text: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Return the text unchanged: it is translated when it is shown."""
    return text


class Sentence(NamedTuple):
    """An English sentence with ``{named}`` places, and what goes into them."""

    text: str
    values: Mapping[str, object] = MappingProxyType({})

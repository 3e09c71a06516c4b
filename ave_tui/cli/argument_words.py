"""What argparse says of a command that it can't understand, in the user's language."""

from __future__ import annotations

import argparse
from typing import Final

from ave_tui.domain.words import N_
from ave_tui.i18n import _

_SAID: Final = (
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
)
"""Its own sentences, letter by letter; one that it words otherwise some day stays English."""


def translate_argparse() -> None:
    """Let argparse look its sentences up where all others are."""
    argparse._ = _said  # type: ignore[attr-defined]


def _said(text: str | None) -> str | None:
    # It also asks for the French of descriptions that are not there.
    return _(text) if text else text

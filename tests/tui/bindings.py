"""Finds bindings that lead nowhere: Textual says nothing when an action does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.dom import DOMNode


def missing_actions(*classes: type[DOMNode], app: type[DOMNode] = App) -> list[str]:
    """Return ``Class.action`` for every binding of the classes that has no method behind it."""
    missing = []
    for cls in classes:
        for _key, binding in cls._merged_bindings or ():
            where, _, name = binding.action.partition("(")[0].rpartition(".")
            owners: Iterable[type[DOMNode]] = {"app": (app,), "screen": (Screen, cls)}.get(
                where, (cls,)
            )
            if not any(
                hasattr(owner, prefix + name)
                for owner in owners
                for prefix in ("action_", "_action_")
            ):
                missing.append(f"{cls.__name__}.{name}")
    return missing


def doubled_keys(cls: type[DOMNode]) -> list[str]:
    """Return the keys that a class itself binds more than once."""
    keys = [
        key.strip()
        for binding in cls.__dict__.get("BINDINGS", ())
        for key in (binding[0] if isinstance(binding, tuple) else binding.key).split(",")
    ]
    return sorted({key for key in keys if keys.count(key) > 1})

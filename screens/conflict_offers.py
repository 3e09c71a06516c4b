"""What one can do about a conflict, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ave_tui.domain.disagreement import TOGETHER, ConflictKind
from ave_tui.i18n import _
from ave_tui.services.conflict_said import value_said
from ave_tui.services.conflict_ways import Way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.schema import Id, Value
    from ave_tui.services.conflict_words import Conflict

_WITHOUT_SCREEN = frozenset({"hours_entry", "hours_return", "rule_setting", "same_as"})


@dataclass(frozen=True, slots=True)
class Offer:
    """A line, and what Enter does on it."""

    does: Literal["value", "way", "type", "edit", "open", "hours", "history"]
    text: str
    value: Value = None
    way: Way | None = None
    row: Id = ""


def offers(conflict: Conflict) -> Iterator[Offer]:
    """Yield every way out of a conflict, then where one can look before."""
    match conflict.kind:
        case ConflictKind.FIELD:
            for claim in conflict.claims:
                text = _("Take {value} ({who})", value=value_said(claim.words), who=claim.who)
                yield Offer("value", text, value=claim.value)
            if conflict.table != "same_as":
                yield Offer("type", _("Neither: type another value"))
        case ConflictKind.DELETION:
            yield Offer("value", _("Keep it"), value=0)
            yield Offer("value", _("Delete it"), value=1)
        case ConflictKind.ORPHAN:
            yield Offer("way", _(Way.BRING_BACK.label), way=Way.BRING_BACK)
            yield Offer("way", _(Way.WITHDRAW.label), way=Way.WITHDRAW)
            if conflict.table not in TOGETHER:
                yield Offer("edit", _("Let it hang on something else"))
        case ConflictKind.DOUBLE:
            yield Offer("way", _(Way.SAME.label), way=Way.SAME)
            yield Offer("way", _(Way.APART.label), way=Way.APART)
        case _:
            yield Offer("edit", _("Mend it in the form"))
    yield from _looks(conflict)


def _looks(conflict: Conflict) -> Iterator[Offer]:
    if conflict.kind is ConflictKind.DOUBLE:
        for claim in conflict.claims:
            text = _("Look at {name}", name=value_said(claim.words))
            yield Offer("open", text, row=str(claim.value))
        return
    if conflict.table == "hours_entry":
        yield Offer("hours", _("Look at the hours"), row=conflict.row)
    if conflict.table not in _WITHOUT_SCREEN:
        yield Offer("open", _("Look at the record"), row=conflict.row)
    yield Offer("history", _("See its history"), row=conflict.row)

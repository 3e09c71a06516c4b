"""A conflict as it is read: what it is about, what stands against what, who knew what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ave_tui.domain.disagreement import ConflictKind
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.i18n import _, _n, hours, say
from ave_tui.services.conflict_said import unknown_said, value_said, writer_said
from ave_tui.widgets.cells import Toned, one_line

if TYPE_CHECKING:
    from ave_tui.services.conflict_words import Claim, Conflict
    from ave_tui.services.conflicts import Weight
    from ave_tui.widgets.rows import Cell

_MARKED = Toned("●", "accent")
_NAMELESS = frozenset({"hours_entry", "same_as"})
"""Records of one value that matters: its name goes without saying."""


def cells(conflict: Conflict, *, marked: bool) -> tuple[Cell, ...]:
    """Return a line of the list."""
    return (
        _MARKED if marked else "",
        Toned(_(conflict.kind.label), "warning"),
        say(conflict.about),
        in_short(conflict),
    )


def in_short(conflict: Conflict) -> str:
    """Return what stands against what in one line, or why it is a conflict."""
    if conflict.parent or conflict.key.other or not conflict.claims:
        return say(conflict.why)
    values = " / ".join(dict.fromkeys(value_said(claim.words) for claim in conflict.claims))
    if conflict.kind is not ConflictKind.FIELD or conflict.table in _NAMELESS:
        return values
    label = _(TABLES[conflict.table].field(conflict.field).label)
    return _("{record}: {field}", record=label, field=values)


def searched(conflict: Conflict) -> str:
    """Return all words by which a conflict is found in the list."""
    said = [_(conflict.kind.label), say(conflict.about), in_short(conflict)]
    return " ".join([*said, *(claim.who for claim in conflict.claims)])


def detail(conflict: Conflict, weight: Weight | None = None) -> Text:
    """Return everything that one needs to decide."""
    text = Text(overflow="fold")
    text.append(one_line(say(conflict.about)), style="bold")
    text.append("\n" + one_line(say(conflict.why)))
    for number, claim in enumerate(conflict.claims):
        text.append("\n\n" + _whole(conflict, claim), style="bold")
        if number == 0 and not conflict.key.other and len(conflict.claims) > 1:
            text.append("  " + _("counts now"), style="italic")
        text.append("\n" + one_line(writer_said(claim)))
        for unknown in claim.unseen:
            text.append("\n" + one_line(unknown_said(unknown)), style="dim")
    if weight is not None:
        said = _n("One record", "{count} records", weight.records)
        if weight.seconds:
            said = _("{records}, {hours} h that count", records=said, hours=hours(weight.seconds))
        text.append("\n\n" + _("With all below it: {what}", what=said))
    return text


def _whole(conflict: Conflict, claim: Claim) -> str:
    """Return a value to its end: a note may be long, and differ in its last word."""
    if conflict.kind is ConflictKind.FIELD and isinstance(claim.value, str):
        kind = TABLES[conflict.table].field(conflict.field).kind
        if kind is Kind.NOTE or (kind is Kind.TEXT and conflict.table != "same_as"):
            return "\n".join(one_line(line) for line in claim.value.split("\n"))
    return one_line(value_said(claim.words))

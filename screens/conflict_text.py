"""A conflict as it is read: what it is about, what stands against what, who knew what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ave_tui.i18n import _, _n, hours, say
from ave_tui.services.conflict_said import unknown_said, value_said, writer_said
from ave_tui.widgets.cells import Toned, one_line

if TYPE_CHECKING:
    from ave_tui.services.conflict_words import Conflict
    from ave_tui.services.conflicts import Weight
    from ave_tui.widgets.rows import Cell

_MARKED = Toned("●", "accent")


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
    values = [value_said(claim.words) for claim in conflict.claims]
    return " / ".join(dict.fromkeys(values))


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
        text.append("\n\n" + one_line(value_said(claim.words)), style="bold")
        if number == 0 and not conflict.key.other and len(conflict.claims) > 1:
            text.append("  " + _("counts now"), style="italic")
        text.append("\n" + one_line(writer_said(claim)))
        for unknown in claim.unseen:
            text.append("\n" + one_line(unknown_said(unknown)), style="dim")
    if weight is not None:
        said = _n("One record", "{count} records", weight.records)
        if weight.seconds:
            said = _("{records}, {hours} h that count", records=said, hours=hours(weight.seconds))
        text.append("\n\n" + _("Below it: {what}", what=said))
    return text

"""What is said after hours were pasted, copied from the month before, or said to be nil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.i18n import _, _n, hours, say

if TYPE_CHECKING:
    from ave_tui.services.hours_entered import Copied, Nil, Pasted

_MOST_NAMED = 3


def pasted_text(pasted: Pasted) -> str:
    """Return what became of a pasted block."""
    parts = [_n("One figure pasted.", "{count} figures pasted.", pasted.read)]
    if pasted.refused:
        first = pasted.refused[:_MOST_NAMED]
        named = ", ".join(_("“{text}”", text=text[:20]) for _down, _right, text, _error in first)
        if len(pasted.refused) > _MOST_NAMED:
            named += ", …"
        parts.append(
            _n("Not read: {names}.", "{count} not read: {names}.", len(pasted.refused), names=named)
        )
        parts.append(say(pasted.refused[0][3].remedy))
    if pasted.beyond:
        parts.append(
            _n(
                "One figure lies beyond the last row or period: left out.",
                "{count} figures lie beyond the last row or period: left out.",
                pasted.beyond,
            )
        )
    return " ".join(parts)


def copied_text(copied: Copied) -> str:
    """Return what came of copying the month before."""
    parts = [_n("Hours copied to one row.", "Hours copied to {count} rows.", copied.copied)]
    if copied.there:
        parts.append(_n("One had hours already.", "{count} had hours already.", copied.there))
    if copied.over:
        parts.append(
            _n(
                "One left out: the job was over before.",
                "{count} left out: their jobs were over before.",
                copied.over,
            )
        )
    if copied.nothing:
        parts.append(
            _n(
                "One had no hours in the month before.",
                "{count} had no hours in the month before.",
                copied.nothing,
            )
        )
    return " ".join(parts)


def nil_text(nil: Nil, month: str) -> str:
    """Return what was said to be nil, and that there are hours all the same."""
    names = "; ".join(
        " ".join(part for part in (award.company, award.reference, award.lot) if part)
        for award in nil.awards[:_MOST_NAMED]
    )
    if len(nil.awards) > _MOST_NAMED:
        names += "; …"
    said = _("Nil for {month}: {names}.", month=month, names=names)
    if nil.despite:
        said += " " + _("But {hours} h are entered: look at them.", hours=hours(nil.despite))
    return said

"""How a need and its candidates read: one line each, and all reasons of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.text import Text

from ave_tui.domain.candidates import Weight
from ave_tui.domain.folding import fold
from ave_tui.domain.trade_choices import ApplicationStatus, RefusalReason
from ave_tui.i18n import _, say
from ave_tui.services.labels import day_text, join
from ave_tui.widgets.cells import Toned, one_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.prose import Prose
from screens.record_cells import code
from screens.record_face import Head
from screens.record_face import said as said_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Values
    from ave_tui.services.records import RecordsService
    from ave_tui.services.sourcing_told import Hired, Line
    from ave_tui.widgets.rows import Cell

_MARKS: Final = {Weight.FOR: "✓", Weight.UNKNOWN: "?", Weight.AGAINST: "✗"}
_STATUS_TONES: Final = {
    ApplicationStatus.PROPOSED.value: "accent",
    ApplicationStatus.HIRED.value: "success",
}
_WITHDRAWS: Final = (
    RefusalReason.MOBILITY,
    RefusalReason.HOURS,
    RefusalReason.ABSENT,
    RefusalReason.OTHER,
)


def columns() -> tuple[Column, ...]:
    """Return the columns of the candidates."""
    return (
        Column(_("Status"), width=11),
        Column(_("Person"), share=2),
        Column(_("Why"), share=5),
    )


def need_head(records: RecordsService, values: Values) -> Head:
    """Return the fields of a need, to be seen above its candidates."""
    fields = [
        Text.assemble((_("{name}:", name=label), "dim"), " ", shown, overflow="fold")
        for label, shown in said_of(records, "offer", values)
    ]
    return Head(fields, "")


def cells(line: Line) -> Sequence[Cell]:
    """Return a candidate as a line."""
    name = line.candidate.name
    if line.put is not None:
        put = line.put
        status = Toned(code(ApplicationStatus, put.status), _STATUS_TONES.get(put.status, "muted"))
        day = day_text(put.decided_on or put.proposed_on)
        # The contract itself would stand against whoever was hired.
        reasons = "" if line.is_hired else _reasons(line)
        why = join(code(RefusalReason, put.reason or None), day, reasons, by=" · ")
        return status, name, Toned(why, "muted" if put.status not in _STATUS_TONES else "")
    return _fit(line), name, _reasons(line)


def _fit(line: Line) -> Toned:
    """Return whether somebody fits, in a word and a mark."""
    candidate = line.candidate
    if candidate.obstacles:
        return Toned(_("✗ obstacle"), "muted")
    if any(reason.weight is Weight.UNKNOWN for reason in candidate.reasons):
        return Toned(_("? to look at"), "warning")
    return Toned(_("✓ fits"), "success")


def _reasons(line: Line) -> str:
    """Return all reasons in one line, what speaks against first: that decides."""
    ordered = sorted(line.candidate.reasons, key=lambda r: r.weight is not Weight.AGAINST)
    return ", ".join(say(reason.said) for reason in ordered)


def about(line: Line, *, wide: bool) -> Group:
    """Return everything that is to be said of a candidate, a reason a line where there is room."""
    text = Text(overflow="fold")
    text.append(one_line(line.candidate.name), style="bold")
    if line.phone:
        text.append(f"  {one_line(line.phone)}")
    if line.put is not None:
        put = line.put
        status = code(ApplicationStatus, put.status)
        why = code(RefusalReason, put.reason or None)
        days = join(day_text(put.proposed_on), day_text(put.decided_on), by=" – ")
        text.append("\n" + join(status, why, days, one_line(put.notes), by=" · "))
    reasons = [
        # The mark stays with its reason at the end of a line.
        f"{_MARKS[reason.weight]}\u00a0{one_line(say(reason.said))}"
        for reason in line.candidate.reasons
    ]
    return Group(text, Prose(("\n" if wide else "  ").join(reasons)))


def doubts(line: Line) -> str:
    """Return what is asked before somebody is hired whom eligibility or time speak against."""
    reasons = "\n".join(f"– {one_line(say(reason.said))}" for reason in line.candidate.grave)
    name = _("{name}:", name=one_line(line.candidate.name))
    return f"{name}\n{reasons}\n\n" + _("Hire all the same?")


def hired(line: Line, made: Hired) -> str:
    """Return what a hire made, in a sentence."""
    said = (
        _("{name} is hired: contract and assignment are made.", name=line.candidate.name)
        if made.assignment
        else _(
            "{name} is hired: the contract is made. The need names no lot, so that an "
            "assignment is still missing.",
            name=line.candidate.name,
        )
    )
    return said + (" " + _("All places are filled.") if made.filled else "")


def searched(line: Line) -> str:
    """Return the folded text that letters are looked for in."""
    status = "" if line.put is None else code(ApplicationStatus, line.put.status)
    return fold(f"{line.candidate.name} {status} {_reasons(line)}")


def refusals() -> list[tuple[str, str]]:
    """Return what may have come of a candidate who was not taken, each with its codes."""
    refused, withdrew = ApplicationStatus.REFUSED, ApplicationStatus.WITHDRAWN
    pairs = [(refused, reason) for reason in RefusalReason]
    pairs += [(withdrew, reason) for reason in _WITHDRAWS]
    return [
        (
            f"{status.value} {reason.value}",
            _("{status}: {reason}", status=_(status.label), reason=_(reason.label)),
        )
        for status, reason in pairs
    ]

"""Decides of an eligibility from a record: validate, refuse, extend, prolong, suspend, settle."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import Ground
from ave_tui.domain.eligible import NO_END, REFUSED, VALIDATED, standing
from ave_tui.domain.errors import AveError
from ave_tui.domain.iae_pass import asking_time
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.domain.trade_choices import Outcome, ProlongingReason, ProofKind, SuspendingReason
from ave_tui.i18n import _, day, hours, say
from ave_tui.widgets.form import FormField
from screens.choice import ChoiceScreen
from screens.navigation import EditRecord
from screens.record_cells import code, day_of
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.choices import Choice
    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.services.eligibility import EligibilityService
    from screens.base import AveScreen

_NEW: Final = "new"
_FIELDS: Final = {
    "validate": ("notes", "decided_on"),
    "refuse": ("notes", "decided_on"),
    "extend": ("ends_on", "notes", "decided_on", "opinion_by"),
    "prolong_pass": ("reason", "ends_on", "notes", "decided_on", "opinion_by"),
    "suspend_pass": ("reason", "starts_on", "ends_on", "notes", "decided_on"),
    "accept_hours": ("notes", "decided_on"),
    "reject_hours": ("notes", "decided_on"),
}
"""What each deed asks for."""
_REASONS: Final[dict[str, type[Choice]]] = {
    "prolong_pass": ProlongingReason,
    "suspend_pass": SuspendingReason,
}


def decide(screen: AveScreen[None], table: str, row: Id) -> None:
    """Let one of the deeds be chosen that make sense now, and ask for what it needs."""
    service = screen.services.eligibility
    try:
        eligibility = service.governing(table, row)
        options = list(_deeds(service, table, row, eligibility))
    except AveError as error:
        screen.tell(error)
        return

    def chosen(deed: str | None) -> None:
        if deed == _NEW:
            person = row if table == "participant" else service.person_of(table, row)
            screen.post_message(EditRecord("eligibility", None, {"participant_id": person}))
        elif deed is not None:
            _ask(screen, table, row, eligibility or "", deed, dict(options)[deed])

    screen.app.push_screen(ChoiceScreen(_question(service, eligibility), options), chosen)


def _question(service: EligibilityService, eligibility: Id | None) -> str:
    if eligibility is None:
        return _("No eligibility is recorded.")
    values = service.load(eligibility)
    ground = code(Ground, values["ground"])
    until = values["extended_to"] or values["ends_on"]
    dates = _("from {start} to {end}", start=day_of(values["starts_on"]), end=day_of(until) or "…")
    return f"{ground}, {dates}"


def _deeds(
    service: EligibilityService, table: str, row: Id, eligibility: Id | None
) -> Iterator[tuple[str, str]]:
    """Yield the deeds that make sense now, the likeliest first."""
    if eligibility is not None:
        values = service.load(eligibility)
        stands = standing(values["status"], values["proof_on"])
        if values["status"] != VALIDATED:
            yield "validate", _("Validate")
        outside = service.outside(table, row)
        if open_seconds := outside.undecided:
            told = hours(open_seconds)
            yield "accept_hours", _("Let {hours} h outside eligibility count", hours=told)
            yield "reject_hours", _("Don’t count {hours} h outside eligibility", hours=told)
        elif outside.months:
            told = hours(outside.accepted + outside.rejected)
            yield "accept_hours", _("Let {hours} h outside eligibility count", hours=told)
            yield "reject_hours", _("Don’t count {hours} h outside eligibility", hours=told)
        if stands == VALIDATED:
            if values["ground"] == Ground.IAE:
                yield "prolong_pass", _("Prolong the PASS IAE")
                yield "suspend_pass", _("Suspend the PASS IAE")
            yield "extend", _("Extend")
        if stands != REFUSED:
            yield "refuse", _("Refuse")
    yield _NEW, _("New eligibility")


def _ask(
    screen: AveScreen[None], table: str, row: Id, eligibility: Id, deed: str, title: str
) -> None:
    """Ask for what a deed needs, do it, and say that it is done."""
    service = screen.services.eligibility
    begins: Values = {"decided_on": service.today.isoformat()}
    if deed == "validate":
        begins["notes"] = _seen(service.load(eligibility))
    if deed == "suspend_pass":
        begins["starts_on"] = begins["decided_on"]
    catalogue = TABLES["eligibility_decision"]
    fields = []
    for name in _FIELDS[deed]:
        field = catalogue.field(name)
        if name == "reason":
            field = replace(field, choices=_REASONS[deed], required=True)
        elif name == "notes":
            # In a window of a few fields Enter keeps what one line says.
            field = replace(field, kind=Kind.TEXT)
        elif name in ("ends_on", "starts_on"):
            field = replace(field, required=True)
        fields.append(FormField(field, begins.get(name)))

    def keep(values: Values) -> None:
        match deed:
            case "accept_hours":
                service.settle_hours(table, row, Outcome.ACCEPTED, values)
            case "reject_hours":
                service.settle_hours(table, row, Outcome.REJECTED, values)
            case _:
                getattr(service, deed)(eligibility, values)

    def answered(kept: bool | None) -> None:
        if kept:
            screen.tell_done(_("Decided: {what}. Ctrl+Z takes it back.", what=title))
            screen.reload()

    about = "\n".join(_about(service, eligibility, deed))
    screen.app.push_screen(SmallFormScreen(title, about, fields, keep), answered)


def _about(service: EligibilityService, eligibility: Id, deed: str) -> Iterator[str]:
    """Yield what one should know before one decides."""
    if deed in ("accept_hours", "reject_hours"):
        yield _("They are kept either way; validated totals say what is left out.")
        return
    values = service.load(eligibility)
    until = str(values["extended_to"] or values["ends_on"] or NO_END)
    if deed == "validate":
        for lack in service.lacks(eligibility):
            yield f"? {say(lack.sentence)}"
        length = service.length(eligibility)
        yield say(length.why)
        yield _("Grounds and start are frozen from then on.")
    elif deed in ("extend", "prolong_pass", "suspend_pass") and until != NO_END:
        yield _("It ends on {day} now.", day=day_of(until))
        if deed == "prolong_pass" and (asked := service.end_of(eligibility)):
            first, last = asking_time(asked)
            yield _("To be asked for from {first} to {last}.", first=day(first), last=day(last))
        elif deed == "suspend_pass":
            yield _("The end is pushed by as many days.")
        elif latest := service.latest(eligibility):
            yield _("By the rule until {day} at most.", day=day_of(latest))


def _seen(values: Values) -> Value:
    """Return what was seen, as the reason that one validates with; nothing where nothing was."""
    if not values["proof_on"]:
        return None
    kind = code(ProofKind, values["proof_kind"])
    dated = values["proof_dated"]
    parts = [
        " · ".join(part for part in (kind, str(values["proof"] or "")) if part),
        _("dated {day}", day=day_of(dated)) if dated else "",
        _("seen on {day}", day=day_of(values["proof_on"])),
    ]
    return ", ".join(part for part in parts if part)

"""How a record reads as one line under the record that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import (
    AwardRole,
    ContractStatus,
    ReturnStatus,
)
from ave_tui.domain.dates_text import month_text
from ave_tui.domain.folding import tokens
from ave_tui.domain.pace import day_read, projection
from ave_tui.domain.trade_choices import (
    AmendmentKind,
    ApplicationStatus,
    OfferStatus,
    RefusalReason,
    SizingMethod,
)
from ave_tui.i18n import _, _n, hours
from ave_tui.services import sheet_people_lines as people
from ave_tui.services.labels import join, lot_name
from ave_tui.services.sheet_life_lines import amendment, contact, journal_note
from ave_tui.services.sheet_reserve_lines import penalty, pooling_share
from ave_tui.services.sheet_words import (
    Place,
    Told,
    choice,
    day,
    newest_first,
    person,
    seconds_of,
    span,
    text,
    whole_lot,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ave_tui.domain.schema import Values

__all__ = ["LINES", "Place", "Told", "choice", "day", "newest_first", "span", "text"]


def _award(values: Values, at: Place) -> Told:
    role, company = choice(AwardRole, values["role"]), text(values["company"])
    due, done = seconds_of(values["due"]), seconds_of(values["done"])
    lead = ""
    if values["member"]:
        # One obligation for the group: what is a member's share of it is no sum of its own.
        share = _("its share: {hours} h", hours=hours(due)) if due else ""
        role, due, lead = join(role, share, by=" · "), None, text(values["lead_id"])
    if at.under in ("lot", "award"):
        rank = "0" if values["role"] == AwardRole.HOLDER else "1"
        return Told(company, role, (rank, *tokens(company)), due, done, under=lead)
    return Told(whole_lot(values), role, tokens(whole_lot(values)), due, done)


def _lot(values: Values, at: Place) -> Told:
    number = text(values["number"])
    name = lot_name(number, text(values["name"]))
    order = (number.zfill(9) if number.isdecimal() else number, *tokens(name))
    due, done = seconds_of(values["due"]), seconds_of(values["done"])
    first, last = day_read(values["first_day"]), day_read(values["last_day"])
    ahead = projection(due, done or 0, first, last, at.lights.today)
    lands = "" if ahead is None or ahead.share is None or ahead.over else f"→ {ahead.share} %"
    return Told(name, join(span(values), lands, by=" · "), order, due, done)


def _visit(values: Values, _at: Place) -> Told:
    due = day(values["next_on"])
    step = join(text(values["next_step"]), due and _("by {day}", day=due), by=" ")
    detail = join(text(values["lot_name"]), step, by=" · ")
    return Told(day(values["on_date"]), detail, (newest_first(values["on_date"]),))


def _hours_return(values: Values, _at: Place) -> Told:
    status = choice(ReturnStatus, values["status"])
    return Told(
        month_text(text(values["month"])),
        join(status, day(values["received_on"]), by=" · "),
        (newest_first(values["month"]),),
    )


def _public_contract(values: Values, _at: Place) -> Told:
    name = join(text(values["reference"]), text(values["subject"]))
    detail = join(choice(ContractStatus, values["status"]), span(values), by=" · ")
    return Told(name, detail, tokens(name), seconds_of(values["due"]), seconds_of(values["done"]))


def _sizing(values: Values, _at: Place) -> Told:
    change = join(
        choice(AmendmentKind, values["change_kind"]), text(values["change_number"]), by=" "
    )
    after = _("after: {change}", change=change) if change else ""
    sized = values["due_seconds"]
    figure = _("{hours} h", hours=hours(sized)) if isinstance(sized, int) else ""
    name = join(figure, day(values["on_date"]), after, by=" · ")
    detail = join(choice(SizingMethod, values["method"]), text(values["notes"]), by=" · ")
    return Told(name, detail, (newest_first(values["on_date"]),))


def _operation(values: Values, _at: Place) -> Told:
    name = text(values["name"])
    due, done = seconds_of(values["due"]), seconds_of(values["done"])
    return Told(name, text(values["commune"]), tokens(name), due, done)


def _offer(values: Values, at: Place) -> Told:
    filled, places = values["filled"], values["places"]
    taken = _("{filled} of {places} filled", filled=filled, places=places)
    waiting = values["waiting"]
    waits = ""
    if isinstance(waiting, int) and waiting:
        waits = _n("one candidate", "{count} candidates", waiting)
    state = choice(OfferStatus, values["status"])
    company = "" if at.under == "company" else text(values["company"])
    by = _("by {day}", day=day(values["answer_by"])) if values["answer_by"] else ""
    detail = join(company, state, taken, waits, by, by=" · ")
    rank = "0" if values["status"] == OfferStatus.OPEN else "1"
    return Told(text(values["job"]), detail, (rank, newest_first(values["starts_on"])))


def _application(values: Values, at: Place) -> Told:
    need = join(text(values["job"]), text(values["company"]), by=", ")
    name = need if at.under == "participant" else person(values)
    status = choice(ApplicationStatus, values["status"])
    why = choice(RefusalReason, values["reason"])
    days = join(day(values["proposed_on"]), day(values["decided_on"]), by=" – ")
    order = (newest_first(values["proposed_on"]), *tokens(name))
    return Told(name, join(status, why, days, by=" · "), order)


LINES: Final[dict[str, Callable[[Values, Place], Told]]] = {
    "contact": contact,
    "award": _award,
    "lot": _lot,
    "employment_contract": people.employment_contract,
    "assignment": people.assignment,
    "eligibility": people.eligibility,
    "eligibility_decision": people.eligibility_decision,
    "exit": people.exit,
    "visit": _visit,
    "hours_return": _hours_return,
    "sizing": _sizing,
    "penalty": penalty,
    "pooling_share": pooling_share,
    "public_contract": _public_contract,
    "operation": _operation,
    "amendment": amendment,
    "journal_note": journal_note,
    "offer": _offer,
    "application": _application,
}
"""Each kind of record by its table."""

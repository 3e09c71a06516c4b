"""How a record reads as one line under the record that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import (
    AwardRole,
    ContractStatus,
    EmploymentKind,
    ExitKind,
    ExitMoment,
    Ground,
    Mode,
    ReturnStatus,
)
from ave_tui.domain.dates_text import month_text
from ave_tui.domain.folding import tokens
from ave_tui.domain.money_text import cents_text
from ave_tui.domain.trade_choices import JournalKind
from ave_tui.i18n import _, _n, hours
from ave_tui.services.labels import change_name, day_text, join, lot_name, person_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from ave_tui.domain.choices import Choice
    from ave_tui.domain.eligible import Lights
    from ave_tui.domain.schema import Value, Values

_Order = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands, and when."""

    under: str
    """The table of the record it stands under: what that says already is not said again."""
    lights: Lights


@dataclass(frozen=True, slots=True)
class Told:
    """A record in one line: what it is, what else one wants to know, and its hours."""

    name: str
    detail: str
    order: _Order
    due: int | None = None
    done: int | None = None
    over: bool = False
    """It is past: shown, but one reckons with it no more."""
    under: str = ""
    """The record of its own kind that it stands under."""

    @property
    def balance(self) -> int | None:
        """Due less declared."""
        return None if self.due is None else self.due - (self.done or 0)


def text(value: Value) -> str:
    """Return a value as text, nothing as an empty one."""
    return "" if value is None else str(value)


def day(value: Value) -> str:
    """Return a date as it is read."""
    return day_text(value) if isinstance(value, str) else ""


def span(values: Values) -> str:
    """Return the dates of a record: from – to."""
    first, last = day(values.get("starts_on")), day(values.get("ends_on"))
    return f"{first} – {last}".strip() if first or last else ""


def choice(codes: type[Choice], value: Value) -> str:
    """Return the word for a code; one of a later version of the program as it is."""
    if value is None:
        return ""
    known = {str(code): code.label for code in codes}
    return _(known[str(value)]) if str(value) in known else str(value)


def _seconds(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _newest_first(value: Value) -> str:
    """Return a key that puts later dates first; those without a date before all."""
    return "".join(str(9 - int(figure)) for figure in text(value) if figure.isdecimal())


def _person(values: Values) -> str:
    return person_name(
        text(values.get("last_name")),
        text(values.get("first_name")),
        erased=bool(values.get("erased")),
    )


def _whole_lot(values: Values) -> str:
    lot = lot_name(text(values["lot_number"]), text(values["lot_name"]))
    return join(text(values["reference"]), lot, by=" · ")


def _contact(values: Values, at: Place) -> Told:
    ends = text(values["ends_on"])
    gone = _("until {day}", day=day(ends)) if ends else ""
    over = bool(ends) and ends <= at.lights.today.isoformat()
    reach = [text(values[name]) for name in ("role", "phone", "email")]
    name, detail = _person(values), join(*reach, gone, by=" · ")
    if over:
        # Words say it where a terminal strikes nothing through.
        detail = join(_("no longer valid"), detail, by=" · ")
    return Told(name, detail, ("1" if over else "0", *tokens(name)), over=over)


def _award(values: Values, at: Place) -> Told:
    role, company = choice(AwardRole, values["role"]), text(values["company"])
    due, done = _seconds(values["due"]), _seconds(values["done"])
    lead = ""
    if values["member"]:
        # One obligation for the group: what is a member's share of it is no sum of its own.
        share = _("its share: {hours} h", hours=hours(due)) if due else ""
        role, due, lead = join(role, share, by=" · "), None, text(values["lead_id"])
    if at.under in ("lot", "award"):
        rank = "0" if values["role"] == AwardRole.HOLDER else "1"
        return Told(company, role, (rank, *tokens(company)), due, done, under=lead)
    return Told(_whole_lot(values), role, tokens(_whole_lot(values)), due, done)


def _lot(values: Values, _at: Place) -> Told:
    number = text(values["number"])
    name = lot_name(number, text(values["name"]))
    order = (number.zfill(9) if number.isdecimal() else number, *tokens(name))
    return Told(name, span(values), order, _seconds(values["due"]), _seconds(values["done"]))


def _employment_contract(values: Values, at: Place) -> Told:
    who = text(values["employer"]) if at.under == "participant" else _person(values)
    kind = choice(EmploymentKind, values["kind"])
    detail = join(span(values), kind, text(values["lots"]), by=" · ")
    order = (_newest_first(values["starts_on"]), *tokens(who))
    return Told(who, detail, order, None, _seconds(values["done"]))


def _assignment(values: Values, at: Place) -> Told:
    heads = values["head_count"]
    people = _n("{count} person", "{count} people", heads) if isinstance(heads, int) else ""
    employer, host = text(values["employer"]), text(values["host"])
    who = _person(values) or join(text(values["label"]), people) or employer
    where = employer if employer == host or not host else f"{employer} → {host}"
    rest = join(where, choice(Mode, values["mode"]), span(values), by=" · ")
    done = _seconds(values["done"])
    if at.under == "employment_contract":
        return Told(_whole_lot(values), rest, tokens(_whole_lot(values)), None, done)
    lot = "" if at.under in ("lot", "award") else _whole_lot(values)
    return Told(who, join(lot, rest, by=" · "), tokens(who), None, done)


def _eligibility(values: Values, at: Place) -> Told:
    until = text(values["extended_to"]) or text(values["ends_on"])
    mark = at.lights.of(until).value if until else ""
    dates = _("from {start} to {end}", start=day(values["starts_on"]), end=day(until) or "…")
    proof = text(values["proof"])
    return Told(
        choice(Ground, values["ground"]),
        join(mark, join(dates, proof, by=" · ")),
        (_newest_first(values["starts_on"]),),
    )


def _exit(values: Values, _at: Place) -> Told:
    moment = choice(ExitMoment, values["moment"])
    kind = choice(ExitKind, values["kind"])
    return Told(kind, join(moment, day(values["on_date"]), by=" · "), (text(values["on_date"]),))


def _visit(values: Values, _at: Place) -> Told:
    due = day(values["next_on"])
    step = join(text(values["next_step"]), due and _("by {day}", day=due), by=" ")
    detail = join(text(values["lot_name"]), step, by=" · ")
    return Told(day(values["on_date"]), detail, (_newest_first(values["on_date"]),))


def _hours_return(values: Values, _at: Place) -> Told:
    status = choice(ReturnStatus, values["status"])
    return Told(
        month_text(text(values["month"])),
        join(status, day(values["received_on"]), by=" · "),
        (_newest_first(values["month"]),),
    )


def _public_contract(values: Values, _at: Place) -> Told:
    name = join(text(values["reference"]), text(values["subject"]))
    detail = join(choice(ContractStatus, values["status"]), span(values), by=" · ")
    return Told(name, detail, tokens(name), _seconds(values["due"]), _seconds(values["done"]))


def _amendment(values: Values, at: Place) -> Told:
    since, amount = text(values["notified_on"]), values["amount_cents"]
    lot = lot_name(text(values["lot_number"]), text(values["lot_name"]))
    in_force = _("since {day}", day=day(since)) if since else _("not yet affirmed")
    if since > at.lights.today.isoformat():
        in_force = _("from {day} on", day=day(since))
    added = f"{'+' if amount > 0 else ''}{cents_text(amount)} €" if isinstance(amount, int) else ""
    ends = _("ends on {day}", day=day(values["ends_on"])) if values["ends_on"] else ""
    seconds = _seconds(values["due_seconds"])
    more = f"{'+' if seconds > 0 else ''}{hours(seconds)} h" if seconds else ""
    where = "" if at.under == "lot" or not values["lot_name"] else lot
    name = change_name(values["kind"], values["number"], values["name"])
    order = (since or "9999", text(values["kind"]), text(values["number"]).zfill(9))
    return Told(name, join(more, in_force, where, added, ends, by=" · "), order)


def _journal_note(values: Values, _at: Place) -> Told:
    kind = choice(JournalKind, values["kind"])
    said = " ".join(text(values["notes"]).split())
    name = join(day(values["on_date"]), kind, by=" · ")
    detail = join(said, text(values["facilitator"]), by=" · ")
    return Told(name, detail, (_newest_first(values["on_date"]),))


def _operation(values: Values, _at: Place) -> Told:
    name = text(values["name"])
    due, done = _seconds(values["due"]), _seconds(values["done"])
    return Told(name, text(values["commune"]), tokens(name), due, done)


LINES: Final[dict[str, Callable[[Values, Place], Told]]] = {
    "contact": _contact,
    "award": _award,
    "lot": _lot,
    "employment_contract": _employment_contract,
    "assignment": _assignment,
    "eligibility": _eligibility,
    "exit": _exit,
    "visit": _visit,
    "hours_return": _hours_return,
    "public_contract": _public_contract,
    "operation": _operation,
    "amendment": _amendment,
    "journal_note": _journal_note,
}
"""Each kind of record by its table."""

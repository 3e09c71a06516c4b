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
from ave_tui.domain.pace import day_read, projection
from ave_tui.domain.trade_choices import PenaltyDecision
from ave_tui.i18n import _, _n, hours
from ave_tui.services.labels import day_text, join, lot_name, person_name

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


def _contact(values: Values, _at: Place) -> Told:
    gone = _("until {day}", day=day(values["ends_on"])) if values["ends_on"] else ""
    reach = [text(values[name]) for name in ("role", "phone", "email")]
    name = _person(values)
    return Told(name, join(*reach, gone, by=" · "), ("1" if gone else "0", *tokens(name)))


def _award(values: Values, at: Place) -> Told:
    role, company = choice(AwardRole, values["role"]), text(values["company"])
    due, done = _seconds(values["due"]), _seconds(values["done"])
    if at.under == "lot":
        rank = "0" if values["role"] == AwardRole.HOLDER else "1"
        return Told(company, role, (rank, *tokens(company)), due, done)
    return Told(_whole_lot(values), role, tokens(_whole_lot(values)), due, done)


def _lot(values: Values, at: Place) -> Told:
    number = text(values["number"])
    name = lot_name(number, text(values["name"]))
    order = (number.zfill(9) if number.isdecimal() else number, *tokens(name))
    due, done = _seconds(values["due"]), _seconds(values["done"])
    first, last = day_read(values["first_day"]), day_read(values["last_day"])
    ahead = projection(due, done or 0, first, last, at.lights.today)
    lands = "" if ahead is None or ahead.share is None or ahead.over else f"→ {ahead.share} %"
    return Told(name, join(span(values), lands, by=" · "), order, due, done)


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


def _penalty(values: Values, _at: Place) -> Told:
    amounts = [values["decided_cents"], values["amount_cents"]]
    amount = next((f"{cents_text(cents)} €" for cents in amounts if isinstance(cents, int)), "")
    decision = choice(PenaltyDecision, values["decision"] or PenaltyDecision.PROPOSED)
    order = (_newest_first(values["on_date"]),)
    return Told(day(values["on_date"]) or amount, join(decision, amount, by=" · "), order)


def _pooling_share(values: Values, at: Place) -> Told:
    weight = values["weight"]
    share = _("share {weight}", weight=weight) if isinstance(weight, int) else _("share 1")
    moved = [
        _("receives {hours} h", hours=hours(received))
        if (received := _seconds(values["received"]))
        else "",
        _("gives {hours} h", hours=hours(given)) if (given := _seconds(values["given"])) else "",
    ]
    name = text(values["agreement"]) if at.under == "lot" else _whole_lot(values)
    return Told(name, join(share, *moved, by=" · "), tokens(name))


def _public_contract(values: Values, _at: Place) -> Told:
    name = join(text(values["reference"]), text(values["subject"]))
    detail = join(choice(ContractStatus, values["status"]), span(values), by=" · ")
    return Told(name, detail, tokens(name), _seconds(values["due"]), _seconds(values["done"]))


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
    "penalty": _penalty,
    "pooling_share": _pooling_share,
    "public_contract": _public_contract,
    "operation": _operation,
}
"""Each kind of record by its table."""

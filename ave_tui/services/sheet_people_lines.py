"""How what concerns people reads as one line: contracts, work, eligibility, decisions, exits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.choices import EmploymentKind, ExitKind, ExitMoment, Ground, Mode
from ave_tui.domain.eligible import NO_END, REFUSED, VALIDATED, standing
from ave_tui.domain.folding import tokens
from ave_tui.domain.trade_choices import DecisionKind, DecisionReason
from ave_tui.i18n import _, _n
from ave_tui.services.labels import join
from ave_tui.services.sheet_words import (
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
    from ave_tui.domain.eligible import Light
    from ave_tui.domain.schema import Values
    from ave_tui.services.sheet_words import Place


def employment_contract(values: Values, at: Place) -> Told:
    """With whom, from when to when, and of which kind."""
    who = text(values["employer"]) if at.under == "participant" else _lit_person(values, at)
    kind = choice(EmploymentKind, values["kind"])
    detail = join(span(values), kind, text(values["lots"]), by=" · ")
    order = (newest_first(values["starts_on"]), *tokens(who))
    return Told(who, detail, order, None, seconds_of(values["done"]), light=_light(values, at))


def assignment(values: Values, at: Place) -> Told:
    """Who works, for whom and how."""
    heads = values["head_count"]
    people = _n("{count} person", "{count} people", heads) if isinstance(heads, int) else ""
    employer, host = text(values["employer"]), text(values["host"])
    who = _lit_person(values, at) or join(text(values["label"]), people) or employer
    where = employer if employer == host or not host else f"{employer} → {host}"
    rest = join(where, choice(Mode, values["mode"]), span(values), by=" · ")
    done = seconds_of(values["done"])
    if at.under == "employment_contract":
        return Told(whole_lot(values), rest, tokens(whole_lot(values)), None, done)
    lot = "" if at.under in ("lot", "award") else whole_lot(values)
    detail = join(lot, rest, by=" · ")
    return Told(who, detail, tokens(who), None, done, light=_light(values, at))


def eligibility(values: Values, at: Place) -> Told:
    """Why and until when somebody counts, and what was seen for it."""
    until = text(values["extended_to"]) or text(values["ends_on"])
    stands = standing(values["status"], values["proof_on"])
    light = at.lights.of(until or NO_END, stands)
    refused = _("refused") if stands == REFUSED else ""
    dates = _("from {start} to {end}", start=day(values["starts_on"]), end=day(until) or "…")
    proof = text(values["proof"])
    return Told(
        join(light.value, choice(Ground, values["ground"])),
        join(refused, dates, proof, by=" · "),
        (newest_first(values["starts_on"]),),
        light=light,
    )


def eligibility_decision(values: Values, _at: Place) -> Told:
    """Who decided what, when, until when, and why: the history of an eligibility."""
    dates = _("until {day}", day=day(values["ends_on"])) if values["ends_on"] else ""
    if values["starts_on"] and values["kind"] == DecisionKind.PASS_SUSPENSION:
        dates = span(values)
    by = join(day(values["decided_on"]), text(values["facilitator"]), by=" · ")
    opinion = text(values["opinion_by"])
    agreed = _("opinion of {name}", name=opinion) if opinion else ""
    why = join(choice(DecisionReason, values["reason"]), text(values["notes"]), by=" · ")
    return Told(
        join(choice(DecisionKind, values["kind"]), dates),
        join(by, agreed, why, by=" · "),
        (text(values["decided_on"]), text(values["ends_on"])),
    )


def exit(values: Values, _at: Place) -> Told:  # noqa: A001 - the name of the table
    """What became of somebody."""
    moment = choice(ExitMoment, values["moment"])
    kind = choice(ExitKind, values["kind"])
    return Told(kind, join(moment, day(values["on_date"]), by=" · "), (text(values["on_date"]),))


def _lit_person(values: Values, at: Place) -> str:
    """Return the name of a person behind the mark of how they stand."""
    name, light = person(values), _light(values, at)
    return join(light.value if light else "", name)


def _light(values: Values, at: Place) -> Light | None:
    if at.under == "participant" or values.get("erased") or not person(values):
        return None
    status = text(values["eligible_status"]) or VALIDATED
    return at.lights.of(text(values["eligible_until"]), status)

"""What is missing before a hire, and of an eligibility as it is typed: said, never refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import CompanyKind, Ground
from ave_tui.domain.eligibility_length import SIAE, Hire, length_of
from ave_tui.domain.eligible import NO_END, REFUSED, VALIDATED, standing
from ave_tui.domain.grounds import LEVEL_2_WANTED, grounds_of, lacks, opens_iae
from ave_tui.domain.iae_pass import is_waiting, waits_until
from ave_tui.domain.period_words import day_words
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.eligible_people import hire_from
from ave_tui.services.record_rules import Advice
from ave_tui.storage import rows
from ave_tui.storage.queries import links
from ave_tui.storage.queries.rules import dated_values
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.storage.connection import Connection

_COLUMNS: Final = (
    "ground", "other_grounds", "status", "proof_kind", "proof", "proof_dated", "proof_on",
    "starts_on", "ends_on", "extended_to", "pass_number", "opinion_by",
)  # fmt: skip
_LONG_AGO: Final = "0001-01-01"


def doubt_hire(connection: Connection, values: Mapping[str, Value]) -> Iterator[Advice]:
    """Yield what is missing for the person of an employment contract that is being written."""
    person, starts = values.get("participant_id"), values.get("starts_on")
    if not (isinstance(person, str) and isinstance(starts, str)):
        return
    spans = [
        span
        for row in all_of_same(connection, "participant", person)
        for _, span in links.values_of(connection, "eligibility", "participant_id", row, *_COLUMNS)
    ]
    if not spans:
        yield _advice("participant_id", N_("No eligibility of this person is recorded."))
        return
    believed = [span for span in spans if _status(span) != REFUSED]
    if not believed:
        yield _advice("participant_id", N_("Eligibility refused."))
        return
    running = [span for span in believed if _first(span) <= starts <= last_of(span)]
    if not running:
        yield from _not_running(believed, starts)
        return
    best = max(running, key=lambda span: (_status(span) == VALIDATED, last_of(span)))
    if _status(best) != VALIDATED:
        yield from _to_check(best, starts)
    yield from _too_short(connection, best, values)
    yield from _of_structure(connection, best, values)


def _not_running(spans: list[Values], starts: str) -> Iterator[Advice]:
    last = max(spans, key=last_of)
    if last_of(last) >= starts:
        yield _advice("starts_on", N_("The contract starts outside the eligibility."))
        return
    end, day = _date(last_of(last)), _date(starts)
    if end is None or day is None:
        return
    if last["ground"] == Ground.IAE and is_waiting(end, day):
        said = N_("The PASS IAE ended on {day}: waiting period until {until}.")
        yield _advice("starts_on", said, day=end, until=waits_until(end))
        return
    yield _advice("starts_on", N_("Eligibility ended on {day}."), day=end)


def _to_check(span: Values, starts: str) -> Iterator[Advice]:
    day = _date(starts)
    missing = list(lacks(span, day)) if day else []
    for lack, field in zip(missing, ("participant_id", "starts_on"), strict=False):
        yield Advice(field, Sentence(N_("Eligibility: {what}"), {"what": lack.sentence}))
    if not missing:
        yield _advice("participant_id", N_("Eligibility: proof seen, to be validated."))


def _too_short(
    connection: Connection, span: Values, values: Mapping[str, Value]
) -> Iterator[Advice]:
    until, ends = last_of(span), values.get("ends_on")
    if isinstance(ends, str) and ends > until:
        said = N_("Eligibility ends on {day}, before the contract does.")
        yield _advice("ends_on", said, day=day_words(until))
    start, kind = str(values["starts_on"]), str(values.get("kind") or "")
    hire = Hire(kind, _kind_of(connection, values), start, ends if isinstance(ends, str) else None)
    length = length_of(str(span["ground"]), start, hire, dated_values(connection))
    if length.rule == "eligibility_months_permanent" and length.until and length.until < until:
        said = N_("Open-ended contract: hours count until {day}, then by a decision.")
        yield _advice("kind", said, day=day_words(length.until))


def _of_structure(
    connection: Connection, span: Values, values: Mapping[str, Value]
) -> Iterator[Advice]:
    kind = _kind_of(connection, values)
    if kind not in SIAE or span["ground"] == Ground.IAE or span["pass_number"]:
        return
    siae = CompanyKind(kind)
    if not opens_iae(siae, grounds_of(span)):
        said = N_(
            "{kind}: one criterion of level 1 or {count} of level 2, or a referrer’s opinion."
        )
        yield _advice("employer_id", said, kind=siae.value, count=LEVEL_2_WANTED[siae])


def doubt_eligibility(
    connection: Connection, row: Id | None, values: Mapping[str, Value], today: date
) -> Iterator[Advice]:
    """Yield what is missing in an eligibility, and where it differs from the rules."""
    ground, start = values.get("ground"), values.get("starts_on")
    if not isinstance(ground, str) or _status(values) == REFUSED:
        return
    if values.get("status") != VALIDATED:
        for lack in lacks(values, today):
            yield Advice(lack.field, lack.sentence)
    if not isinstance(start, str):
        return
    person = values.get("participant_id")
    hire = hire_from(connection, person, start) if isinstance(person, str) else None
    length = length_of(ground, start, hire, dated_values(connection))
    if values.get("ends_on") != length.until and not values.get("extended_to"):
        if length.until is None:
            yield Advice("ends_on", length.why)
        else:
            said = N_("{why} That is until {day}.")
            yield _advice("ends_on", said, why=length.why, day=day_words(length.until))
    if ground == Ground.IAE and isinstance(person, str):
        yield from _waiting(connection, row, person, start)


def _waiting(connection: Connection, row: Id | None, person: Id, start: str) -> Iterator[Advice]:
    day = _date(start)
    for same in all_of_same(connection, "participant", person):
        for other, span in links.values_of(
            connection, "eligibility", "participant_id", same, *_COLUMNS
        ):
            if other == row or span["ground"] != Ground.IAE or last_of(span) == NO_END:
                continue
            end = _date(last_of(span))
            if end and day and is_waiting(end, day):
                said = N_("The PASS IAE ended on {day}: waiting period until {until}.")
                yield _advice("starts_on", said, day=end, until=waits_until(end))
                return


def doubt_structure(
    connection: Connection, values: Mapping[str, Value], accepted: tuple[str, ...]
) -> Iterator[Advice]:
    """Yield that people of an assignment's employer don't count for the contracting authority."""
    contract = values.get("employment_contract_id")
    if not isinstance(contract, str):
        return
    found = rows.read(connection, "employment_contract", contract)
    kind = _kind_of(connection, found.values) if found else ""
    if kind not in ("", CompanyKind.ORDINARY, CompanyKind.ETT) and kind not in accepted:
        said = N_("This contracting authority does not count people of a {kind}.")
        yield _advice("employment_contract_id", said, kind=kind)


def last_of(span: Mapping[str, Value]) -> str:
    """Return the last day of an eligibility."""
    return str(span.get("extended_to") or span.get("ends_on") or NO_END)


def _first(span: Mapping[str, Value]) -> str:
    return str(span.get("starts_on") or _LONG_AGO)


def _status(span: Mapping[str, Value]) -> str:
    return standing(span.get("status"), span.get("proof_on"))


def _kind_of(connection: Connection, values: Mapping[str, Value]) -> str:
    company = values.get("employer_id")
    found = rows.read(connection, "company", company) if isinstance(company, str) else None
    return str(found.values["kind"] or "") if found else ""


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _advice(field: str, text: str, **values: object) -> Advice:
    return Advice(field, Sentence(text, values))

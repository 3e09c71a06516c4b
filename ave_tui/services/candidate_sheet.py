"""What a company is handed of a candidate: what the job asks for, and nothing it must not know.

No birth date, no ground of eligibility, no proof, no home but the town; a referrer that gives away
health, offences or child welfare stands as "other" (field.md 6, les-emplois' list).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import EducationLevel, EmploymentKind, Referrer
from ave_tui.domain.documents import Document, Facts, Grid, Heading, Paragraph
from ave_tui.domain.revealing import code_outside
from ave_tui.i18n import _, _n, hours
from ave_tui.services.labels import day_text, join, names_of
from ave_tui.storage import preferences, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.choices import Choice
    from ave_tui.domain.documents import Block
    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.domain.seekers import Seeker
    from ave_tui.storage.connection import Connection

_JOBS: Final = 8
"""So many jobs done before are told, the latest first."""


def candidate_sheet(
    connection: Connection, need: Values, seeker: Seeker, person: Values, actor: Id
) -> Document:
    """Return the sheet of a candidate for a need.

    Args:
        connection: The records.
        need: What the company is looking for.
        seeker: The candidate with the jobs done before.
        person: The candidate's own record.
        actor: Who hands it over.
    """
    blocks: list[Block] = [
        Heading(_("The need")),
        _facts(
            (_("Company"), _called(connection, "company", need["company_id"])),
            (_("Work wanted"), join(_text(need["job"]), _text(need["rome"]), by=" · ")),
            (_("Kind of contract"), _word(EmploymentKind, need["kind"])),
            (_("Hours a week"), _hours(need["weekly_seconds"])),
            (_("Town"), _text(need["commune"])),
            (_("Starts on"), day_text(_text(need["starts_on"]))),
        ),
        Heading(_("The candidate")),
        _facts(
            (_("Name"), join(_text(person["first_name"]), _text(person["last_name"]))),
            (_("Telephone"), _text(person["phone"])),
            (_("E-mail"), _text(person["email"])),
            (_("Town"), _text(person["commune"])),
            (_("Where they can work"), _text(person["area"])),
            (_("Trades sought (ROME)"), _text(person["rome"])),
            (_("Education"), _word(EducationLevel, person["education"])),
            (_("Sent by"), _sent_by(person["referrer"])),
            (_("Social clause"), _clause(seeker)),
        ),
    ]
    done = [work for work in seeker.worked if work.job or work.rome][:_JOBS]
    if done:
        blocks += [
            Heading(_n("Job done before", "Jobs done before", len(done))),
            Grid(
                (_("Job"), _("Company"), _("Dates")),
                tuple(
                    (
                        join(work.job, work.rome, by=" · "),
                        work.employer,
                        join(day_text(work.starts_on), day_text(work.ends_on), by=" – "),
                    )
                    for work in done
                ),
                shares=(3, 3, 3),
            ),
        ]
    blocks += [Heading(_("Your contact")), _contact(connection, actor)]
    blocks.append(
        Paragraph(
            _(
                "Please say whether you meet the candidate, and what came of it. "
                "This sheet is for this need alone: destroy it once it is filled."
            )
        )
    )
    return Document(_("Candidate sheet"), tuple(blocks), _("candidate-sheet"))


def _facts(*lines: tuple[str, str]) -> Facts:
    return Facts(tuple((label, said) for label, said in lines if said))


def _contact(connection: Connection, actor: Id) -> Facts:
    found = rows.read(connection, "facilitator", actor) if actor else None
    me: Values = found.values if found and not found.deleted else {}
    structure = preferences.get(connection, "space")
    return _facts(
        (_("Facilitator"), join(_text(me.get("first_name")), _text(me.get("last_name")))),
        (_("Structure"), _called(connection, "structure", structure)),
        (_("Telephone"), _text(me.get("phone"))),
        (_("E-mail"), _text(me.get("email"))),
    )


def _sent_by(code: Value) -> str:
    try:
        return _word(Referrer, code_outside(Referrer(str(code))))
    except ValueError:
        # Nobody, or a code of a later version, of which nothing is known: it stays here.
        return ""


def _clause(seeker: Seeker) -> str:
    """Say whether the hours would count, and never why."""
    if not seeker.eligible_until or not seeker.checked:
        return _("eligibility to be confirmed")
    if seeker.eligible_until >= "9999":
        return _("eligible")
    return _("eligible until {day}", day=day_text(seeker.eligible_until))


def _called(connection: Connection, table: str, row: Value) -> str:
    if not isinstance(row, str) or not row:
        return ""
    # A structure whose own record has not come yet has no name.
    found = names_of(connection, table, [row]).get(row)
    return found.label if found else ""


def _word(codes: Iterable[Choice], code: Value) -> str:
    """Return the word for a code; nothing for one of a later version of the program."""
    return next((_(each.label) for each in codes if each == code), "")


def _hours(seconds: Value) -> str:
    return hours(seconds) if isinstance(seconds, int) else ""


def _text(value: Value) -> str:
    return "" if value is None else str(value)

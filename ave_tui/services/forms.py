"""The monthly form that a company fills in: its people at work are written in already."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from ave_tui.domain.documents import Facts, Grid, Heading, NewPage, Paragraph
from ave_tui.domain.period_words import period_words
from ave_tui.i18n import _, day, said
from ave_tui.storage.queries import senders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from ave_tui.domain.documents import Block
    from ave_tui.domain.schema import Id
    from ave_tui.services.return_lines import ReturnLine
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.return_rows import AtWork
    from ave_tui.storage.queries.senders import Sender

_SPARE: Final = 4
"""Empty lines for people that are not known yet."""
_BLANK: Final = "…" * 4
_LINE: Final = "…" * 16


def form_pages(
    connection: Connection,
    lines: Sequence[ReturnLine],
    work: Mapping[Id, Sequence[AtWork]],
    sender: Sender,
    answer: Callable[[Sequence[ReturnLine]], date],
) -> Iterator[Block]:
    """Yield a page for each company and month."""
    ordered = sorted(lines, key=_page)
    for number, (_key, of) in enumerate(groupby(ordered, key=_page)):
        if number:
            yield NewPage()
        yield from _form(connection, list(of), work, sender, answer)


def _page(line: ReturnLine) -> tuple[str, Id, str]:
    return line.award.company_name, line.award.company, line.month


def _form(
    connection: Connection,
    lines: Sequence[ReturnLine],
    work: Mapping[Id, Sequence[AtWork]],
    sender: Sender,
    answer: Callable[[Sequence[ReturnLine]], date],
) -> Iterator[Block]:
    company = senders.address(connection, lines[0].award.company)
    month = lines[0].month
    yield Heading(f"{company.name} – {said(period_words(month))}")
    yield Facts(
        tuple(
            pair
            for pair in (
                (_("SIRET"), company.siret),
                (_("Lots"), "\n".join(line.where for line in lines)),
                (_("To be sent back by"), day(answer(lines))),
                (_("To"), ", ".join(filter(None, (sender.name, sender.email, sender.phone)))),
            )
            if pair[1]
        )
    )
    rows = [
        (_name(job), job.employer, line.award.lot_number or line.award.reference, _dates(job))
        for line in lines
        for job in work.get(line.award.award, ())
        if job.in_month(month)
    ]
    blanks = (_BLANK, _BLANK, _BLANK)
    empty = ("", "", "", "")
    yield Grid(
        (
            _("Last and first name"),
            _("Employer"),
            _("Lot"),
            _("At work"),
            _("Hours of work"),
            _("Hours of training"),
            _("Remarks"),
        ),
        tuple((*row, *blanks) for row in [*rows, *[empty] * _SPARE]),
        shares=(21, 18, 7, 15, 11, 13, 16),
    )
    yield Paragraph(_("[  ] Nobody worked under the social clause this month."))
    yield Paragraph(_("Hours really worked; no paid leave, sick leave or public holidays."))
    yield Facts(
        (
            (_("Name and position"), _LINE),
            (_("Date"), _LINE),
            (_("Signature and stamp"), "\n\n" + _LINE),
        )
    )


def _name(job: AtWork) -> str:
    return f"{job.last_name} {job.first_name}".strip() or job.label


def _dates(job: AtWork) -> str:
    return " – ".join(day(each) for each in (job.starts_on, job.ends_on) if each)

"""What is sent to companies about their returns: reminders and forms to fill in, in French.

French whatever the language of the screens: it goes to companies in France.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import ReturnStatus
from ave_tui.domain.documents import Document, Facts, Grid, Heading, NewPage, Paragraph
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.period_words import period_words
from ave_tui.domain.returns import Tone
from ave_tui.domain.rules import value_on
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, day, said, speaking
from ave_tui.services.forms import form_pages
from ave_tui.storage import preferences
from ave_tui.storage.queries import return_rows, senders
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ave_tui.domain.documents import Block
    from ave_tui.domain.schema import Id
    from ave_tui.services.return_lines import ReturnLine
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.return_rows import AtWork, Reachable
    from ave_tui.storage.queries.senders import Sender

_FRENCH: Final = "fr"
_TITLES: Final = {
    Tone.FIRST: N_("Hours of the social clause: returns not received"),
    Tone.SECOND: N_("Hours of the social clause: second reminder"),
    Tone.FORMAL: N_("Hours of the social clause: last reminder"),
}


class NothingMissingError(RuleBrokenError):
    """Nobody is reminded of what has come."""

    def __init__(self) -> None:
        super().__init__(
            N_("None of these returns is missing."),
            N_("Choose returns that are expected."),
        )


class Letters:
    """Writes to the companies of some returns."""

    def __init__(self, connection: Connection, facilitator: Id, today: date) -> None:
        self._connection = connection
        self._today = today
        structure = preferences.get(connection, "space")
        self._sender = senders.sender(connection, facilitator, structure)
        self._rules = dated_values(connection)

    def reminders(self, lines: Sequence[ReturnLine], tone: Tone) -> Document:
        """Return a letter for each company with the months it owes.

        Raises:
            NothingMissingError: All of the returns have come.
        """
        missing = missing_of(lines)
        if not missing:
            raise NothingMissingError
        blocks: list[Block] = []
        with speaking(_FRENCH):
            for _company, of in groupby(missing, key=lambda line: line.award.company):
                if blocks:
                    blocks += [NewPage(), Heading(_(_TITLES[tone]))]
                blocks += self._letter(list(of), tone)
            return Document(
                _(_TITLES[tone]),
                tuple(blocks),
                _("reminder-{day}", day=self._today.isoformat()),
                footer=self._sender.structure,
            )

    def forms(self, lines: Sequence[ReturnLine], work: Mapping[Id, Sequence[AtWork]]) -> Document:
        """Return a form to fill in for each company and month, with its people at work."""
        with speaking(_FRENCH):
            return Document(
                _("Monthly return of hours"),
                tuple(form_pages(self._connection, lines, work, self._sender, self._answer)),
                _("form-{day}", day=self._today.isoformat()),
                footer=self._sender.structure,
            )

    def _letter(self, lines: Sequence[ReturnLine], tone: Tone) -> Iterator[Block]:
        award = lines[0].award
        to = senders.address(self._connection, award.company)
        contact = contact_of(
            return_rows.reachable(self._connection, [award.company], self._today.isoformat()),
            {line.award.contract for line in lines},
        )
        yield Heading(to.name)
        yield Facts(
            _filled(
                (_("For the attention of"), _who(contact)),
                (_("E-mail"), contact.email if contact and contact.email else to.email),
                (_("Town"), to.place),
                (
                    _("On behalf of"),
                    ", ".join(filter(None, (self._sender.name, self._sender.structure))),
                ),
                (_("Date"), day(self._today)),
            )
        )
        yield Paragraph(_("Dear Sir or Madam,") + "\n" + self._reason(lines, tone))
        yield Grid(
            (_("Public contract"), _("Lot"), _("Month"), _("Expected by")),
            tuple(
                (
                    line.award.reference,
                    " ".join(filter(None, (line.award.lot_number, line.award.lot_name))),
                    str(said(period_words(line.month))),
                    day(line.due),
                )
                for line in sorted(lines, key=lambda line: (line.month, line.where))
            ),
            shares=(3, 6, 3, 3),
        )
        yield Paragraph(self._request(lines, tone))
        yield Paragraph(_signature(self._sender))

    def _reason(self, lines: Sequence[ReturnLine], tone: Tone) -> str:
        count = len(lines)
        last = max(line.reminded_on for line in lines)
        if tone is Tone.FIRST or not last:
            opening = _(
                "Under the social clause of the contracts below, your company tells us each month "
                "the hours that were worked."
            )
        elif tone is Tone.SECOND:
            opening = _("Our reminder of {day} has had no answer.", day=day(last))
        else:
            opening = _("In spite of our reminders, the last of {day},", day=day(last))
        missing = _n(
            "we have not received the following return:",
            "we have not received the following returns:",
            count,
        )
        if tone is Tone.FORMAL and last:
            return f"{opening} {missing}"
        return f"{opening}\n{missing[0].upper()}{missing[1:]}"

    def _request(self, lines: Sequence[ReturnLine], tone: Tone) -> str:
        until = day(self._answer(lines))
        nil = _("If nobody worked in one of these months, the word “nil” is enough.")
        if tone is not Tone.FORMAL:
            return _("Please send it to us by {day}.", day=until) + " " + nil
        names = dict.fromkeys(line.award.authority_name for line in lines)
        buyers = ", ".join(name for name in names if name)
        warned = _(
            "Without an answer by {day} we shall inform {buyers}, who may apply the penalties that "
            "the contract provides for.",
            day=until,
            buyers=buyers or _("the contracting authority"),
        )
        return f"{warned} {nil}"

    def _answer(self, lines: Sequence[ReturnLine]) -> date:
        """Return the day by which to answer: when they are due, or some days from now."""
        today = self._today.isoformat()
        days = value_on("answer_days", self._rules, today, lines[0].award.authority)
        due = max(date.fromisoformat(line.due) for line in lines)
        return max(due, self._today + timedelta(days=days))


def missing_of(lines: Sequence[ReturnLine]) -> list[ReturnLine]:
    """Return those that have not come, company by company."""
    missing = (line for line in lines if line.status is ReturnStatus.EXPECTED)
    return sorted(missing, key=lambda line: (line.award.company_name, line.award.company))


def contact_of(reachable: Sequence[Reachable], contracts: set[Id]) -> Reachable | None:
    """Return whom to write to: who answers for one of the contracts, else for the company."""
    own = [each for each in reachable if each.contract in contracts]
    general = [each for each in reachable if not each.contract]
    return next(iter(own or general or reachable), None)


def _who(contact: Reachable | None) -> str:
    return ", ".join(filter(None, (contact.name, contact.role))) if contact else ""


def _filled(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if pair[1])


def _signature(sender: Sender) -> str:
    reach = " · ".join(filter(None, (sender.phone, sender.email)))
    return "\n".join(filter(None, (_("Yours faithfully,"), sender.name, sender.structure, reach)))

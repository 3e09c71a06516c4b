"""What the law asks of records about people, without a screen: review, export, anonymise."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui.cli.opening import open_home
from ave_tui.cli.privacy import mention_lines, renewed_copies
from ave_tui.cli.progress import progress_line
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, day, hours
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ave_tui.cli.answer import Answer
    from ave_tui.services.privacy_review import Finding, Review
    from ave_tui.services.retention import Known


def review(asked: argparse.Namespace, answer: Answer) -> int:
    """List what wants a look; change nothing."""
    with open_home(find_home(asked.home)) as services:
        with progress_line(_("Looking through the records")):
            found = services.review.review()
            copies = services.privacy.copies()
        months, limit = services.retention.months, services.retention.limit
        for line in _review_lines(found, months, limit):
            answer.line(line)
        if copies.telling:
            answer.line(
                _n(
                    "One copy still holds somebody who was erased: “ave-tui privacy renew”.",
                    "{count} copies still hold somebody who was erased: “ave-tui privacy renew”.",
                    len(copies.telling),
                )
            )
        answer.data(
            ok=True,
            numbers=[_finding(each) for each in found.numbers],
            words=[_finding(each) for each in found.words],
            notices=[{"person": row, "name": name} for row, name in found.notices],
            retention={
                "months": months,
                "limit": limit,
                "people": [_known(each) for each in found.due],
            },
            copies=[path.name for path in copies.telling],
            copies_unread=[path.name for path in copies.unread],
        )
    return 0


def export(asked: argparse.Namespace, answer: Answer) -> int:
    """Write down everything that is held on a person."""
    with open_home(find_home(asked.home)) as services:
        held = services.personal.held_on(services.privacy.find(" ".join(asked.name)))
        path = services.personal.write(held, Path(asked.out), services.printing)
        answer.line(
            _n("{path}: one record.", "{path}: {count} records.", len(held.records), path=path)
        )
        answer.line(_("It tells all of them in clear: hand it to the person, then delete it."))
        answer.data(
            ok=True,
            file=str(path),
            records=len(held.records),
            files=len(held.files),
            mentions=len(held.mentions),
        )
    return 0


def anonymise(asked: argparse.Namespace, answer: Answer) -> int:
    """Take names away for good; without --yes say what that does, and ask."""
    with open_home(find_home(asked.home)) as services:
        retention = services.retention
        if bool(asked.name) == asked.due:
            raise AveError(
                N_("Whom is it about?"), N_("Give either a name, or --due for all who are due.")
            )
        people = (
            retention.due()
            if asked.due
            else [retention.known(services.privacy.find(" ".join(asked.name)))]
        )
        if not people:
            answer.line(_("Nobody is due."))
            answer.data(ok=True, anonymised=[], people=[], copies=[], copies_removed=0)
            return 0
        for each in people:
            for line in _known_lines(each):
                answer.line(line)
        answer.line(_("Their names go for good, here and with the next exchange files."))
        if not asked.yes:
            _confirm(people, answer)
        done = retention.anonymise([each.person for each in people])
        answer.line(
            _n(
                "One person is anonymous now; every total is as before.",
                "{count} people are anonymous now; every total is as before.",
                len(done.persons),
            )
        )
        telling, unread, removed = renewed_copies(services.privacy, answer, renew=asked.renew)
        for line in mention_lines(services.privacy, done.mentions):
            answer.line(line)
        answer.data(
            ok=True,
            anonymised=list(done.persons),
            people=[_known(each) for each in people],
            copies=telling,
            copies_removed=removed,
            copies_unread=unread,
            mentions=[mention._asdict() for mention in done.mentions],
        )
    return 0


def _confirm(people: list[Known], answer: Answer) -> None:
    if answer.as_json or not sys.stdin.isatty():
        raise AveError(
            N_("Nobody was made anonymous: nobody confirmed it."),
            N_("Look at whom it is about, then add --yes."),
        )
    typed = input(_("Type the number of people ({count}) to do it for good: ", count=len(people)))
    if typed.strip() != str(len(people)):
        raise AveError(
            N_("Nobody was made anonymous: that is not the number."),
            N_("Look at whom it is about, then try again."),
        )


def _review_lines(found: Review, months: int, limit: str) -> Iterator[str]:
    yield _("Social security numbers in texts: {count}", count=len(found.numbers))
    for each in found.numbers:
        yield f"  {each.where}"
    yield _("Words of health or offences in notes: {count}", count=len(found.words))
    for each in found.words:
        yield f"  {each.where}: {', '.join(each.words)}"
    yield _("People without an information notice: {count}", count=len(found.notices))
    for _row, name in found.notices:
        yield f"  {name}"
    yield _(
        "Last contact over {months} months ago, before {day}: {count}",
        months=months,
        day=day(limit),
        count=len(found.due),
    )
    for known in found.due:
        yield from (f"  {line}" for line in _known_lines(known))


def _known_lines(known: Known) -> Iterator[str]:
    if known.last_day:
        yield _(
            "{name}, last contact {day} ({kind})",
            name=known.name,
            day=day(known.last_day),
            kind=_(TABLES[known.last_by].label),
        )
    else:
        yield known.name
    yield "  " + _(
        "stays: {profile}; contracts {contracts}, hours {hours}",
        profile=known.stays or "–",
        contracts=known.contracts,
        hours=hours(known.seconds),
    )


def _finding(each: Finding) -> dict[str, object]:
    found: dict[str, object] = {
        "table": each.table,
        "row": each.row,
        "field": each.field,
        "name": each.name,
    }
    return found | ({"words": list(each.words)} if each.words else {})


def _known(each: Known) -> dict[str, object]:
    return {
        "person": each.person,
        "name": each.name,
        "last_contact": each.last_day or None,
        "known_by": each.last_by or None,
        "stays": each.profile.values,
        "contracts": each.contracts,
        "seconds": each.seconds,
    }

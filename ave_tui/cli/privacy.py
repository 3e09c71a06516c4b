"""Erasing a person for good, without a screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ave_tui.cli.opening import open_home
from ave_tui.cli.progress import progress_line
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, hours
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from ave_tui.cli.answer import Answer
    from ave_tui.domain.mention import Mention
    from ave_tui.services.privacy import Erasure, PrivacyService


def erase(asked: argparse.Namespace, answer: Answer) -> int:
    """Erase a person for good; without --yes say what that does, and ask for the name."""
    with open_home(find_home(asked.home)) as services:
        privacy = services.privacy
        erasure = privacy.preview(privacy.find(" ".join(asked.name)))
        for line in _erasure_lines(erasure):
            answer.line(line)
        typed = erasure.name
        if not asked.yes:
            if answer.as_json or not sys.stdin.isatty():
                raise AveError(
                    N_("Nothing was erased: nobody confirmed it."),
                    N_("Look at what would go, then add --yes."),
                )
            typed = input(_("Type the name to erase the person for good: "))
        privacy.erase(erasure.persons[0], typed)
        answer.line(_("{name} is erased for good.", name=erasure.name))
        telling, unread, removed = renewed_copies(privacy, answer, renew=asked.renew)
        for line in mention_lines(privacy, erasure.mentions):
            answer.line(line)
        answer.data(
            ok=True,
            erased=list(erasure.persons),
            records=erasure.gone,
            emptied=erasure.emptied,
            contracts=erasure.contracts,
            seconds=erasure.seconds,
            copies=telling,
            copies_removed=removed,
            copies_unread=unread,
            mentions=[mention._asdict() for mention in erasure.mentions],
        )
    return 0


def renewed_copies(
    privacy: PrivacyService, answer: Answer, *, renew: bool
) -> tuple[list[str], list[str], int]:
    """Say which copies still hold somebody, and renew them if that was asked for.

    Returns their names, of those that hold somebody and of those nobody can read, and how many
    are gone.
    """
    copies = privacy.copies()
    removed = 0
    if copies.telling and renew:
        with progress_line(_("Making a fresh copy")) as tell:
            removed = privacy.renew_copies(tell).removed
    for line in _copies_lines(len(copies.telling), removed, len(copies.unread)):
        answer.line(line)
    telling, unread = ([path.name for path in some] for some in copies)
    return telling, unread, removed


def mention_lines(privacy: PrivacyService, mentions: Sequence[Mention]) -> Iterator[str]:
    """Yield which texts elsewhere bear the name."""
    for mention in mentions:
        field = _(TABLES[mention.table].field(mention.field).label)
        yield _(
            "Look at {kind} {name}: the name stands in “{field}”.",
            kind=_(TABLES[mention.table].label),
            name=privacy.label(mention),
            field=field,
        )


def renew(asked: argparse.Namespace, answer: Answer) -> int:
    """Make a fresh copy of the records and remove those that hold somebody who was erased."""
    with open_home(find_home(asked.home)) as services:
        privacy = services.privacy
        copies = privacy.copies()
        removed, fresh = 0, ""
        if copies.telling:
            with progress_line(_("Making a fresh copy")) as tell:
                renewed = privacy.renew_copies(tell)
            removed, fresh = renewed.removed, str(renewed.copy)
        else:
            answer.line(_("No copy holds anybody who was erased."))
        for line in _copies_lines(0, removed, len(copies.unread)):
            answer.line(line)
        unread = [path.name for path in copies.unread]
        answer.data(ok=True, file=fresh, copies_removed=removed, copies_unread=unread)
    return 0


def _erasure_lines(erasure: Erasure) -> Iterator[str]:
    yield _("Erase for good: {name}", name=erasure.name)
    for table, count in erasure.gone.items():
        kind = _(TABLES[table].plural)
        yield "  " + _("{kind}: {count}, with all they ever said", kind=kind, count=count)
    for table, count in erasure.emptied.items():
        kind = _(TABLES[table].plural)
        yield "  " + _("{kind}: {count}, what they say of the person", kind=kind, count=count)
    if erasure.contracts:
        yield "  " + _n(
            "from one employment contract: whose it was, and how it ended; it can't be "
            "changed any more",
            "from {count} employment contracts: whose they were, and how they ended; they "
            "can't be changed any more",
            erasure.contracts,
        )
    yield "  " + _("{hours} hours stay and count as before.", hours=hours(erasure.seconds))
    yield _(
        "This can't be undone: no key, no file and no older copy put back here brings them back."
    )


def _copies_lines(telling: int, renewed: int, unread: int) -> Iterator[str]:
    if renewed:
        yield _n(
            "A fresh copy is made; one old copy is removed.",
            "A fresh copy is made; {count} old copies are removed.",
            renewed,
        )
    elif telling:
        yield _n(
            "One copy still holds the person: “ave-tui privacy renew” makes a fresh one and "
            "removes it.",
            "{count} copies still hold the person: “ave-tui privacy renew” makes a fresh one and "
            "removes them.",
            telling,
        )
    if unread:
        yield _n(
            "One copy can't be opened: nobody knows whether it holds the person.",
            "{count} copies can't be opened: nobody knows whether they hold the person.",
            unread,
        )

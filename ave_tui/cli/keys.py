"""Cards and trust from the shell: everything that “People I exchange with” does on the screen."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui.cli.opening import open_home
from ave_tui.domain.laptops import short
from ave_tui.i18n import _
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse

    from ave_tui.cli.answer import Answer
    from ave_tui.services.people import Person


def card(asked: argparse.Namespace, answer: Answer) -> int:
    """Write this laptop's card to a file."""
    with open_home(find_home(asked.home)) as services:
        if asked.name:
            services.trust.call_me(asked.name)
        path = services.trust.write_card(Path(asked.out))
        mine = services.trust.my_card()
    if asked.qr:
        from ave_tui.services.qr import qr_lines

        for line in qr_lines(mine.code(), light_blocks=True):
            answer.line(line)
    answer.line(_("{path}: the card of {name}.", path=path, name=mine.name))
    answer.data(ok=True, file=str(path), card=mine.values())
    return 0


def trust(asked: argparse.Namespace, answer: Answer) -> int:
    """Trust a card, once its twenty digits were compared with its owner."""
    with open_home(find_home(asked.home)) as services:
        theirs = services.trust.read(Path(asked.file))
        digits = services.trust.digits(theirs)
        about = {"name": theirs.name, "structure": theirs.structure, "digits": digits}
        answer.line(_("{name}, {structure}", name=theirs.name, structure=theirs.structure or "–"))
        if theirs.is_office:
            answer.line(_("Head office: whoever is on its list will be trusted too."))
        answer.line(f"    {digits}")
        if not asked.yes and not _compared(theirs.name, answer):
            problem = _("The digits have not been compared yet.")
            remedy = _(
                "Read them to {name} on the phone; if theirs are the same, add --yes.",
                name=theirs.name,
            )
            answer.data(ok=False, problem=problem, remedy=remedy, **about)
            print(f"ave-tui: {problem}\n         {remedy}", file=sys.stderr)
            return 1
        person = services.trust.trust(theirs)
        others = services.trust.other_laptops(person)
    answer.line(_("The card of {name} is trusted now.", name=person.name))
    for other in others:
        answer.line(
            _(
                "Another laptop of that name is trusted: if it was replaced, ave-tui keys revoke "
                "{number}",
                number=short(other.device),
            )
        )
    answer.data(ok=True, **about, person=_facts(person), others=[_facts(o) for o in others])
    return 0


def show(asked: argparse.Namespace, answer: Answer) -> int:
    """List this laptop and everybody whose card is known."""
    with open_home(find_home(asked.home)) as services:
        mine = services.trust.my_card()
        people = services.trust.people()
        revoked_by = services.trust.revoked_by
        office = services.trust.is_office
    head = _("head office") if office else _("facilitator")
    answer.line(
        _(
            "This laptop: {number}, {name}, {role}",
            number=short(mine.device),
            name=mine.name,
            role=head,
        )
    )
    if revoked_by:
        answer.line(_("{name} has withdrawn the trust in this laptop.", name=revoked_by))
    from ave_tui.services.people_words import how_trusted

    for person in people:
        answer.line(
            _(
                "{number}  {name}, {structure}: {standing}",
                number=short(person.device),
                name=person.name,
                structure=person.card.structure or "–",
                standing=how_trusted(person),
            )
        )
    if not people:
        answer.line(_("Nobody is trusted yet: exchange cards first."))
    answer.data(
        ok=True,
        me={**mine.values(), "office": office, "revoked_by": revoked_by},
        people=[_facts(person) for person in people],
    )
    return 0


def revoke(asked: argparse.Namespace, answer: Answer) -> int:
    """Trust a laptop no more."""
    with open_home(find_home(asked.home)) as services:
        person = services.trust.revoke(services.trust.find(asked.name).device)
        from ave_tui.services.people_words import who_must_hear

        next_step = who_must_hear(services.trust)
    answer.line(_("The laptop of {name} is trusted no more.", name=person.name))
    answer.line(next_step)
    answer.data(ok=True, person=_facts(person))
    return 0


def office(asked: argparse.Namespace, answer: Answer) -> int:
    """Be the head office's laptop, or take somebody's list; or no more."""
    with open_home(find_home(asked.home)) as services:
        if asked.name is None:
            services.trust.be_office(not asked.stop)
            said = (
                _("This laptop is not the head office's any more.")
                if asked.stop
                else _("This laptop is the head office's: its files carry its list of cards.")
            )
            answer.line(said)
            answer.data(ok=True, office=not asked.stop)
            return 0
        found = services.trust.find(asked.name)
        person = services.trust.heed(found.device, not asked.stop)
    said = (
        _("The list of {name} is not taken any more.", name=person.name)
        if asked.stop
        else _("Whoever is on the list of {name} will be trusted.", name=person.name)
    )
    answer.line(said)
    answer.data(ok=True, person=_facts(person))
    return 0


def _compared(name: str, answer: Answer) -> bool:
    """Ask whether both see the same digits; where nobody can answer, nobody compared."""
    if answer.as_json or not sys.stdin.isatty():
        return False
    question = _("Does {name} see the same twenty digits? Type yes or no: ", name=name)
    return input(question).strip().lower() in {"yes", "y", "oui", "o"}


def _facts(person: Person) -> dict[str, object]:
    """Return what scripts are told of somebody."""
    return {
        "device": person.device,
        "name": person.name,
        "structure": person.card.structure,
        "space": person.card.space,
        "role": person.card.role,
        "standing": person.standing.value,
        "trusted": person.trusted,
        "compared": person.compared,
        "office": person.office,
        "heeded": person.heeded,
        "since": _iso(person.since_ms),
        "revoked": _iso(person.revoked_ms),
        "last_in": _iso(person.last_in_ms),
        "last_out": _iso(person.last_out_ms),
    }


def _iso(at_ms: int | None) -> str | None:
    if at_ms is None:
        return None
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="seconds")

"""What is said of somebody one exchanges with: how they are trusted, in a few plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.i18n import _
from ave_tui.sync.circle import Standing

if TYPE_CHECKING:
    from ave_tui.services.people import Person
    from ave_tui.services.trust import TrustService


def how_trusted(person: Person) -> str:
    """Return how somebody is trusted, or why not."""
    match person.standing:
        case Standing.REVOKED:
            if person.office and person.revoked_by_office:
                return _("trust withdrawn by {office}", office=person.office)
            return _("trust withdrawn here")
        case Standing.ELSEWHERE:
            return _("of another structure")
        case Standing.UNVOUCHED:
            return _("nobody vouches for this card any more")
        case Standing.TRUSTED:
            if person.heeded:
                return _("head office, digits compared")
            if person.compared:
                return _("digits compared")
            return _("on the list of {office}", office=person.office)


def who_must_hear(trust: TrustService) -> str:
    """Return how others get to hear of a laptop that was just revoked: only here it is known."""
    if trust.is_office:
        return _("Your next file carries that to your colleagues: make one for everybody (F9).")
    if any(person.heeded for person in trust.people()):
        return _("Call head office: its list tells all the others.")
    return _("Call your colleagues: each of them has to do the same.")


def lost_words(name: str) -> str:
    """Return what a list says of somebody's laptop that is lost."""
    return _("Head office: the laptop of {name} is lost, and trusted no more.", name=name)

"""Whom this laptop exchanges files with: cards, the digits to compare, and taking trust back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.domain.folding import fold
from ave_tui.domain.laptops import short
from ave_tui.domain.words import N_
from ave_tui.services.exchange_errors import CalledAlreadyError, UnreadableFileError
from ave_tui.services.own_card import CALLED, OFFICE, card_with_keys, has_keys, own_name
from ave_tui.services.people import Person, chosen, find, people_of
from ave_tui.services.whole_file import write_whole
from ave_tui.storage import preferences
from ave_tui.sync.admission import REVOKED_HERE, circle_of, keep_peer
from ave_tui.sync.card import CARD_SUFFIX, NotACardError, digits, read_card
from ave_tui.sync.circle import Peer, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ave_tui.storage.database import Database
    from ave_tui.sync.card import Card
    from ave_tui.sync.ledger import Ledger
    from ave_tui.sync.operation import Device


class OwnCardError(AveError):
    """One need not be introduced to oneself."""

    def __init__(self) -> None:
        super().__init__(
            N_("This is the card of this very laptop."),
            N_("Give it to your colleague, and choose theirs here."),
        )


class ForeignCardError(AveError):
    """Records are never exchanged with another structure."""

    def __init__(self, card: Card) -> None:
        super().__init__(
            N_("The card of {name} is of another structure: {structure}."),
            N_("Files are exchanged within one structure only."),
            name=card.name,
            structure=card.structure or "?",
        )


class RevokedByOfficeError(AveError):
    """Only the head office can take back what it withdrew."""

    def __init__(self, name: str, office: str) -> None:
        super().__init__(
            N_("{office} has withdrawn the trust in this laptop of {name}."),
            N_("Ask {office} to compare cards with {name} again."),
            name=name,
            office=office,
        )


class NotComparedError(AveError):
    """A head office is heeded only by who compared digits with it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("You have not compared digits with {name} yourself."),
            N_("Compare them first: whoever keeps the list vouches for everybody on it."),
            name=name,
        )


class TrustService:
    """Cards and trust; local matters, nothing of them is undone or sent as a change."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    # My card.

    def my_card(self) -> Card:
        """Return this laptop's card; its keys are made when it is first asked for."""
        device = self._ledger.device
        if has_keys(self._database.connection, device):
            return card_with_keys(self._database.connection, device, 0)[0]
        with self._database.transaction() as connection:
            return card_with_keys(connection, device, self._database.now_ms())[0]

    @property
    def my_name(self) -> str:
        """Whose card it is."""
        return own_name(self._database.connection)

    @property
    def said_name(self) -> str:
        """What the owner said to be called; empty where nothing was said yet."""
        return preferences.get(self._database.connection, CALLED)

    @property
    def may_be_called(self) -> bool:
        """Whether the name on the card is to be said: no facilitator works here yet."""
        return not preferences.get(self._database.connection, "facilitator")

    def call_me(self, name: str) -> None:
        """Say whose laptop this is; a `CalledAlreadyError` where a facilitator works here."""
        if not self.may_be_called:
            raise CalledAlreadyError(self.my_name)
        self._ledger.prefer(CALLED, " ".join(name.split()))

    @property
    def is_office(self) -> bool:
        """Whether this laptop is the head office's."""
        return preferences.get(self._database.connection, OFFICE) == "1"

    def be_office(self, office: bool) -> None:
        """Be the head office's from now on, or no more; the card says so."""
        self._ledger.prefer(OFFICE, "1" if office else "")

    @property
    def revoked_by(self) -> str:
        """The name of the head office that no longer takes this laptop's files; usually empty."""
        device = preferences.get(self._database.connection, REVOKED_HERE)
        return next((p.name for p in self.people() if p.device == device), "") if device else ""

    def suggested_name(self) -> str:
        """Return a name for the file of my card; nobody's name stands in it."""
        return f"card_{short(self._ledger.device)}{CARD_SUFFIX}"

    def write_card(self, path: Path) -> Path:
        """Write my card to a file, or into a folder, and return the file.

        Raises:
            UnwritableFileError: It can't be written there.
        """
        if path.is_dir():
            path = path / self.suggested_name()
        write_whole(path, f"{self.my_card().text()}\n".encode())
        return path

    # Theirs.

    def read(self, path: Path) -> Card:
        """Read somebody's card from a file.

        Raises:
            UnreadableFileError: The file can't be opened.
            NotACardError: It is something else.
        """
        try:
            with path.open("rb") as file:
                content = file.read(2**16)
        except (OSError, ValueError) as error:
            raise UnreadableFileError(path.name) from error
        try:
            return read_card(content.decode())
        except UnicodeDecodeError as error:
            raise NotACardError from error

    def digits(self, card: Card) -> str:
        """Return the twenty digits that both screens must show.

        Raises:
            AveError: The card can't be trusted whatever the digits are.
        """
        self._look_at(card)
        return digits(self.my_card(), card)

    def trust(self, card: Card) -> Person:
        """Trust a card whose digits were compared.

        Raises:
            AveError: It is one's own, of another structure, or bears other keys than before.
        """
        self._look_at(card)
        with self._database.transaction() as connection:
            keep_peer(connection, Peer(card, "", self._database.now_ms(), card.is_office, None, ""))
        return self._person(card.device)

    def other_laptops(self, person: Person) -> list[Person]:
        """Return the trusted laptops of the same name: one of them may have been replaced."""
        return [
            other
            for other in self.people()
            if other.trusted
            and other.device != person.device
            and fold(other.name) == fold(person.name)
        ]

    def revoke(self, device: Device) -> Person:
        """Trust a laptop no more: nothing is made for it, and nothing taken from it."""
        with self._database.transaction() as connection:
            peer = circle_of(connection).peers[device]
            keep_peer(connection, replace(peer, revoked_ms=self._database.now_ms(), revoked_by=""))
        return self._person(device)

    def heed(self, device: Device, heeds: bool) -> Person:
        """Take the list of a head office from now on, or no more.

        Raises:
            NotComparedError: Its digits were not compared here.
        """
        with self._database.transaction() as connection:
            circle = circle_of(connection)
            peer = circle.peers[device]
            if heeds and not (peer.compared and circle.standing(peer) is Standing.TRUSTED):
                raise NotComparedError(peer.card.name)
            keep_peer(connection, replace(peer, office=heeds))
        return self._person(device)

    # Everybody.

    def people(self) -> list[Person]:
        """Return everybody known, the trusted first."""
        connection = self._database.connection
        return people_of(connection, circle_of(connection))

    def find(self, name: str) -> Person:
        """Return who is meant by a name or by the beginning of a laptop's number.

        Raises:
            AveError: Nobody is, or several are.
        """
        return find(self.people(), name)

    def chosen(self, names: Iterable[str] = ()) -> list[Person]:
        """Return those who are meant; everybody trusted where no name is given.

        Raises:
            AveError: Somebody is not known or not trusted, or nobody is.
        """
        return chosen(self.people(), names)

    def _look_at(self, card: Card) -> None:
        circle = circle_of(self._database.connection)
        if card.device == self._ledger.device:
            raise OwnCardError
        circle.hold_to_one_card(card)
        if circle.space and card.space not in ("", circle.space):
            raise ForeignCardError(card)
        known = circle.peers.get(card.device)
        office = circle.peers.get(known.revoked_by) if known else None
        if known and known.revoked_ms is not None and office and circle.heeds(office):
            raise RevokedByOfficeError(card.name, office.card.name)

    def _person(self, device: Device) -> Person:
        return next(person for person in self.people() if person.device == device)

"""Whom a laptop trusts, and what it refuses: cards, lists, revocation, relays, other keys."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pyrage
import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.errors import AveError
from ave_tui.services.copies import CopiesService
from ave_tui.services.exchange_errors import LaptopRevokedError, UnwritableFileError
from ave_tui.services.people import (
    NobodyCalledError,
    NotTrustedError,
    SeveralCalledError,
)
from ave_tui.services.trust import (
    ForeignCardError,
    NotComparedError,
    OwnCardError,
    RevokedByOfficeError,
)
from ave_tui.storage import devices, log, preferences, trust
from ave_tui.storage.trust import OwnKey
from ave_tui.sync.admission import RevokedSenderError, UnknownSenderError, take_roster
from ave_tui.sync.bundle import chain, pack, unpack
from ave_tui.sync.card import NotACardError, make_card
from ave_tui.sync.chains import AlteredError
from ave_tui.sync.check import check
from ave_tui.sync.circle import KeyChangedError, Standing
from ave_tui.sync.heads import sign_head
from ave_tui.sync.keys import Keys, public_key
from ave_tui.sync.merge import ForkedHistoryError
from ave_tui.sync.operation import Operation, canonical
from ave_tui.sync.roster import make_roster
from ave_tui.sync.seal import ForwardedError, NotForMeError, seal, unseal
from tests.services.desks import ELSEWHERE, Desk, hours, meet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ave_tui.sync.bundle import Bundle
    from ave_tui.sync.heads import Head


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Return what makes a laptop of somebody's, with a company of theirs on it."""
    made: list[Desk] = []

    def make(name: str, space: str | None = None) -> Desk:
        fresh = Desk(tmp_path / name, "5" * 32 if space is None else space)
        if space is None:
            fresh.company(f"{name}'s")
        made.append(fresh)
        return fresh

    yield make
    for each in made:
        each.laptop.close()


def keys_of(one: Desk) -> Keys:
    """Return the keys of a laptop."""
    own = trust.own_key(one.laptop.database.connection, one.device)
    assert own is not None
    return Keys(*own)


def refused(taker: Desk, path: Path, error: type[AveError]) -> None:
    """Bring a file in; it must be refused, and change nothing at all."""
    connection = taker.laptop.database.connection

    def everything() -> list[object]:
        tables = ("peer", "roster", "chain_head", "exchange", "preference", "held_operation")
        kept = [connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables]  # noqa: S608
        return [taker.state(), devices.vector(connection), *kept]

    before = everything()
    for act in (taker.exchange.apply, taker.exchange.preview):
        with pytest.raises(error):
            act(path)
    looked = taker.look.inspect(path)
    assert isinstance(looked.refusal, error)
    assert everything() == before


def resealed(path: Path, sender: Desk, reader: Desk, change: Callable[[Bundle], Bundle]) -> Path:
    """Let a sender put another content into a file of its own, truly sealed and signed."""
    sealed = unseal(path.read_bytes(), [keys_of(sender).identity])
    other = change(unpack(sealed.container))
    content = seal(
        pack(other),
        card=sender.trust.my_card(),
        seed=keys_of(sender).seed,
        to=[keys_of(reader).age],
        made=sealed.made,
        heads=sealed.heads,
        rosters=sealed.rosters,
    )
    forged = path.with_name("forged.ave")
    forged.write_bytes(content)
    return forged


def forged(bundle: Bundle, device: str) -> Bundle:
    """Return a bundle where a laptop's last operation says something else, its chains true."""
    operations = [
        replace(o, payload=canonical({"name": "forged"}))
        if (o.device, o.seq) == (device, bundle.ranges[device][1])
        else o
        for o in bundle.operations
    ]
    chains = dict(bundle.before)
    for operation in operations:
        chains[operation.device] = chain(chains[operation.device], operation)
    return replace(bundle, operations=tuple(operations), chains=chains)


def fake_operation(sender: Desk, path: Path) -> Operation:
    """Return an operation as a file of a sender has them, on a row of its own."""
    sealed = unseal(path.read_bytes(), [keys_of(sender).identity])
    return replace(unpack(sealed.container).operations[0], row=new_id())


def with_more(
    path: Path, sender: Desk, reader: Desk, operation: Operation, heads: Sequence[Head]
) -> Path:
    """Add one operation of another laptop to a file of a sender, with heads for it."""
    sealed = unseal(path.read_bytes(), [keys_of(sender).identity])
    bundle = unpack(sealed.container)
    device, seq = operation.device, operation.seq
    before = "" if seq == 1 else "0" * 64
    operations = sorted((*bundle.operations, operation), key=lambda o: (o.device, o.seq))
    content = seal(
        pack(
            replace(
                bundle,
                operations=tuple(operations),
                ranges={**bundle.ranges, device: (seq, seq)},
                before={**bundle.before, device: before},
                chains={**bundle.chains, device: chain(before, operation)},
                vector={**bundle.vector, device: seq},
            )
        ),
        card=sender.trust.my_card(),
        seed=keys_of(sender).seed,
        to=[keys_of(reader).age],
        made=0,
        heads=[*sealed.heads, *heads],
    )
    path.write_bytes(content)
    return path


# Cards.


def test_cards_are_exchanged_and_both_see_the_same_digits(
    desk: Callable[..., Desk], tmp_path: Path
) -> None:
    anne, bruno = desk("anne"), desk("bruno", "")
    anne_card = anne.trust.read(anne.trust.write_card(tmp_path / "a.avecard"))
    bruno_card = bruno.trust.read(bruno.trust.write_card(tmp_path))
    assert anne.trust.digits(bruno_card) == bruno.trust.digits(anne_card)
    assert (bruno_card.name, bruno_card.space) == ("Bruno", "")
    person = anne.trust.trust(bruno_card)
    assert (person.trusted, person.compared, person.heeded) == (True, True, False)
    assert anne.trust.my_card() == anne_card, "the keys stay"


def test_a_card_that_can_not_be_trusted_is_refused_before_the_digits(
    desk: Callable[..., Desk], tmp_path: Path
) -> None:
    anne, stranger = desk("anne"), desk("stranger", ELSEWHERE)
    with pytest.raises(OwnCardError):
        anne.trust.digits(anne.trust.my_card())
    for act in (anne.trust.digits, anne.trust.trust):
        with pytest.raises(ForeignCardError):
            act(stranger.trust.my_card())
    (tmp_path / "x.avecard").write_bytes(b"\xff\xfe")
    with pytest.raises(NotACardError):
        anne.trust.read(tmp_path / "x.avecard")
    with pytest.raises(UnwritableFileError):
        anne.trust.write_card(tmp_path / "no" / "x.avecard")
    assert anne.trust.people() == []


def test_the_same_laptop_with_another_key_is_refused(desk: Callable[..., Desk]) -> None:
    anne, bruno = desk("anne"), desk("bruno")
    meet(anne, bruno)
    with bruno.laptop.database.transaction() as connection:
        # As if somebody had made keys of their own for Bruno's laptop.
        connection.execute("DELETE FROM own_key")
        connection.execute("DELETE FROM chain_head")
    with pytest.raises(KeyChangedError):
        anne.trust.trust(bruno.trust.my_card())
    refused(anne, bruno.send(anne).path, KeyChangedError)


def test_the_same_signing_key_with_another_to_seal_to_is_refused(
    desk: Callable[..., Desk],
) -> None:
    """Whoever has it could read along what is meant for the laptop."""
    anne, bruno, mallory = desk("anne"), desk("bruno"), desk("mallory")
    meet(anne, bruno)
    mallory.trust.my_card()
    card, own = bruno.trust.my_card(), keys_of(bruno)
    turned = make_card(
        age=keys_of(mallory).age,
        device=card.device,
        key=card.key,
        seed=own.seed,
        name=card.name,
        role=card.role,
        space=card.space,
        whose=card.structure,
    )
    for act in (anne.trust.digits, anne.trust.trust):
        with pytest.raises(KeyChangedError):
            act(turned)
    assert anne.trust.find("bruno").card == card


def test_people_are_found_by_any_spelling_or_number(desk: Callable[..., Desk]) -> None:
    anne = desk("anne")
    names = ("Zoé Ménard", "Zoé Martin", "zoe martin", "Jean-Luc O'Neil [/")
    others = [desk(f"n{n}") for n in range(len(names))]
    for other, name in zip(others, names, strict=True):
        other.trust.call_me(name)
        anne.trust.trust(other.trust.my_card())
    assert anne.trust.find("zoe menard").device == others[0].device
    assert anne.trust.find("MÉN").device == others[0].device
    assert anne.trust.find("jean luc o neil").device == others[3].device
    assert anne.trust.find(others[2].device[:6].upper()).device == others[2].device
    for several in ("Zoé Martin", "zoe"):
        with pytest.raises(SeveralCalledError):
            anne.trust.find(several)
    for nobody in ("Ghislaine", "", "x", "zo menardo"):
        with pytest.raises(NobodyCalledError):
            anne.trust.find(nobody)
    anne.trust.revoke(others[1].device)
    assert anne.trust.find("Zoé Martin").device == others[2].device
    assert [p.device for p in anne.trust.chosen(["menard", "zoe ménard"])] == [others[0].device]


# Files.


def test_an_unknown_sender_is_refused_and_the_card_is_at_hand(desk: Callable[..., Desk]) -> None:
    anne, mallory = desk("anne"), desk("mallory")
    mallory.trust.trust(anne.trust.my_card())
    made = mallory.send()
    refused(anne, made.path, UnknownSenderError)
    with pytest.raises(UnknownSenderError) as found:
        anne.exchange.preview(made.path)
    assert found.value.card == mallory.trust.my_card()
    anne.trust.trust(found.value.card)
    assert anne.take(made).new == 1


def test_who_is_not_a_recipient_can_not_read_and_a_maker_can(desk: Callable[..., Desk]) -> None:
    anne, bruno, chloe = desk("anne"), desk("bruno"), desk("chloe")
    meet(anne, bruno, chloe)
    made = anne.send(bruno)
    refused(chloe, made.path, NotForMeError)
    own = anne.take(made)
    assert (own.new, own.known) == (0, 1)


def test_a_file_for_somebody_else_can_not_be_passed_on(desk: Callable[..., Desk]) -> None:
    anne, bruno, chloe = desk("anne"), desk("bruno"), desk("chloe")
    meet(anne, bruno, chloe)
    made = anne.send(bruno).path
    clear = pyrage.decrypt(
        made.read_bytes(), [pyrage.x25519.Identity.from_str(keys_of(bruno).identity)]
    )
    recipient = pyrage.x25519.Recipient.from_str(keys_of(chloe).age)
    made.write_bytes(pyrage.encrypt(clear, [recipient]))
    refused(chloe, made, ForwardedError)


def test_who_is_revoked_is_not_sent_to_nor_taken_from(desk: Callable[..., Desk]) -> None:
    anne, bruno = desk("anne"), desk("bruno")
    meet(anne, bruno)
    before = bruno.send()
    assert anne.take(before).new == 1
    bruno.company("later")
    after = bruno.send()
    anne.trust.revoke(bruno.device)
    refused(anne, after.path, RevokedSenderError)
    with pytest.raises(NotTrustedError):
        anne.send(bruno)
    assert log.count(anne.laptop.database.connection) == 2, "what was had stays"
    # The owner had it back: they compare again.
    anne.trust.trust(bruno.trust.my_card())
    assert anne.take(after).new == 1


def test_a_container_of_another_laptop_is_refused(desk: Callable[..., Desk]) -> None:
    anne, bruno = desk("anne"), desk("bruno")
    meet(anne, bruno)
    made = bruno.send(anne).path
    refused(
        anne,
        resealed(made, bruno, anne, lambda bundle: replace(bundle, sender="f" * 16)),
        AveError,
    )
    refused(
        anne,
        resealed(made, bruno, anne, lambda bundle: replace(bundle, space=ELSEWHERE)),
        AveError,
    )


# Relays.


def test_what_is_relayed_is_held_to_its_authors_signature(desk: Callable[..., Desk]) -> None:
    anne, bruno, chloe = desk("anne"), desk("bruno"), desk("chloe")
    meet(anne, bruno, chloe)
    bruno.take(anne.send(bruno))
    relayed = bruno.send(chloe).path
    altered = resealed(relayed, bruno, chloe, lambda bundle: forged(bundle, anne.device))
    refused(chloe, altered, AlteredError)
    looked = chloe.look.inspect(relayed)
    assert looked.accepted
    assert {(part.name, part.vouched_by) for part in looked.parts} == {
        ("Anne", "author"),
        ("Bruno", "author"),
    }
    assert chloe.exchange.apply(relayed).new == 2
    assert chloe.is_sound()


def test_operations_added_under_an_authors_name_are_refused(desk: Callable[..., Desk]) -> None:
    anne, bruno, chloe = desk("anne"), desk("bruno"), desk("chloe")
    meet(anne, bruno, chloe)
    bruno.take(anne.send(bruno))
    with bruno.laptop.database.transaction() as connection:
        # Bruno's laptop was tampered with: its log has an operation that Anne never wrote.
        (last,) = log.of_device(connection, anne.device)
        fake = replace(Operation.from_log(last), seq=2, tx=2, row=new_id())
        log.append(connection, [fake.for_log()])
        connection.execute("UPDATE device SET seq = 2 WHERE id = ?", (anne.device,))
    sent = bruno.send(chloe)
    assert chloe.take(sent).new == 2, "what lies beyond the signature stays where it is"
    with bruno.laptop.database.transaction() as connection:
        connection.execute("DELETE FROM chain_head WHERE device = ?", (anne.device,))
    bruno.company("again")
    refused(chloe, bruno.send(chloe, everything=True).path, AlteredError)


def test_where_no_card_is_known_the_sender_alone_vouches(desk: Callable[..., Desk]) -> None:
    anne, bruno, chloe = desk("anne"), desk("bruno"), desk("chloe")
    meet(anne, bruno)
    meet(bruno, chloe)
    bruno.take(anne.send(bruno))
    relayed = bruno.send(chloe).path
    looked = chloe.look.inspect(relayed)
    assert {(part.device, part.vouched_by) for part in looked.parts} == {
        (anne.device, "sender"),
        (bruno.device, "author"),
    }
    chloe.exchange.apply(relayed)
    # From now on Anne's laptop has one key here, though nobody compared her card.
    with anne.laptop.database.transaction() as connection:
        connection.execute("DELETE FROM own_key")
    with pytest.raises(KeyChangedError):
        chloe.trust.trust(anne.trust.my_card())


def test_a_forgery_that_was_let_in_is_found_when_its_author_is_known(
    desk: Callable[..., Desk],
) -> None:
    anne, bruno, chloe = desk("anne"), desk("bruno"), desk("chloe")
    meet(anne, bruno)
    meet(bruno, chloe)
    bruno.take(anne.send(bruno))

    def without_heads(bundle: Bundle) -> Bundle:
        return forged(bundle, anne.device)

    made = bruno.send(chloe).path
    sealed = unseal(made.read_bytes(), [keys_of(bruno).identity])
    made.write_bytes(
        seal(
            pack(without_heads(unpack(sealed.container))),
            card=bruno.trust.my_card(),
            seed=keys_of(bruno).seed,
            to=[keys_of(chloe).age],
            made=0,
            heads=[head for head in sealed.heads if head.device == bruno.device],
        )
    )
    chloe.exchange.apply(made)
    meet(anne, chloe)
    anne.company("more")
    refused(chloe, anne.send(chloe, everything=True).path, ForkedHistoryError)


@pytest.mark.parametrize("seq", [2, 3])
def test_what_was_made_up_of_a_stranger_keeps_nobody_out(
    desk: Callable[..., Desk], seq: int
) -> None:
    """Somebody trusted invents a key and operations for a laptop that is not known here yet."""
    anne, bruno, chloe = desk("anne"), desk("bruno"), desk("chloe")
    anne.company("second")
    meet(bruno, chloe)
    made = bruno.send(chloe).path
    false = replace(fake_operation(bruno, made), device=anne.device, seq=seq, tx=seq)
    key = public_key("1" * 64)
    head = sign_head("5" * 32, anne.device, key, "1" * 64, seq, chain("0" * 64, false))
    # It comes too early, so it waits.
    with_more(made, bruno, chloe, false, [head])
    assert chloe.exchange.apply(made).held == 1
    meet(anne, chloe)
    assert chloe.take(anne.send(chloe)).new == 2
    assert chloe.exchange.waiting() == 0
    assert chloe.is_sound()


@pytest.mark.parametrize("seq", [1, 3])
@pytest.mark.parametrize("signed", ["by another key", "by nobody", "as something else"])
def test_nothing_can_be_made_up_in_the_name_of_a_known_laptop(
    desk: Callable[..., Desk], seq: int, signed: str
) -> None:
    """Whether it could be brought in at once (1) or would only wait for others (3)."""
    anne, bruno, chloe = desk("anne"), desk("bruno"), desk("chloe")
    anne.company("second")
    anne.company("third")
    meet(anne, bruno, chloe)
    made = bruno.send(chloe).path
    false = replace(fake_operation(bruno, made), device=anne.device, seq=seq, tx=seq)
    heads: list[Head] = []
    error: type[AveError] = AlteredError
    match signed:
        case "by another key":
            start = "" if seq == 1 else "0" * 64
            key, end = public_key("1" * 64), chain(start, false)
            heads = [sign_head("5" * 32, anne.device, key, "1" * 64, seq, end)]
            error = KeyChangedError
        case "as something else":
            own = keys_of(anne)
            heads = [sign_head("5" * 32, anne.device, own.key, own.seed, seq, "2" * 64)]
    refused(chloe, with_more(made, bruno, chloe, false, heads), error)


# Head office.


def test_whoever_compared_with_the_office_trusts_everybody_on_its_list(
    desk: Callable[..., Desk],
) -> None:
    office, anne, bruno = desk("office"), desk("anne"), desk("bruno", "")
    office.trust.be_office(True)
    meet(office, anne)
    meet(office, bruno)
    bruno.take(office.send())
    from_bruno = bruno.send()
    assert from_bruno.recipients == ("Anne", "Office")
    # Anne never had a file of the office: Bruno's carries its list.
    assert anne.take(from_bruno).new == 1
    (listed,) = [person for person in anne.trust.people() if person.name == "Bruno"]
    assert (listed.trusted, listed.compared, listed.office) == (True, False, "Office")
    assert {person.name for person in anne.trust.chosen()} == {"Bruno", "Office"}


def test_a_list_of_somebody_who_is_no_office_here_is_passed_over(
    desk: Callable[..., Desk],
) -> None:
    office, anne, bruno = desk("office"), desk("anne"), desk("bruno")
    meet(office, anne)
    meet(office, bruno)
    # It became one after its digits were compared: its word is not enough.
    office.trust.be_office(True)
    anne.take(office.send())
    assert [person.name for person in anne.trust.chosen()] == ["Office"]
    anne.trust.heed(office.device, True)
    office.company("more")
    anne.take(office.send())
    assert {person.name for person in anne.trust.chosen()} == {"Bruno", "Office"}
    (bruno_here,) = [person for person in anne.trust.people() if person.name == "Bruno"]
    with pytest.raises(NotComparedError):
        anne.trust.heed(bruno_here.device, True)
    # Without the office, those it vouched for stand alone.
    anne.trust.revoke(office.device)
    assert anne.trust.find("bruno").standing is Standing.UNVOUCHED


def test_a_file_of_somebody_whose_office_is_trusted_no_more_is_refused(
    desk: Callable[..., Desk],
) -> None:
    office, anne, bruno = desk("office"), desk("anne"), desk("bruno")
    office.trust.be_office(True)
    meet(office, anne)
    meet(office, bruno)
    anne.take(office.send(anne))
    bruno.take(office.send(bruno))
    made = bruno.send(anne)
    anne.trust.revoke(office.device)
    refused(anne, made.path, UnknownSenderError)
    anne.trust.trust(bruno.trust.my_card())
    assert anne.take(made).new == 1


def test_a_list_for_another_structure_teaches_nothing(desk: Callable[..., Desk]) -> None:
    """The office's keys are known here, and it keeps a list elsewhere too."""
    office, anne, bruno = desk("office"), desk("anne"), desk("bruno", ELSEWHERE)
    office.trust.be_office(True)
    meet(office, anne)
    here, own = office.trust.my_card(), keys_of(office)
    there = make_card(
        age=here.age,
        device=here.device,
        key=here.key,
        seed=own.seed,
        name=here.name,
        role="office",
        space=ELSEWHERE,
        whose="",
    )
    listed = make_roster(there, own.seed, 9, 0, [bruno.trust.my_card()], [], [own.age])
    known = anne.trust.people()
    with anne.laptop.database.transaction() as connection:
        assert not take_roster(connection, listed, 0)
        assert trust.roster_number(connection, office.device) == 0
        assert preferences.get(connection, "recovery") == ""
    assert anne.trust.people() == known


def test_what_was_withdrawn_here_no_office_gives_back(desk: Callable[..., Desk]) -> None:
    """Its list says of the laptop that it is trusted no more, and then that it is again."""
    office, anne, bruno = desk("office"), desk("anne"), desk("bruno")
    office.trust.be_office(True)
    meet(office, anne, bruno)
    anne.take(office.send(anne))
    anne.trust.revoke(bruno.device)
    (kept,) = [p for p in trust.peers(anne.laptop.database.connection) if p.device == bruno.device]
    for revoked in (True, False):
        if revoked:
            office.trust.revoke(bruno.device)
        else:
            office.trust.trust(bruno.trust.my_card())
        anne.take(office.send(anne, everything=True))
        assert kept in trust.peers(anne.laptop.database.connection)
    assert trust.roster_number(anne.laptop.database.connection, office.device) == 3
    anne.trust.trust(bruno.trust.my_card())
    assert anne.trust.find("bruno").trusted


def test_the_office_revokes_a_lost_laptop_and_takes_it_in_again(
    desk: Callable[..., Desk],
) -> None:
    office, anne, bruno = desk("office"), desk("anne"), desk("bruno")
    office.trust.be_office(True)
    meet(office, anne, bruno)
    old = office.send()
    office.trust.revoke(bruno.device)
    anne.take(office.send())
    assert anne.trust.find("bruno").standing is Standing.REVOKED
    refused(anne, bruno.send(anne).path, RevokedSenderError)
    with pytest.raises(RevokedByOfficeError):
        anne.trust.trust(bruno.trust.my_card())
    # An older list changes nothing.
    anne.take(old)
    assert anne.trust.find("bruno").standing is Standing.REVOKED
    office.trust.trust(bruno.trust.my_card())
    again = office.send()
    anne.take(again)
    assert anne.trust.find("bruno").trusted
    assert anne.take(bruno.send(anne)).new == 1


def test_a_laptop_that_was_revoked_learns_it_and_makes_no_more_files(
    desk: Callable[..., Desk],
) -> None:
    office, anne, bruno = desk("office"), desk("anne"), desk("bruno")
    office.trust.be_office(True)
    meet(office, anne, bruno)
    office.trust.revoke(bruno.device)
    anne.take(office.send())
    # Anne has Bruno's card from before, and her file brings the list to him.
    with anne.laptop.database.transaction() as connection:
        connection.execute("UPDATE peer SET revoked_ms = NULL")
    bruno.take(anne.send(bruno))
    assert bruno.trust.revoked_by == "Office"
    with pytest.raises(LaptopRevokedError):
        bruno.send(anne)
    office.trust.trust(bruno.trust.my_card())
    bruno.take(office.send(bruno))
    assert bruno.trust.revoked_by == ""
    assert bruno.send(anne).operations > 0


def test_the_list_grows_only_when_something_changed_and_bears_the_recovery(
    desk: Callable[..., Desk],
) -> None:
    office, anne = desk("office"), desk("anne")
    office.trust.be_office(True)
    meet(office, anne)
    recovery = keys_of(office).age
    office.laptop.ledger.prefer("recovery", f"{recovery} nonsense")

    def number() -> int:
        return trust.roster_number(office.laptop.database.connection, office.device)

    anne.take(office.send())
    assert number() == 1
    assert preferences.get(anne.laptop.database.connection, "recovery") == recovery
    office.send()
    assert number() == 1
    office.trust.revoke(anne.device)
    office.trust.trust(anne.trust.my_card())
    office.laptop.ledger.prefer("recovery", "")
    anne.take(office.send())
    assert number() == 2
    # A list without any takes nothing away: what a laptop's key was wrapped for stays known.
    assert preferences.get(anne.laptop.database.connection, "recovery") == recovery


def test_a_list_can_not_give_a_known_laptop_another_key(desk: Callable[..., Desk]) -> None:
    office, anne, bruno = desk("office"), desk("anne"), desk("bruno")
    office.trust.be_office(True)
    meet(office, anne)
    meet(anne, bruno)
    with bruno.laptop.database.transaction() as connection:
        connection.execute("DELETE FROM own_key")
    meet(office, bruno)
    refused(anne, office.send(anne).path, KeyChangedError)


def test_nobody_can_keep_the_list_in_the_offices_name(desk: Callable[..., Desk]) -> None:
    office, anne, bruno, mallory = desk("office"), desk("anne"), desk("bruno"), desk("mallory")
    office.trust.be_office(True)
    meet(office, anne)
    meet(anne, bruno)
    own = keys_of(bruno) if bruno.trust.my_card() else None
    assert own is not None
    posing = make_card(
        age=own.age,
        device=office.device,
        key=own.key,
        seed=own.seed,
        name="Office",
        role="office",
        space="5" * 32,
        whose="",
    )
    false = make_roster(posing, own.seed, 9, 0, [mallory.trust.my_card()], [], [])
    made = bruno.send(anne).path
    sealed = unseal(made.read_bytes(), [own.identity])
    made.write_bytes(
        seal(
            sealed.container,
            card=sealed.card,
            seed=own.seed,
            to=sealed.to,
            made=0,
            heads=sealed.heads,
            rosters=[false],
        )
    )
    refused(anne, made, KeyChangedError)


# Joining, and becoming another laptop.


def test_who_joins_bears_the_structure_from_the_first_file_on(
    desk: Callable[..., Desk],
) -> None:
    anne, bruno = desk("anne"), desk("bruno", "")
    meet(anne, bruno)
    bruno.take(anne.send())
    assert bruno.trust.my_card().space == anne.trust.my_card().space
    bruno.company("Bruno's")
    bruno.trust.call_me("Bruno Dupont")
    anne.take(bruno.send())
    assert anne.trust.find("Bruno Dupont").card == bruno.trust.my_card()


def test_a_copied_home_has_a_new_card_and_opens_what_was_for_the_old_one(
    desk: Callable[..., Desk], tmp_path: Path
) -> None:
    anne, bruno = desk("anne"), desk("bruno")
    meet(anne, bruno)
    for_bruno = anne.send(bruno)
    bruno.company("never sent")
    old_card, was = bruno.trust.my_card(), bruno.device
    bruno.laptop.close()
    # Copied while the first one is there, and then moved: no disk gives it the very same place.
    moved = tmp_path / "moved"
    shutil.copytree(bruno.laptop.home.folder, moved)
    shutil.rmtree(bruno.laptop.home.folder)
    shutil.move(moved, bruno.laptop.home.folder)
    bruno.reopen()
    assert bruno.device != was
    assert not bruno.trust.my_card().same_keys(old_card)
    assert bruno.take(for_bruno).new == 1
    made = bruno.send(anne)
    refused(anne, made.path, UnknownSenderError)
    anne.trust.trust(bruno.trust.my_card())
    looked = anne.look.inspect(made.path)
    # The former laptop's last word was signed by its own key when it became another.
    assert [(part.device, part.last, part.vouched_by) for part in looked.parts] == [
        (was, 2, "author")
    ]
    assert anne.take(made).new == 2
    bruno.company("as the new one")
    assert anne.take(bruno.send(anne)).new == 1
    assert anne.is_sound()
    assert bruno.is_sound()


def test_own_files_bring_back_what_a_restored_backup_lacks(
    desk: Callable[..., Desk],
) -> None:
    anne, bruno = desk("anne"), desk("bruno")
    meet(anne, bruno)
    backup = anne.laptop.database.back_up()
    anne.write(hours(3_600), Change("assignment", "a" * 32, {"label": "ESAT"}))
    sent = anne.send(bruno)
    whole = anne.state()
    anne.laptop.close()
    for side in ("-wal", "-shm"):
        anne.laptop.home.database.with_name(f"ave.db{side}").unlink(missing_ok=True)
    with anne.laptop.home.database.open("r+b") as file:
        file.write(backup.read_bytes())
        file.truncate()
    anne.reopen()
    assert anne.state() != whole
    assert anne.take(sent).new == 2
    assert anne.state() == whole


def gone_back(one: Desk, backup: Path) -> None:
    """Go back to a copy as the program does it."""
    key = one.laptop.database.key
    one.laptop.close()
    CopiesService(one.laptop.home, lambda: one.now).restore(backup, key)
    one.reopen()


def test_what_a_copy_held_that_was_never_sent_goes_out_after_going_back(
    desk: Callable[..., Desk],
) -> None:
    """The copy does not say which laptop it was, but what it holds is signed all the same."""
    anne, bruno = desk("anne"), desk("bruno")
    meet(anne, bruno)
    anne.take(bruno.send(anne))
    bruno.company("in the copy, never sent")
    was, backup = bruno.device, bruno.laptop.database.back_up()
    gone_back(bruno, backup)
    assert bruno.device != was
    meet(anne, bruno)
    assert anne.take(bruno.send(anne)).new == 1
    assert bruno.take(anne.send(bruno)).new == 1
    assert anne.state() == bruno.state()
    assert anne.is_sound()
    assert bruno.is_sound()


def test_a_copy_from_before_the_card_is_signed_by_the_card(desk: Callable[..., Desk]) -> None:
    anne, bruno = desk("anne"), desk("bruno")
    backup = bruno.laptop.database.back_up()
    meet(anne, bruno)
    old_card = bruno.trust.my_card()
    for_bruno = anne.send(bruno)
    gone_back(bruno, backup)
    meet(anne, bruno)
    assert not bruno.trust.my_card().same_keys(old_card)
    assert anne.take(bruno.send(anne)).new == 1
    assert bruno.take(for_bruno).new == 1
    assert anne.state() == bruno.state()


def test_going_back_trusts_nobody_again(desk: Callable[..., Desk]) -> None:
    office, anne, bruno, chloe = desk("office"), desk("anne"), desk("bruno"), desk("chloe")
    office.trust.be_office(True)
    meet(office, anne, bruno, chloe)
    old = office.send()
    anne.take(old)
    backup = anne.laptop.database.back_up()
    office.trust.revoke(bruno.device)
    anne.take(office.send(anne))
    anne.trust.revoke(chloe.device)
    gone_back(anne, backup)
    for _ in range(2):
        assert anne.trust.find("bruno").standing is Standing.REVOKED
        assert anne.trust.find("chloe").standing is Standing.REVOKED
        anne.take(old)


def test_a_stolen_former_laptop_can_be_revoked_from_its_copy(
    desk: Callable[..., Desk], tmp_path: Path
) -> None:
    office, anne = desk("office"), desk("anne")
    office.trust.be_office(True)
    meet(office, anne)
    anne.take(office.send(anne))
    anne.laptop.close()
    # Her records on a new laptop; the old one goes on, in other hands.
    stolen = Desk.__new__(Desk)
    stolen.__dict__.update(anne.__dict__)
    copy = desk("copy", "")
    copy.laptop.close()
    shutil.rmtree(copy.laptop.home.folder)
    shutil.copytree(anne.laptop.home.folder, copy.laptop.home.folder)
    copy.reopen()
    stolen.reopen()
    assert copy.device != stolen.device
    stolen.company("from the thief")
    made = stolen.exchange.export(tmp_path, ["office"])
    # Sealed to its own maker too, the copy opens it: files of one's own bring back what is lacking.
    assert copy.look.inspect(made.path).accepted
    meet(office, copy)
    office.trust.revoke(stolen.device)
    copy.take(office.send(copy))
    refused(copy, made.path, RevokedSenderError)
    assert copy.trust.revoked_by == "", "it is not the one that was revoked"
    assert copy.send(office).operations >= 0
    with pytest.raises(RevokedByOfficeError):
        copy.trust.trust(stolen.trust.my_card())


def test_a_new_laptop_of_the_same_name_is_told_from_the_old_one(
    desk: Callable[..., Desk],
) -> None:
    anne, old, new = desk("anne"), desk("old"), desk("new")
    for laptop in (old, new):
        laptop.trust.call_me("Zoé")
        person = anne.trust.trust(laptop.trust.my_card())
    assert [other.device for other in anne.trust.other_laptops(person)] == [old.device]
    anne.trust.revoke(old.device)
    assert anne.trust.other_laptops(person) == []
    assert anne.trust.find("zoe").device == new.device


def test_a_check_finds_what_is_not_as_it_was_signed(desk: Callable[..., Desk]) -> None:
    anne, bruno = desk("anne"), desk("bruno")
    meet(anne, bruno)
    bruno.take(anne.send(bruno))
    assert bruno.is_sound()
    with bruno.laptop.database.transaction() as connection:
        connection.execute("UPDATE change_log SET at_ms = 5 WHERE device = ?", (anne.device,))
    faults = check(bruno.laptop.database.connection).faults
    assert [fault.text for fault in faults] == [
        "Changes of laptop {device} are not as it signed them."
    ]


def test_keys_are_made_once_and_kept(desk: Callable[..., Desk]) -> None:
    anne = desk("anne")
    connection = anne.laptop.database.connection
    assert trust.own_keys(connection) == []
    first = anne.trust.my_card()
    (own,) = trust.own_keys(connection)
    assert isinstance(own, OwnKey)
    anne.restart()
    assert anne.trust.my_card() == first

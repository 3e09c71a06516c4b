"""The seal and the trust with one mistake in them, each of which the attacks must find."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from ave_tui.storage import trust
from ave_tui.sync import admission, roster, seal
from ave_tui.sync import merge as merging
from ave_tui.sync.admission import OtherSpaceError, RevokedSenderError, UnknownSenderError
from ave_tui.sync.circle import Circle, KeyChangedError
from ave_tui.sync.merge import merge
from ave_tui.sync.signing import sign, verified

if TYPE_CHECKING:
    import pytest

    from ave_tui.sync.card import Card
    from tests.proof.mutants import Mutant


def signature_not_checked(patch: pytest.MonkeyPatch) -> None:
    """Whatever is under the seal is believed."""
    patch.setattr(seal, "verified", lambda *_: None)


def recipients_not_signed(patch: pytest.MonkeyPatch) -> None:
    """The signature does not say whom the file is for."""

    def without(header: Any) -> dict[str, object]:
        return {name: value for name, value in header.items() if name != "to"}

    patch.setattr(seal, "sign", lambda d, header, seed: sign(d, without(header), seed))
    patch.setattr(seal, "verified", lambda d, header, key: verified(d, without(header), key))


def list_goes_back(patch: pytest.MonkeyPatch) -> None:
    """An older list of head office is as good as the newest one."""
    patch.setattr(trust, "roster_number", lambda *_: 0)


def list_not_checked(patch: pytest.MonkeyPatch) -> None:
    """Anybody's list is head office's."""
    patch.setattr(roster, "verified", lambda *_: None)


def _let_in(patch: pytest.MonkeyPatch, refusal: type[Exception]) -> None:
    whole = admission.judge_sender

    def judge_sender(circle: Circle, card: Card) -> None:
        with suppress(refusal):
            whole(circle, card)

    patch.setattr(admission, "judge_sender", judge_sender)


def revoked_accepted(patch: pytest.MonkeyPatch) -> None:
    """A laptop that is trusted no more is heard all the same."""
    _let_in(patch, RevokedSenderError)


def unknown_accepted(patch: pytest.MonkeyPatch) -> None:
    """Nobody need have compared a card."""
    _let_in(patch, UnknownSenderError)


def other_space_accepted(patch: pytest.MonkeyPatch) -> None:
    """Another structure's records come in."""
    _let_in(patch, OtherSpaceError)


def head_not_required(patch: pytest.MonkeyPatch) -> None:
    """What is relayed need not be signed by its author."""

    def of_anybody(*arguments: Any, **named: Any) -> object:
        return merge(*arguments, **{**named, "known_authors": ()})

    patch.setattr(merging, "merge", of_anybody)
    vouched_key = Circle.vouched_key

    def hold_to_one_key(circle: Circle, device: str, key: str) -> None:
        if (vouched_key(circle, device) or circle.pinned.get(device, key)) != key:
            raise KeyChangedError(device)

    # Keys are still compared; but no author is known whose head would have to be there.
    patch.setattr(Circle, "hold_to_one_key", hold_to_one_key)
    patch.setattr(Circle, "vouched_key", lambda *_: None)


def second_key_accepted(patch: pytest.MonkeyPatch) -> None:
    """A laptop may show another key than before."""
    patch.setattr(Circle, "hold_to_one_key", lambda *_: None)


TRUST_MUTANTS: Final[list[Mutant]] = [
    signature_not_checked,
    recipients_not_signed,
    list_goes_back,
    list_not_checked,
    revoked_accepted,
    unknown_accepted,
    other_space_accepted,
    head_not_required,
    second_key_accepted,
]

"""A card proves that its owner has the key, and the digits are of both cards and nothing else."""

from __future__ import annotations

import base64
import json
import zlib

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.errors import AveError
from ave_tui.sync.card import NotACardError, card_of, digits, make_card, read_card
from ave_tui.sync.lines import SchemaTooNewError
from ave_tui.sync.operation import canonical
from ave_tui.sync.signing import NotSignedError, is_recipient, sign
from tests.names import HOSTILE_NAMES
from tests.sync.seal_makers import LOW_ORDER, SPACE, owner

ANNE, BRUNO, MALLORY = owner("a"), owner("b"), owner("e")
FILLED_UP = "age1h5v936du5czc2uq2keyf2kd07g7cwgacyfa2sv3lsrtvh3jgu59pwg55yk"
"""The 256 bits of a point, then four that are not 0 as they should be; its checksum is right."""


def altered(**changes: object) -> str:
    """Return Anne's card with other values, signed again by Mallory's key where hers is in it."""
    values = {**ANNE.card().values(), **changes}
    said = {name: value for name, value in values.items() if name != "sig"}
    seed = MALLORY.seed if values["key"] == MALLORY.key else ANNE.seed
    return canonical({**said, "sig": sign("ave-tui card 1", said, seed)})


def test_a_card_comes_back_as_it_was() -> None:
    card = ANNE.card()
    for around in ("{}", "{}\n", "\ufeff{}\r\n", " {} "):
        assert read_card(around.format(card.text())) == card


def test_a_card_comes_back_from_what_a_phone_read() -> None:
    card = ANNE.card()
    code = card.code()
    assert len(code) < len(card.text())
    for read in (code, f" {code}\r\n", code.lower(), f"{code[:70]}\r\n{code[70:]}"):
        assert read_card(read) == card


@given(st.data())
def test_a_code_with_another_letter_is_refused_or_says_the_same(data: st.DataObject) -> None:
    code = ANNE.card().code()
    place = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567018=:{"))
    try:
        read = read_card(f"{code[:place]}{letter}{code[place + 1 :]}")
    except NotACardError:
        return
    assert read == ANNE.card()


@given(st.one_of(st.text(), st.binary().map(lambda some: base64.b32encode(some).decode())))
def test_anything_else_packed_is_no_card(text: str) -> None:
    with pytest.raises(NotACardError):
        read_card(f"AVECARD:{text}")


def test_a_code_that_unpacks_to_far_too_much_is_refused() -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = bytes(104) + packing.compress(b" " * 10**7) + packing.flush()
    code = base64.b32encode(bomb[:4_000]).decode()
    with pytest.raises(NotACardError):
        read_card(f"AVECARD:{code}")


@pytest.mark.parametrize("name", [*HOSTILE_NAMES, "", " \t", "\x00a\n b", "\ud800"])
def test_any_name_makes_a_card_that_everybody_takes(name: str) -> None:
    card = make_card(
        age=ANNE.age,
        device=ANNE.device,
        key=ANNE.key,
        seed=ANNE.seed,
        name=name,
        role="facilitator",
        space=SPACE,
        whose=name,
    )
    assert read_card(card.text()) == card
    assert card.name
    assert "\n" not in card.name


@given(st.data())
def test_any_altered_letter_is_refused(data: st.DataObject) -> None:
    text = ANNE.card().text()
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters().filter(lambda c: c != text[at]))
    with pytest.raises(AveError):
        read_card(text[:at] + letter + text[at + 1 :])


@given(st.text(max_size=300) | st.sampled_from(["[]", "{}", "1", '{"card":2}' * 2000, "[" * 5000]))
def test_anything_else_is_no_card(text: str) -> None:
    with pytest.raises(NotACardError):
        read_card(text)


@pytest.mark.parametrize(
    "changes",
    [
        {"age": LOW_ORDER},
        {"age": ANNE.age.upper()},
        {"age": ANNE.age[:-1] + ("q" if ANNE.age[-1] != "q" else "p")},
        {"device": "A" * 16},
        {"device": 5},
        {"key": MALLORY.key.upper()},
        {"name": ""},
        {"name": "a  b"},
        {"name": "a\u202eb"},
        {"name": "a" * 81},
        {"name": None},
        {"role": "chief"},
        {"space": "s" * 32},
        {"space": None},
        {"structure": 1},
        {"card": 0},
        {"card": True},
        {"more": 1},
    ],
)
def test_a_card_out_of_form_is_refused_even_if_it_is_signed(changes: dict[str, object]) -> None:
    with pytest.raises(NotACardError):
        read_card(altered(**changes))


def test_a_newer_card_says_so() -> None:
    with pytest.raises(SchemaTooNewError):
        read_card(altered(card=2))


def test_a_card_in_another_spelling_is_refused() -> None:
    values = ANNE.card().values()
    for text in (json.dumps(values), json.dumps(values, sort_keys=True)):
        with pytest.raises(NotACardError):
            read_card(text)


def test_anothers_key_signs_another_card() -> None:
    with pytest.raises(NotACardError):
        read_card(canonical({**ANNE.card().values(), "key": MALLORY.key}))
    assert not read_card(altered(key=MALLORY.key)).same_keys(ANNE.card())


@pytest.mark.parametrize("found", [None, [], "card", 5])
def test_what_is_no_object_is_no_card(found: object) -> None:
    with pytest.raises(NotSignedError):
        card_of(found)


def test_recipients_have_one_form_and_can_be_sealed_to() -> None:
    assert is_recipient(ANNE.age)
    for other in (LOW_ORDER, ANNE.age.upper(), "", "age1", None, f" {ANNE.age}", ANNE.age + "q"):
        assert not is_recipient(other)
    # age reads it all the same, as another spelling of one that it would write otherwise.
    assert str(pyrage.x25519.Recipient.from_str(FILLED_UP)) != FILLED_UP
    assert not is_recipient(FILLED_UP)


def test_the_digits_are_the_same_on_both_screens_and_of_these_two_alone() -> None:
    anne, bruno = ANNE.card(), BRUNO.card("Bruno")
    said = digits(anne, bruno)
    assert said == digits(bruno, anne)
    groups = said.split(" ")
    assert [len(group) for group in groups] == [5, 5, 5, 5]
    assert "".join(groups).isdecimal()
    assert said != digits(anne, MALLORY.card("Bruno"))
    assert said != digits(MALLORY.card("Anne"), bruno)
    # What is no key may change without another comparison.
    assert said == digits(ANNE.card("Anne Martin", space=""), BRUNO.card("Bruno", "office"))

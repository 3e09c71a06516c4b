"""A printed secret is typed again by hand: slips that don't matter are forgiven, others found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.recovery_text import PREFIX, MistypedError, groups, read_secret

SECRETS = (
    "AGE-SECRET-KEY-1V3669CA2P0TK553Y3SQLJCY87SJM8DGXYX646SHXKRWSCKRF22AQNL7WEU",
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
)
SIGNS = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
secrets = st.sampled_from(SECRETS)


def test_the_secrets_of_the_tests_are_what_age_makes() -> None:
    import pyrage

    for secret in SECRETS:
        assert str(pyrage.x25519.Identity.from_str(secret)) == secret


@given(secrets, st.data())
def test_spaces_dashes_case_and_look_alikes_are_forgiven(secret: str, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from([PREFIX, PREFIX.lower(), ""]))
    between = data.draw(st.sampled_from(["", " ", "-", " - ", "\n", "\t", "\xa0"]))
    typed = start + between + between.join(groups(secret))
    like = data.draw(st.sampled_from([("0", "o"), ("L", "i"), ("8", "b"), ("L", "l")]))
    body = typed[len(start) :].replace(*like)
    assert read_secret(start + body) == secret
    assert read_secret(start + body.lower()) == secret


@given(secrets, st.integers(0, 57), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_found_and_its_group_named(secret: str, place: int, sign: str) -> None:
    body = secret.removeprefix(PREFIX)
    wrong = body[:place] + sign + body[place + 1 :]
    if wrong == body:
        return
    with pytest.raises(MistypedError) as told:
        read_secret(wrong)
    values = told.value.problem.values
    assert values["group"] == place // 4 + 1
    assert values["likely"] == groups(secret)[place // 4]


@given(secrets, st.integers(0, 57), st.sampled_from("éù£_@"))
def test_a_sign_of_no_sheet_is_found(secret: str, place: int, sign: str) -> None:
    body = secret.removeprefix(PREFIX)
    with pytest.raises(MistypedError) as told:
        read_secret(body[:place] + sign + body[place + 1 :])
    assert told.value.problem.values["group"] == place // 4 + 1


@given(secrets, st.data())
def test_anything_else_is_never_taken(secret: str, data: st.DataObject) -> None:
    body = list(secret.removeprefix(PREFIX))
    for place in data.draw(st.lists(st.integers(0, 57), min_size=2, max_size=4, unique=True)):
        body[place] = data.draw(st.sampled_from(sorted(set(SIGNS) - {body[place]})))
    with pytest.raises(MistypedError):
        read_secret("".join(body))


@pytest.mark.parametrize("typed", ["", "AGE-SECRET-KEY-1", SECRETS[0][:-4], SECRETS[0] + "QQQQ"])
def test_a_missing_or_doubled_group_is_said(typed: str) -> None:
    with pytest.raises(MistypedError, match="signs in"):
        read_secret(typed)

"""The secret of a recovery sheet, as it is printed in groups and typed again by hand.

It is an age identity: bech32, whose six last signs tell whether all others are right (BIP 173).
"""

from __future__ import annotations

import re
from typing import Final

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_

PREFIX: Final = "AGE-SECRET-KEY-1"
GROUP: Final = 4
_SIGNS: Final = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_LENGTH: Final = 58
_POLYNOMIAL: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_LIKE: Final = str.maketrans({"O": "0", "I": "L", "1": "L", "B": "8"})
"""Signs that never stand on a sheet, and what an eye takes for them."""


class MistypedError(RuleBrokenError):
    """What was typed is not a secret of a sheet; the sentence says where to look, if it can."""

    def __init__(self, problem: str, remedy: str, **values: object) -> None:
        super().__init__(problem, remedy, field="secret", **values)


def groups(secret: str) -> list[str]:
    """Return a secret in the groups in which it is printed, without what they all begin with."""
    body = secret.removeprefix(PREFIX)
    return [body[start : start + GROUP] for start in range(0, len(body), GROUP)]


def read_secret(typed: str) -> str:
    """Return the secret that was typed or scanned; spaces, dashes and case don't matter.

    Raises:
        MistypedError: It is none; where one sign alone is wrong, its group is named.
    """
    body = re.sub(r"[\s\-.]", "", typed.upper())
    body = body.removeprefix(PREFIX.replace("-", "")).translate(_LIKE)
    _check_signs(body)
    if len(body) != _LENGTH:
        raise MistypedError(
            N_("The sheet has {wanted} signs in {groups} groups, and here are {count}."),
            N_("Look for a group that is missing, doubled or cut."),
            wanted=_LENGTH,
            groups=len(groups("Q" * _LENGTH)),
            count=len(body),
        )
    if not _is_sound(body):
        _tell_where(body)
    return PREFIX + body


def _check_signs(body: str) -> None:
    for place, sign in enumerate(body):
        if sign not in _SIGNS:
            raise MistypedError(
                N_("Group {group} has a sign that is on no sheet: “{sign}”."),
                N_("Read this group again and type it anew."),
                group=place // GROUP + 1,
                sign=sign,
            )


def _tell_where(body: str) -> None:
    """Say which group to read again: one wrong sign is found by trying every other."""
    for place in range(_LENGTH):
        for sign in _SIGNS:
            tried = body[:place] + sign + body[place + 1 :]
            if sign != body[place] and _is_sound(tried):
                number = place // GROUP
                raise MistypedError(
                    N_("Group {group} is wrong: on the sheet, is it “{likely}”?"),
                    N_("Read this group again and type it anew."),
                    group=number + 1,
                    likely=groups(tried)[number],
                )
    raise MistypedError(
        N_("Several signs are wrong."),
        N_("Hold each group against the sheet, then try again."),
    )


def _is_sound(body: str) -> bool:
    name = PREFIX.lower()[:-1]
    values = [ord(sign) >> 5 for sign in name] + [0] + [ord(sign) & 31 for sign in name]
    values += [_SIGNS.index(sign) for sign in body]
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_POLYNOMIAL):
            check ^= term if top >> bit & 1 else 0
    return check == 1

"""What stays of a person who is made anonymous: enough to count by, too little to find anybody.

Les-emplois keeps the same after its purge: year of birth, département, kinds (field.md 6).
"""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ave_tui.domain.schema import Value, Values

_ISLAND: Final = "20"
_SOUTH: Final = ("200", "201")
_OVERSEAS: Final = ("97", "98")


class Profile(NamedTuple):
    """What reports count a person by; empty where nothing is known."""

    birth_year: int | None = None
    sex: str | None = None
    education: str | None = None
    ground: str | None = None
    qpv: int = 0
    department: str | None = None

    @property
    def values(self) -> Values:
        """What the fields of an anonymous profile hold."""
        return dict(self._asdict())


def profile_of(person: Values, ground: str | None) -> Profile:
    """Return the profile of somebody whose record is there.

    Args:
        person: The fields of the record.
        ground: The principal ground of the newest eligibility.
    """
    born = _text(person.get("birth_date"))[:4]
    return Profile(
        int(born) if born.isdecimal() else None,
        _text(person.get("sex")) or None,
        _text(person.get("education")) or None,
        ground or None,
        int(bool(person.get("qpv"))),
        department_of(_text(person.get("postcode"))) or None,
    )


def merged(profiles: Iterable[Profile]) -> Profile:
    """Return one profile of somebody recorded several times: each adds what is still missing."""
    whole = Profile()
    for each in profiles:
        whole = Profile(
            whole.birth_year or each.birth_year,
            whole.sex or each.sex,
            whole.education or each.education,
            whole.ground or each.ground,
            whole.qpv or each.qpv,
            whole.department or each.department,
        )
    return whole


def department_of(postcode: str) -> str:
    """Return the département of a postcode; empty where it has none."""
    digits = "".join(postcode.split())
    if len(digits) != 5 or not digits.isdecimal():
        return ""
    if digits.startswith(_ISLAND):
        return "2A" if digits.startswith(_SOUTH) else "2B"
    return digits[:3] if digits.startswith(_OVERSEAS) else digits[:2]


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""

"""What people are counted by, whether they are known by name or were made anonymous."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.anonymous import Profile, merged, profile_of
from ave_tui.storage.same import sameness

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


def profiles(connection: Connection) -> dict[Id, Profile]:
    """Return what every person is counted by, by the record that stands for them.

    Who was erased without a profile is left out: nothing is known of them.
    """
    found: dict[Id, Profile] = {}
    # The last one of a person counts: that of the newest eligibility.
    grounds: dict[Id, str] = dict(
        connection.execute(
            "SELECT participant_id, ground FROM eligibility WHERE deleted = 0 "
            "AND coalesce(ground, '') <> '' ORDER BY starts_on, id"
        ).fetchall()
    )
    for row, born, sex, education, qpv, postcode in connection.execute(
        "SELECT id, birth_date, sex, education, qpv, postcode FROM participant WHERE erased = 0"
    ):
        person = {
            "birth_date": born,
            "sex": sex,
            "education": education,
            "qpv": qpv,
            "postcode": postcode,
        }
        found[row] = profile_of(person, grounds.get(row))
    for row, *said in connection.execute(
        "SELECT participant_id, birth_year, sex, education, ground, coalesce(qpv, 0), department "
        "FROM anonymous_profile WHERE deleted = 0 AND participant_id IS NOT NULL"
    ):
        found[row] = Profile(*said)
    together: dict[Id, list[Profile]] = {}
    first = sameness(connection, "participant").first
    for row in sorted(found):
        together.setdefault(first.get(row, row), []).append(found[row])
    return {row: merged(some) for row, some in together.items()}

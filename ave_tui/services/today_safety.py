"""What would be lost with this laptop, whether copies are made, and whether its clock can be right.

On the way to the first frame: a few rows by their keys, and the names in one folder.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.storage import devices, exchanges, preferences, trust

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ave_tui.storage.connection import Connection
    from ave_tui.storage.devices import Mine

_WEEK: Final = timedelta(days=7)
_OWN_AHEAD: Final = timedelta(days=1)
_OTHERS_AHEAD: Final = timedelta(days=100)
"""A colleague's clock may be wrong as well: only when it is off by months is it worth a word."""
_LONG_AGO: Final = timedelta(days=366)


def safety(connection: Connection, backups: Path, now: datetime) -> Iterator[Line]:
    """Yield what endangers the records."""
    me = devices.mine(connection)
    yield from clock(connection, me, now)
    if me is not None and me.seq:
        yield from copies(connection, backups, now)
        yield from unsent(connection, me, now)
    if me is not None:
        yield from lost(connection)


def lost(connection: Connection) -> Iterator[Line]:
    """Yield what head office's list says and nobody has heard yet: which laptops are lost."""
    if preferences.get(connection, trust.OFFICE) != "1":
        return
    for card in trust.revoked_unheard(connection):
        # Almost always there is none, and the first frame does without.
        import json

        said = Sentence(
            N_("Your colleagues don't know yet that the laptop is lost: make a file for everybody.")
        )
        opens = Opens("section", "exchange")
        yield Line(Topic.UNSENT, Urgency.LATE, str(json.loads(card)["name"]), said, opens)


def unsent(connection: Connection, me: Mine, now: datetime) -> Iterator[Line]:
    """Yield what is in no exchange file and in no copy elsewhere: this laptop alone has it."""
    safe = max(exchanges.sent_up_to(connection, me.device), copied_up_to(connection, me.device))
    if safe >= me.seq:
        return
    values: dict[str, object] = {"count": me.seq - safe}
    since = devices.written_ms(connection, me.device, safe + 1)
    oldest = now if since is None else _moment(since, now)
    said = N_("Changes that nobody else has yet: {count}.")
    urgency = Urgency.CALM
    if now - oldest > _WEEK:
        urgency = Urgency.SOON
        said = N_(
            "Nobody else has {count} of your changes, the oldest of {day}: make an exchange file, "
            "or put a copy on a stick."
        )
        values["day"] = oldest.date()
    yield Line(Topic.UNSENT, urgency, "", Sentence(said, values), Opens("section", "exchange"))


def copied_up_to(connection: Connection, device: str) -> int:
    """Return the newest change of a laptop that is in a copy in another place."""
    whose, _, seq = preferences.get(connection, devices.ELSEWHERE).partition(":")
    return int(seq) if whose == device and seq.isdecimal() else 0


def copies(connection: Connection, backups: Path, now: datetime) -> Iterator[Line]:
    """Yield that changes of more than a week ago are in no copy."""
    newest = newest_copy(backups, now)
    first = devices.written_after(connection, 0 if newest is None else _ms(newest))
    if first is None or now - _moment(first, now) <= _WEEK:
        return
    said = (
        Sentence(N_("No copy was ever made: the settings make one."))
        if newest is None
        else Sentence(
            N_("The newest copy is of {day}, and there are changes since."), {"day": newest.date()}
        )
    )
    yield Line(Topic.COPY, Urgency.SOON, "", said, Opens("section", "settings"))


def newest_copy(backups: Path, now: datetime) -> datetime | None:
    """Return when the newest copy was made, by its name; those from the future don't count."""
    try:
        names = [path.name for path in backups.iterdir() if path.suffix == ".db"]
    except OSError:
        return None
    # Only the newest name is read: the others needn't be understood before the first frame.
    for name in sorted(names, reverse=True):
        if "_damaged" in name:
            continue
        try:
            at = datetime.fromisoformat(name[:22].replace("_", "T"))
        except ValueError:
            continue
        if at.tzinfo is not None and at <= now + _OWN_AHEAD:
            return at
    return None


def clock(connection: Connection, me: Mine | None, now: datetime) -> Iterator[Line]:
    """Yield that the clock of this laptop can't be right: nothing is kept from being entered."""
    own = devices.written_ms(connection, me.device, me.seq) if me is not None else None
    anybodys = devices.newest_ms(connection)
    newest = max(own or 0, anybodys or 0)
    if not newest:
        return
    ahead = (own is not None and _moment(own, now) - now > _OWN_AHEAD) or (
        _moment(newest, now) - now > _OTHERS_AHEAD
    )
    values = {"today": now.date(), "day": _moment(newest, now).date()}
    if ahead:
        said = N_("It says {today}, but there are changes of {day}: set the clock of this laptop.")
        urgency = Urgency.LATE
    elif now - _moment(newest, now) > _LONG_AGO:
        said = N_("It says {today}, and the last change is of {day}: is the clock right?")
        urgency = Urgency.SOON
    else:
        return
    yield Line(Topic.CLOCK, urgency, "", Sentence(said, values), Opens("section", "settings"))


def _moment(at_ms: int, now: datetime) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(now.tzinfo)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)

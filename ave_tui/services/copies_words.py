"""What going back to a copy would do, in lines for the screen and the shell."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ave_tui.domain.laptops import short
from ave_tui.i18n import _, _n, day, hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.services.copies import Comparison

_MOST = 12
"""So many people are named one by one."""


def comparison_lines(found: Comparison) -> Iterator[str]:
    """Yield what the copy holds, what would be lost, by whom and since when, and the hours."""
    inside = found.inside
    yield _("The copy {name} reads back well.", name=found.path.name)
    if inside.newest_ms is None:
        yield _("It is empty.")
    else:
        yield _n(
            "It holds one change, the newest of {day}.",
            "It holds {count} changes, the newest of {day}.",
            inside.operations,
            day=_moment(inside.newest_ms),
        )
    yield ""
    if found.present is None:
        yield _("The records that are there now can't be read: they are set aside as they are.")
        if found.unreadable:
            yield _n(
                "At least one change that was made on this laptop after the copy is not in it.",
                "At least {count} changes that were made on this laptop after the copy are not "
                "in it.",
                found.unreadable,
            )
    elif found.lost:
        yield _n(
            "One change is newer than the copy and would be gone from here:",
            "{count} changes are newer than the copy and would be gone from here:",
            found.operations_lost,
        )
        for each in found.lost[:_MOST]:
            yield "  " + _(
                "{who} (laptop {device}): {count}, since {day}",
                who=each.name or _("nobody has said who"),
                device=short(each.device),
                count=each.operations,
                day=_moment(each.since_ms),
            )
        if len(found.lost) > _MOST:
            yield "  " + _("and {count} more", count=len(found.lost) - _MOST)
    else:
        yield _("Nothing that is there now would be lost.")
    if found.gained:
        yield _n(
            "One change comes back that isn't there now.",
            "{count} changes come back that aren't there now.",
            found.gained,
        )
    if inside.seconds is not None:
        after = hours(inside.seconds)
        before = found.present.seconds if found.present is not None else None
        if before is None:
            yield _("Hours that count in the copy: {after} h.", after=after)
        else:
            yield _(
                "Hours that count: {before} h now, {after} h after.",
                before=hours(before),
                after=after,
            )


def _moment(at_ms: int) -> str:
    at = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone()
    return f"{day(at.date())}, {at:%H:%M}"

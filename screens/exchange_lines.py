"""What the exchange screen lists: what one can do, what disagrees, what went and came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from ave_tui.i18n import _, _n, day
from ave_tui.widgets.cells import Toned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """A line, and what Enter does on it."""

    does: Literal["make", "bring", "people", "settle", "tell"]
    cells: tuple[Cell, Cell, Cell]
    about: str = ""


def lines(services: Services) -> Iterator[ExchangeLine]:
    """Yield the lines in the user's language."""
    exchange = services.exchange
    unsent = exchange.unsent()
    waits = _("No change of this laptop waits to be sent.")
    if unsent:
        waits = _n(
            "One change that nobody else has.", "{count} changes that nobody else has.", unsent
        )
    if exchange.revoked_unheard():
        waits = _("A laptop is lost: let the others know.")
    yield ExchangeLine(
        "make",
        (Toned("↑", "accent"), _("Make a file"), waits),
        _("Only those you choose can open it: hand it over on a stick or by mail."),
    )
    yield ExchangeLine(
        "bring",
        (Toned("↓", "accent"), _("Bring in a file"), _("You see first what it would do.")),
        _("A colleague's file: it is shown before anything changes, and twice does no harm."),
    )
    trusted = sum(person.trusted for person in services.trust.people())
    yield ExchangeLine(
        "people",
        (
            Toned("✓", "accent"),
            _("People I exchange with"),
            _n("one person", "{count} people", trusted) if trusted else _("nobody yet"),
        ),
        _("Files are made for them, and taken from nobody else. Enter adds and withdraws."),
    )
    if waiting := exchange.waiting():
        text = _n("one change", "{count} changes", waiting)
        yield ExchangeLine(
            "tell",
            (Toned("…", "warning"), _("Waiting"), text),
            _("They came without others they build on: ask the same colleagues for a newer file."),
        )
    if count := services.conflicts.count():
        settle = _n("one conflict to settle", "{count} conflicts to settle", count)
        yield ExchangeLine(
            "settle",
            (Toned("!", "warning"), _("Conflicts"), settle),
            _("What laptops wrote apart and what stands twice; Enter shows it."),
        )
    yield from _past(services)


def _past(services: Services) -> Iterator[ExchangeLine]:
    zone = services.clock().tzinfo
    names = {person.device: person.name for person in services.trust.people()}
    for past in services.exchange.past():
        at = datetime.fromtimestamp(past.at_ms / 1000, UTC).astimezone(zone)
        when = f"{day(at.date())} {at:%H:%M}"
        count = _n("one change", "{count} changes", past.operations)
        if past.direction == "out":
            said = _("Made on {when}, {count}", when=when, count=count)
        else:
            peer = past.peer or ""
            who = names.get(peer) or services.history.who(peer)
            said = _("{when}, {count} from {who}", when=when, count=count, who=who)
        if past.direction == "back":
            said = _("{said}: forgotten here", said=said)
        mark = Toned("↑" if past.direction == "out" else "↓", "muted")
        went_to = ", ".join(names.get(device, "?") for device in past.recipients)
        whom = _("For {names}.", names=went_to) if went_to else ""
        held = _("{count} waited for others then.", count=past.held) if past.held else ""
        about = "\n".join(part for part in (past.file_name, said, whom, held) if part)
        yield ExchangeLine("tell", (mark, past.file_name, said), about)

"""What the exchange screen lists: what one can do, what disagrees, what went and came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from ave_tui.domain.words import Sentence
from ave_tui.i18n import _, _n, day, say
from ave_tui.widgets.cells import Toned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.services.conflicts import Claim, Conflict
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """A line, and what Enter does on it."""

    does: Literal["make", "bring", "settle", "tell"]
    cells: tuple[Cell, Cell, Cell]
    about: str = ""
    conflict: Conflict | None = None


def lines(services: Services) -> Iterator[ExchangeLine]:
    """Yield the lines in the user's language."""
    exchange = services.exchange
    unsent = exchange.unsent()
    nobody = _("No change of this laptop waits to be sent.")
    waits = _n("One change that nobody else has.", "{count} changes that nobody else has.", unsent)
    yield ExchangeLine(
        "make",
        (Toned("↑", "accent"), _("Make a file"), waits if unsent else nobody),
        _("A file with everything: hand it over on a stick or by mail; colleagues bring it in."),
    )
    yield ExchangeLine(
        "bring",
        (Toned("↓", "accent"), _("Bring in a file"), _("You see first what it would do.")),
        _("A colleague's file: it is shown before anything changes, and twice does no harm."),
    )
    if waiting := exchange.waiting():
        text = _n("one change", "{count} changes", waiting)
        yield ExchangeLine(
            "tell",
            (Toned("…", "warning"), _("Waiting"), text),
            _("They came without others they build on: ask the same colleagues for a newer file."),
        )
    for conflict in services.conflicts.standing():
        values = [claim_text(claim) for claim in conflict.claims]
        yield ExchangeLine(
            "settle",
            (Toned("!", "warning"), say(conflict.about), " / ".join(values)),
            "\n".join(
                [_("{value} counts now.", value=values[0]), *values[1:], _("Enter settles it.")]
            ),
            conflict,
        )
    yield from _past(services)


def _past(services: Services) -> Iterator[ExchangeLine]:
    zone = services.clock().tzinfo
    for past in services.exchange.past():
        at = datetime.fromtimestamp(past.at_ms / 1000, UTC).astimezone(zone)
        when = f"{day(at.date())} {at:%H:%M}"
        count = _n("one change", "{count} changes", past.operations)
        if past.direction == "out":
            said = _("Made on {when}, {count}", when=when, count=count)
        else:
            who = services.history.who(past.peer) if past.peer else ""
            said = _("{when}, {count} from {who}", when=when, count=count, who=who)
        if past.direction == "back":
            said = _("{said}: forgotten here", said=said)
        mark = Toned("↑" if past.direction == "out" else "↓", "muted")
        held = _("{count} waited for others then.", count=past.held) if past.held else ""
        about = "\n".join(part for part in (past.file_name, said, held) if part)
        yield ExchangeLine("tell", (mark, past.file_name, said), about)


def claim_text(claim: Claim) -> str:
    """Return a value with who wrote it, and when."""
    said = say_words(claim.words)
    return _("{value} ({who}, {day})", value=said, who=claim.who, day=day(claim.at.date()))


def say_words(words: object) -> str:
    """Return a value in the user's language."""
    return say(Sentence("{value}", {"value": words}))

"""What the settings say, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from ave_tui import commands
from ave_tui.domain.money_text import cents_text
from ave_tui.domain.places import REMEDY
from ave_tui.domain.rules import Unit
from ave_tui.domain.shares_text import hundredths_text
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, day, hours, say
from ave_tui.services.settings import LANGUAGE_NAMES
from screens.protecting import minutes_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.services.settings import RuleInUse
    from ave_tui.services.workspace import Services

USUAL_THEMES: Final = {"textual-dark": N_("Dark"), "textual-light": N_("Light")}
"""What most people want, by what it is; other themes are known by their names."""

Does = Literal[
    "language",
    "theme",
    "digits",
    "me",
    "structure",
    "people",
    "rule",
    "backup",
    "restore",
    "room",
    "protect",
    "sheet",
    "idle",
    "helping",
    "",
]


@dataclass(frozen=True, slots=True)
class Setting:
    """A line: what it is, what it says, where that comes from, and what Enter does."""

    does: Does
    name: str
    value: str
    about: str = ""
    rule: RuleInUse | None = None


def settings(services: Services, theme: str) -> Iterator[Setting]:
    """Yield the lines in the user's language."""
    chosen = services.settings
    yield Setting("language", _("Language"), LANGUAGE_NAMES[chosen.language])
    yield Setting("theme", _("Colours"), theme_name(theme))
    yield Setting(
        "digits",
        _("Figures without Shift (AZERTY)"),
        _("yes") if chosen.reads_digit_row else _("no"),
        _("In cells of hours, &é\"'(-è_çà is read as 1234567890."),
    )
    yield Setting(
        "me",
        _("Who works here"),
        chosen.my_name or _("nobody has said"),
        _("Everything that is written here bears this name."),
    )
    yield Setting("structure", _("Structure"), chosen.structure[1])
    for rule in chosen.rules():
        yield Setting("rule", _(rule.rule.label), figure(rule, rule.number), _came_from(rule), rule)
    trusted = sum(person.trusted for person in services.trust.people())
    yield Setting(
        "people",
        _("People I exchange with"),
        _n("one person", "{count} people", trusted) if trusted else _("nobody yet"),
        _("Files are made for them, and taken from nobody else."),
    )
    yield from _protection(services)
    yield from _copies(services)
    home = services.home
    yield Setting("", _("Records in"), str(home.database))
    yield Setting("", _("Key in"), str(home.key), _("Without it the records can't be opened."))
    yield Setting("", _("Copies in"), str(home.backups))
    yield Setting("", _("Faults are noted in"), str(home.log), _("It holds nobody's name."))


def _copies(services: Services) -> Iterator[Setting]:
    newest = services.upkeep.newest_copy()
    made = "" if newest is None else f"{day(newest.at.date())} {newest.at:%H:%M}"
    yield Setting(
        "backup",
        _("Back up now"),
        _("the newest: {moment}", moment=made) if made else _("none yet"),
        _(
            "A copy, encrypted with the same key. One is made whenever you leave after a change. "
            "Put one on a stick now and then: ave-tui backup --out FOLDER"
        ),
    )
    yield Setting(
        "restore",
        _("Go back to a copy"),
        "",
        _("Shows the copies, and what would be lost by going back to one."),
    )
    yield Setting(
        "room",
        _("Copies may take"),
        room_name(services.upkeep.room),
        _(
            "Kept are the newest of seven days, five weeks and twelve months, and what you asked "
            "for during a year; fewer where they are large. The last good one is never removed."
        ),
    )
    for line in services.today.safety():
        yield Setting("", _(line.topic.label), say(line.why))
    if problem := services.arrival.place():
        yield Setting("", _("Place"), say(problem), _(REMEDY))


def room_name(room: int) -> str:
    """Return a number of bytes as one says it."""
    if room < 1_000_000_000:
        return _("{size} MB", size=room // 1_000_000)
    return _("{size} GB", size=room // 1_000_000_000)


def _protection(services: Services) -> Iterator[Setting]:
    protection = services.protection
    if protection.is_on:
        value = _("yes, by a password")
        if protection.remembers:
            value = _("yes; not asked at the start")
        about = _("Change the password, or ask for it no more.")
    else:
        value = _("no")
        about = _("A password then opens the records: whoever finds the laptop reads nothing.")
    yield Setting("protect", _("Protect this laptop"), value, about)
    sheets = len(protection.sheets)
    yield Setting(
        "sheet",
        _("Recovery sheet"),
        _n("one", "{count}", sheets) if sheets else _("none"),
        _("A page to print and lock away, for the day a password is forgotten."),
    )
    yield Setting(
        "idle",
        _("Lock the screen"),
        minutes_text(protection.idle_minutes),
        _("When nobody touches a key; {key} does it at once.", key=commands.LOCK.shown_key)
        if protection.is_on
        else _("Once this laptop is protected."),
    )
    yield Setting(
        "helping",
        _("Help a colleague"),
        _("who forgot the password"),
        _("With the recovery sheet and the file that the colleague sends."),
    )


def theme_name(theme: str) -> str:
    """Return what a theme is called: the usual two by what they are, others by their own name."""
    return _(USUAL_THEMES[theme]) if theme in USUAL_THEMES else theme


def figure(rule: RuleInUse, number: int) -> str:
    """Return the figure of a rule with its unit."""
    match rule.rule.unit:
        case Unit.SECONDS:
            return _("{hours} h", hours=hours(number))
        case Unit.DAYS:
            return _n("one day", "{count} days", number)
        case Unit.MONTHS:
            return _n("one month", "{count} months", number)
        case Unit.CENTS:
            return f"{cents_text(number)}\u00a0€"
        case Unit.HUNDREDTHS:
            return hundredths_text(number)
        case Unit.FLAG:
            return _("yes") if number else _("no")
        case Unit.COUNT | Unit.CODES:
            return str(number)


def _came_from(rule: RuleInUse) -> str:
    """Return since when a figure holds, and why; the default's source where none was given."""
    default = _(rule.rule.source)
    if not rule.values:
        return default
    told = []
    for value in rule.values:
        said = figure(rule, value.number)
        if value.since:
            said = _("{figure} since {day}", figure=said, day=day(value.since))
        told.append(f"{said} ({value.source})" if value.source else said)
    before = figure(rule, rule.rule.default)
    return _(
        "{values}; before: {figure}. {source}",
        values=", ".join(told),
        figure=before,
        source=default,
    )


HELP = N_(
    "Enter changes the line under the cursor. Language, colours, the digit row and who works here "
    "belong to this laptop. Rules belong to the structure: each figure holds from a day on, and "
    "goes out with the next exchange file; Del takes the newest one back. Copies are listed under "
    "“Go back to a copy”."
)

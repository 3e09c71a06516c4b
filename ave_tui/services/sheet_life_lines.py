"""How the life of a public contract reads line by line: contacts, changes, journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.folding import tokens
from ave_tui.domain.money_text import cents_text
from ave_tui.domain.trade_choices import JournalKind
from ave_tui.i18n import _, hours
from ave_tui.services.labels import change_name, join, lot_name
from ave_tui.services.sheet_words import (
    Place,
    Told,
    choice,
    day,
    newest_first,
    person,
    seconds_of,
    text,
)

if TYPE_CHECKING:
    from ave_tui.domain.schema import Values


def contact(values: Values, at: Place) -> Told:
    """Return somebody to speak to; who is no longer valid stands below the others."""
    ends = text(values["ends_on"])
    gone = _("until {day}", day=day(ends)) if ends else ""
    over = bool(ends) and ends <= at.lights.today.isoformat()
    reach = [text(values[name]) for name in ("role", "phone", "email")]
    name, detail = person(values), join(*reach, gone, by=" · ")
    if over:
        # Words say it where a terminal strikes nothing through.
        detail = join(_("no longer valid"), detail, by=" · ")
    return Told(name, detail, ("1" if over else "0", *tokens(name)), over=over)


def amendment(values: Values, at: Place) -> Told:
    """Return a change: what it adds, and since when it is in force."""
    since, amount = text(values["notified_on"]), values["amount_cents"]
    lot = lot_name(text(values["lot_number"]), text(values["lot_name"]))
    in_force = _("since {day}", day=day(since)) if since else _("not yet affirmed")
    if since > at.lights.today.isoformat():
        in_force = _("from {day} on", day=day(since))
    added = f"{'+' if amount > 0 else ''}{cents_text(amount)} €" if isinstance(amount, int) else ""
    ends = _("ends on {day}", day=day(values["ends_on"])) if values["ends_on"] else ""
    seconds = seconds_of(values["due_seconds"])
    more = f"{'+' if seconds > 0 else ''}{hours(seconds)} h" if seconds else ""
    where = "" if at.under == "lot" or not values["lot_name"] else lot
    name = change_name(values["kind"], values["number"], values["name"])
    order = (since or "9999", text(values["kind"]), text(values["number"]).zfill(9))
    return Told(name, join(more, in_force, where, added, ends, by=" · "), order)


def journal_note(values: Values, _at: Place) -> Told:
    """Return what was said or done."""
    kind = choice(JournalKind, values["kind"])
    said = " ".join(text(values["notes"]).split())
    name = join(day(values["on_date"]), kind, by=" · ")
    detail = join(said, text(values["facilitator"]), by=" · ")
    return Told(name, detail, (newest_first(values["on_date"]),))

"""The life of a portfolio's contracts: what changed them, who leads a group, what was noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change
from ave_tui.domain.trade_choices import AmendmentKind, JournalKind
from ave_tui.services.demo import journal
from ave_tui.services.demo.dice import Dice
from ave_tui.services.demo.journal import made
from ave_tui.services.demo.model import HOUR

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.journal import Journal
    from ave_tui.services.demo.model import Lot, Market

_AMENDED: Final = 4
_NOTED: Final = 8
_SAID: Final = (
    (
        JournalKind.MEETING,
        "Réunion de démarrage : modalités choisies, calendrier des heures remis.",
    ),
    (JournalKind.CALL, "Rappel de l'échéance des relevés ; l'entreprise les enverra le 5 du mois."),
    (JournalKind.MAIL, "État d'avancement envoyé au donneur d'ordres."),
    (JournalKind.CALL, "Le chef de chantier demande deux profils pour le gros œuvre."),
    (JournalKind.NOTE, "Décalage du planning de trois semaines, à surveiller."),
    (JournalKind.MEETING, "Point à mi-parcours avec l'acheteur : rien à signaler."),
)


class Life:
    """Draws from dice of its own, so that the rest of the story stays as it was."""

    def __init__(self, seed: int, index: int, days: Days, notes: Journal, me: Id) -> None:
        self.dice = Dice(f"ave-tui demo {seed} life {index}")
        self.days, self.notes, self.me = days, notes, me

    def amend(self, lots: list[Lot]) -> None:
        """Raise the hours due of some lots by an amendment: the price has grown."""
        by_market = {lot.market.id: lot for lot in reversed(lots)}
        amended = [lot for lot in lots if by_market[lot.market.id] is lot][:_AMENDED]
        for number, lot in enumerate(amended, 1):
            day = max(self.days.today - self.dice.between(20, 120), lot.market.entered)
            # The second one takes some off: a part of the works was given up.
            more = self.dice.between(2, 8) * 5 * HOUR * (-1 if number == 2 else 1)
            self._change(
                lot.market,
                day,
                kind=AmendmentKind.AMENDMENT.value,
                number="1",
                lot_id=lot.id,
                notified_on=self.days.iso(self.days.office(day)),
                due_seconds=more,
                amount_cents=more // HOUR * 60_000,
            )

    def look_ahead(self, markets: list[Market]) -> None:
        """Leave one renewal to be affirmed: its contract ends within the quarter."""
        today = self.days.today
        ending = [m for m in markets if today + 20 <= max(lot.ends for lot in m.lots) <= today + 85]
        if ending:
            market = ending[0]
            end = max(lot.ends for lot in market.lots)
            self._change(
                market,
                market.entered,
                kind=AmendmentKind.RENEWAL.value,
                number="1",
                due_seconds=sum(lot.due for lot in market.lots) // HOUR // 2 * HOUR,
                ends_on=self.days.iso(min(end + 365, today + 600)),
            )

    def group(self, lots: list[Lot]) -> None:
        """Let the holder of one lot lead its group: one obligation, a share as information."""
        for lot in lots:
            if len(lot.awards) == 2 and not lot.told:
                lead, other = lot.awards
                self.notes.add(
                    lot.market.entered + 1,
                    journal.CORRECTION,
                    Change("award", lead.id, {"due_seconds": lot.due}),
                    Change("award", other.id, {"lead_id": lead.id}),
                )
                return

    def note(self, markets: list[Market]) -> None:
        """Keep a journal of some contracts, as a successor would want it."""
        running = [market for market in markets if not market.to_come][:_NOTED]
        for market in running:
            for number in range(self.dice.between(1, 3)):
                kind, text = _SAID[0] if number == 0 else self.dice.pick(_SAID[1:])
                day = self.days.office(min(market.entered + 5 + 60 * number, self.days.last_open))
                note: Values = {
                    "on_date": self.days.iso(day),
                    "kind": kind.value,
                    "public_contract_id": market.id,
                    "facilitator_id": self.me,
                    "notes": text,
                }
                self.notes.add(day, journal.VISIT, made("journal_note", self.dice.id(), note))

    def _change(self, market: Market, day: int, **values: str | int) -> None:
        change = made("amendment", self.dice.id(), {"public_contract_id": market.id, **values})
        self.notes.add(day, journal.CORRECTION, change)

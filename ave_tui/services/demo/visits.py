"""Site visits: who was met, what was said, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.services.demo import journal
from ave_tui.services.demo.journal import made

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.dice import Dice
    from ave_tui.services.demo.journal import Journal
    from ave_tui.services.demo.model import Lot

_VISITS: Final = 60
_DUE_NOW: Final = 6
"""How many of the last visits ask for something about today."""
_NOTES: Final = (
    "Bonne intégration dans l'équipe. Tuteur désigné sur le chantier.",
    "Planning décalé de deux semaines, les heures suivront.",
    "Deux postes à pourvoir le mois prochain, profil manœuvre.",
    "Point sur les heures : en avance sur le prévisionnel.",
    "Point sur les heures : en retard, plan de rattrapage demandé.",
    "Équipements de protection fournis, accueil sécurité fait.",
    "Souhaite prolonger la mission jusqu'à la fin du lot.",
    "Demande de formation aux gestes et postures pour l'équipe.",
    "L'entreprise hésite entre embauche directe et mise à disposition.",
    "Feuilles de présence vues, signées par le chef de chantier.",
)
_TOO_MUCH: Final = {
    23: "Deux absents cette semaine, dont un hospitalisé. Planning revu avec le chef de chantier."
}
"""What a visit's note had better not say of people: the review of personal data finds it."""
_NEXT: Final = (
    "Rappeler pour le relevé d'heures",
    "Envoyer deux candidatures",
    "Organiser un point à trois avec l'agence d'emploi",
    "Vérifier la date de fin d'éligibilité",
    "Envoyer l'attestation de réalisation",
    "Proposer un parrainage en entreprise",
    "Planifier la réunion de démarrage",
)


def tour(dice: Dice, days: Days, notes: Journal, lots: list[Lot], facilitator: Id) -> None:
    """Visit the sites of a portfolio through the year."""
    span = days.last_open - days.first - 7
    for number in range(_VISITS):
        day = days.office(days.first + 7 + span * number // (_VISITS - 1))
        running = [lot for lot in lots if lot.starts <= day <= lot.ends]
        lot = dice.pick(running or lots)
        firm = lot.holder
        due_now = number >= _VISITS - _DUE_NOW
        step = dice.pick(_NEXT) if due_now or dice.chance(0.45) else None
        after = day + dice.between(7, 40)
        if due_now:
            after = max(day, days.today + dice.between(-4, 5))
        notes.add(
            day,
            journal.VISIT,
            made(
                "visit",
                dice.id(),
                {
                    "on_date": days.iso(day),
                    "company_id": firm.id,
                    "lot_id": lot.id,
                    "facilitator_id": facilitator,
                    "people_met": ", ".join(firm.contacts),
                    "notes": _TOO_MUCH.get(number, dice.pick(_NOTES)),
                    "next_step": step,
                    "next_on": days.iso(after) if step else None,
                },
            ),
        )

"""What makes the participants of the story eligible, what was seen of it, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import Ground
from ave_tui.domain.grounds import PROOFS
from ave_tui.domain.trade_choices import DecisionKind, EligibilityStatus
from ave_tui.services.demo.dice import Dice
from ave_tui.services.demo.journal import made
from ave_tui.services.demo.pathways import ENDING_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.changes import Change
    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.model import Person

_PROOFS: Final = {
    Ground.IAE: "PASS IAE",
    Ground.GEIQ: "Contrat et attestation GEIQ",
    Ground.EA: "Contrat de travail",
    Ground.REGIE: "Contrat de travail",
    Ground.RSA: "Attestation CAF",
    Ground.QPV: "Justificatif de domicile, vérifié sur sig.ville.gouv.fr",
    Ground.TH: "Notification vue, en cours de validité",
    Ground.AAH: "Attestation CAF",
    Ground.ASS: "Avis de paiement France Travail",
    Ground.JEUNE: "Pièce d'identité, attestation mission locale",
    Ground.JEUNE_PACEA: "Attestation mission locale",
    Ground.PLIE: "Attestation du référent PLIE",
    Ground.REF_DA: "Titre de séjour vu, en cours de validité",
    Ground.DETENTION_MJ: "Attestation vue",
    Ground.AUTRE: "Avis motivé du prescripteur",
}
_TWO_YEARS: Final = 730
"""How long an eligibility lasts, the PASS IAE's length."""


class Eligibilities:
    """Writes down why each participant counts."""

    def __init__(self, dice: Dice, days: Days, facilitator: Id) -> None:
        self.dice, self.days, self.facilitator = dice, days, facilitator
        self._ending = list(ENDING_IN)

    def describe(
        self, person: Person, ground: Ground, age: int, *, qpv: bool
    ) -> tuple[Change, ...]:
        """Return an eligibility, and what was decided of it."""
        dice, days = self.dice, self.days
        first = min(job.starts for job in person.jobs)
        start = first - dice.between(1, 60)
        extended = None
        if person.role == "expired":
            start = days.months[6].first + 9 - _TWO_YEARS
        elif person.role == "ending":
            start = days.today + self._ending.pop() + 1 - _TWO_YEARS
        elif person.role == "extended":
            start = days.months[8].first - _TWO_YEARS
            extended = days.iso(start + _TWO_YEARS + 364)
        others = {Ground.QPV} if qpv else set()
        if ground in (Ground.IAE, Ground.REGIE, Ground.GEIQ) and dice.chance(0.7):
            others.add(dice.pick((Ground.RSA, Ground.DELD, Ground.DETLD)))
        if age > 51:
            others.add(Ground.SENIOR)
        others.discard(ground)
        eligibility = made(
            "eligibility",
            dice.id(),
            {
                "participant_id": person.id,
                "ground": ground.value,
                "other_grounds": " ".join(sorted(code.value for code in others)) or None,
                **self._seen(person, ground, start - dice.between(0, 20)),
                "starts_on": days.iso(start),
                "ends_on": days.iso(start + _TWO_YEARS - 1),
                "extended_to": extended,
            },
        )
        return eligibility, *self._decided(person, eligibility)

    def _seen(self, person: Person, ground: Ground, day: int) -> Values:
        """Return what was seen of a ground, and that it was believed; of somebody nothing yet."""
        wanted = PROOFS[ground][0]
        if person.unchecked:
            return {"status": EligibilityStatus.TO_CHECK.value, "proof_kind": wanted.kind.value}
        dated = wanted.months or ground is Ground.AUTRE
        return {
            "status": EligibilityStatus.VALIDATED.value,
            "proof_kind": wanted.kind.value,
            "proof": _PROOFS.get(ground, "Avis de situation France Travail"),
            "proof_dated": self.days.iso(day - 9) if dated else None,
            "opinion_by": "Mission locale" if ground is Ground.AUTRE else None,
            "proof_on": self.days.iso(day),
            "seen_by_id": self.facilitator,
        }

    def _decided(self, person: Person, eligibility: Change) -> Iterator[Change]:
        """Yield the decision that let an eligibility go on longer."""
        values = eligibility.values or {}
        if until := values.get("extended_to"):
            # Dice of its own: who is decided about changes nothing of the rest of the story.
            yield made(
                "eligibility_decision",
                Dice(f"ave-tui demo extension {person.id}").id(),
                {
                    "eligibility_id": eligibility.row,
                    "kind": DecisionKind.EXTENSION.value,
                    "ends_on": until,
                    "decided_on": str(values["ends_on"]),
                    "decided_by_id": self.facilitator,
                    "notes": "Parcours consolidé, formation en cours",
                },
            )

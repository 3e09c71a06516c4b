"""Authorities, companies and their contacts: the address book of a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import CompanyKind
from ave_tui.services.demo.dice import Dice, siret, slug
from ave_tui.services.demo.journal import made
from ave_tui.services.demo.model import Firm
from ave_tui.services.demo.names import FAMILIES, MEN, WOMEN
from ave_tui.services.demo.places import AREAS, AUTHORITIES, TOWNS
from ave_tui.services.demo.trades import INSERTION, SERVICES, SUPPLIES, WORKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.changes import Change
    from ave_tui.domain.schema import Id
    from ave_tui.services.demo.trades import Trade

SHARED_BY: Final = 2
"""How many neighbouring facilitators work for the same authorities."""
_SERIALS: Final = 128
"""Numbers kept for the companies of one facilitator, and for the authorities of a group."""
_ROLES: Final = (
    "Conducteur de travaux",
    "Chargée d'insertion",
    "Responsable d'agence",
    "Assistante de gestion",
    "Gérant",
    "Chef de chantier",
    "Responsable des ressources humaines",
)
_BUYER_ROLES: Final = ("Acheteuse", "Chef de projet", "Responsable de la commande publique")
_ORDINARY: Final[tuple[Trade, ...]] = (*WORKS, *WORKS, *SERVICES, *SERVICES, *SUPPLIES, WORKS[0])


def _of(town: str) -> str:
    """Return a town's name as it stands after the word for its council."""
    if town.startswith("Le "):
        return f"du {town[3:]}"
    return f"d'{town}" if town[0] in "AEIOU" else f"de {town}"


def full_name(dice: Dice) -> tuple[str, str]:
    """Draw the name of somebody."""
    return dice.pick(WOMEN if dice.chance(0.4) else MEN), dice.pick(FAMILIES)


def contact(dice: Dice, owner: str, row: Id, roles: Sequence[str], site: str) -> Change:
    """Make a contact of a company or an authority."""
    first, last = full_name(dice)
    return made(
        "contact",
        dice.id(),
        {
            owner: row,
            "first_name": first,
            "last_name": last,
            "role": dice.pick(roles),
            "phone": dice.landline(),
            "email": f"{slug(first)}.{slug(last)}@{site}.example",
        },
    )


class Authorities:
    """The contracting authorities that a group of facilitators works for."""

    def __init__(self, seed: int, group: int) -> None:
        dice = Dice(f"ave-tui demo {seed} authorities {group}")
        towns = list(TOWNS)
        areas = list(AREAS)
        dice.shuffle(towns)
        dice.shuffle(areas)
        self.shares: list[tuple[Id, str, float]] = []
        self.changes: list[Change] = []
        for index, (kind, pattern, share) in enumerate(AUTHORITIES):
            town, area = towns[index][0], areas[index % len(areas)]
            name = pattern.format(of_town=_of(town), area=area)
            row = dice.id()
            self.shares.append((row, kind.value, share))
            self.changes.append(
                made(
                    "authority",
                    row,
                    {
                        "name": name,
                        "kind": kind.value,
                        "siret": siret(5_000_000 + group * _SERIALS + index),
                        "commune": town,
                    },
                )
            )
            self.changes.append(contact(dice, "authority_id", row, _BUYER_ROLES, slug(name)))


class Companies:
    """The companies of a portfolio and the people one talks to there."""

    def __init__(self, dice: Dice, facilitator: int) -> None:
        self.dice = dice
        self.firms: list[Firm] = []
        self.changes: dict[Id, tuple[Change, ...]] = {}
        """What is typed when a company is met: itself and its contacts."""
        self._serial = facilitator * _SERIALS
        self._names: set[str] = set()
        for trade in _ORDINARY:
            self._add(CompanyKind.ORDINARY, trade.naf, trade.firms, trade)
        for kind, (count, naf, patterns) in INSERTION.items():
            for _ in range(count):
                self._add(kind, naf, patterns, None)

    def _name(self, patterns: Sequence[str]) -> str:
        name = ""
        while not name or name in self._names:
            area, family = self.dice.pick(AREAS), self.dice.pick(FAMILIES)
            name = self.dice.pick(patterns).format(area=area, family=family)
        self._names.add(name)
        return name

    def _add(
        self, kind: CompanyKind, naf: str, patterns: Sequence[str], trade: Trade | None
    ) -> None:
        dice = self.dice
        name = self._name(patterns)
        town, postcode = dice.pick(TOWNS)
        firm = Firm(dice.id(), kind.value, name, trade)
        site = slug(name)
        self._serial += 1
        row = made(
            "company",
            firm.id,
            {
                "name": name,
                "siret": siret(self._serial),
                "kind": kind.value,
                "naf": naf,
                "postcode": postcode,
                "commune": town,
                "phone": dice.landline(),
                "email": f"contact@{site}.example",
            },
        )
        contacts = [
            contact(dice, "company_id", firm.id, _ROLES, site)
            for _ in range(2 if dice.chance(0.3) else 1)
        ]
        firm.contacts = [
            f"{c.values['first_name']} {c.values['last_name']}" for c in contacts if c.values
        ]
        firm.contact_ids = [c.row for c in contacts]
        self.firms.append(firm)
        self.changes[firm.id] = (row, *contacts)

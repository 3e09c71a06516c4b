"""Operations, public contracts, lots and awards as rows, with their sizing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import ClauseKind, CompanyKind, ContractStatus, Nature
from ave_tui.domain.trade_choices import SizingMethod
from ave_tui.services.demo.dice import Dice
from ave_tui.services.demo.journal import made
from ave_tui.services.demo.model import HOUR
from ave_tui.services.demo.places import AREAS, OPERATIONS, TOWNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.changes import Change
    from ave_tui.domain.schema import Id
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.model import Award, Lot, Market

_SECTORS: Final = ("nord", "sud", "est", "ouest")
_EFFORTS: Final = (5, 5, 7, 10, 15)
_RATES: Final = (28, 30, 30, 32)
_STUDIED: Final = (
    (
        "T1004",
        "Construction : le pôle d'échanges multimodal",
        Nature.WORKS,
        None,
        ContractStatus.STUDIED,
        6_200_000,
    ),
    (
        "S1007",
        "Entretien des abords : les résidences étudiantes",
        Nature.SERVICES,
        ClauseKind.EXECUTION.value,
        ContractStatus.CLAUSED,
        180_000,
    ),
)
"""Above the European threshold without a clause; with a clause, but without hours yet."""
_WORKS: Final = ("Réhabilitation", "Construction", "Extension", "Restructuration")


class Contracts:
    """Writes public contracts down."""

    def __init__(self, dice: Dice, days: Days, facilitator: Id) -> None:
        self.dice, self.days, self.facilitator = dice, days, facilitator
        self.operations: list[Change] = []
        self.aside = Dice(f"sizings of {facilitator}")
        """Draws nothing that the rest of the story draws from."""
        self._used: set[str] = set()

    def share_out(self, markets: list[Market], shares: Sequence[tuple[Id, str, float]]) -> None:
        """Give every authority its share of the hours."""
        hours = [(market.planned_hours(self.days), market) for market in markets]
        hours.sort(key=lambda pair: -pair[0])
        total = sum(amount for amount, _ in hours)
        given = [0.0] * len(shares)
        for amount, market in hours:
            short = [
                share * total - done for (_, _, share), done in zip(shares, given, strict=True)
            ]
            best = short.index(max(short))
            if not amount:
                best = self.dice.between(0, len(shares) - 1)
            market.authority, market.authority_kind = shares[best][:2]
            given[best] += amount

    def group(self, markets: list[Market]) -> None:
        """Put some public contracts under operations of their authority."""
        by_authority: dict[Id, list[Market]] = {}
        for market in markets:
            by_authority.setdefault(market.authority, []).append(market)
        large = sorted(by_authority.items(), key=lambda pair: -len(pair[1]))
        for (name, anru), (authority, theirs) in zip(OPERATIONS, large, strict=False):
            row = self.dice.id()
            for market in theirs[: max(2, len(theirs) // 2)]:
                market.operation = row
            self.operations.append(
                made(
                    "operation",
                    row,
                    {
                        "name": name,
                        "authority_id": authority,
                        "commune": self.dice.pick(TOWNS)[0],
                        "anru": anru,
                    },
                )
            )

    def describe(self, market: Market) -> tuple[Change, ...]:
        """Return a public contract with its lots and awards."""
        lots = [self._lot(lot, number) for number, lot in enumerate(market.lots, 1)]
        amount = sum(cents for cents, _, _ in lots)
        iso = self.days.iso
        row = made(
            "public_contract",
            market.id,
            {
                "reference": self._reference(market),
                "subject": self._subject(market),
                "authority_id": market.authority,
                "operation_id": market.operation or None,
                "facilitator_id": self.facilitator,
                "nature": market.nature,
                "clause": self._clause(market),
                "status": self._status(market),
                "status_on": iso(market.entered if market.to_come else market.notified),
                "cpv": market.lots[0].trade.cpv,
                "amount_cents": amount,
                "notified_on": None if market.to_come else iso(market.notified),
                "starts_on": iso(min(lot.starts for lot in market.lots)),
                "ends_on": iso(max(lot.ends for lot in market.lots)),
                "commune": self.dice.pick(TOWNS)[0],
            },
        )
        awards = [
            self._award(award, lot)
            for lot in market.lots
            for award in lot.awards
            if not market.to_come
        ]
        sizings = [change for _, _, change in lots if change is not None]
        return row, *(change for _, change, _ in lots), *sizings, *awards

    def _reference(self, market: Market) -> str:
        year = self.days.iso(market.notified)[:4]
        reference = ""
        while not reference or reference in self._used:
            letter = {"WORKS": "T", "SERVICES": "S", "SUPPLIES": "F"}[market.nature]
            reference = f"{year}-{letter}{self.dice.between(1, 999):03d}"
        self._used.add(reference)
        return reference

    def _subject(self, market: Market) -> str:
        pattern = market.lots[0].trade.subject
        if market.nature == Nature.WORKS and len(market.lots) > 1:
            pattern = self.dice.pick(_WORKS) + " : {site}"
        return pattern.format(site=market.site, area=self.dice.pick(AREAS))

    def _clause(self, market: Market) -> str:
        kinds = {lot.holder.kind for lot in market.lots}
        if market.authority_kind == "PRIVE":
            return ClauseKind.VOLUNTARY.value
        if CompanyKind.ORDINARY not in kinds:
            return ClauseKind.RESERVED_IAE.value
        choices = (
            (ClauseKind.EXECUTION, 0.85),
            (ClauseKind.BOTH, 0.10),
            (ClauseKind.CRITERION, 0.05),
        )
        return self.dice.weighted(choices).value

    def _status(self, market: Market) -> str:
        if market.to_come:
            status = self.dice.pick((ContractStatus.TENDER, ContractStatus.CLAUSED))
        elif min(lot.starts for lot in market.lots) > self.days.today - 10:
            status = ContractStatus.NOTIFIED
        else:
            status = ContractStatus.RUNNING
        return status.value

    def _lot(self, lot: Lot, number: int) -> tuple[int, Change, Change | None]:
        """Return the price of a lot, its row and its sizing: the hours due came from the price."""
        dice = self.dice
        effort, rate = dice.pick(_EFFORTS), dice.pick(_RATES)
        hours = lot.due // HOUR
        price = max(1, round(hours * rate * 10_000 / lot.trade.share / effort / 1000)) * 1000
        sized = (price * lot.trade.share * effort * 2 // (rate * 10_000) + 1) // 2
        name = lot.trade.lot
        if lot.market.nature == Nature.SERVICES and len(lot.market.lots) > 1:
            name = f"{name}, secteur {_SECTORS[number - 1]}"
        sizing = None
        # What was sized before the program came is a line of text on the lot.
        if lot.market.entered > self.days.first:
            sizing = made(
                "sizing",
                self.aside.id(),
                {
                    "lot_id": lot.id,
                    "on_date": self.days.iso(lot.market.entered),
                    "method": SizingMethod.AMOUNT.value,
                    "amount_cents": price * 100,
                    "labour_share": lot.trade.share * 100,
                    "effort": effort * 100,
                    "rate_cents": rate * 100,
                    "due_seconds": sized * HOUR,
                },
            )
        row = made(
            "lot",
            lot.id,
            {
                "public_contract_id": lot.market.id,
                "number": str(number),
                "name": name,
                "due_seconds": lot.due,
                "sized_seconds": sized * HOUR,
                "sizing": f"{price:,} € HT x {lot.trade.share} % x {effort} % / {rate} €/h".replace(
                    ",", "\N{NARROW NO-BREAK SPACE}"
                ),
                "starts_on": self.days.iso(lot.starts),
                "ends_on": self.days.iso(lot.ends),
            },
        )
        return price * 100, row, sizing

    def studied(self, authority: Id) -> tuple[Change, ...]:
        """Return two contracts that a facilitator was just told of: both lack something."""
        year = self.days.iso(self.days.today)[:4]
        return tuple(
            made(
                "public_contract",
                self.aside.id(),
                {
                    "reference": f"{year}-{number}",
                    "subject": subject,
                    "authority_id": authority,
                    "facilitator_id": self.facilitator,
                    "nature": nature.value,
                    "clause": clause,
                    "status": status.value,
                    "amount_cents": euros * 100,
                },
            )
            for number, subject, nature, clause, status, euros in _STUDIED
        )

    def _award(self, award: Award, lot: Lot) -> Change:
        opening = award.opening or None
        return made(
            "award",
            award.id,
            {
                "lot_id": lot.id,
                "company_id": award.firm.id,
                "role": award.role,
                "due_seconds": award.due,
                "opening_seconds": opening,
                "opening_on": self.days.iso(self.days.first - 1) if opening else None,
                "opening_source": "Tableau de suivi précédent" if opening else None,
            },
        )

"""What each ground of eligibility wants to be seen, and how fresh it must be (field.md 3.1).

Sources: CCAG 2021, article 16 (the families of people); clausesociale34 and cie84 (proofs of the
clause); les-emplois, administrative_criteria.json, and the annex of the arrêté of 4 September 2025
(how fresh: RSA, ASS, AAH, France Travail, CAF under 3 months; address, detention, language and
mobility under 6; child welfare under 12; disabled worker status and permits valid on the day).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.choices import CompanyKind, Ground
from ave_tui.domain.eligible import months_later
from ave_tui.domain.trade_choices import ProofKind
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ave_tui.domain.schema import Value

VALID: Final = 0
"""Instead of an age in months: what was seen must be valid on the day, whenever it was made."""


class Wanted(NamedTuple):
    """A paper that proves a ground, and how old it may be."""

    kind: ProofKind
    months: int = VALID


_FT: Final = Wanted(ProofKind.FT_NOTICE, 3)
_CAF: Final = Wanted(ProofKind.CAF_MSA, 3)
_CONTRACT: Final = Wanted(ProofKind.CONTRACT)
_REFERRER: Final = Wanted(ProofKind.REFERRER)
_IDENTITY: Final = Wanted(ProofKind.IDENTITY)

PROOFS: Final[Mapping[Ground, tuple[Wanted, ...]]] = {
    Ground.IAE: (Wanted(ProofKind.PASS), _CONTRACT),
    Ground.EA: (_CONTRACT, _REFERRER),
    Ground.REGIE: (_CONTRACT,),
    Ground.GEIQ: (_CONTRACT, _REFERRER),
    Ground.EPIDE_E2C: (_REFERRER,),
    Ground.DELD: (_FT,),
    Ground.DETLD: (_FT,),
    Ground.RSA: (_CAF,),
    Ground.ASS: (_FT, _CAF),
    Ground.AAH: (_CAF,),
    Ground.INVALIDITE: (_CAF, Wanted(ProofKind.OTHER, 3)),
    Ground.TH: (Wanted(ProofKind.MDPH),),
    Ground.JEUNE: (_IDENTITY, _REFERRER),
    Ground.JEUNE_PACEA: (_REFERRER,),
    Ground.SENIOR: (_FT, _IDENTITY),
    Ground.QPV: (Wanted(ProofKind.ADDRESS, 6),),
    Ground.ZRR: (Wanted(ProofKind.ADDRESS, 6),),
    Ground.REF_DA: (Wanted(ProofKind.PERMIT),),
    Ground.DETENTION_MJ: (Wanted(ProofKind.SPIP, 6),),
    Ground.PLIE: (_REFERRER,),
    Ground.AUTRE: (Wanted(ProofKind.OPINION),),
    Ground.CAP_BEP: (Wanted(ProofKind.OTHER),),
    Ground.ASE: (Wanted(ProofKind.REFERRER, 12),),
    Ground.PI: (_CAF,),
    Ground.PSH_PR: (Wanted(ProofKind.REFERRER, 3),),
    Ground.FLE: (Wanted(ProofKind.REFERRER, 6),),
    Ground.PM: (Wanted(ProofKind.REFERRER, 6),),
}
"""The papers that each ground is proven by: one of them, the usual one first."""

BESIDE: Final = frozenset(
    {Ground.CAP_BEP, Ground.ASE, Ground.PI, Ground.PSH_PR, Ground.FLE, Ground.PM}
)
"""Criteria of the insertion sector that stand beside a ground, never alone (field.md 3.1)."""
LEVEL_1: Final = frozenset({Ground.RSA, Ground.ASS, Ground.AAH, Ground.DETLD})
"""One of them opens the insertion sector (field.md 3.3)."""
LEVEL_2: Final = BESIDE | {
    Ground.DELD, Ground.TH, Ground.JEUNE, Ground.SENIOR, Ground.QPV, Ground.ZRR,
    Ground.REF_DA, Ground.DETENTION_MJ,
}  # fmt: skip
"""Several of them do; how many depends on the employer."""
LEVEL_2_WANTED: Final = {
    CompanyKind.ACI: 3,
    CompanyKind.EI: 3,
    CompanyKind.EITI: 3,
    CompanyKind.AI: 2,
    CompanyKind.ETTI: 2,
}
"""How many criteria of level 2 each kind of insertion structure wants (field.md 3.3)."""


class Lack(NamedTuple):
    """Something that is missing before an eligibility can be believed, and where it is mended."""

    code: str
    field: str
    sentence: Sentence


def opens_iae(kind: CompanyKind, grounds: Collection[str]) -> bool:
    """Tell whether criteria open the insertion sector, without a referrer's own diagnosis."""
    level_2 = sum(ground in LEVEL_2 for ground in set(grounds))
    return any(ground in LEVEL_1 for ground in grounds) or level_2 >= LEVEL_2_WANTED[kind]


def grounds_of(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return all grounds of an eligibility, the principal one first."""
    found = [values.get("ground"), *str(values.get("other_grounds") or "").split()]
    return tuple(dict.fromkeys(str(ground) for ground in found if ground))


def wanted_for(ground: str) -> tuple[Wanted, ...]:
    """Return the papers that prove a ground; none for one of a later version of the program."""
    return PROOFS.get(Ground(ground), ()) if ground in set(Ground) else ()


def lacks(values: Mapping[str, Value], on: date) -> Iterator[Lack]:
    """Yield what is missing, or too old on a day, in the proof of an eligibility.

    Args:
        values: The record.
        on: The day that the proof must hold on: of the validation, or of the hire.
    """
    ground = str(values.get("ground") or "")
    if ground in BESIDE:
        yield _lack("BESIDE", "ground", N_("This criterion stands beside a ground, never alone."))
        return
    if not values.get("proof_on"):
        yield _lack("UNSEEN", "proof_on", N_("No proof was seen yet."))
    yield from _opinion(ground, values)
    wanted = wanted_for(ground)
    kind = str(values.get("proof_kind") or "")
    if wanted and kind and kind not in {one.kind for one in wanted}:
        said = N_("This ground is proven by something else: {kind}.")
        yield _lack("KIND", "proof_kind", said, kind=Sentence(wanted[0].kind.label))
    yield from _age(values, wanted, kind, on)


def most_months(ground: str, kind: str) -> int:
    """Return how old the proof of a ground may be, in months; `VALID` where only validity counts.

    Where nobody said which paper it is, it is taken for the usual one.
    """
    wanted = wanted_for(ground)
    ages = {str(one.kind): one.months for one in reversed(wanted)}
    return ages.get(kind, wanted[0].months if wanted and not kind else VALID)


def _opinion(ground: str, values: Mapping[str, Value]) -> Iterator[Lack]:
    """'Other difficulties' want a motivated opinion, its author and its date (cie84)."""
    if ground != Ground.AUTRE:
        return
    if not values.get("opinion_by"):
        said = N_("This ground wants a reasoned opinion: say whose.")
        yield _lack("OPINION", "opinion_by", said)
    if not values.get("proof_dated"):
        yield _lack("OPINION_DATE", "proof_dated", N_("The date of the opinion is missing."))


def _age(
    values: Mapping[str, Value], wanted: tuple[Wanted, ...], kind: str, on: date
) -> Iterator[Lack]:
    ground = str(values.get("ground") or "")
    most = most_months(ground, kind) if wanted else VALID
    dated = _day(values.get("proof_dated"))
    if dated is not None and dated > on:
        yield _lack("AHEAD", "proof_dated", N_("The proof is dated after this day."))
    elif most and dated is None and values.get("proof_on"):
        said = N_("The date of the proof is missing: it must be under {months} months old.")
        yield _lack("UNDATED", "proof_dated", said, months=most)
    elif most and dated is not None and on.isoformat() > months_later(dated.isoformat(), most):
        said = N_("The proof of {day} is too old: under {months} months wanted.")
        yield _lack("STALE", "proof_dated", said, day=dated, months=most)


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _lack(code: str, field: str, text: str, **values: object) -> Lack:
    return Lack(code, field, Sentence(text, values))

"""Who buys what from whom, in the proportions of the national survey of 2021."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import CompanyKind, Nature
from ave_tui.services.demo.pathways import (
    ALTERNATING,
    BULK,
    HOURS,
    MISSION,
    PART,
    SITE,
    hours_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.schema import Id
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.model import Job

_WORKS, _SUPPLIES = 0.585, 0.007
_KINDS: Final = {
    CompanyKind.ORDINARY: 0.385,
    CompanyKind.ETTI: 0.20,
    CompanyKind.ETT: 0.10,
    CompanyKind.GEIQ: 0.08,
    CompanyKind.AI: 0.06,
    CompanyKind.EI: 0.06,
    CompanyKind.ACI: 0.05,
    CompanyKind.REGIE: 0.03,
    CompanyKind.EA: 0.02,
    CompanyKind.EATT: 0.01,
}
"""Shares of the hours by kind of employer: ETTI, AI, EI and ACI have 37 % together."""
_LONG: Final = 122
"""A CDDI lasts four months at least."""
_CDDI: Final = frozenset({CompanyKind.EI, CompanyKind.ACI})
_ALLOWED: Final = {
    SITE: (CompanyKind.ETTI, CompanyKind.ETT, CompanyKind.ORDINARY, CompanyKind.GEIQ),
    PART: (
        CompanyKind.ORDINARY,
        CompanyKind.AI,
        CompanyKind.EI,
        CompanyKind.ACI,
        CompanyKind.REGIE,
        CompanyKind.EA,
        CompanyKind.EATT,
    ),
    MISSION: (CompanyKind.ETTI, CompanyKind.AI, CompanyKind.ETT),
    ALTERNATING: (CompanyKind.ORDINARY, CompanyKind.GEIQ),
}


def share_out(days: Days, jobs: list[Job]) -> dict[Id, float]:
    """Decide each contract's nature and kind of employer; return the hours of each."""
    order = {ALTERNATING: 0, PART: 1, SITE: 2, MISSION: 3}
    jobs = sorted(jobs, key=lambda job: order[job.profile])
    hours = {job.id: hours_in(days, job) for job in jobs}
    _natures(jobs, hours)
    kinds: dict[str, float] = dict.fromkeys(_KINDS, 0.0)
    for job in jobs:
        allowed: Iterable[CompanyKind] = _ALLOWED[job.profile]
        if job.ends - job.starts < _LONG or job.nature == Nature.SUPPLIES:
            allowed = [kind for kind in allowed if kind not in _CDDI]
        # The kind that is furthest from its share comes next.
        job.kind = min(allowed, key=lambda kind: kinds[kind] / _KINDS[kind])
        if job.person.role == "double":
            job.kind = CompanyKind.ETTI if job is job.person.jobs[0] else CompanyKind.ETT
        kinds[job.kind] += hours[job.id]
    return hours


def _natures(jobs: list[Job], hours: dict[Id, float]) -> None:
    """Sites are works and part-time is services: the others even that out."""
    works = sum(hours[job.id] for job in jobs if job.profile == SITE)
    total = HOURS - BULK
    supplies = 0.0
    for job in jobs:
        job.nature = Nature.SERVICES.value
        if job.profile == SITE:
            job.nature = Nature.WORKS.value
        elif job.profile != PART:
            if works < _WORKS * total:
                job.nature = Nature.WORKS.value
                works += hours[job.id]
        elif supplies < _SUPPLIES * total and not job.person.role:
            job.nature = Nature.SUPPLIES.value
            supplies += hours[job.id]

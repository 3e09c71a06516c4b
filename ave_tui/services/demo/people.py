"""Participants, what makes them eligible, and their employment contracts, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import (
    CompanyKind,
    EducationLevel,
    EmploymentKind,
    Ground,
    Referrer,
    Sex,
)
from ave_tui.services.demo.dice import slug
from ave_tui.services.demo.eligibilities import Eligibilities
from ave_tui.services.demo.journal import made
from ave_tui.services.demo.model import HOUR
from ave_tui.services.demo.names import FAMILIES, MEN, WOMEN
from ave_tui.services.demo.pathways import ALTERNATING, MISSION, PART, SITE
from ave_tui.services.demo.places import TOWNS

if TYPE_CHECKING:
    from ave_tui.domain.changes import Change
    from ave_tui.domain.schema import Id
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.dice import Dice
    from ave_tui.services.demo.model import Job, Person, Task

_MALE: Final = {SITE: 0.93, MISSION: 0.85, PART: 0.50, ALTERNATING: 0.86}
_QPV: Final = 0.3
_TWINS: Final = (("Mohamed", "Ben Ali"), ("Mohammed", "Benali"))
_TWINS_BORN: Final = "1987-04-12"
_BY_EMPLOYER: Final[dict[str, Ground]] = {
    CompanyKind.ETTI: Ground.IAE,
    CompanyKind.AI: Ground.IAE,
    CompanyKind.EI: Ground.IAE,
    CompanyKind.ACI: Ground.IAE,
    CompanyKind.GEIQ: Ground.GEIQ,
    CompanyKind.EA: Ground.EA,
    CompanyKind.EATT: Ground.EA,
    CompanyKind.REGIE: Ground.REGIE,
}
_PERSONAL: Final = (
    (Ground.DELD, 0.27),
    (Ground.RSA, 0.25),
    (Ground.DETLD, 0.12),
    (Ground.QPV, 0.09),
    (Ground.TH, 0.07),
    (Ground.PLIE, 0.06),
    (Ground.ASS, 0.04),
    (Ground.REF_DA, 0.04),
    (Ground.AAH, 0.02),
    (Ground.DETENTION_MJ, 0.02),
    (Ground.AUTRE, 0.02),
)
_REFERRERS: Final = (
    (Referrer.FT, 0.40),
    (Referrer.PLIE, 0.13),
    (Referrer.SIAE, 0.12),
    (Referrer.DEPT, 0.08),
    (Referrer.COMPANY, 0.08),
    (Referrer.CCAS, 0.07),
    (Referrer.SELF, 0.06),
    (Referrer.CAP_EMPLOI, 0.03),
    (Referrer.CHRS, 0.02),
    (Referrer.SPIP, 0.01),
)
_LEVELS: Final = (
    (EducationLevel.BELOW_3, 0.38),
    (EducationLevel.LEVEL_3, 0.37),
    (EducationLevel.LEVEL_4, 0.16),
    (EducationLevel.LEVEL_5, 0.05),
    (EducationLevel.LEVEL_6, 0.03),
    (EducationLevel.LEVEL_7, 0.01),
)


class People:
    """Writes participants down."""

    def __init__(self, dice: Dice, days: Days, facilitator: Id) -> None:
        self.dice, self.days, self.facilitator = dice, days, facilitator
        self._names: set[tuple[str, str]] = set()
        self._eligibilities = Eligibilities(dice, days, facilitator)
        self._twins = list(_TWINS)
        self._women = self._qpv = 0.0
        """How many are owed so far: chance decides whom, not how many."""

    def describe(self, person: Person) -> tuple[Change, ...]:
        """Return a participant, their eligibility, and what was decided of it."""
        dice = self.dice
        job = person.jobs[0]
        self._women += 1 - _MALE[job.profile]
        male = self._women < dice.random() or person.role == "twin"
        self._women -= not male
        age = int(19 + 41 * dice.random() ** 1.25)
        if any(job.contract == EmploymentKind.APPRENTICESHIP for job in person.jobs):
            age = dice.between(19, 28)
        year = int(self.days.iso(self.days.first)[:4]) - age
        birth = f"{year}-{dice.between(1, 12):02d}-{dice.between(1, 28):02d}"
        if person.role == "twin":
            birth = _TWINS_BORN
            person.first_name, person.last_name = self._twins.pop()
        else:
            self._name(person, MEN if male else WOMEN)
        self._qpv += _QPV
        qpv = self._qpv > dice.random()
        self._qpv -= qpv
        ground = self._ground(job, age, qpv=qpv)
        town, postcode = dice.pick(TOWNS)
        email = f"{slug(person.first_name)}.{slug(person.last_name)}@example.org"
        referrer = Referrer.ML if age < 26 and dice.chance(0.8) else dice.weighted(_REFERRERS)
        level = dice.weighted(_LEVELS)
        if ground is Ground.JEUNE:
            level = EducationLevel.BELOW_3
        row = made(
            "participant",
            person.id,
            {
                "last_name": person.last_name,
                "first_name": person.first_name,
                "birth_date": birth,
                "sex": (Sex.MAN if male else Sex.WOMAN).value,
                "phone": dice.mobile(),
                "email": email if dice.chance(0.6) else None,
                "postcode": postcode,
                "commune": town,
                "qpv": int(qpv),
                "education": level.value,
                "referrer": referrer.value,
                "notice_on": self.days.told_on(person.id, job.starts),
            },
        )
        return row, *self._eligibilities.describe(person, ground, age, qpv=qpv)

    def _name(self, person: Person, first_names: tuple[str, ...]) -> None:
        name = ("", "")
        while not name[0] or name in self._names:
            name = (self.dice.pick(first_names), self.dice.pick(FAMILIES))
        self._names.add(name)
        person.first_name, person.last_name = name

    def _ground(self, job: Job, age: int, *, qpv: bool) -> Ground:
        dice = self.dice
        found = _BY_EMPLOYER.get(job.kind)
        if found is not None:
            return found
        if age < 26 and dice.chance(0.7):
            return Ground.JEUNE if dice.chance(0.7) else Ground.JEUNE_PACEA
        if age > 51 and dice.chance(0.6):
            return Ground.SENIOR
        ground = dice.weighted(_PERSONAL)
        return Ground.DELD if ground is Ground.QPV and not qpv else ground

    def hire(self, job: Job) -> tuple[Change, ...]:
        """Return an employment contract with the assignments known from its start."""
        end = None if job.open_ended else self.days.iso(job.planned_end)
        full = job.profile in (SITE, MISSION, ALTERNATING)
        weekly = 35 if full else min(35, int(job.weekly * 1.15) + self.dice.pick((1, 4, 8, 12)))
        employer = job.employer.id if job.employer else None
        row = made(
            "employment_contract",
            job.id,
            {
                "participant_id": job.person.id,
                "employer_id": employer,
                "kind": job.contract,
                "starts_on": self.days.iso(job.starts),
                "ends_on": end,
                "weekly_seconds": weekly * HOUR,
                "rome": job.job[0],
                "job": job.job[1],
            },
        )
        known = job.tasks[:1] if job.moved else job.tasks
        return row, *(self.assignment(task, job.planned_end) for task in known)

    def assignment(self, task: Task, end: int) -> Change:
        """Return an assignment as it is planned."""
        return made(
            "assignment",
            task.id,
            {
                "employment_contract_id": task.job.id if task.job else None,
                "lot_id": task.lot.id,
                "award_id": task.award.id,
                "host_id": task.host.id,
                "mode": task.mode,
                "starts_on": self.days.iso(task.starts),
                "ends_on": self.days.iso(end),
                "employer_id": None if task.job else task.host.id,
                "head_count": None if task.job else 6,
                "label": None if task.job else "Équipe de l'ESAT, espaces verts et conditionnement",
            },
        )

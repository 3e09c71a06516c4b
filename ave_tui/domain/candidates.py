"""Who among the participants fits a company's need: reasons for and against, nothing hidden.

Each is judged by trade, place, eligibility and time (field.md 1.2 step 8). Whoever does not fit
comes further down with the reason why: only the facilitator knows which of them can be got over.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.folding import fold, tokens
from ave_tui.domain.period_words import day_words
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.schema import Id
    from ave_tui.domain.seekers import Need, Seeker

_FIELD: Final = 3
"""Letters of a ROME code that name a field of trades: F17 is the structural work of F1703."""
_DOMAIN: Final = 1
_CODE: Final = 5
_LEAST_WORD: Final = 4
"""Shorter words, as "de" or "aide", say nothing of a trade."""
_ANY_TRADE: Final = frozenset(
    {
        *("agent", "agente", "batiment", "chantier", "conducteur", "conductrice", "employe"),
        *("employee", "ouvrier", "ouvriere", "polyvalent", "polyvalente", "technicien"),
        *("technicienne", "travaux"),
    }
)
"""Words that stand in the names of many trades."""
_LAST: Final = "9999-12-31"


class Weight(IntEnum):
    """What a reason means."""

    AGAINST = -1
    UNKNOWN = 0
    FOR = 1


class Reason(NamedTuple):
    """Something that speaks for or against a candidate."""

    weight: Weight
    said: Sentence
    points: int = 0
    """How well it fits: between those without obstacles, more comes first."""
    grave: bool = False
    """Whoever hires all the same is asked once."""


class Candidate(NamedTuple):
    """A participant with all that speaks for and against."""

    person: Id
    name: str
    reasons: tuple[Reason, ...]
    preferred: bool
    """Lives in a QPV, where those come first."""

    @property
    def obstacles(self) -> int:
        """How many reasons speak against."""
        return sum(reason.weight is Weight.AGAINST for reason in self.reasons)

    @property
    def grave(self) -> tuple[Reason, ...]:
        """What whoever hires all the same is asked about once."""
        return tuple(reason for reason in self.reasons if reason.grave)

    @property
    def order(self) -> tuple[int, bool, int, str, str]:
        """What candidates are sorted by, the best first."""
        points = sum(reason.points for reason in self.reasons)
        return self.obstacles, not self.preferred, -points, fold(self.name), self.person


def ranked(need: Need, seekers: Iterable[Seeker]) -> list[Candidate]:
    """Return everybody, the best fitting first; not one is left out."""
    return sorted((judged(need, seeker) for seeker in seekers), key=lambda one: one.order)


def judged(need: Need, seeker: Seeker) -> Candidate:
    """Return what speaks for and against one participant."""
    preferred = need.qpv_first and seeker.qpv
    reasons = [_trade(need, seeker), _place(need, seeker), _eligible(need, seeker)]
    reasons.append(_free(need, seeker))
    if preferred:
        reasons.insert(0, Reason(Weight.FOR, Sentence(N_("lives in a QPV"))))
    return Candidate(seeker.person, seeker.name, tuple(reasons), preferred)


def _trade(need: Need, seeker: Seeker) -> Reason:
    wanted = _codes(need.rome)
    sought, done = _codes(seeker.rome), {code for w in seeker.worked for code in _codes(w.rome)}
    words = _words(need.job)
    if wanted & sought:
        return Reason(Weight.FOR, Sentence(N_("looks for this trade")), 6)
    if words & _words(seeker.rome):
        return Reason(Weight.FOR, Sentence(N_("looks for this trade")), 5)
    # Codes know better than words; words decide where one side has no code.
    before = next(
        (
            w
            for w in seeker.worked
            if (wanted & _codes(w.rome) if wanted and _codes(w.rome) else words & _words(w.job))
        ),
        None,
    )
    if before is not None:
        job = before.job or before.rome
        return Reason(Weight.FOR, Sentence(N_("has done it: {job}"), {"job": job}), 6)
    for length, points, said in (
        (_FIELD, 3, N_("a neighbouring trade ({code})")),
        (_DOMAIN, 1, N_("the same field of trades ({code})")),
    ):
        near = sorted(
            code for code in sought | done if any(code[:length] == w[:length] for w in wanted)
        )
        if near:
            return Reason(Weight.FOR, Sentence(said, {"code": near[0]}), points)
    if not wanted or (not seeker.rome and not seeker.worked):
        said = N_("trade sought not known") if wanted else N_("trade to be looked at")
        return Reason(Weight.UNKNOWN, Sentence(said))
    return Reason(Weight.AGAINST, Sentence(N_("another trade")))


def _place(need: Need, seeker: Seeker) -> Reason:
    place, area = fold(need.commune), f" {fold(seeker.area)} "
    if not place:
        return Reason(Weight.UNKNOWN, Sentence(N_("place of work not known")))
    if place == fold(seeker.commune):
        return Reason(Weight.FOR, Sentence(N_("lives there")), 3)
    if f" {place} " in area or (need.postcode and f" {need.postcode[:2]} " in area):
        said = Sentence(N_("can work there ({area})"), {"area": seeker.area.strip()})
        return Reason(Weight.FOR, said, 2)
    if area.strip():
        said = Sentence(N_("can work in {area}"), {"area": seeker.area.strip()})
        return Reason(Weight.AGAINST, said)
    if seeker.commune:
        return Reason(Weight.UNKNOWN, Sentence(N_("lives in {town}"), {"town": seeker.commune}))
    return Reason(Weight.UNKNOWN, Sentence(N_("home not known")))


def _eligible(need: Need, seeker: Seeker) -> Reason:
    until = seeker.eligible_until
    if not until:
        return Reason(Weight.AGAINST, Sentence(N_("no eligibility")), grave=True)
    if until < need.starts_on:
        said = Sentence(N_("eligibility ended on {day}"), {"day": day_words(until)})
        return Reason(Weight.AGAINST, said, grave=True)
    if seeker.eligible_from > need.starts_on:
        said = Sentence(N_("eligible from {day}"), {"day": day_words(seeker.eligible_from)})
        return Reason(Weight.AGAINST, said, grave=True)
    if until < need.ends_on:
        said = Sentence(N_("eligible only until {day}"), {"day": day_words(until)})
        return Reason(Weight.AGAINST, said, grave=True)
    if not seeker.checked:
        return Reason(Weight.UNKNOWN, Sentence(N_("eligibility to be checked")), grave=True)
    if until >= _LAST:
        return Reason(Weight.FOR, Sentence(N_("eligible")), 1)
    return Reason(Weight.FOR, Sentence(N_("eligible until {day}"), {"day": day_words(until)}), 1)


def _free(need: Need, seeker: Seeker) -> Reason:
    day = need.starts_on
    running = [w for w in seeker.worked if (w.starts_on or "") <= day <= (w.ends_on or _LAST)]
    if running:
        last = max(running, key=lambda w: (w.ends_on or _LAST, w.employer))
        said = Sentence(
            N_("at work until {day} ({employer})")
            if last.ends_on
            else N_("at work, no end ({employer})"),
            {"day": day_words(last.ends_on), "employer": last.employer},
        )
        return Reason(Weight.AGAINST, said, grave=True)
    coming = [w for w in seeker.worked if w.starts_on > day]
    if coming and (not need.ends_on or min(w.starts_on for w in coming) <= need.ends_on):
        first = min(coming, key=lambda w: w.starts_on)
        said = Sentence(
            N_("at work from {day} on ({employer})"),
            {"day": day_words(first.starts_on), "employer": first.employer},
        )
        return Reason(Weight.AGAINST, said, grave=True)
    return Reason(Weight.FOR, Sentence(N_("free")), 1)


def _codes(text: str) -> set[str]:
    """Return the ROME codes in a text: a letter and four figures."""
    return {
        word.upper()
        for word in tokens(text.replace(";", " ").replace(",", " "))
        if len(word) == _CODE and word[0].isascii() and word[0].isalpha() and word[1:].isdecimal()
    }


def _words(text: str) -> set[str]:
    """Return the words of a text that may name a trade."""
    return {
        word
        for word in tokens(text.replace(";", " ").replace(",", " "))
        if len(word) > _LEAST_WORD and word.isalpha() and word not in _ANY_TRADE
    }

"""What of the journal is shown: asked in two steps, what about and which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.schema import TABLES, Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _, day
from ave_tui.services.history_filter import HistoryFilter, spans
from ave_tui.widgets.form import FormField
from screens.choice import ChoiceScreen
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ave_tui.domain.schema import Values
    from screens.base import AveScreen

_DAYS = "days"


def words(screen: AveScreen[None], only: HistoryFilter) -> str:
    """Return what a filter leaves, in a few words; empty where it leaves everything."""
    history = screen.services.history
    said = []
    if only.since and only.until:
        said.append(_span_words(screen, only.since, only.until))
    elif only.since:
        said.append(_("from {day}", day=day(only.since)))
    elif only.until:
        said.append(_("until {day}", day=day(only.until)))
    if only.who:
        said.append(dict(history.writers()).get(only.who, "?"))
    if only.device:
        said.append(dict(history.laptops()).get(only.device, "?"))
    if only.table:
        said.append(_(TABLES[only.table].plural))
    return " · ".join(said)


def _span_words(screen: AveScreen[None], since: date, until: date) -> str:
    for name, first, last in spans(screen.services.clock().date()).values():
        if (first, last) == (since, until):
            return _(name)
    return _("{first} to {last}", first=day(since), last=day(until))


class Sieve:
    """Asks what is to be shown, and hands on what was chosen."""

    def __init__(
        self,
        screen: AveScreen[None],
        only: HistoryFilter,
        chosen: Callable[[HistoryFilter], object],
        record: tuple[str, Callable[[], object]] | None,
    ) -> None:
        self._screen = screen
        self._only = only
        self._chosen = chosen
        self._record = record

    def ask(self) -> None:
        """Ask what it is about."""
        only, history = self._only, self._screen.services.history
        when = words(self._screen, HistoryFilter(since=only.since, until=only.until))
        who = dict(history.writers()).get(only.who) if only.who else None
        laptop = dict(history.laptops()).get(only.device) if only.device else None
        kind = _(TABLES[only.table].plural) if only.table else ""
        options = [
            ("when", _("When: {what}", what=when or _("always"))),
            ("who", _("Who: {what}", what=who or _("everybody"))),
            ("kind", _("Kind of record: {what}", what=kind or _("every kind"))),
            ("laptop", _("Laptop: {what}", what=laptop or _("every laptop"))),
        ]
        if self._record is not None:
            options.append(("record", _("Only this: {record}", record=self._record[0])))
        if not only.is_open:
            options.append(("all", _("Show everything again")))
        self._push(_("Show only some of the changes"), options, "", self._about)

    def _about(self, what: str) -> None:
        history, only = self._screen.services.history, self._only
        match what:
            case "when":
                self._ask_when()
            case "who":
                some = [("", _("everybody")), *history.writers()]
                self._push(_("Who"), some, only.who, lambda who: self._take(replace(only, who=who)))
            case "kind":
                some = [("", _("every kind")), *((t.name, _(t.plural)) for t in TABLES.values())]
                self._push(
                    _("Kind of record"),
                    some,
                    only.table,
                    lambda table: self._take(replace(only, table=table)),
                )
            case "laptop":
                some = [("", _("every laptop")), *history.laptops()]
                self._push(
                    _("Laptop"),
                    some,
                    only.device,
                    lambda device: self._take(replace(only, device=device)),
                )
            case "record" if self._record is not None:
                self._record[1]()
            case _:
                self._take(HistoryFilter())

    def _ask_when(self) -> None:
        known = spans(self._screen.services.clock().date())
        options = [
            ("", _("always")),
            *((code, _(name)) for code, (name, _first, _last) in known.items()),
            (_DAYS, _("From a day to a day...")),
        ]
        now = next(
            (c for c, (_n, *days) in known.items() if days == [self._only.since, self._only.until]),
            "",
        )

        def chosen(code: str) -> None:
            if code == _DAYS:
                self._ask_days()
            elif code:
                self._take(replace(self._only, since=known[code][1], until=known[code][2]))
            else:
                self._take(replace(self._only, since=None, until=None))

        self._push(_("When"), options, now, chosen)

    def _ask_days(self) -> None:
        only = self._only

        def keep(values: Values) -> None:
            since, until = (_date(values[name]) for name in ("since", "until"))
            if since and until and until < since:
                raise RuleBrokenError(
                    N_("The last day is before the first one."),
                    N_("Change one of them."),
                    field="until",
                )
            self._take(replace(only, since=since, until=until))

        fields = [
            FormField(Field(name, Kind.DATE, label), day.isoformat() if day else None)
            for name, label, day in (
                ("since", N_("From"), only.since),
                ("until", N_("Until"), only.until),
            )
        ]
        about = _("Both days are shown too; either can stay empty.")
        self._screen.app.push_screen(SmallFormScreen(_("From a day to a day"), about, fields, keep))

    def _take(self, only: HistoryFilter) -> None:
        self._chosen(only)

    def _push(
        self,
        question: str,
        options: Sequence[tuple[str, str]],
        current: str,
        then: Callable[[str], object],
    ) -> None:
        def answered(code: str | None) -> None:
            if code is not None:
                then(code)

        self._screen.app.push_screen(ChoiceScreen(question, options, current), answered)


def _date(value: object) -> date | None:
    from datetime import date

    return date.fromisoformat(value) if isinstance(value, str) and value else None

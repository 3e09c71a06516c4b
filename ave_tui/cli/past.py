"""Undo and redo, without a screen."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ave_tui.cli.opening import open_home
from ave_tui.domain.schema import TABLES
from ave_tui.i18n import _, _n, day, hours, say
from ave_tui.paths import find_home
from ave_tui.services.past_told import NotTakenBackError, TakenBackAlreadyError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ave_tui.cli.answer import Answer
    from ave_tui.services.past_told import ImportTaken
    from ave_tui.services.workspace import Services

_LISTED = 20


def undo(asked: argparse.Namespace, answer: Answer) -> int:
    """Take back the last step, a chosen one, or all that a file brought."""
    with open_home(find_home(asked.home)) as services:
        if asked.list:
            return _list(services, answer)
        if asked.file is not None:
            return _take_import(services, asked, answer, again=False)
        if asked.step is not None:
            return _take_step(services, asked, answer, again=False)
        last = services.past.last_step("undo")
        what = say(last) if last is not None else ""
        done = "" if asked.dry_run and what else say(services.history.undo())
    return _say_done(answer, what, done)


def redo(asked: argparse.Namespace, answer: Answer) -> int:
    """Do again the last undone step, a chosen one that is taken back, or a withdrawn file."""
    with open_home(find_home(asked.home)) as services:
        if asked.file is not None:
            return _take_import(services, asked, answer, again=True)
        if asked.step is not None:
            return _take_step(services, asked, answer, again=True)
        last = services.past.last_step("redo")
        what = say(last) if last is not None else ""
        done = "" if asked.dry_run and what else say(services.history.redo())
    return _say_done(answer, what, done)


def _take_step(
    services: Services, asked: argparse.Namespace, answer: Answer, *, again: bool
) -> int:
    step = services.past.step(asked.step)
    if step.taken_back and not again:
        raise TakenBackAlreadyError
    if again and not step.taken_back:
        raise NotTakenBackError
    done = "" if asked.dry_run else say(services.past.take_back(*step.key))
    return _say_done(answer, say(step.what), done)


def _say_done(answer: Answer, what: str, done: str) -> int:
    answer.line(done or _("It is about: {what}", what=what))
    answer.data(ok=True, applied=bool(done), what=what, said=done)
    return 0


def _list(services: Services, answer: Answer) -> int:
    steps = services.past.recent_steps(_LISTED)
    for step in steps:
        mark = "×" if step.taken_back else " "
        at = f"{day(step.at.date())} {step.at:%H:%M}"
        answer.line(f"{step.number:>6} {mark} {at}  {say(step.what)}")
    files = services.past.imports()
    for file in files:
        answer.line(_("File brought in: {name}", name=file.file_name))
    answer.data(
        ok=True,
        steps=[
            {
                "number": step.number,
                "at": step.at.isoformat(),
                "what": say(step.what),
                "taken_back": step.taken_back,
            }
            for step in steps
        ],
        imports=[{"number": file.id, "file": file.file_name} for file in files],
    )
    return 0


def _take_import(
    services: Services, asked: argparse.Namespace, answer: Answer, *, again: bool
) -> int:
    past = services.past
    exchange = past.find_import(asked.file)
    everywhere = not again and asked.everywhere
    if asked.dry_run:
        taken = past.preview_import(exchange, everywhere=everywhere)
    else:
        taken = past.undo_import(exchange, everywhere=everywhere, again=again)
    for line in _taken_lines(taken, applied=not asked.dry_run):
        answer.line(line)
    answer.data(
        ok=True,
        applied=not asked.dry_run,
        file=taken.file_name,
        sender=taken.who,
        way=taken.way,
        means=say(taken.means),
        why=None if taken.why is None else say(taken.why),
        operations=taken.operations,
        tables=[asdict(table) for table in taken.tables],
        seconds_before=taken.seconds_before,
        seconds_after=taken.seconds_after,
        left_alone=taken.left_alone,
    )
    return 0


def _taken_lines(taken: ImportTaken, *, applied: bool) -> Iterator[str]:
    yield _("{name}, from {who}.", name=taken.file_name, who=taken.who)
    if not applied:
        yield _("Nothing has changed yet: this is what it would do.")
    if taken.why is not None:
        yield _("This laptop can't simply forget it: {why}", why=say(taken.why))
    yield say(taken.means)
    for table in taken.tables:
        yield "  " + _(
            "{kind}: {added} back again, {changed} changed, {withdrawn} withdrawn",
            kind=_(TABLES[table.table].plural),
            added=table.added,
            changed=table.changed,
            withdrawn=table.withdrawn,
        )
    yield _(
        "Hours: {before} before, {after} after",
        before=hours(taken.seconds_before),
        after=hours(taken.seconds_after),
    )
    if taken.left_alone:
        yield _n(
            "One thing stays: it was changed since, or others build on it.",
            "{count} things stay: they were changed since, or others build on them.",
            taken.left_alone,
        )

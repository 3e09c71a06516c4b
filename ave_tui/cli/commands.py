"""The commands: each asks one service and answers; heavy imports wait inside the functions."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui.cli.answer import refuse
from ave_tui.cli.opening import now, open_home
from ave_tui.cli.progress import progress_line
from ave_tui.domain.errors import AveError
from ave_tui.i18n import _, _n, say
from ave_tui.paths import Home, find_home

if TYPE_CHECKING:
    import argparse

    from ave_tui.cli.answer import Answer
    from ave_tui.services.exchange import Preview


def open_screens(home: str | None, _answer: Answer) -> int:
    """Open the screens on the user's records."""
    import gc

    # Nothing of what is imported and built before the first frame is garbage: looking through it
    # takes a twentieth of the start. The app collects again from that frame on.
    gc.disable()
    from ave_tui.cli.screens import show_records

    return show_records(find_home(home))


def demo(asked: argparse.Namespace, answer: Answer) -> int:
    """Open the screens on made-up records, or write such records to a folder."""
    from ave_tui.cli.demo import show_demo, write_demo

    until = asked.until or f"{now():%Y-%m}"
    if asked.into is None:
        return show_demo(asked.facilitators, asked.seed, until)
    return write_demo(
        Home(Path(asked.into).absolute()), asked.facilitators, asked.seed, until, answer
    )


def hours(asked: argparse.Namespace, answer: Answer) -> int:
    """Enter hours from one line of text."""
    with open_home(find_home(asked.home)) as services:
        text = " ".join(asked.text)
        try:
            entered = services.hours.quick(text, try_only=asked.dry_run)
        except AveError as error:
            if candidates := getattr(error, "candidates", ()):
                return refuse(error, answer, candidates=[each._asdict() for each in candidates])
            raise
        if asked.dry_run:
            answer.line(_("Nothing is kept yet; this would be:"))
        for sentence in (*entered.done, *filter(None, [entered.before])):
            answer.line(say(sentence))
        for warning in entered.warnings:
            answer.line(f"! {say(warning)}")
        answer.data(
            ok=True,
            changed=entered.changed,
            entered=[asdict(entry) for entry in entered.entries],
            notes=[say(note) for note in entered.notes],
            warnings=[say(warning) for warning in entered.warnings],
        )
        # Whoever never opens the screens has copies too, and doesn't wait for one each time.
        from ave_tui.cli.copies import copy_on_leaving

        copy_on_leaving(services, daily=True)
    return 0


def export(asked: argparse.Namespace, answer: Answer) -> int:
    """Make an exchange file."""
    with (
        open_home(find_home(asked.home)) as services,
        progress_line(_("Making the file")) as tell,
    ):
        names = [name for some in asked.to for name in some.split(",")]
        made = services.exchange.export(Path(asked.out), names, tell, everything=asked.all)
    answer.line(
        _n(
            "{path}: one change, {size} kB.",
            "{path}: {count} changes, {size} kB.",
            made.operations,
            path=made.path,
            size=-(-made.size // 1000),
        )
    )
    answer.line(_("For {names}.", names=", ".join(made.recipients)))
    answer.data(
        ok=True,
        file=str(made.path),
        operations=made.operations,
        bytes=made.size,
        recipients=made.recipients,
    )
    return 0


def bring_in(asked: argparse.Namespace, answer: Answer) -> int:
    """Bring an exchange file in, or say what it would change."""
    from ave_tui.cli.previews import preview_facts, preview_lines

    with open_home(find_home(asked.home)) as services:
        path = Path(asked.file)
        preview: Preview
        title = _("Looking through the file") if asked.dry_run else _("Bringing in the file")
        with progress_line(title) as tell:
            if asked.dry_run:
                preview = services.exchange.preview(path, tell)
            else:
                preview = services.exchange.apply(path, tell)
        for line in preview_lines(preview, applied=not asked.dry_run):
            answer.line(line)
        answer.data(ok=True, applied=not asked.dry_run, **preview_facts(preview))
    return 0


def verify(asked: argparse.Namespace, answer: Answer) -> int:
    """Say what an exchange file is and whether it would be taken; exit status 1 if not."""
    from ave_tui.cli.inspections import inspection_facts, inspection_lines

    with open_home(find_home(asked.home)) as services:
        with progress_line(_("Looking through the file")) as tell:
            found = services.inspections.inspect(Path(asked.file), tell)
        for line in inspection_lines(found):
            answer.line(line)
    if found.refusal is None:
        answer.data(ok=True, **inspection_facts(found))
        return 0
    problem, remedy = say(found.refusal.problem), say(found.refusal.remedy)
    answer.data(ok=False, problem=problem, remedy=remedy, **inspection_facts(found))
    print(f"ave-tui: {problem}\n         {remedy}", file=sys.stderr)
    return 1


def check(asked: argparse.Namespace, answer: Answer) -> int:
    """Hold file, log and rows against each other; exit status 1 on any fault."""
    with open_home(find_home(asked.home)) as services, progress_line(_("Checking")) as tell:
        checked = services.upkeep.check(tell)
    answer.data(
        ok=checked.ok,
        rows=checked.rows,
        seconds=checked.seconds,
        operations=checked.operations,
        state=checked.state,
        faults=[say(fault) for fault in checked.faults],
    )
    for fault in checked.faults:
        print(f"ave-tui: {say(fault)}", file=sys.stderr)
    if checked.ok:
        answer.line(
            _n(
                "All is well: one change, {hours} h.",
                "All is well: {count} changes, {hours} h.",
                checked.operations,
                hours=checked.seconds // 3600,
            )
        )
    return 0 if checked.ok else 1


def where(asked: argparse.Namespace, answer: Answer) -> int:
    """Say which folders are in use, and whether a password protects them; opens nothing."""
    from ave_tui.services.unlocking import Lock

    home = find_home(asked.home)
    places = {
        "home": (_("Folder"), home.folder),
        "database": (_("Records in"), home.database),
        "key": (_("Key in"), home.key),
        "backups": (_("Copies in"), home.backups),
        "log": (_("Faults are noted in"), home.log),
    }
    width = max(len(name) for name, _path in places.values())
    for name, path in places.values():
        answer.line(f"{name:<{width}}  {path}")
    protected = Lock(home).is_on
    said = _("by a password") if protected else _("no: “ave-tui protect on” puts a password on it")
    name = _("Protected")
    answer.line(f"{name:<{width}}  {said}")
    from ave_tui.services.arrival import place_problem

    if problem := place_problem(home.folder):
        print(f"ave-tui: {say(problem)}", file=sys.stderr)
    answer.data(
        ok=True, protected=protected, **{key: str(path) for key, (_name, path) in places.items()}
    )
    return 0

"""Copies on the command line: making one, going back to one, and the one made on leaving."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui.cli.opening import asking, now, open_home
from ave_tui.cli.progress import progress_line
from ave_tui.domain.errors import AveError, DamageError
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, day, hours, say, speak
from ave_tui.paths import Home, find_home

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from ave_tui.cli.answer import Answer
    from ave_tui.services.copies import Comparison, CopiesService, Looked
    from ave_tui.services.unlocking import KeyFile
    from ave_tui.services.workspace import Services
    from screens.navigation import GoBackTo


class NotSaidYesError(AveError):
    """Going back to a copy takes a yes, and there is nobody to ask."""

    def __init__(self) -> None:
        super().__init__(
            N_("Nothing was changed: going back to a copy has to be confirmed."),
            N_("Add --yes to go back to it, or --dry-run to only look."),
        )


def backup(asked: argparse.Namespace, answer: Answer) -> int:
    """Copy the records to the backups, and to another folder where one is named."""
    with open_home(find_home(asked.home)) as services, progress_line(_("Copying")) as tell:
        if asked.out is None:
            path, has_key = services.upkeep.back_up(tell), None
        else:
            out = services.upkeep.back_up_elsewhere(Path(asked.out), tell)
            path, has_key = out.path, out.has_key
        key = services.home.key
    answer.line(_("Copied to {path}.", path=path))
    if has_key is False:
        answer.line(
            _(
                "The key is not with it: keep {key} in another safe place, or nobody can open it.",
                key=key,
            )
        )
    answer.data(ok=True, file=str(path))
    return 0


def restore(asked: argparse.Namespace, answer: Answer) -> int:
    """List the copies, or put one in the place of the records."""
    from ave_tui.services.copies import CopiesService

    ask = asking()
    copies = CopiesService(find_home(asked.home), now, unlock=ask)
    if language := copies.language():
        speak(language)
    if asked.file is None:
        return _list(copies, answer)
    path = copies.path_of(asked.file)
    key = _key_of(copies, path, ask)
    with progress_line(_("Reading the copy through")) as _tell:
        found = copies.compare(path, key)
    from ave_tui.services.copies_words import comparison_lines

    for line in comparison_lines(found):
        answer.line(line)
    aside = None
    if not asked.dry_run:
        if not asked.yes and not _says_yes(answer):
            raise NotSaidYesError
        from ave_tui.services.alone import alone

        with alone(copies.home) as taken:
            if taken is not None:
                raise taken
            aside = copies.restore(path, key)
        answer.line("")
        answer.line(_("Done: the records are those of the copy {name}.", name=path.name))
        if aside is not None:
            answer.line(_("What was there before is kept as {path}.", path=aside))
        answer.line(
            _("Ask colleagues for a complete file: what they have had of yours comes back with it.")
        )
    answer.data(ok=True, restored=not asked.dry_run, aside=str(aside or ""), **_as_data(found))
    return 0


def _key_of(copies: CopiesService, path: Path, ask: Callable[[KeyFile], bytes]) -> bytes:
    from ave_tui.services.copy_keys import UnderOtherKeyError

    try:
        return copies.key_of(path)
    except UnderOtherKeyError as error:
        print(say(error.problem), file=sys.stderr)
        return copies.key_of(path, ask)


def _says_yes(answer: Answer) -> bool:
    if answer.as_json or not sys.stdin.isatty():
        return False
    said = input(_("Go back to this copy? [y/N] ")).strip().casefold()
    return bool(said) and said in (_("y"), _("yes"))


def _as_data(found: Comparison) -> dict[str, object]:
    return {
        "copy": str(found.path),
        "operations": found.inside.operations,
        "seconds_before": None if found.present is None else found.present.seconds,
        "seconds_after": found.inside.seconds,
        "readable": found.present is not None,
        "lost": found.operations_lost,
        "gained": found.gained,
        "lost_by": [each._asdict() for each in found.lost],
    }


def _list(copies: CopiesService, answer: Answer) -> int:
    with progress_line(_("Looking into the copies")) as tell:
        looked = copies.looked_into(tell)
    for each in looked:
        answer.line(_line(each))
    if not looked:
        answer.line(_("There is no copy yet."))
    answer.data(
        ok=True,
        copies=[
            {
                "file": str(copies.home.backups / each.copy.name),
                "at": each.copy.at.isoformat(),
                "reason": each.copy.reason.value,
                "bytes": each.copy.size,
                "good": each.inside is not None,
                "operations": each.inside.operations if each.inside else None,
                "seconds": each.inside.seconds if each.inside else None,
            }
            for each in looked
        ],
    )
    return 0


def _line(looked: Looked) -> str:
    copy = looked.copy
    made = f"{day(copy.at.date())} {copy.at:%H:%M}  {copy.name}  ({_(copy.reason.label)}, "
    made += _("{size} MB", size=max(1, round(copy.size / 1_000_000)))
    if looked.inside is None:
        return f"{made})  " + (say(looked.trouble.problem) if looked.trouble else "")
    changes = _n("one change", "{count} changes", looked.inside.operations)
    seconds = looked.inside.seconds
    worked = "" if seconds is None else ", " + _("{hours} h", hours=hours(seconds))
    return f"{made})  {changes}{worked}"


def copy_on_leaving(services: Services, *, daily: bool = False) -> None:
    """Copy what was changed; what keeps it from being copied keeps nobody from leaving."""
    if services.refusal is not None:
        return
    try:
        with progress_line(_("Copying (Ctrl+C leaves it out)")) as tell:
            services.upkeep.back_up_on_leaving(tell, daily=daily)
    except KeyboardInterrupt:
        print(_("No copy was made this time; your records are kept."), file=sys.stderr)
    except AveError as error:
        with contextlib.suppress(AveError):
            error = services.copies.explained(error) if isinstance(error, DamageError) else error
        print(
            f"ave-tui: {_('No copy was made this time; your records are kept.')}", file=sys.stderr
        )
        print(f"         {say(error.problem)}\n         {say(error.remedy)}", file=sys.stderr)


def put_back(home: Home, chosen: GoBackTo) -> AveError | None:
    """Put a copy, or empty records, in the place of the records; return what kept it from that."""
    from ave_tui.services.copies import CopiesService

    copies = CopiesService(home, now)
    try:
        keys = chosen.keys
        with progress_line(_("Going back to the copy")):
            if chosen.path is None:
                copies.begin_anew((keys and keys.records) or copies.key())
            elif keys is None:
                copies.restore(chosen.path, copies.key())
            else:
                copies.restore(chosen.path, keys.copy, keys.records)
    except AveError as error:
        return error
    return None

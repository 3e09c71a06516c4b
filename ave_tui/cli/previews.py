"""What an exchange file changes, in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.schema import TABLES
from ave_tui.i18n import _, _n, hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.services.exchange import Preview


def preview_lines(preview: Preview, *, applied: bool) -> Iterator[str]:
    """Yield what was, or would be, changed: by kind of record, then hours, then what waits."""
    if applied:
        yield _n("One change brought in.", "{count} changes brought in.", preview.new)
    else:
        yield _n(
            "One change would be brought in.", "{count} changes would be brought in.", preview.new
        )
    if preview.known:
        yield _n("One was here already.", "{count} were here already.", preview.known)
    for table in preview.tables:
        yield "  " + _(
            "{kind}: {added} new, {changed} changed, {withdrawn} withdrawn",
            kind=_(TABLES[table.table].plural),
            added=table.added,
            changed=table.changed,
            withdrawn=table.withdrawn,
        )
    yield _(
        "Hours: {before} before, {after} after",
        before=hours(preview.seconds_before),
        after=hours(preview.seconds_after),
    )
    if preview.conflicts:
        yield _n(
            "Laptops disagree on one record.",
            "Laptops disagree on {count} records.",
            preview.conflicts,
        )
    if preview.held:
        yield _n(
            "One change waits for others that have not arrived:",
            "{count} changes wait for others that have not arrived:",
            preview.held,
        )
    for gap in preview.gaps:
        yield "  " + _(
            "changes {first} to {last} of laptop {device}",
            first=gap.first,
            last=gap.last,
            device=gap.device[:4].upper(),
        )

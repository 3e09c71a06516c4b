"""What an exchange file changes, in lines for people."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ave_tui.domain.laptops import short
from ave_tui.domain.schema import TABLES
from ave_tui.i18n import _, _n, hours, said
from ave_tui.services.people_words import lost_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.services.exchange import Preview


def preview_facts(preview: Preview) -> dict[str, object]:
    """Return what scripts are told; record by record only of a preview, which has them."""
    facts: dict[str, object] = {
        "sender": preview.sender,
        "name": preview.name,
        "made_ms": preview.made_ms,
        "new": preview.new,
        "known": preview.known,
        "held": preview.held,
        "gaps": [asdict(gap) for gap in preview.gaps],
        "tables": [asdict(table) for table in preview.tables],
        "conflicts": preview.conflicts,
        "seconds_before": preview.seconds_before,
        "seconds_after": preview.seconds_after,
        "revoked": list(preview.revoked),
    }
    if preview.records:
        facts["records"] = [
            {
                "table": record.table,
                "row": record.row,
                "called": said(record.called),
                "did": record.did,
                "fields": [
                    {
                        "field": _(each.field),
                        "before": said(each.before),
                        "after": said(each.after),
                    }
                    for each in record.fields
                ],
            }
            for record in preview.records
        ]
    return facts


def preview_lines(preview: Preview, *, applied: bool) -> Iterator[str]:
    """Yield what was, or would be, changed: by kind of record, then hours, then what waits."""
    yield _("From {who}.", who=preview.name)
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
    yield from map(lost_words, preview.revoked)
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
            device=short(gap.device),
        )

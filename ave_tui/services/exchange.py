"""Making exchange files and bringing them in."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.copies import Reason
from ave_tui.domain.laptops import short
from ave_tui.domain.progress import part, quiet
from ave_tui.services.exchange_errors import LaptopRevokedError, NoRecordsError
from ave_tui.services.opening import read_sealed
from ave_tui.services.own_card import card_with_keys
from ave_tui.services.people import chosen, people_of
from ave_tui.services.previews import Preview, by_record
from ave_tui.services.privacy import finish_erasures
from ave_tui.services.table_changes import TableChanges, by_table
from ave_tui.services.whole_file import write_whole
from ave_tui.storage import devices, exchanges, log, preferences, totals, trust
from ave_tui.sync import bundle as bundles
from ave_tui.sync.admission import REVOKED_HERE, admit, circle_of, judge
from ave_tui.sync.gather import gather, heads_of
from ave_tui.sync.identity import learning_of_itself, note_progress
from ave_tui.sync.keys import sign_own_head
from ave_tui.sync.merge import merge_admitted
from ave_tui.sync.office import lists_to_carry
from ave_tui.sync.seal import seal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.storage.exchanges import Exchange
    from ave_tui.sync.ledger import Ledger
    from ave_tui.sync.seal import Sealed

__all__ = ["ExchangeService", "Exported", "Preview", "TableChanges"]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was made."""

    path: Path
    operations: int
    size: int
    """Bytes."""
    recipients: tuple[str, ...]
    """Whom it is for, by name."""


class _TakenBackError(Exception):
    """Ends the transaction of a preview."""


class ExchangeService:
    """Exchange with colleagues by files."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def suggested_name(self) -> str:
        """Return a name for a new file: date, laptop, number; nobody's name."""
        number = exchanges.count_out(self._database.connection) + 1
        now = self._database.clock()
        return f"{now:%Y-%m-%d}_{short(self._ledger.device)}_{number:05d}{bundles.SUFFIX}"

    def export(
        self,
        path: Path,
        to: Sequence[str] = (),
        tell: Tell = quiet,
        *,
        everything: bool = False,
    ) -> Exported:
        """Write a sealed file: complete under its name, or not there at all.

        What every one of those it is for had when it last sent a file is left out: that can never
        lose anything.

        Args:
            path: The file, or a folder to put one with the suggested name into.
            to: Names, or beginnings of laptops' numbers; everybody trusted where none is given.
            tell: Told how much is done.
            everything: Leave nothing out.

        Raises:
            NoRecordsError: There is nothing yet.
            NobodyTrustedError: There is nobody to make it for.
            LaptopRevokedError: Nobody takes this laptop's files any more.
            UnwritableFileError: It can't be written or does not read back.
            AveError: Somebody it is for is not known or not trusted.
        """
        device = self._ledger.device
        if path.is_dir():
            path = path / self.suggested_name()
        now_ms = self._database.now_ms()
        with self._database.transaction() as connection:
            space = preferences.get(connection, "space")
            if not space or not devices.vector(connection):
                raise NoRecordsError
            if preferences.get(connection, REVOKED_HERE):
                raise LaptopRevokedError
            circle = circle_of(connection)
            people = chosen(people_of(connection, circle), to)
            card, keys = card_with_keys(connection, device, now_ms)
            sign_own_head(connection, device)
            recipients = [person.device for person in people]
            had = {} if everything else exchanges.had_by_all(connection, recipients)
            made = gather(connection, space, device, had, part(tell, 0.3, 0.6))
            content = seal(
                bundles.pack(made, part(tell, 0.6, 0.9)),
                card=card,
                seed=keys.seed,
                to=[person.card.age for person in people],
                made=now_ms,
                heads=heads_of(connection, made),
                rosters=lists_to_carry(connection, circle, card, keys.seed, now_ms),
            )
            write_whole(path, content)
            exchanges.add(
                connection,
                at_ms=now_ms,
                direction="out",
                file_name=path.name,
                peer=None,
                operations=len(made.operations),
                held=0,
                vector=made.vector,
                recipients=recipients,
            )
        note_progress(self._database)
        names = tuple(person.name for person in people)
        return Exported(path, len(made.operations), len(content), names)

    def preview(self, path: Path, tell: Tell = quiet) -> Preview:
        """Return what bringing a file in would do, record by record; nothing is changed.

        Raises:
            UnknownSenderError: Nobody has compared its sender's card yet; it is in the error.
            AveError: The file can't be read, is damaged, not for this laptop, or not trusted.
        """
        sealed = self._read(path)
        preview: list[Preview] = []
        with contextlib.suppress(_TakenBackError), self._database.transaction() as connection:
            preview.append(self._bring_in(connection, sealed, path.name, tell, with_records=True))
            raise _TakenBackError
        return preview[0]

    def apply(self, path: Path, tell: Tell = quiet) -> Preview:
        """Bring a file in, after a copy: all of it, in one transaction. Twice is once.

        Raises:
            AveError: As for a preview, or there is no room for the copy; nothing was changed.
        """
        from ave_tui.services.upkeep import UpkeepService

        sealed = self._read(path)
        UpkeepService(self._database).back_up_if_changed(Reason.IMPORT, part(tell, 0, 0.2))
        with self._database.transaction() as connection:
            return self._bring_in(connection, sealed, path.name, part(tell, 0.2, 1))

    def past(self) -> list[Exchange]:
        """Return the files made and brought in, the newest first."""
        return exchanges.recent(self._database.connection)

    def unsent(self) -> int:
        """Return how many changes of this laptop never went out in a file."""
        connection = self._database.connection
        me = devices.mine(connection)
        return 0 if me is None else me.seq - exchanges.sent_up_to(connection, me.device)

    def revoked_unheard(self) -> bool:
        """Tell whether head office's list says of a laptop that it is lost, and nobody knows."""
        connection = self._database.connection
        is_office = preferences.get(connection, trust.OFFICE) == "1"
        return is_office and bool(trust.revoked_unheard(connection))

    def waiting(self) -> int:
        """Return how many changes of others wait for some that have not arrived."""
        return sum(1 for _ in log.held(self._database.connection))

    def _read(self, path: Path) -> Sealed:
        # Its keys come with the device, which a new home gets now.
        self._database.make_ready()
        with self._database.reading() as connection:
            return read_sealed(connection, path)

    def _bring_in(
        self,
        connection: Connection,
        sealed: Sealed,
        name: str,
        tell: Tell,
        *,
        with_records: bool = False,
    ) -> Preview:
        known_lost = {p.device for p in trust.peers(connection) if p.revoked_ms is not None}
        circle = judge(connection, sealed, self._database.now_ms())
        lost = {d for d, p in circle.peers.items() if p.revoked_ms is not None} - known_lost
        found = bundles.unpack(sealed.container, part(tell, 0, 0.4))
        admit(connection, circle, sealed, found)
        if not circle.space:
            preferences.put(connection, "space", found.space)
        before = totals.counted_seconds(connection)
        at_ms = self._database.now_ms()
        number = exchanges.add(
            connection,
            at_ms=at_ms,
            direction="in",
            file_name=name,
            peer=found.sender,
            operations=0,
            held=0,
            vector=found.vector,
        )
        with learning_of_itself(self._database):
            merged = merge_admitted(connection, circle, found, number, part(tell, 0.4, 1))
        exchanges.settle(connection, number, merged.new, merged.held)
        finish_erasures(connection, self._ledger.actor, at_ms)
        return Preview(
            sender=found.sender,
            name=sealed.card.name,
            made_ms=sealed.made,
            new=merged.new,
            known=merged.known,
            held=merged.held,
            gaps=tuple(merged.gaps),
            tables=tuple(by_table(merged.before, merged.after)),
            conflicts=merged.conflicts,
            seconds_before=before,
            seconds_after=totals.counted_seconds(connection),
            revoked=tuple(sorted(circle.peers[device].card.name for device in lost)),
            records=by_record(connection, merged) if with_records else (),
        )

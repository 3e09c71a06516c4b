"""Tables that never leave this laptop: the log and its delivery, and what is derived or a taste."""

from sqlalchemy import CHAR, BigInteger, Index, text
from sqlmodel import Field, SQLModel


class _Operation(SQLModel):
    device: str = Field(sa_type=CHAR(16), primary_key=True)
    seq: int = Field(sa_type=BigInteger, primary_key=True)
    tx: int = Field(sa_type=BigInteger)
    """The number of the first operation of its transaction."""
    at_ms: int = Field(sa_type=BigInteger)
    actor: str
    version: int
    """The schema it was written under."""
    deps: str | None = None
    """JSON: what its device had of the others; only after an import."""
    table_name: str
    row_id: str = Field(sa_type=CHAR(32))
    act: str
    salt: str | None = None
    payload: str | None = None
    """Canonical JSON; empty once erased, and for a withdrawal."""
    digest: str | None = None
    """Hash of the payload that was erased."""
    import_id: int | None = None
    """The import that brought it; none for what was written here."""


class ChangeLogRow(_Operation, table=True):
    """The log: every change ever made, the truth that all rows are folded from."""

    __tablename__ = "change_log"
    __table_args__ = (
        Index("ix_change_log_row", "row_id"),
        Index("ix_change_log_deps", "device", "seq", sqlite_where=text("deps IS NOT NULL")),
        # The history, newest first: an entry a transaction, not one an operation.
        Index("ix_change_log_time", "at_ms", "device", "seq", sqlite_where=text("seq = tx")),
        {"sqlite_with_rowid": False},
    )


class HeldOperationRow(_Operation, table=True):
    """Operations that wait for others which have not arrived."""

    __tablename__ = "held_operation"
    __table_args__ = ({"sqlite_with_rowid": False},)


class DeviceRow(SQLModel, table=True):
    """A laptop that operations come from; one of them is this one."""

    __tablename__ = "device"

    id: str = Field(sa_type=CHAR(16), primary_key=True)
    mine: bool = False
    seq: int = Field(default=0, sa_type=BigInteger)
    """Its newest operation in the log."""
    merged: bool = False
    """Mine only: others' operations arrived since my last one, so the next says what I had."""
    place: str | None = None
    """Mine only: marks the file and machine, to notice a copy."""
    chain: str = ""
    """Hash chain over its operations up to `chain_seq`."""
    chain_seq: int = Field(default=0, sa_type=BigInteger)


class SyncGateRow(SQLModel, table=True):
    """Open while the ledger writes; triggers refuse any other write to a synced table."""

    __tablename__ = "sync_gate"

    id: int = Field(primary_key=True)
    open: int = 0


class StepRow(SQLModel, table=True):
    """A step of undo and redo of this laptop."""

    __tablename__ = "step"

    id: int | None = Field(default=None, primary_key=True)
    device: str = Field(sa_type=CHAR(16))
    tx: int = Field(sa_type=BigInteger)
    kind: str
    target_device: str | None = Field(default=None, sa_type=CHAR(16))
    """What it took back: a transaction of this laptop..."""
    target_tx: int | None = Field(default=None, sa_type=BigInteger)
    target_import: int | None = None
    """... or all that a file had brought."""


class ContestedRow(SQLModel, table=True):
    """Rows that laptops wrote apart: where conflicts are looked for, so that none is stored."""

    __tablename__ = "contested"

    row_id: str = Field(sa_type=CHAR(32), primary_key=True)
    table_name: str


class CountedMonthRow(SQLModel, table=True):
    """What counts of an assignment in a month (hours.md), kept up with every write."""

    __tablename__ = "counted_month"
    __table_args__ = ({"sqlite_with_rowid": False},)

    assignment_id: str = Field(sa_type=CHAR(32), primary_key=True)
    month: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    declared: int = Field(sa_type=BigInteger)
    validated: int = Field(sa_type=BigInteger)
    disputed: int = Field(sa_type=BigInteger)
    detail: int = Field(sa_type=BigInteger)


class AllocatedMonthRow(SQLModel, table=True):
    """What of a month counts for another lot than it was done on, kept up with every write."""

    __tablename__ = "allocated_month"
    __table_args__ = ({"sqlite_with_rowid": False},)

    assignment_id: str = Field(sa_type=CHAR(32), primary_key=True)
    month: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    lot_id: str = Field(sa_type=CHAR(32), primary_key=True, index=True)
    """The lot that it counts for."""
    from_lot_id: str = Field(sa_type=CHAR(32), index=True)
    award_id: str | None = Field(default=None, sa_type=CHAR(32), index=True)
    """The award of the same company on the lot that it counts for."""
    from_award_id: str | None = Field(default=None, sa_type=CHAR(32), index=True)
    declared: int = Field(sa_type=BigInteger)
    validated: int = Field(sa_type=BigInteger)
    disputed: int = Field(sa_type=BigInteger)


class ExchangeRow(SQLModel, table=True):
    """A bundle that was made or brought in."""

    __tablename__ = "exchange"

    id: int | None = Field(default=None, primary_key=True)
    at_ms: int = Field(sa_type=BigInteger)
    direction: str
    file_name: str
    peer: str | None = None
    """The device that made a bundle brought in."""
    operations: int = 0
    held: int = 0
    vector: str
    """JSON: the newest operation of each device that the bundle's maker had."""
    recipients: str | None = None
    """The devices that a bundle made here was for, with spaces between."""


class OwnKeyRow(SQLModel, table=True):
    """What a device of this laptop signs with and opens files by; former ones only open."""

    __tablename__ = "own_key"

    device: str = Field(sa_type=CHAR(16), primary_key=True)
    seed: str = Field(sa_type=CHAR(64))
    """Of the Ed25519 key."""
    identity: str
    """The age identity."""
    made_ms: int = Field(sa_type=BigInteger)


class PeerRow(SQLModel, table=True):
    """A laptop whose card is known here."""

    __tablename__ = "peer"

    device: str = Field(sa_type=CHAR(16), primary_key=True)
    card: str
    """One line, as it was signed."""
    listed_by: str = Field(sa_type=CHAR(16))
    """The head office on whose list it stands; empty where its digits were compared here."""
    since_ms: int = Field(sa_type=BigInteger)
    office: bool = False
    """Its list is taken."""
    revoked_ms: int | None = Field(default=None, sa_type=BigInteger)
    revoked_by: str = Field(sa_type=CHAR(16))
    """The head office that withdrew the trust; empty where that was done here."""


class RosterRow(SQLModel, table=True):
    """The newest list of a head office that is trusted here, or of this laptop as one."""

    __tablename__ = "roster"

    office: str = Field(sa_type=CHAR(16), primary_key=True)
    number: int = Field(sa_type=BigInteger)
    content: str


class ChainHeadRow(SQLModel, table=True):
    """How far a device's operations reach, signed by it: the newest that is had, and later ones."""

    __tablename__ = "chain_head"
    __table_args__ = ({"sqlite_with_rowid": False},)

    device: str = Field(sa_type=CHAR(16), primary_key=True)
    seq: int = Field(sa_type=BigInteger, primary_key=True)
    key: str = Field(sa_type=CHAR(64))
    chain: str = Field(sa_type=CHAR(64))
    sig: str = Field(sa_type=CHAR(128))


class PreferenceRow(SQLModel, table=True):
    """Tastes of this laptop: language, theme, keys; and which records' space it is in."""

    __tablename__ = "preference"

    name: str = Field(primary_key=True)
    value: str


LOCAL_ROWS: tuple[type[SQLModel], ...] = (
    ChangeLogRow,
    HeldOperationRow,
    DeviceRow,
    SyncGateRow,
    StepRow,
    ContestedRow,
    CountedMonthRow,
    AllocatedMonthRow,
    ExchangeRow,
    OwnKeyRow,
    PeerRow,
    RosterRow,
    ChainHeadRow,
    PreferenceRow,
)
"""Every table of this laptop alone."""

"""One change as it stands in the log and in bundles, in its final form.

A line is canonical JSON: ``[device, seq, tx, at_ms, actor, version, deps, table, row, act, salt,
payload]``. Its *identity* is the hash of the header (the first ten) and of the payload's own
salted hash, so that an erased payload leaves the identity, and every chain over it, as it was.
Where the row's id follows from the payload (hours entries and returns) the line leaves it empty:
random digits don't compress, and it would be a quarter of a bundle.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from ave_tui.domain.changes import natural_id

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.log import OperationTuple

Device = str
"""16 hexadecimal digits; one laptop's, until it is restored or copied."""
Vector = dict[Device, int]
"""The newest operation that is had of each device."""
Act = Literal["set", "delete", "erase"]
# `json.dumps` would make one for every operation.
_CANONICAL: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_ROW: Final = 8
"""Where the row's id stands in a line."""


def canonical(value: object) -> str:
    """Return the one JSON text of a value that every laptop writes."""
    return _CANONICAL.encode(value)


@dataclass(frozen=True, slots=True)
class Operation:
    """A change of one row, as one device made it."""

    device: Device
    seq: int
    """1, 2, 3, ... without a gap on each device."""
    tx: int
    """The number of the first operation of its transaction; they apply together."""
    at_ms: int
    """UTC milliseconds on its device's clock: for people, and to choose among concurrent values."""
    actor: Id
    """The facilitator who wrote it; empty when the laptop had none yet."""
    version: int
    deps: str | None
    """Canonical JSON vector: what its device had of the others, when that had grown."""
    table: str
    row: Id
    act: Act
    salt: str | None
    payload: str | None
    """Canonical JSON of the values; None for a withdrawal, and once erased."""
    digest: str | None = None
    """Hash of the payload that was here before it was erased."""

    @classmethod
    def from_log(cls, found: OperationTuple) -> Operation:
        """Return an operation as the log keeps it; the log was checked when it was written."""
        return cls(*found)  # type: ignore[arg-type]

    def for_log(self) -> OperationTuple:
        """Return it as the log keeps it."""
        return (
            self.device,
            self.seq,
            self.tx,
            self.at_ms,
            self.actor,
            self.version,
            self.deps,
            self.table,
            self.row,
            self.act,
            self.salt,
            self.payload,
            self.digest,
        )

    @property
    def values(self) -> Values:
        """Return the values it sets; none when they were erased or it is a withdrawal."""
        if self.payload is None:
            return {}
        values: Values = json.loads(self.payload)
        return values

    @property
    def place(self) -> tuple[int, str, int]:
        """Return what chooses among concurrent operations which one shows: the greatest."""
        return self.at_ms, self.device, self.seq

    @property
    def is_blank(self) -> bool:
        """Whether its payload was erased."""
        return self.digest is not None

    def payload_digest(self) -> str:
        """Return the salted hash of the payload, the same before and after an erasure."""
        if self.digest is not None:
            return self.digest
        text = (self.salt or "") + (self.payload if self.payload is not None else "null")
        return hashlib.sha256(text.encode()).hexdigest()

    def identity(self) -> str:
        """Return what makes two operations the same: the hash of header and payload hash."""
        text = canonical(self._header()) + "\n" + self.payload_digest()
        return hashlib.sha256(text.encode()).hexdigest()

    def blanked(self) -> Operation:
        """Return it without payload and salt, its identity unchanged."""
        if self.is_blank or self.act != "set":
            return self
        return replace(self, salt=None, payload=None, digest=self.payload_digest())

    def dependencies(self) -> Vector:
        """Return what its device had of the others, where it says so."""
        if self.deps is None:
            return {}
        vector: Vector = json.loads(self.deps)
        return vector

    def line(self) -> str:
        """Return its canonical line, without the line end."""
        header = self._header()
        payload: object = self.digest
        if self.payload is not None:
            values: Values = json.loads(self.payload)
            payload = values
            if natural_id(self.table, values) == self.row:
                header[_ROW] = ""
        return canonical([*header, self.salt, payload])

    def _header(self) -> list[object]:
        deps = None if self.deps is None else json.loads(self.deps)
        return [
            self.device,
            self.seq,
            self.tx,
            self.at_ms,
            self.actor,
            self.version,
            deps,
            self.table,
            self.row,
            self.act,
        ]

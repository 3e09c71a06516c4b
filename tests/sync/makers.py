"""Operations for tests, with what matters to a test said and the rest made up."""

from __future__ import annotations

from ave_tui.domain.schema import SCHEMA, Values
from ave_tui.sync.operation import Operation, canonical

ANNE, BRUNO, CHLOE = "a" * 16, "b" * 16, "c" * 16
ROW = "1" * 32


def operation(
    device: str = ANNE,
    seq: int = 1,
    values: Values | None = None,
    *,
    tx: int | None = None,
    at_ms: int = 0,
    deps: dict[str, int] | None = None,
    table: str = "company",
    row: str = ROW,
    act: str = "set",
    salt: str | None = None,
) -> Operation:
    """Return an operation: by default a company gets a name."""
    said = {"name": "Bâti"} if values is None else values
    return Operation(
        device=device,
        seq=seq,
        tx=seq if tx is None else tx,
        at_ms=at_ms,
        actor="",
        version=SCHEMA,
        deps=None if deps is None else canonical(deps),
        table=table,
        row=row,
        act=act,  # type: ignore[arg-type]
        salt=salt,
        payload=None if act == "delete" else canonical(said),
    )

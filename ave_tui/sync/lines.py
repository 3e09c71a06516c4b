"""Reading a line of a bundle, taking nothing on trust."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import natural_id
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import NUMBERS, SCHEMA, TABLES, Kind
from ave_tui.domain.words import N_
from ave_tui.sync.operation import Operation, canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.schema import Table, Value

_FIELDS: Final = 12
_DEVICE: Final = re.compile(r"[0-9a-f]{16}")
_ID: Final = re.compile(r"[0-9a-f]{32}")
_ACTOR: Final = re.compile(r"([0-9a-f]{32})?")
_SALT: Final = re.compile(r"[0-9a-f]{32}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_LARGEST: Final = 2**62
_FIRST_MS: Final = -62_000_000_000_000
_LAST_MS: Final = 253_000_000_000_000
"""From the year 5 to 9987: whoever shows a time must find it in any calendar and time zone."""
_ACTS: Final = ("set", "delete", "erase")


class NotAnOperationError(AveError):
    """A line of a bundle or of the log is not an operation in its canonical form."""

    def __init__(self) -> None:
        super().__init__(
            N_("This file is damaged: one of its lines is not a change."),
            N_("Ask for the file again; nothing was changed here."),
        )


class SchemaTooNewError(AveError):
    """An operation was written by a newer program."""

    def __init__(self) -> None:
        super().__init__(
            N_("This file was made by a newer version of the program."),
            N_("Update the program, then bring the file in again."),
        )


def read_line(line: str) -> Operation:
    """Read a line, taking nothing on trust.

    Raises:
        SchemaTooNewError: A newer program wrote it.
        NotAnOperationError: It is anything but an operation in canonical form.
    """
    try:
        parts = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotAnOperationError from error
    if not isinstance(parts, list) or len(parts) != _FIELDS:
        raise NotAnOperationError
    device, seq, tx, at_ms, actor, version, deps, table, row, act, salt, payload = parts
    if _is_number(version) and version > SCHEMA:
        raise SchemaTooNewError
    if row == "" and isinstance(table, str) and isinstance(payload, dict):
        try:
            row = natural_id(table, payload)
        except UnicodeEncodeError as error:
            raise NotAnOperationError from error
    if not (
        _is_number(version, 1)
        and is_device(device)
        and _is_number(seq, 1)
        and _is_number(tx, 1)
        and tx <= seq
        and _is_number(at_ms, _FIRST_MS, _LAST_MS)
        and _matches(_ACTOR, actor)
        and (deps is None or is_vector(deps))
        and isinstance(table, str)
        and table in TABLES
        and _matches(_ID, row)
        and act in _ACTS
        and (salt is None or _matches(_SALT, salt))
    ):
        raise NotAnOperationError
    digest = payload if act == "set" and _matches(_DIGEST, payload) else None
    if digest is None and not _is_payload(act, payload, TABLES[table]):
        raise NotAnOperationError
    operation = Operation(
        device=device,
        seq=seq,
        tx=tx,
        at_ms=at_ms,
        actor=actor,
        version=version,
        deps=None if deps is None else canonical(deps),
        table=table,
        row=row,
        act=act,
        salt=salt,
        payload=canonical(payload) if isinstance(payload, dict) else None,
        digest=digest,
    )
    # One form only: otherwise the same change could carry two hashes.
    if operation.line() != line:
        raise NotAnOperationError
    return operation


def check_values(table: Table, values: Mapping[str, Value]) -> bool:
    """Whether values name fields of the table and are of their kinds."""
    kinds = {field.name: field.kind for field in table.fields}
    return all(name in kinds and _is_of(kinds[name], value) for name, value in values.items())


def _is_of(kind: Kind, value: Value) -> bool:
    if kind is Kind.FLAG:
        return _is_number(value, 0, 1)
    return value is None or (_is_number(value) if kind in NUMBERS else isinstance(value, str))


def _is_payload(act: str, payload: object, table: Table) -> bool:
    if act == "delete":
        return payload is None
    return isinstance(payload, dict) and check_values(table, payload)


def _is_number(value: object, least: int = -_LARGEST, most: int = _LARGEST) -> bool:
    return type(value) is int and least <= value <= most


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def is_device(value: object) -> bool:
    """Whether a value is the id of a device."""
    return _matches(_DEVICE, value)


def is_vector(value: object) -> bool:
    """Whether a value says of devices how far their operations reach."""
    return isinstance(value, dict) and all(
        is_device(device) and _is_number(seq, 1) for device, seq in value.items()
    )

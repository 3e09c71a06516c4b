"""What all synced tables share.

No UNIQUE and no CHECK on them, and foreign keys that are looked at on commit only: a merge must
never be refused by a constraint. Rules live in the domain; rows that break one after a merge are
shown as conflicts.
"""

from typing import Any

from sqlalchemy import CHAR, BigInteger, ForeignKey, false
from sqlmodel import Field, SQLModel


class SyncedRow(SQLModel):
    """A row that is folded from the log and goes out in bundles."""

    id: str = Field(sa_type=CHAR(32), primary_key=True)
    deleted: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    erased: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


def link_to(table: str) -> Any:
    """Return a column that points to another table; checked when the transaction commits."""
    target = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Field(default=None, sa_type=CHAR(32), index=True, sa_column_args=(target,))


def whole() -> Any:
    """Return a column of seconds or cents: more than 32 bits hold."""
    return Field(default=None, sa_type=BigInteger)


def flag() -> Any:
    """Return a column of yes or no, no by default."""
    return Field(default=False, sa_column_kwargs={"server_default": false()})

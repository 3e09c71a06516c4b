"""Small indexes that hold only what conflicts are looked for in, so that this takes no time."""

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from ave_tui.domain.disagreement import TIES
from ave_tui.storage.unsound import UNSOUND


def declare() -> None:
    """Declare them, once the tables are there."""
    tables = SQLModel.metadata.tables
    for name in dict.fromkeys(tie.parent for tie in TIES):
        Index(f"ix_{name}_withdrawn", tables[name].c.id, sqlite_where=text("deleted = 1"))
    for name, condition in UNSOUND.items():
        Index(f"ix_{name}_unsound", tables[name].c.id, sqlite_where=text(condition))
    jobs, work = tables["employment_contract"].c, tables["assignment"].c
    Index("ix_employment_contract_pair", jobs.participant_id, jobs.employer_id)
    Index("ix_assignment_pair", work.employment_contract_id, work.lot_id)

"""Follow-up of social clauses, offline: companies, participants, contracts and hours."""

__version__ = "0.1.0"

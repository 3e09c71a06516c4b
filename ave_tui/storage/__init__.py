"""The database: open, migrate, back up; tables and queries. All SQL of the program lives here."""

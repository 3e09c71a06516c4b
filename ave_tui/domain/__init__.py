"""The rules of the trade: no database, no screen, no disk, no clock of their own."""

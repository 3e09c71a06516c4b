"""The program's screens, one a file: they ask services, show, and tell."""

"""What the program is compared with: the least that does the same kind of thing."""

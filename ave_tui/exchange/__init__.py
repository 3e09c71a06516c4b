"""Files of the outside world: what is printed or handed over, and how it looks there."""

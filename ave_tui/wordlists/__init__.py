"""Lists of words that a structure may want to read: plain text, one a line."""

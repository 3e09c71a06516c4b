"""Reads for screens and reports, one topic a module: plain SQL, plain rows."""

"""Tests of the files of the outside world."""

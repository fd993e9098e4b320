"""The command line: one module for each command, and what they say in a terminal."""

DONE, FAILED, WRONG, INTERRUPTED, UNREAD = 0, 1, 2, 130, 141
"""Exit codes: done; failed, or differs; something to correct; interrupted; nobody reads it."""

"""The command line: what each command does, and what they say in a terminal."""

import re
from dataclasses import dataclass

DONE, FAILED, WRONG, INTERRUPTED, UNREAD = 0, 1, 2, 130, 141
"""Exit codes: done; failed, or differs; something to correct; interrupted; nobody reads it."""

TERMINAL_COLUMNS = 100
LONGEST_TYPED = 80
"""Characters of what was typed that a complaint repeats."""


@dataclass(frozen=True, slots=True)
class CommandOutput:
    """What to print, what to complain of, and the exit code."""

    lines: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    code: int = DONE


def terminal_line(text: str) -> str:
    """A line without the control characters that a terminal would obey."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)

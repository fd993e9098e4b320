"""The command line: what each command does, and what they say in a terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from criteria.errors import Problem

DONE, FAILED, WRONG, INTERRUPTED, UNREAD = 0, 1, 2, 130, 141
"""Exit codes: done; failed, or differs; something to correct; interrupted; nobody reads it."""

LONGEST_TYPED = 80
"""Characters of what was typed that a complaint repeats."""

Options = Mapping[str, Sequence[str]]
"""Option -> the texts it was given."""


@dataclass(frozen=True, slots=True)
class CommandOutput:
    """What to print, what to complain of, and the exit code."""

    lines: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    code: int = DONE


def unknown_words(words: Sequence[str]) -> list[Problem]:
    """Words that a command does not expect."""
    return [Problem("unknown_setting", word[:LONGEST_TYPED]) for word in words]


def once(options: Options, name: str, problems: list[Problem]) -> str | None:
    """The text of an option that may come once; None without it."""
    texts = options.get(name, ())
    problems += [
        Problem("repeated", name, values={"found": text[:LONGEST_TYPED]}) for text in texts[1:]
    ]
    return texts[0] if texts else None

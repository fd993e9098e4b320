"""Texts whose parts look different: struck out, or raised as the mark of a footnote."""

from collections.abc import Iterator
from dataclasses import dataclass

_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a text that looks one way; ``level`` is 1 where raised, -1 where lowered."""

    text: str
    struck: bool = False
    level: int = 0

    @property
    def written(self) -> str:
        """The part, its level in its signs: « 12 » with a raised « 1 » is not 121."""
        if self.level > 0:
            return self.text.translate(_RAISED)
        return self.text.translate(_LOWERED) if self.level < 0 else self.text


@dataclass(frozen=True, slots=True)
class RunText:
    """A text; whether any of it is struck out."""

    text: str
    struck: bool


def text_of_runs(runs: Iterator[Run]) -> RunText:
    """The text that its parts make."""
    parts = [run for run in runs if run.text]
    struck = any(run.struck and run.text.strip() for run in parts)
    return RunText("".join(run.written for run in parts), struck)

"""What a rank is written with, and which levers are surely tied."""

from dataclasses import dataclass, field

from prioritisation.documents.writing.content import Board, BoardRow
from prioritisation.wording import t

_TIED = 1e-9


@dataclass(frozen=True, slots=True)
class RankWords:
    """What a rank is written with: between two ranks, and after a shared one."""

    to: str = field(default_factory=lambda: t("{low} to {high}", low="", high=""))
    tied: str = field(default_factory=lambda: t("{rank} (tied)", rank=""))

    def text(self, best: int, worst: int, *, tied: bool) -> str:
        """A rank, or the interval of ranks, as the formula of the sheet writes it."""
        ranks = f"{best}" if best == worst else f"{best}{self.to}{worst}"
        return ranks + self.tied * tied


def surely_tied(board: Board, lever: BoardRow) -> bool:
    """Whether another lever surely has the same points."""
    known = [r for r in board.rows if r.high - r.low <= _TIED]
    return lever in known and sum(abs(r.low - lever.low) <= _TIED for r in known) > 1

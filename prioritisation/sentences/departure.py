"""Where a proposal departs from the ranking, in plain words; nothing where it does not."""

from collections.abc import Sequence

from prioritisation.analysis.ranking import TIE, Ranking
from prioritisation.sentences.phrases import all_of, joined, one_of
from prioritisation.wording import t, tn

Labels = Sequence[str]
"""What people call the levers, in the order of the rows."""


def departures_text(ranking: Ranking, levers: Labels, proposed: Sequence[int]) -> str:
    """Where a proposal departs from the ranking, or is not settled by it; empty where neither.

    Parameters
    ----------
    proposed
        Rows of the levers proposed; with none, nothing departs.
    """
    rows = tuple(sorted(proposed))
    if not rows:
        return ""
    return departure_text(ranking, levers, rows) or _open_text(ranking, levers, rows)


def departure_text(ranking: Ranking, levers: Labels, proposed: Sequence[int]) -> str:
    """Which levers precede one that is proposed, whatever is not known; empty when none does."""
    parts = []
    for i in proposed:
        above = [
            levers[j]
            for j in _unproposed(ranking, proposed)
            if ranking.low[j] > ranking.high[i] + TIE
        ]
        if above:
            parts.append(
                tn(
                    "{levers}, not proposed, comes before {lever}",
                    "{levers}, not proposed, come before {lever}",
                    len(above),
                    levers=all_of(above),
                    lever=levers[i],
                )
            )
    if not parts:
        return ""
    return t(
        "The proposal departs from the ranking: with these weights, {parts}.", parts=joined(parts)
    )


def _open_text(ranking: Ranking, levers: Labels, proposed: Sequence[int]) -> str:
    """Which levers could precede one that is proposed, or have as many points; empty when none."""
    others = _unproposed(ranking, proposed)
    least = min(ranking.low[i] for i in proposed)
    rivals = [levers[j] for j in others if ranking.high[j] > least + TIE]
    if rivals:
        return t(
            "The ranking does not settle this proposal: {levers} could come before it.",
            levers=one_of(rivals),
        )
    lowest = [i for i in proposed if ranking.high[i] <= least + TIE]
    level = [levers[j] for j in others if lowest and ranking.low[j] >= least - TIE]
    if not level:
        return ""
    return tn(
        "{levers} has as many points as {lever}: the group chooses, not the ranking.",
        "{levers} have as many points as {lever}: the group chooses, not the ranking.",
        len(level),
        levers=all_of(level),
        lever=all_of([levers[i] for i in lowest]),
    )


def _unproposed(ranking: Ranking, proposed: Sequence[int]) -> list[int]:
    return [j for j in ranking.order if j not in proposed]

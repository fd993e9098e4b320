"""Second opinions and voting rules, as a record tells them."""

from collections.abc import Iterator, Sequence

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.rules import Placed, rules
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.opinions import Method, Opinion, opinion
from prioritisation.analysis.parts import Line, Part
from prioritisation.analysis.voting.profile import Counts
from prioritisation.record.ranked import Figures, Ids, figures, ids

TWO = 2
Whole = tuple[int, ...]


class OpinionPart(Part):
    """Ranks by another method over the completions examined."""

    method: Line
    best: Whole
    worst: Whole
    firsts: Figures
    completions: int
    exhaustive: bool


class PlacedPart(Part):
    """What a rule gives to each lever, from the least to the most that unknown scores allow.

    Attributes
    ----------
    low, high
        Points; none for Kemeny, which gives none.
    best, worst
        Ranks.
    """

    low: Figures
    high: Figures
    best: Whole
    worst: Whole


class VotingPart(Part):
    """Voting rules over the voters' own rankings.

    Attributes
    ----------
    duels_low, duels_high
        Smallest and largest margin of each duel: ballots for the row less ballots for the column.
    winner, contenders
        The lever that wins all its duels whatever is unknown; those that may.
    cycles
        Levers that no majority orders.
    several, tangled
        Whether several orders are as good for Kemeny; whether there are too many to compare.
    """

    duels_low: tuple[Whole, ...]
    duels_high: tuple[Whole, ...]
    borda: PlacedPart
    copeland: PlacedPart
    kemeny: PlacedPart
    winner: Line | None
    contenders: Ids
    cycles: tuple[Ids, ...]
    several: bool
    tangled: bool


def opinion_parts(matrix: DecisionMatrix, weights: Floats) -> Iterator[OpinionPart]:
    """What every other method says of the levers."""
    for method in Method:
        if method is not Method.ADDITIVE:
            yield _opinion(opinion(matrix, weights, method))


def _opinion(found: Opinion) -> OpinionPart:
    return OpinionPart(
        method=found.method,
        best=tuple(found.best.tolist()),
        worst=tuple(found.worst.tolist()),
        firsts=figures(found.firsts),
        completions=found.completions,
        exhaustive=found.exhaustive,
    )


def voting_part(matrix: DecisionMatrix, ballots: Sequence[Ballot]) -> VotingPart | None:
    """Voting rules over the voters' rankings; None without a ballot, or a duel."""
    levers = matrix.alternatives
    if not ballots or len(levers) < TWO:
        return None
    found = rules(matrix, ballots)
    return VotingPart(
        duels_low=_rows(found.low),
        duels_high=_rows(found.high),
        borda=_placed(found.borda),
        copeland=_placed(found.copeland),
        kemeny=_placed(found.kemeny),
        winner=None if found.winner is None else levers[found.winner],
        contenders=ids(levers, found.contenders),
        cycles=tuple(ids(levers, cycle.members) for cycle in found.cycles),
        several=found.several,
        tangled=found.tangled,
    )


def _rows(found: Counts) -> tuple[Whole, ...]:
    return tuple(tuple(row) for row in found.tolist())


def _placed(found: Placed) -> PlacedPart:
    return PlacedPart(
        low=figures(found.low),
        high=figures(found.high),
        best=tuple(found.best.tolist()),
        worst=tuple(found.worst.tolist()),
    )

"""What is asked further of an analysis: how far it holds, and whether one lever or several.

The two calls that pages, exports and the command line make beside ``scenario.analyse``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.robustness.constraints import Constraint
from prioritisation.analysis.robustness.robustness import (
    BallotsByCollege,
    Robustness,
    robustness,
    robustness_input,
)
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.comparison import SetComparison, compare_sets
from prioritisation.analysis.sets.question import Question

_NO_VOTES: BallotsByCollege = {}
NO_STATEMENTS = Question()
"""What sets are asked when the group has said nothing: no synergy, workload or date."""


def assess_robustness(
    analysis: Analysis,
    votes: BallotsByCollege = _NO_VOTES,
    constraints: tuple[Constraint, ...] = (),
) -> Robustness:
    """How far the first place of an analysis holds.

    Parameters
    ----------
    votes
        College -> ballots on the criteria of the analysis; empty without a vote.
    constraints
        What the weights drawn must satisfy; all weights without any.

    Raises
    ------
    InconsistentConstraints
        When no weights satisfy the constraints.
    """
    senses = {c: analysis.sense(c) for c in analysis.matrix.criteria}
    question = robustness_input(
        analysis.table, analysis.matrix, analysis.weights, senses, analysis.verdict.thresholds
    )
    return robustness(replace(question, ballots=votes, constraints=constraints))


def compare_levers_together(
    analysis: Analysis, question: Question = NO_STATEMENTS, ballots: Sequence[Ballot] = ()
) -> SetComparison:
    """All the levers alone and together, as an analysis weighs them.

    Parameters
    ----------
    question
        What the group says of sets of levers: synergies, workload, capacity, dates.
    ballots
        Their shares on each side of the threshold are shown from enough of them only.

    Raises
    ------
    InvalidQuestion
        With every problem of the question.
    NothingLeft
        If dates and capacity exclude every lever.
    """
    thresholds = analysis.verdict.thresholds
    return compare_sets(
        analysis.matrix, analysis.weights, question, ballots, thresholds=thresholds
    )


@dataclass(frozen=True, slots=True, eq=False)
class Inquiry:
    """Both answers about one analysis."""

    solidity: Robustness
    sets: SetComparison


def inquire(
    analysis: Analysis,
    constraints: tuple[Constraint, ...] = (),
    question: Question = NO_STATEMENTS,
) -> Inquiry:
    """How far the first place holds, and all the levers alone and together, without a vote.

    Raises
    ------
    InconsistentConstraints, InvalidQuestion, NothingLeft
        As ``solidity`` and ``sets``.
    """
    return Inquiry(
        assess_robustness(analysis, constraints=constraints),
        compare_levers_together(analysis, question),
    )

"""How far the first place holds, as a record tells it."""

from typing import Annotated

import numpy as np
from pydantic import Field

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.parts import Figure, Line, Part, is_empty
from prioritisation.analysis.robustness.leave_one_out import CollegeLeftOut, LeftOut
from prioritisation.analysis.robustness.robustness import Joint, Robustness, Uncertainties
from prioritisation.analysis.robustness.weight_changes import WeightMove
from prioritisation.record.ranking_part import Figures, Ids, ids, plain_figures


class HeldPart(Part):
    """For which share of the weights the sole lever surely first stays first."""

    lever: Line
    weights: Figure | None


class DrawnPart(Part):
    """Rank acceptability of a lever over joint draws of weights and scores.

    Attributes
    ----------
    ranks
        Share of the draws that give it each rank, from the first.
    ahead
        Share in which it is ahead of each lever, a tie counting a half.
    central_weights, confidence
        Mean of the weights for which it is first, and how often it then is; null when there are
        none.
    """

    lever: Line
    ranks: Figures
    ahead: Figures
    central_weights: Figures | None
    confidence: Figure | None


class JointPart(Part):
    """Rank acceptability over draws."""

    draws: int
    levers: tuple[DrawnPart, ...]


class ExtremePart(Part):
    """Best and worst rank over all weights, and whether they are proven.

    A weight may be zero, and levers that are tied have each of the ranks that they share.
    """

    lever: Line
    best: int
    worst: int
    best_proven: bool
    worst_proven: bool


class UncertaintyPart(Part):
    """Share of the draws in which the first place changes when one thing varies."""

    source: Line
    changed: Figure
    error: Figure


class UncertaintiesPart(Part):
    """Weights, scores; both together; and the one that drives the result."""

    each: tuple[UncertaintyPart, ...]
    together: Figure
    driver: Line | None
    draws: int


class MovePart(Part):
    """A smallest change of weights, and where it leads."""

    distance: Figure
    weights: Figures


class ReversalPart(Part):
    """What puts a lever first, possibly and surely; null when no weights do."""

    lever: Line
    possible: MovePart | None
    sure: MovePart | None


class LeftPart(Part):
    """Who is first when a lever or a criterion is left out."""

    out: Line
    sure: Ids
    possible: Ids
    changes: bool


class CollegeLeftPart(Part):
    """Who is first without a group of colleges: index in ``votes.groups``."""

    group: int
    n: int
    sure: Ids
    possible: Ids
    changes: bool


class InformationPart(Part):
    """What knowing one score better could change, and how likely by convention.

    ``settling_share``: for what share of its values one lever alone is then surely first.
    """

    lever: Line
    criterion: Line
    first: bool
    second: bool
    first_chance: Figure
    second_chance: Figure
    weak: bool
    settling_share: Annotated[Figure | None, Field(exclude_if=is_empty)] = None


class RobustnessPart(Part):
    """How far the first place holds."""

    word: Line
    held: HeldPart | None
    acceptability: JointPart
    by_ballots: JointPart | None
    first_over_scores: Figures
    sure_pairs: tuple[Figures, ...]
    centres: tuple[tuple[Figure | None, ...], ...] | None
    extremes: tuple[ExtremePart, ...]
    uncertainties: UncertaintiesPart
    reversals: tuple[ReversalPart, ...]
    without_levers: tuple[LeftPart, ...]
    without_criteria: tuple[LeftPart, ...]
    pivotal_voters: int | None
    without_colleges: tuple[CollegeLeftPart, ...]
    information: tuple[InformationPart, ...]


def robustness_part(robustness: Robustness) -> RobustnessPart:
    """Everything about the robustness of a first place."""
    levers, criteria = robustness.ranking.alternatives, robustness.ranking.criteria
    sole_first, voters, centres = (
        robustness.sole_first,
        robustness.without_voters,
        robustness.centres,
    )
    return RobustnessPart(
        word=robustness.word,
        held=sole_first and HeldPart(lever=levers[sole_first.row], weights=sole_first.weights),
        acceptability=_joint(levers, robustness.joint),
        by_ballots=_joint(levers, robustness.by_ballots) if robustness.by_ballots else None,
        first_over_scores=plain_figures(robustness.by_scores),
        sure_pairs=tuple(plain_figures(row) for row in robustness.sure_pairs),
        centres=None if centres is None else tuple(_known(row) for row in centres),
        extremes=_extremes(robustness),
        uncertainties=_uncertainties(robustness.uncertainties),
        reversals=tuple(
            ReversalPart(lever=levers[r.row], possible=_move(r.possible), sure=_move(r.sure))
            for r in robustness.reversals
        ),
        without_levers=tuple(_left(levers, levers, out) for out in robustness.without_levers),
        without_criteria=tuple(
            _left(criteria, levers, out) for out in robustness.without_criteria
        ),
        pivotal_voters=voters.pivotal if voters else None,
        without_colleges=tuple(_college(levers, c) for c in robustness.without_colleges),
        information=tuple(
            InformationPart(
                lever=levers[i.row],
                criterion=criteria[i.column],
                first=i.first,
                second=i.second,
                first_chance=i.first_chance,
                second_chance=i.second_chance,
                weak=i.weak,
                settling_share=i.settling_share,
            )
            for i in robustness.information
        ),
    )


def _known(row: Floats) -> tuple[float | None, ...]:
    """Figures, None where there is none."""
    return tuple(None if np.isnan(x) else x for x in row.tolist())


def _joint(levers: Ids, joint: Joint) -> JointPart:
    centres, confidence = joint.central_weights, _known(joint.confidence)
    lines = tuple(
        DrawnPart(
            lever=lever,
            ranks=plain_figures(joint.ranks[row]),
            ahead=plain_figures(joint.pairs[row]),
            central_weights=None if np.isnan(centres[row]).any() else plain_figures(centres[row]),
            confidence=confidence[row],
        )
        for row, lever in enumerate(levers)
    )
    return JointPart(draws=joint.draws, levers=lines)


def _extremes(robustness: Robustness) -> tuple[ExtremePart, ...]:
    levers = robustness.ranking.alternatives
    return tuple(
        ExtremePart(
            lever=levers[e.row],
            best=e.best,
            worst=e.worst,
            best_proven=e.best_proven,
            worst_proven=e.worst_proven,
        )
        for e in robustness.extremes
    )


def _uncertainties(of: Uncertainties) -> UncertaintiesPart:
    each = tuple(
        UncertaintyPart(source=u.source, changed=u.changed, error=u.error) for u in of.each
    )
    return UncertaintiesPart(each=each, together=of.together, driver=of.driver, draws=of.draws)


def _move(move: WeightMove | None) -> MovePart | None:
    return MovePart(distance=move.distance, weights=move.weights) if move else None


def _left(names: Ids, levers: Ids, left_out: LeftOut) -> LeftPart:
    return LeftPart(
        out=names[left_out.out],
        sure=ids(levers, left_out.sure),
        possible=ids(levers, left_out.possible),
        changes=left_out.changes,
    )


def _college(levers: Ids, college: CollegeLeftOut) -> CollegeLeftPart:
    (group,) = college.colleges
    return CollegeLeftPart(
        group=int(group),
        n=college.n,
        sure=ids(levers, college.sure),
        possible=ids(levers, college.possible),
        changes=college.changes,
    )

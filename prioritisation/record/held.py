"""How far the first place holds, as a record tells it."""

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.parts import Figure, Line, Part
from prioritisation.analysis.robustness.codings import Codings
from prioritisation.analysis.robustness.information import Information
from prioritisation.analysis.robustness.joint import Joint
from prioritisation.analysis.robustness.leave_one_out import CollegeLeft, Left
from prioritisation.analysis.robustness.uncertainties import Uncertainties
from prioritisation.analysis.robustness.weight_changes import Move, Reversal
from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.record.ranked import Figures, Ids, figures, ids


class HeldPart(Part):
    """For which shares the sole lever surely first stays first."""

    lever: Line
    weights: Figure | None
    codings: Figure


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
    """Best and worst rank over all weights, and whether they are proven."""

    lever: Line
    best: int
    worst: int
    best_proven: bool
    worst_proven: bool


class CodingsPart(Part):
    """First places over random codings of the words."""

    sure: Figures
    possible: Figures
    kept: Figure | None
    draws: int


class UncertaintyPart(Part):
    """Share of the draws in which the first place changes when one thing varies."""

    source: Line
    changed: Figure
    error: Figure


class UncertaintiesPart(Part):
    """Weights, scores, codings; all together; and the one that drives the result."""

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
    """What knowing one score better could change, and how likely by convention."""

    lever: Line
    criterion: Line
    first: bool
    second: bool
    first_chance: Figure
    second_chance: Figure
    weak: bool


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
    codings: CodingsPart
    uncertainties: UncertaintiesPart
    reversals: tuple[ReversalPart, ...]
    without_levers: tuple[LeftPart, ...]
    without_criteria: tuple[LeftPart, ...]
    pivotal_voters: int | None
    without_colleges: tuple[CollegeLeftPart, ...]
    information: tuple[InformationPart, ...]


def robustness_part(found: Robustness) -> RobustnessPart:
    """Everything about the robustness of a first place."""
    levers, criteria = found.ranking.alternatives, found.ranking.criteria
    held, voters, centres = found.held, found.without_voters, found.centres
    return RobustnessPart(
        word=found.word,
        held=held and HeldPart(lever=levers[held.row], weights=held.weights, codings=held.codings),
        acceptability=_joint(levers, found.joint),
        by_ballots=_joint(levers, found.by_ballots) if found.by_ballots else None,
        first_over_scores=figures(found.by_scores),
        sure_pairs=tuple(figures(row) for row in found.sure_pairs),
        centres=None if centres is None else tuple(_known(row) for row in centres),
        extremes=_extremes(found),
        codings=_codings(found.codings),
        uncertainties=_uncertainties(found.uncertainties),
        reversals=tuple(_reversal(levers, r) for r in found.reversals),
        without_levers=tuple(_left(levers, levers, out) for out in found.without_levers),
        without_criteria=tuple(_left(criteria, levers, out) for out in found.without_criteria),
        pivotal_voters=voters.pivotal if voters else None,
        without_colleges=tuple(_college(levers, c) for c in found.without_colleges),
        information=tuple(_information(levers, criteria, i) for i in found.information),
    )


def _known(row: Floats) -> tuple[float | None, ...]:
    """Figures, None where there is none."""
    return tuple(None if np.isnan(x) else x for x in row.tolist())


def _joint(levers: Ids, found: Joint) -> JointPart:
    centres, confidence = found.central_weights, _known(found.confidence)
    lines = tuple(
        DrawnPart(
            lever=lever,
            ranks=figures(found.ranks[row]),
            ahead=figures(found.pairs[row]),
            central_weights=None if np.isnan(centres[row]).any() else figures(centres[row]),
            confidence=confidence[row],
        )
        for row, lever in enumerate(levers)
    )
    return JointPart(draws=found.draws, levers=lines)


def _extremes(found: Robustness) -> tuple[ExtremePart, ...]:
    levers = found.ranking.alternatives
    return tuple(
        ExtremePart(
            lever=levers[e.row],
            best=e.best,
            worst=e.worst,
            best_proven=e.best_proven,
            worst_proven=e.worst_proven,
        )
        for e in found.extremes
    )


def _codings(found: Codings) -> CodingsPart:
    return CodingsPart(
        sure=figures(found.sure),
        possible=figures(found.possible),
        kept=found.kept,
        draws=found.draws,
    )


def _uncertainties(found: Uncertainties) -> UncertaintiesPart:
    each = tuple(
        UncertaintyPart(source=u.source, changed=u.changed, error=u.error) for u in found.each
    )
    return UncertaintiesPart(
        each=each, together=found.together, driver=found.driver, draws=found.draws
    )


def _reversal(levers: Ids, found: Reversal) -> ReversalPart:
    return ReversalPart(
        lever=levers[found.row], possible=_move(found.possible), sure=_move(found.sure)
    )


def _move(found: Move | None) -> MovePart | None:
    return MovePart(distance=found.distance, weights=found.weights) if found else None


def _left(names: Ids, levers: Ids, found: Left) -> LeftPart:
    return LeftPart(
        out=names[found.out],
        sure=ids(levers, found.sure),
        possible=ids(levers, found.possible),
        changes=found.changes,
    )


def _college(levers: Ids, found: CollegeLeft) -> CollegeLeftPart:
    (group,) = found.colleges
    return CollegeLeftPart(
        group=int(group),
        n=found.n,
        sure=ids(levers, found.sure),
        possible=ids(levers, found.possible),
        changes=found.changes,
    )


def _information(levers: Ids, criteria: Ids, found: Information) -> InformationPart:
    return InformationPart(
        lever=levers[found.row],
        criterion=criteria[found.column],
        first=found.first,
        second=found.second,
        first_chance=found.first_chance,
        second_chance=found.second_chance,
        weak=found.weak,
    )

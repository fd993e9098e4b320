"""Whether open choices undo the first place of an analysis.

The word of its verdict is about the answers in force to the choices still open: what these may
undo is told beside it, never hidden in it.
"""

from collections.abc import Sequence

from prioritisation.analysis.crossing import Crossing, crossing_of
from prioritisation.analysis.scenario import Analysis, Lead


def stands_alone(analysis: Analysis) -> bool:
    """Whether one lever is ahead of all others with these weights, whatever the uncertain scores.

    No word of solidity is for a lever that is tied, or that another may equal.
    """
    return analysis.verdict.lead in (Lead.AHEAD, Lead.NECK_AND_NECK)


def withstands(analysis: Analysis) -> bool:
    """Whether the sole lever surely first is so whatever the group settles of what is open.

    What cannot be crossed is not known to keep it first.
    """
    leaders, crossing = analysis.verdict.leaders, crossing_of(analysis)
    if len(leaders) != 1 or crossing is None:
        return False
    return not choices_left(analysis) or crossing.is_sure(leaders[0])


def choices_left(analysis: Analysis) -> bool:
    """Whether anything is still open, whatever it changes of the first place with these weights.

    What is said of other weights, or of a score once known, may hold with some answers alone.
    """
    crossing = crossing_of(analysis)
    return crossing is None or len(crossing.outcomes) > 1 or bool(crossing.untold)


def choices_matter(analysis: Analysis) -> bool:
    """Whether another answer to what is open changes who is first, or who may be."""
    return changes_first(crossing_of(analysis), analysis.verdict.leaders)


def changes_first(crossing: Crossing | None, sure: Sequence[int]) -> bool:
    """Whether one of the answers crossed changes who is first, or who may be.

    What cannot be crossed, or compared, is not known to change nothing.

    Parameters
    ----------
    crossing
        None when there are too many.
    sure
        Rows surely first with the answers in force, alone or tied.
    """
    if crossing is None or crossing.untold:
        return True
    # An outcome does not say who is level with the others for some of the scores only.
    if sure and crossing.here.sure is None and not crossing.here.tied:
        return len(crossing.outcomes) > 1
    firsts = {(o.sure, frozenset(o.possible), o.tied) for o in crossing.outcomes}
    return len(firsts) > 1

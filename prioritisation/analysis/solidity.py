"""How solid the first place of an analysis is: one word, and whether open choices undo it.

The word is the same wherever it is said: that of the least of two shares, of the weights allowed
and of the codings of words, whatever the uncertain scores are. It is about the answers in force to
the choices still open: what these may undo is told beside it, never hidden in it.
"""

from collections.abc import Sequence
from dataclasses import replace

from prioritisation.analysis.crossing import Crossing, crossing_of
from prioritisation.analysis.robustness.codings import Codings, codings, word_columns
from prioritisation.analysis.robustness.robustness import least_word
from prioritisation.analysis.scenario import Analysis, Lead, Verdict
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.memory import cached_with

_SAID_OF_WEIGHTS = (RobustnessWord.ALONE, RobustnessWord.OPEN)


@cached_with
def codings_of(analysis: Analysis) -> Codings:
    """What other numbers for the words do to the first place of an analysis."""
    senses = {c: analysis.sense(c) for c in analysis.matrix.criteria}
    return codings(analysis.matrix, analysis.weights, word_columns(analysis.table, senses))


def solidity(analysis: Analysis) -> RobustnessWord:
    """The word for the first place, over the weights allowed and the codings of words."""
    verdict = analysis.verdict
    if len(verdict.leaders) != 1 or verdict.robustness in _SAID_OF_WEIGHTS:
        return verdict.robustness
    coded, (leader,) = codings_of(analysis), verdict.leaders
    share, error = analysis.region(leader).sure_share, analysis.regions.error
    return least_word(
        share - 2 * error, float(coded.sure[leader]), coded.draws, verdict.thresholds
    )


def verdict_of(analysis: Analysis) -> Verdict:
    """The verdict with that word: a winner is announced by no word but one of the three."""
    word = solidity(analysis)
    winner = None if word is RobustnessWord.OPEN else analysis.verdict.winner
    return replace(analysis.verdict, robustness=word, winner=winner)


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

"""The sentences about a revealed round, gathered from its results."""

from collections.abc import Mapping

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN
from prioritisation.analysis.ballots.camps import Camps, camps
from prioritisation.analysis.ballots.group import Flag, backing, duels, means_differ
from prioritisation.analysis.ranking import additive
from prioritisation.meeting.room import RoundResults
from prioritisation.memory import cached_with
from prioritisation.sentences.crossing import in_force_of_case, in_force_text
from prioritisation.sentences.group import (
    abstained_text,
    abstentions_text,
    ballots_agreement_text,
    compromise_text,
    duels_text,
    firsts_text,
    movement_text,
    other_means,
    unlike_text,
    way,
    ways_text,
    withheld_text,
)
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.wording import t


def _labels(results: RoundResults) -> Mapping[str, str]:
    """Criterion -> its label."""
    return {c.id: c.label for c in results.case.criteria}


def lever_names(results: RoundResults) -> list[str]:
    """Short names of the levers, in the order of the rows."""
    return [v.short_label for v in results.case.levers]


def criteria(results: RoundResults) -> tuple[str, ...]:
    """Ids of the criteria voted on."""
    return tuple(c.id for c in results.case.criteria)


def flagged_criteria(results: RoundResults) -> tuple[str, ...]:
    """Criteria on which the group disagrees."""
    return tuple(s.criterion for s in results.spreads if s.flag is Flag.FLAGGED)


def round_agreement(results: RoundResults) -> str:
    """Where the group agrees, and where not; or why it is not said."""
    return withheld(results) or ballots_agreement_text(results.spreads, _labels(results))


def withheld(results: RoundResults) -> str:
    """Why nothing of the group is shown; empty when it is."""
    if results.group:
        return ""
    labels = _labels(results)
    return withheld_text(results.n, [labels[c] for c in results.thin], results.typed)


def another_round(results: RoundResults) -> str:
    """What can be done when nothing of the group is shown; empty when it is."""
    if results.group:
        return ""
    if results.thin:
        return t(
            "The ranking of the group takes another vote, in which at least {least} "
            "people weigh each criterion, or none.",
            least=MIN_SHOWN,
        )
    if results.typed:
        return t(
            "The ranking of the group takes another vote, with more people who vote from a device."
        )
    return t("The ranking of the group takes another vote, with more people.")


@cached_with
def round_camps(results: RoundResults) -> Camps | None:
    """Camps of the ballots, when there are, and when they may be told."""
    if results.analysis is None or not results.ballots:
        return None
    return camps(results.analysis.matrix, results.ballots, results.thresholds.group)


def first_for(results: RoundResults) -> str:
    """Who is first, for how many ballots, and that other choices may undo it."""
    if results.firsts is None:
        return ""
    analysis = results.analysis
    depends = depends_text(results)
    scores = "" if analysis is None else doubtful_scores(analysis.matrix)
    counted = firsts_text(results.firsts, lever_names(results), scores)
    return " ".join(filter(None, [counted, abstained_text(results.ballots), depends]))


@cached_with
def duels_sentence(results: RoundResults) -> str:
    """Whether a lever wins all its duels on the votes."""
    analysis = results.analysis
    if analysis is None or not results.ballots:
        return ""
    counted = duels(analysis.matrix, results.ballots)
    return duels_text(counted, lever_names(results), doubtful_scores(analysis.matrix))


def depends_text(results: RoundResults) -> str:
    """That what a vote gives is so with the choices in force, though nothing of the group is told.

    Empty when none is open.
    """
    if results.analysis is not None:
        return in_force_text(results.analysis)
    return in_force_of_case(results.case, results.scenario)


def other_ways(results: RoundResults) -> tuple[str, bool]:
    """What other ways to put the ballots together answer, and whether it is something else."""
    if results.leaders is None or results.analysis is None:
        return "", False
    mean, geometric, median = results.leaders
    weights = results.colleges.equal if results.colleges else None
    equal = None if weights is None else additive(results.analysis.matrix, weights)
    ways = [way(name, ranking) for name, ranking in other_means(geometric, median, equal)]
    by_mean = way(t("mean"), mean)
    differ = means_differ(one.answer for one in (by_mean, *ways))
    return ways_text(by_mean, ways, lever_names(results)), differ


def round_compromise(results: RoundResults) -> str:
    """Whether the winner of the mean is the first choice of few."""
    if results.firsts is None or results.leaders is None:
        return ""
    return compromise_text(backing(results.leaders[0], results.firsts), lever_names(results))


def abstentions(results: RoundResults) -> str:
    """Abstentions, and what becomes of the weights."""
    return abstentions_text(results.group, _labels(results)) if results.group else ""


def movement_sentence(results: RoundResults) -> str:
    """What moved since the round before, or why the two do not compare."""
    if results.unlike:
        return unlike_text(results.unlike, results.before, results.number)
    return movement_text(results.movement, _labels(results)) if results.movement else ""

"""What the folds of a ranking ask, and the line that answers each before it is opened."""

from criteria.model import Status
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.scenario import Alternate, Analysis
from prioritisation.sentences import phrases
from prioritisation.sentences.counted import turned_first
from prioritisation.sentences.crossing import count_text, open_choices_text
from prioritisation.sentences.firsts import would_be_first
from prioritisation.sentences.other_weights import other_weights_text
from prioritisation.sentences.phrases import points_text
from prioritisation.wording import t
from prioritisation.wording.numbers import with_capital

Answered = tuple[str, str]
"""A question, and its answer in one line; the answer may be empty."""


def otherwise_answered(analysis: Analysis) -> Answered | None:
    """Who would be first if what is open were settled otherwise; None when nothing is open.

    One direction to confirm is asked by its name, several choices by their number.
    """
    if len(analysis.alternates) == 1:
        return _turned(analysis, analysis.alternates[0])
    crossing = crossing_of(analysis)
    if crossing is not None and len(crossing.outcomes) == 1 and not crossing.untold:
        return None
    question = t("And if the choices still open were settled otherwise?")
    if crossing is None or len(crossing.outcomes) == 1:
        return question, open_choices_text(analysis)
    return question, count_text(analysis, crossing)


def _turned(analysis: Analysis, alternate: Alternate) -> Answered:
    criterion = analysis.case.criterion(alternate.criterion)
    question = t(
        "And if it were the other way, {label}?",
        label=phrases.direction_label(criterion, alternate.sense),
    )
    if analysis.weights[analysis.matrix.criteria.index(criterion.id)] == 0:
        return question, t("Nothing changes: {name} weighs nothing.", name=criterion.in_sentence)
    first = turned_first(analysis, alternate, would_be_first)
    return question, t("{first}.", first=with_capital(first))


def weights_answered(analysis: Analysis) -> Answered:
    """Who is first with other weights."""
    question = t("And with other weights?")
    if len(analysis.weights) == 1:
        return question, t("One criterion counts: there is no other weight.")
    return question, other_weights_text(analysis)


def order_answered(analysis: Analysis) -> Answered:
    """Why the levers come in this order: the points of the first, told one criterion at a time."""
    first = analysis.ranking.order[0]
    answer = t(
        "{lever}: {points} points, criterion by criterion.",
        lever=analysis.case.levers[first].short_label,
        points=points_text(analysis.ranking, first),
    )
    return t("Why this order?"), answer


def origins_answered(analysis: Analysis) -> Answered:
    """Where the scores come from: how many from a figure or a view.

    Those deduced and missing are counted by the bar of the page, once.
    """
    scores = list(analysis.table.scores.values())
    sourced = sum(not (s.unknown or s.status is Status.INFERRED) for s in scores)
    answer = t("{n} of {total} from an official figure or a view.", n=sourced, total=len(scores))
    return t("Where do the scores come from?"), answer

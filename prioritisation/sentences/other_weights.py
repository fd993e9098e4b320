"""With other weights: for how many ways to share them out a lever is first."""

from criteria.model import Status
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.scenario import Alternate, Analysis
from prioritisation.sentences import phrases
from prioritisation.sentences.counted import said_with_choices, turned_first, would_be_first
from prioritisation.sentences.crossing import count_text, open_choices_text
from prioritisation.sentences.lacking import lacking_text
from prioritisation.sentences.phrases import points_text
from prioritisation.sentences.shares import FirstShare, first_place_shares, first_texts
from prioritisation.wording import t
from prioritisation.wording.numbers import with_capital


def other_weights_text(analysis: Analysis) -> str:
    """For which share of the weights the leader, or who is first most often, is first.

    A sentence; empty where there is one criterion or one lever.
    """
    if len(analysis.weights) == 1 or len(analysis.matrix.alternatives) == 1:
        return ""
    level = _level(analysis)
    text = _each_text(analysis, level) if level else _share_text(analysis, _one(analysis))
    return said_with_choices(analysis, text)


def _level(analysis: Analysis) -> list[FirstShare]:
    """The shares of levers that are level with these weights but not with others; or none."""
    leaders, shares = {*analysis.verdict.leaders}, first_place_shares(analysis.regions)
    level = [one for one in shares if leaders & {*one.rows}]
    return level if len(level) > 1 else []


def _each_text(analysis: Analysis, level: list[FirstShare]) -> str:
    """Each of several, with its share: none is ahead of the others."""
    labels, written = [lever.label for lever in analysis.case.levers], first_texts(analysis)
    sentences = []
    for one in level:
        share = written.of_weights(one.rows[0], whole=analysis.within.whole)
        sentences.append(one.sentence(labels, share))
    return t("{told}.", told=phrases.joined(sentences))


def _share_text(analysis: Analysis, one: FirstShare | None) -> str:
    """The share of the weights of some rows; that no weights settle anything, without any."""
    if one is None:
        return t("Whatever the weights, the uncertain scores leave the first place open.")
    labels = phrases.lever_labels(analysis, one.rows)
    share = first_texts(analysis).of_weights(one.rows[0], whole=analysis.within.whole)
    values = {"levers": phrases.all_of(labels), "share": share}
    if len(one.rows) > 1:
        return t("{levers} are tied for first for {share}.", **values)
    if one.rivals:
        return t("{levers} is first, alone or tied, for {share}.", **values)
    return t("{levers} is first for {share}.", **values)


def details_texts(analysis: Analysis) -> list[str]:
    """What a headline has no room for: its share of the weights, and which scores are missing."""
    return [*filter(None, (other_weights_text(analysis), lacking_text(analysis)))]


def _one(analysis: Analysis) -> FirstShare | None:
    """The share of who is first with these weights, or else of who is so most often, for sure."""
    leaders, shares = analysis.verdict.leaders, first_place_shares(analysis.regions)
    here = [one for one in shares if leaders and leaders[0] in one.rows]
    return max(here or shares, key=lambda one: one.sure) if here or _sure(shares) else None


def _sure(shares: tuple[FirstShare, ...]) -> bool:
    return any(one.sure > 0 for one in shares)


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

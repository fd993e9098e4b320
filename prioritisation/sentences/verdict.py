"""The headline of a ranking: who is first, or that nobody can say, with its reservation."""

from math import ceil, floor

from prioritisation.analysis.crossing import Crossing, choices_matter, crossing_of, withstands
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.scenario import Alternate, Analysis, Lead
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.sentences import phrases
from prioritisation.sentences.counted import counted_first, first_of, turned_first
from prioritisation.sentences.headline import FEW_NAMED, MOST_NAMED, Headline
from prioritisation.sentences.lacking import (
    doubted_text,
    nothing_known,
    possible_cells,
    uncertain_cells,
)
from prioritisation.wording import listed, number, points, span, t, tn
from prioritisation.wording.catalogue import question_of
from prioritisation.wording.numbers import either, half_up, with_capital

_SMALLEST = 0.1
"""Leads below this, in points, are not written: only how large they may be."""


def lead_text(analysis: Analysis) -> str:
    """By how much the sole leader is ahead, or who may equal it; no capital and no full stop."""
    verdict = analysis.verdict
    assert verdict.gap is not None  # noqa: S101 (a sole leader has a gap)
    low, high = (100 * g for g in verdict.gap)
    first, second = verdict.leaders[0], verdict.rival or 0
    leader, rival = phrases.lever_labels(analysis, (first, second))
    # Rounded down to a whole number, it could be less than what the points shown differ by.
    ranking = analysis.ranking
    difference = half_up(100 * ranking.low[first]) - half_up(100 * ranking.high[second])
    digits = 0 if floor(low) >= difference else 1
    if verdict.lead is Lead.REACHABLE:
        return equals_text(analysis)
    if low < _SMALLEST:
        most = _points(ceil(high), ceil(high))
        return t("it is up to {gap} ahead of {rival}", gap=most, rival=rival)
    if verdict.lead is Lead.NECK_AND_NECK:
        return t("{leader} is {gap} ahead", leader=leader, gap=_points(low, high))
    if ranking.order[1] == verdict.rival:
        gap = _points(low, high, digits)
        return t("it is {gap} ahead of {rival}", gap=gap, rival=rival)
    # « At least 0 » would say nothing.
    least = floor(10**digits * low + TIE) / 10**digits or low
    gap = _points(least, least)
    return t("it is at least {gap} ahead of each of the others", gap=gap)


def equal_rows(analysis: Analysis) -> tuple[int, ...]:
    """The levers that may have as many points as the sole leader, best placed first."""
    leader, ranking = analysis.verdict.leaders[0], analysis.ranking
    return tuple(i for i in ranking.order if i != leader and ranking.gap(leader, i)[0] <= TIE)


def equals_text(analysis: Analysis) -> str:
    """Who may be tied with the leader."""
    levers = phrases.lever_labels(analysis, equal_rows(analysis))
    return t("{levers} may be level with it", levers=phrases.one_of(levers))


def _points(low: float, high: float, digits: int = 0) -> str:
    """A lead in points, its least rounded down when it is a range.

    With a decimal below one point, and when it is known: as the points on the screen tell it.

    Parameters
    ----------
    digits
        Decimals of a range, one at least below one point.
    """
    digits = max(digits, 1 if low < 1 else 0)
    least = floor(low * 10**digits + TIE) / 10**digits
    exact = round(high - low, 9) == 0
    if exact and low >= 1:
        least, digits = low, 0 if half_up(low, 1) % 1 == 0 else 1
    text = number(least, digits) if exact else span(least, high, digits)
    return points(text)


def conclusion(analysis: Analysis, *, ours: bool = False) -> Headline:
    """Who is first, or that nobody can say; with the reservation that belongs to it.

    Parameters
    ----------
    ours
        Whether the weights are those of the group that reads it.
    """
    answer, reservation = _texts(analysis, basis_text(analysis, ours=ours))
    return Headline(question_of(analysis.case), answer, reservation)


def _texts(analysis: Analysis, basis: str) -> tuple[str, str]:
    if len(analysis.matrix.alternatives) == 1:
        (lever,) = phrases.lever_labels(analysis, (0,))
        only = t("One lever only, {lever}: there is nothing to rank.", lever=lever)
        return only, ""
    if analysis.verdict.lead is Lead.OPEN:
        return _open(analysis, grounds_text(analysis, basis))
    if analysis.verdict.lead is Lead.TIED:
        return _tied(analysis, basis)
    crossing = crossing_of(analysis)
    counted = analysis.verdict.lead is not Lead.REACHABLE and not withstands(analysis)
    if counted and crossing and not crossing.untold:
        return _counted(analysis, crossing, basis)
    return _ahead(analysis, basis), _reservation(analysis)


def basis_text(analysis: Analysis, *, ours: bool = False) -> str:
    """What the ranking is made with: one criterion alone, equal weights, these or our weights."""
    weighing = [c for c, w in zip(analysis.case.criteria, analysis.weights, strict=True) if w > 0]
    if len(weighing) == 1:
        return t("With {criterion} alone", criterion=weighing[0].in_sentence)
    if ours:
        return t("With our weights")
    return t("With equal weights") if analysis.scenario.equal else t("With these weights")


def grounds_text(analysis: Analysis, basis: str) -> str:
    """What a ranking is made with, and that it is counted so where other answers change it."""
    return t("{basis} and counted so", basis=basis) if choices_matter(analysis) else basis


def _open(analysis: Analysis, basis: str) -> tuple[str, str]:
    """The scores do not separate several levers: how many, who."""
    first = first_of(analysis.ranking)
    if nothing_known(analysis.matrix, analysis.weights):
        return t("Nothing to rank: no score is known yet."), ""
    n = len(first.possible)
    answer = t("{basis}, {n} levers may still be first.", basis=basis, n=n)
    labels = phrases.lever_labels(analysis, first.possible)
    levers = t("{n} levers, among them {names}", n=n, names=listed(labels[:FEW_NAMED]))
    reservation = tn(
        "One score is too uncertain to separate {levers}.",
        "Too many scores are uncertain to separate {levers}.",
        len(possible_cells(analysis)),
        levers=listed(labels) if n <= MOST_NAMED else levers,
    )
    return answer, reservation


def _tied(analysis: Analysis, basis: str) -> tuple[str, str]:
    first, n = first_of(analysis.ranking), len(analysis.verdict.leaders)
    levers = phrases.lever_labels(analysis, first.sure)
    many = n > FEW_NAMED
    named = t("{n} levers", n=n) if many else listed(levers)
    values = {"basis": grounds_text(analysis, basis), "levers": named}
    answer = t("{basis}, {levers} are tied.", **values)
    parts = [t("Tied: {levers}.", levers=phrases.all_of(levers))] if many else []
    parts.append(t("The group decides."))
    if first.others:
        others = phrases.one_of(phrases.lever_labels(analysis, first.others))
        parts.append(t("{levers} may be level with them.", levers=others))
    return answer, " ".join(parts)


def _ahead(analysis: Analysis, basis: str) -> str:
    verdict = analysis.verdict
    leader, rival = phrases.lever_labels(analysis, (verdict.leaders[0], verdict.rival or 0))
    if verdict.lead is Lead.NECK_AND_NECK:
        return t(
            "{basis}, {leader} and {rival} are neck and neck.",
            basis=grounds_text(analysis, basis),
            leader=leader,
            rival=rival,
        )
    first, grounds = t("{lever} is first", lever=leader), basis
    if verdict.lead is Lead.REACHABLE:
        grounds = grounds_text(analysis, basis)
        levers = phrases.lever_labels(analysis, equal_rows(analysis))
        few = len(levers) <= _room_for_names(analysis)
        first = phrases.perhaps_with(first, levers if few else [t("others")])
    elif not withstands(analysis):
        grounds = grounds_text(analysis, basis)
    elif uncertain_cells(analysis.matrix, analysis.weights):
        first = t("{lever} is first, even if uncertain scores go against it", lever=leader)
    return t("{basis}, {sentence}.", basis=grounds, sentence=first)


def _room_for_names(analysis: Analysis) -> int:
    """Levers named beside the leader in an answer; one where it says that it is counted so."""
    return 1 if choices_matter(analysis) else FEW_NAMED


def _counted(analysis: Analysis, crossing: Crossing, basis: str) -> tuple[str, str]:
    """Who is first in most ways to settle what is open, in how many; or what matters first."""
    row = crossing.winner
    (leader,) = phrases.lever_labels(analysis, analysis.verdict.leaders)
    who = counted_first(analysis, first_of(analysis.ranking))
    answer = t("{basis}, {sentence}.", basis=basis, sentence=who)
    if analysis.verdict.leaders == (row,):
        so = [_in_the_others(analysis, crossing)]
    else:
        here = t("Counted so, {leader} is first.", leader=leader)
        lead = t("{sentence}.", sentence=with_capital(lead_text(analysis)))
        so = [here, lead]
    return answer, " ".join([*so, *_reserves(analysis)])


def _reservation(analysis: Analysis) -> str:
    """By how much, and how far it holds over other weights: of a lever that is surely first."""
    lead = t("{sentence}.", sentence=with_capital(lead_text(analysis)))
    if analysis.verdict.lead is Lead.REACHABLE:
        return lead if len(equal_rows(analysis)) > _room_for_names(analysis) else ""
    return " ".join([lead, *_reserves(analysis)])


def _reserves(analysis: Analysis) -> list[str]:
    return [one for one in (word_sentence(analysis), doubted_text(analysis)) if one]


def _in_the_others(analysis: Analysis, crossing: Crossing) -> str:
    """Who is first in the other ways to settle what is open, or that nobody can say."""
    (leader,) = analysis.verdict.leaders
    others = [o for o in crossing.outcomes if o.sure != leader]
    rows = tuple(sorted({o.sure for o in others if o.sure is not None}))
    n = sum(o.sure is not None for o in others) or sum(leader not in o.possible for o in others)
    if not n:
        return t("In the others, it is not sure.")
    named = 0 < len(rows) <= FEW_NAMED
    who = either(phrases.lever_labels(analysis, rows)) if named else t("another one")
    if n == len(others):
        return t("In the others, it is {lever}.", lever=who)
    unsure = len(others) - n
    return tn(
        "In {n} other, it is {lever}; in {unsure}, it is not sure.",
        "In {n} others, it is {lever}; in {unsure}, it is not sure.",
        n,
        lever=who,
        unsure=unsure,
    )


def word_sentence(analysis: Analysis) -> str:
    """How far the leader's place holds over all weights: one word, in a sentence.

    None that promises where the group may still undo it; empty where one criterion counts.
    """
    word = analysis.verdict.robustness
    if word is RobustnessWord.ALONE:
        return ""
    promised = word in (RobustnessWord.SOLID, RobustnessWord.FAIR)
    if promised and not withstands(analysis):
        return ""
    otherwise = t("with other weights, another lever could come ahead.")
    messages = {
        RobustnessWord.SOLID: t("It is solid."),
        RobustnessWord.FAIR: t("It is fairly solid."),
        RobustnessWord.SHARED: t("It is not very solid: {otherwise}", otherwise=otherwise),
        RobustnessWord.OPEN: with_capital(otherwise),
    }
    return messages[word]


def alternate_heading(analysis: Analysis, alternate: Alternate) -> str:
    """The heading of the other direction, and what it does to the first place."""
    criterion = analysis.case.criterion(alternate.criterion)
    label = phrases.direction_label(criterion, alternate.sense)
    if analysis.weights[analysis.matrix.criteria.index(criterion.id)] == 0:
        name = criterion.in_sentence
        return t(
            "If it is the other way ({label}), nothing changes here: {name} weighs nothing.",
            label=label,
            name=name,
        )
    first = turned_first(analysis, alternate)
    return t("If it is the other way ({label}), {first}:", label=label, first=first)

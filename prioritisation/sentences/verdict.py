"""The conclusion: who is first, or that nobody can say, with its reservation."""

from dataclasses import dataclass, replace
from math import ceil, floor

from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.scenario import Alternate, Analysis, Lead
from prioritisation.analysis.solidity import codings_of, solidity, withstands
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.sentences import phrases
from prioritisation.sentences.assertions import Quantity, Solidity, WrittenFigure
from prioritisation.sentences.firsts import first_of, first_text
from prioritisation.sentences.lacking import doubtful_scores, lacking_text
from prioritisation.sentences.shares import first_texts, sure_codings
from prioritisation.wording import listed, number, points, span, t
from prioritisation.wording.asserted import asserting, assertions_of
from prioritisation.wording.numbers import half_up

_MOST_NAMED = 6
"""Levers all named in a sentence; beyond, the first few are."""

_SMALLEST = 0.1
"""Leads below this, in points, are not written: only how large they may be."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One sentence in two parts: what is said loud, and its reservation."""

    headline: str
    reservation: str

    def __str__(self) -> str:
        """The whole sentence."""
        return f"{self.headline} {self.reservation}"

    @property
    def assertions(self) -> tuple[object, ...]:
        """What both parts assert."""
        return assertions_of(self.headline, self.reservation)


def conclusion(analysis: Analysis) -> Conclusion:
    """Who is first, or that nobody can say; with the reservation that belongs to it."""
    verdict = analysis.verdict
    if len(analysis.matrix.alternatives) == 1:
        return _only(analysis)
    if verdict.lead is Lead.OPEN:
        return _open(analysis)
    if verdict.lead is Lead.TIED:
        return _tied(analysis)
    return _ahead(analysis)


def _open(analysis: Analysis) -> Conclusion:
    """The scores do not separate several levers: how many, who, and which scores are at fault."""
    first = first_of(analysis.ranking)
    if _nothing_known(analysis):
        loud = asserting(t("Nothing to rank:"), first)
        return Conclusion(loud, t("no score is known yet."))
    n = len(first.possible)
    loud = asserting(
        t("{n} levers may still be first:", n=n),
        first,
        WrittenFigure(Quantity.LEVERS, n, n, str(n)),
    )
    labels = phrases.lever_labels(analysis, first.possible)
    rest = t(
        "{basis}, too many {scores} to separate {levers}{lacking}.",
        scores=doubtful_scores(analysis.matrix, weights=analysis.weights),
        basis=_lower(basis_text(analysis)),
        levers=listed(labels) if n <= _MOST_NAMED else phrases.all_of(labels),
        lacking=lacking_text(analysis),
    )
    return Conclusion(loud, rest)


def _tied(analysis: Analysis) -> Conclusion:
    first = first_of(analysis.ranking)
    tied = listed(phrases.lever_labels(analysis, first.sure))
    loud = asserting(t("{levers} are tied for the first place:", levers=tied), first)
    if first.others:
        rivals = phrases.one_of(phrases.lever_labels(analysis, first.others))
        rest = t(
            "{levers} may be level with them; with these weights nothing else separates them, the "
            "group decides.",
            levers=rivals,
        )
        return Conclusion(loud, rest)
    return Conclusion(loud, t("with these weights nothing separates them, the group decides."))


def basis_text(analysis: Analysis) -> str:
    """What the ranking is made with: one criterion alone, equal weights, or these weights."""
    weighing = [c for c, w in zip(analysis.case.criteria, analysis.weights, strict=True) if w > 0]
    if len(weighing) == 1:
        return t("On {criterion} alone", criterion=weighing[0].in_sentence)
    return t("With equal weights") if analysis.scenario.equal else t("With these weights")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _nothing_known(analysis: Analysis) -> bool:
    """Whether no score of a criterion that weighs something is known, not even between bounds."""
    weigh = {c for c, w in zip(analysis.matrix.criteria, analysis.weights, strict=True) if w > 0}
    return all(s.unknown for s in analysis.table.scores.values() if s.criterion in weigh)


def _only(analysis: Analysis) -> Conclusion:
    """One lever is left: it is first of nothing."""
    (lever,) = phrases.lever_labels(analysis, (0,))
    loud = asserting(t("One lever only, {lever}:", lever=lever), first_of(analysis.ranking))
    return Conclusion(loud, t("there is nothing to rank."))


def _ahead(analysis: Analysis) -> Conclusion:
    ahead, how_far, lacking = with_choices(analysis, _lead(analysis)), _solidity(analysis), ""
    region = analysis.region(analysis.verdict.leaders[0])
    if region.sure_share < region.possible_share:
        lacking = lacking_text(analysis)
    rest = t("{ahead}; {solidity}{lacking}.", ahead=ahead, solidity=how_far, lacking=lacking)
    return Conclusion(asserting(_loud(analysis), first_of(analysis.ranking)), rest)


def with_choices(analysis: Analysis, sentence: str) -> str:
    """A sentence that the answers in force to what is open make true, told to be so."""
    if withstands(analysis):
        return sentence
    return t("with the choices as they are, {sentence}", sentence=sentence)


def _loud(analysis: Analysis) -> str:
    verdict = analysis.verdict
    leader, rival = phrases.lever_labels(analysis, (verdict.leaders[0], verdict.rival or 0))
    if verdict.lead is Lead.NECK_AND_NECK:
        return t("{leader} and {rival} are neck and neck:", leader=leader, rival=rival)
    basis = basis_text(analysis)
    if verdict.lead is Lead.REACHABLE:
        return t("{basis}, {leader} is first, perhaps tied:", basis=basis, leader=leader)
    if not withstands(analysis):
        return counted_so_text(analysis, leader)
    if scores := doubtful_scores(analysis.matrix, weights=analysis.weights):
        return t(
            "{basis}, {leader} is first, even if the {scores} go against it:",
            basis=basis,
            leader=leader,
            scores=scores,
        )
    return t("{basis}, {leader} is first:", basis=basis, leader=leader)


def counted_so_text(analysis: Analysis, leader: str) -> str:
    """First with what is in force, and in how many ways to settle what is still open."""
    crossing, basis = crossing_of(analysis), basis_text(analysis)
    if crossing is None or crossing.untold:
        return t("{basis} and counted so, {leader} is first:", basis=basis, leader=leader)
    row, n = analysis.verdict.leaders[0], len(crossing.outcomes)
    k = crossing.sure_count(row)
    return asserting(
        t(
            "{basis}, {leader} is first in {k} of the {n} ways to settle the open choices:",
            basis=basis,
            leader=leader,
            k=k,
            n=n,
        ),
        WrittenFigure(Quantity.WAYS, k, k, str(k), (row,)),
        WrittenFigure(Quantity.ALL_WAYS, n, n, str(n)),
    )


def _lead(analysis: Analysis) -> str:
    """By how much: a range over the next lever, or at least how much over any other."""
    verdict = analysis.verdict
    assert verdict.gap is not None  # noqa: S101 (a sole leader has a gap)
    low, high = (100 * g for g in verdict.gap)
    first, second = verdict.leaders[0], verdict.rival or 0
    leader, rival = phrases.lever_labels(analysis, (first, second))
    rows = first, second
    exact = WrittenFigure(Quantity.LEAD, low, high, "", rows)
    # Rounded down to a whole number, it could be less than what the points shown differ by.
    ranking = analysis.ranking
    difference = half_up(100 * ranking.low[first]) - half_up(100 * ranking.high[second])
    digits = 0 if floor(low) >= difference else 1
    if verdict.lead is Lead.REACHABLE:
        return _joined(analysis)
    if low < _SMALLEST:
        gap = _points(
            ceil(high), ceil(high), WrittenFigure(Quantity.MOST_LEAD, low, high, "", rows)
        )
        return t("up to {gap} ahead of {rival}", gap=gap, rival=rival)
    if verdict.lead is Lead.NECK_AND_NECK:
        return t("{leader} is {gap} ahead", leader=leader, gap=_points(low, high, exact))
    if analysis.ranking.order[1] == verdict.rival:
        return t("{gap} ahead of {rival}", gap=_points(low, high, exact, digits), rival=rival)
    # « At least 0 » would say nothing.
    least = floor(10**digits * low + TIE) / 10**digits or low
    gap = _points(least, least, WrittenFigure(Quantity.LEAST_LEAD, low, high, "", rows))
    return t("at least {gap} ahead of each of the others", gap=gap)


def _joined(analysis: Analysis) -> str:
    """Who may be tied with the leader."""
    leader = analysis.verdict.leaders[0]
    ranking = analysis.ranking
    equals = [i for i in ranking.order if i != leader and ranking.gap(leader, i)[0] <= TIE]
    return t(
        "{levers} may be level with it",
        levers=phrases.one_of(phrases.lever_labels(analysis, tuple(equals))),
    )


def _points(low: float, high: float, figure: WrittenFigure, digits: int = 0) -> str:
    """A lead in points, its least rounded down when it is a range, and the figure that it is.

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
    return asserting(points(text), replace(figure, written=text))


def _solidity(analysis: Analysis) -> str:
    """How far the leader's place holds over all weights, with the word that goes with it.

    No word where a tie is possible, nor one that promises where the group may still undo it.
    """
    word, row = solidity(analysis), analysis.verdict.leaders[0]
    if word is RobustnessWord.ALONE:
        return t("with one criterion, there are no other weights to compare")
    share = _leader_share(analysis)
    if analysis.verdict.lead is Lead.REACHABLE:
        return t("first, alone or tied, for {share}", share=share)
    promised = word in (RobustnessWord.SOLID, RobustnessWord.FAIR)
    if promised and not withstands(analysis):
        return t("first for {share}", share=share)
    messages = {
        RobustnessWord.SOLID: t("solid: first for {share}", share=share),
        RobustnessWord.FAIR: t("fairly solid: first for {share}", share=share),
        RobustnessWord.SHARED: t("shared: first for {share}", share=share),
        RobustnessWord.OPEN: t(
            "first for {share}; {otherwise}", share=share, otherwise=_otherwise(analysis)
        ),
    }
    return asserting(messages[word], Solidity(row, word))


def _otherwise(analysis: Analysis) -> str:
    """What may put another lever ahead: what the open first place is said from."""
    if analysis.verdict.robustness is RobustnessWord.OPEN:
        return t("with other weights, another lever could come ahead")
    return t("with other codings of words, another lever could come ahead")


def _leader_share(analysis: Analysis) -> str:
    """For which share of the weights, and of the codings if they count more, it is first."""
    row = analysis.verdict.leaders[0]
    region = analysis.region(row)
    share = first_texts(analysis).of_weights(row, whole=analysis.within.whole)
    share = asserting(
        share,
        WrittenFigure(Quantity.WEIGHTS, region.sure_share, region.possible_share, share, (row,)),
    )
    if solidity(analysis) is analysis.verdict.robustness:
        return share
    coded = float(codings_of(analysis).sure[row])
    written = sure_codings(coded)
    codings = asserting(written, WrittenFigure(Quantity.CODINGS, coded, coded, written, (row,)))
    return t("{said}, and for {codings} of the codings of words", said=share, codings=codings)


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
    first = first_of(alternate.ranking, "sense", criterion.id, alternate.sense)
    labels = [lever.label for lever in analysis.case.levers]
    return t(
        "If it is the other way ({label}), {first}:", label=label, first=first_text(labels, first)
    )

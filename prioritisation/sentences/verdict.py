"""The conclusion: who is first, or that nobody can say, with its reservation."""

from collections import Counter
from dataclasses import dataclass
from math import ceil, floor

from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.scenario import Alternate, Analysis, Lead
from prioritisation.analysis.solidity import codings_of, solidity, withstands
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.sentences import phrases
from prioritisation.wording import in_letters, listed, number, span, t, tn

_MOST_NAMED, _FEW_NAMED = 6, 3
"""Levers named in a sentence; beyond, their number is said and the first few are named."""

_SMALLEST = 0.1
"""Leads below this, in points, are not written: only how large they may be."""

_MOST_CRITERIA = 3
"""Criteria named in a reservation; beyond, the numbers of scores are said."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One sentence in two parts: what is said loud, and its reservation."""

    headline: str
    reservation: str

    def __str__(self) -> str:
        """The whole sentence."""
        return f"{self.headline} {self.reservation}"


def conclusion(analysis: Analysis) -> Conclusion:
    """Who is first, or that nobody can say; with the reservation that belongs to it."""
    verdict = analysis.verdict
    if verdict.lead is Lead.OPEN:
        return _open(analysis)
    if verdict.lead is Lead.TIED:
        tied = listed(phrases.lever_labels(analysis, verdict.leaders))
        return Conclusion(
            t("{levers} are tied for the first place:", levers=tied),
            t("no figure separates them, the group decides."),
        )
    return _ahead(analysis)


def _open(analysis: Analysis) -> Conclusion:
    possible = sorted(analysis.ranking.possible_firsts, key=analysis.ranking.order.index)
    loud = t("{basis}, the first place is undecidable:", basis=_basis(analysis))
    if _nothing_known(analysis):
        return Conclusion(loud, t("no score is known, nothing can be ranked yet."))
    why = lacking_text(analysis)
    named = len(possible) if len(possible) <= _MOST_NAMED else _FEW_NAMED
    levers = listed(phrases.lever_labels(analysis, tuple(possible[:named])))
    if named == len(possible):
        return Conclusion(loud, t("{levers} may each come first{why}.", levers=levers, why=why))
    rest = t(
        "{n} levers out of {all} may come first, among them {levers}{why}.",
        n=len(possible),
        all=len(analysis.case.levers),
        levers=levers,
        why=why,
    )
    return Conclusion(loud, rest)


def _basis(analysis: Analysis) -> str:
    """What the ranking is made with: one criterion alone, equal weights, or these weights."""
    weighing = [c for c, w in zip(analysis.case.criteria, analysis.weights, strict=True) if w > 0]
    if len(weighing) == 1:
        return t("On {criterion} alone", criterion=weighing[0].in_sentence)
    return t("With equal weights") if analysis.scenario.equal else t("With these weights")


def _nothing_known(analysis: Analysis) -> bool:
    """Whether no score of a criterion that weighs something is known, not even between bounds."""
    weigh = {c for c, w in zip(analysis.matrix.criteria, analysis.weights, strict=True) if w > 0}
    return all(s.unknown for s in analysis.table.scores.values() if s.criterion in weigh)


def _ahead(analysis: Analysis) -> Conclusion:
    ahead, how_far, why = with_choices(analysis, _lead(analysis)), _solidity(analysis), ""
    region = analysis.region(analysis.verdict.leaders[0])
    if region.sure_share < region.possible_share:
        why = lacking_text(analysis)
    rest = t("{ahead}; {solidity}{why}.", ahead=ahead, solidity=how_far, why=why)
    return Conclusion(_loud(analysis), rest)


def with_choices(analysis: Analysis, sentence: str) -> str:
    """A sentence that the answers in force to what is open make true, told to be so.

    Unless it is beside « undecidable », which promises nothing.
    """
    if withstands(analysis) or solidity(analysis) is RobustnessWord.UNDECIDABLE:
        return sentence
    return t("with the choices as they are, {sentence}", sentence=sentence)


def _loud(analysis: Analysis) -> str:
    verdict = analysis.verdict
    leader, rival = phrases.lever_labels(analysis, (verdict.leaders[0], verdict.rival or 0))
    if verdict.lead is Lead.NECK_AND_NECK:
        return t("{leader} and {rival} are neck and neck:", leader=leader, rival=rival)
    if verdict.lead is Lead.REACHABLE:
        return t("{leader} ahead with these weights, perhaps tied:", leader=leader)
    if solidity(analysis) is RobustnessWord.UNDECIDABLE:
        return t("{leader} ahead with these weights, but first place undecidable:", leader=leader)
    if not withstands(analysis):
        return _counted_so(analysis, leader)
    return t("{basis}, {leader} is first for sure:", basis=_basis(analysis), leader=leader)


def _counted_so(analysis: Analysis, leader: str) -> str:
    """First with what is in force, and in how many ways to settle what is still open."""
    crossing = crossing_of(analysis)
    if crossing is None or crossing.untold:
        return t(
            "{basis} and counted so, {leader} is first:", basis=_basis(analysis), leader=leader
        )
    return t(
        "{basis}, {leader} is first in {k} of the {n} ways to settle the open choices:",
        basis=_basis(analysis),
        leader=leader,
        k=crossing.sure_count(analysis.verdict.leaders[0]),
        n=len(crossing.outcomes),
    )


def _lead(analysis: Analysis) -> str:
    """By how much: a range over the next lever, or at least how much over any other."""
    verdict = analysis.verdict
    assert verdict.gap is not None  # noqa: S101 (a sole leader has a gap)
    low, high = (100 * g for g in verdict.gap)
    leader, rival = phrases.lever_labels(analysis, (verdict.leaders[0], verdict.rival or 0))
    if verdict.lead is Lead.REACHABLE:
        return _joined(analysis)
    if low < _SMALLEST:
        return t("up to {gap} ahead of {rival}", gap=_gap(ceil(high), ceil(high)), rival=rival)
    if verdict.lead is Lead.NECK_AND_NECK:
        return t("{leader} is {gap} ahead", leader=leader, gap=_gap(low, high))
    if analysis.ranking.order[1] == verdict.rival:
        return t("{gap} ahead of {rival}", gap=_gap(low, high), rival=rival)
    # « At least 0 » would say nothing.
    least = floor(low) or low
    return t("at least {gap} ahead of each of the others", gap=_gap(least, least))


def _joined(analysis: Analysis) -> str:
    """Who may be tied with the leader."""
    leader = analysis.verdict.leaders[0]
    ranking = analysis.ranking
    equals = [i for i in ranking.order if i != leader and ranking.gap(leader, i)[0] <= TIE]
    return t(
        "{levers} may be level with it",
        levers=phrases.one_of(phrases.lever_labels(analysis, tuple(equals))),
    )


def _gap(low: float, high: float) -> str:
    """A lead in points, its least rounded down when it is a range.

    With a decimal below one point, and when it is known: as the points on the screen tell it.
    """
    digits = 1 if low < 1 else 0
    least = floor(low * 10**digits + 1e-9) / 10**digits
    exact = round(high - low, 9) == 0
    if exact and low >= 1:
        least, digits = low, 0 if round(low, 1) % 1 == 0 else 1
    text = number(least, digits) if exact else span(least, high, digits)
    return tn("{span} point", "{span} points", 1 if high < 2 else 2, span=text)  # noqa: PLR2004 (French plural)


def _solidity(analysis: Analysis) -> str:
    """How far the leader's place holds over all weights, with the word that goes with it.

    No word of solidity where what the group has still to settle undoes it.
    """
    word = solidity(analysis)
    if word is RobustnessWord.ALONE:
        return t("with one criterion, there are no other weights to compare")
    share = _leader_share(analysis)
    if analysis.regions.error:
        share = t("about {share}", share=share)
    if word is not analysis.verdict.robustness:
        coded = float(codings_of(analysis).sure[analysis.verdict.leaders[0]])
        codings = phrases.sure_percent(coded)
        share = t("{said}, and for {codings} of the codings of words", said=share, codings=codings)
    if word in (RobustnessWord.SOLID, RobustnessWord.FAIR) and not withstands(analysis):
        return t("first for {share}", share=share)
    said_already = analysis.verdict.lead is Lead.AHEAD
    messages = {
        RobustnessWord.SOLID: t("solid: first for {share}", share=share),
        RobustnessWord.FAIR: t("fairly solid: first for {share}", share=share),
        RobustnessWord.SHARED: t("shared: first for {share}", share=share),
        RobustnessWord.UNDECIDABLE: t("first for {share}", share=share)
        if said_already
        else t("undecidable beyond these weights: first for {share}", share=share),
    }
    return messages[word]


def _leader_share(analysis: Analysis) -> str:
    """For which share of the weights, all or those allowed, the leader is first."""
    region, whole = analysis.region(analysis.verdict.leaders[0]), analysis.within.whole
    return phrases.weights_share(region.sure_share, region.possible_share, whole=whole)


def lacking_text(analysis: Analysis) -> str:
    """What is missing to say more; empty when everything that counts is known.

    Only scores that matter are counted: of criteria that weigh something and, when the question
    is who is first with these weights, of levers that can be first with them.
    """
    weigh = {c for c, w in zip(analysis.matrix.criteria, analysis.weights, strict=True) if w > 0}
    levers, here = analysis.matrix.alternatives, (Lead.OPEN, Lead.REACHABLE)
    if analysis.verdict.lead in here:
        levers = tuple(levers[i] for i in analysis.ranking.possible_firsts)
    unknown, uncertain = (
        Counter(s.criterion for s in scores if s.criterion in weigh and s.lever in levers)
        for scores in (analysis.table.unknowns, analysis.table.uncertain)
    )
    if len(unknown) + len(uncertain) > _MOST_CRITERIA:
        parts = _in_numbers(unknown.total(), uncertain.total())
    else:
        parts = [t("knowing {criteria}", criteria=listed(_each(analysis, unknown)))] * bool(
            unknown
        )
        parts += [t("specifying {criteria}", criteria=listed(_each(analysis, uncertain)))] * bool(
            uncertain
        )
    return t(", for want of {what}", what=listed(parts)) if parts else ""


def _in_numbers(unknown: int, uncertain: int) -> list[str]:
    parts = [tn("knowing {n} score", "knowing {n} scores", unknown)] if unknown else []
    parts += [tn("specifying {n} score", "specifying {n} scores", uncertain)] if uncertain else []
    return parts


def _each(analysis: Analysis, counts: Counter[str]) -> list[str]:
    """Of how many levers each criterion is missing, in the order of the case."""
    return [_of_levers(analysis, c, counts[c]) for c in analysis.matrix.criteria if c in counts]


def _of_levers(analysis: Analysis, criterion: str, count: int) -> str:
    name = analysis.case.criterion(criterion).in_sentence
    return tn(
        "{name} of one lever", "{name} of {many} levers", count, name=name, many=in_letters(count)
    )


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
    leaders = alternate.verdict.leaders
    if not leaders:
        return t("If it is the other way ({label}), the first place is undecidable:", label=label)
    people = listed(phrases.lever_labels(analysis, leaders))
    if len(leaders) > 1:
        return t("If it is the other way ({label}), {who} are tied:", label=label, who=people)
    if alternate.verdict.lead is Lead.REACHABLE:
        return t(
            "If it is the other way ({label}), {who} is first, perhaps tied:",
            label=label,
            who=people,
        )
    return t(
        "If it is the other way ({label}), {who} is ahead with these weights:",
        label=label,
        who=people,
    )

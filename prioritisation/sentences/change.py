"""What could settle the first place, and what would change it."""

from math import ceil, floor

from prioritisation.ranking import additive
from prioritisation.robustness.deciding import Deciding
from prioritisation.robustness.stability import Stability
from prioritisation.scenario import Analysis, Lead
from prioritisation.sentences.amounts import amounts
from prioritisation.sentences.ranks import names
from prioritisation.weights import moved
from prioritisation.wording import number, percent, t
from prioritisation.wording.numbers import either

BEYOND = 0.005
"""How far past a threshold one looks for who takes over, in share of weight."""


def next_step(analysis: Analysis) -> str:
    """What could settle the first place, or what would change it."""
    if analysis.verdict.lead is Lead.OPEN:
        return _could_settle(analysis)
    if analysis.verdict.lead is Lead.TIED:
        return ""
    return holds_while(analysis, _nearest(analysis))


def _could_settle(analysis: Analysis) -> str:
    if not analysis.deciding:
        return t(
            "No unknown or uncertain score, once known, would be enough alone to settle "
            "the first place."
        )
    return t("What could settle it: {what}", what=settles(analysis, analysis.deciding[0]))


def settles(analysis: Analysis, found: Deciding) -> str:
    """What knowing one cell would do, as a sentence."""
    criterion = analysis.case.criteria[found.column]
    lever, winner = names(analysis, (found.row, found.winner))
    score = analysis.score(found.row, found.column)
    verb = (
        t("knowing {criterion} of {lever}.")
        if score.unknown
        else t("specifying {criterion} of {lever}.")
    )
    start = verb.format(criterion=criterion.in_sentence, lever=lever)
    who = t("this lever") if found.row == found.winner else winner
    if not found.settles:
        end = t("For part of its possible values, {who} is first whatever the rest.", who=who)
        return f"{start} {end}"
    enough = amounts(criterion, found.settles, analysis.table.perimeter)
    if not found.leaves_open:
        end = t("Whatever it is, {who} is first.", who=who)
    else:
        end = t(
            "With {enough}, {who} is first whatever the rest; otherwise the question stays open.",
            enough=enough,
            who=who,
        )
    return f"{start} {end}"


def _nearest(analysis: Analysis) -> Stability | None:
    """The leader's interval with the end closest to the present weight."""
    leader = analysis.matrix.alternatives[analysis.verdict.leaders[0]]
    shares = dict(zip(analysis.matrix.criteria, analysis.weights.tolist(), strict=True))
    found = [s for s in analysis.stability if s.alternative == leader and s.sure]
    ends = [
        (abs(end - shares[s.criterion]), k)
        for k, s in enumerate(found)
        for end in s.sure or ()
        if 0 < end < 1
    ]
    return found[min(ends)[1]] if ends else None


def holds_while(analysis: Analysis, stability: Stability | None) -> str:
    """How far one weight may move before the leader is no longer surely first, then who may be."""
    leader = names(analysis, analysis.verdict.leaders)[0]
    if stability is None or stability.sure is None:
        return t("{leader} stays first whichever weight one moves.", leader=leader)
    column = analysis.matrix.criteria.index(stability.criterion)
    name = analysis.case.criteria[column].in_sentence
    low, high = stability.sure
    start = t(
        "{leader} stays first as long as {criterion} weighs {share}, the other weights "
        "keeping their proportions.",
        leader=leader,
        criterion=name,
        share=_share_span(low, high),
    )
    weight = float(analysis.weights[column])
    below = low > 0 and (high >= 1 or weight - low <= high - weight)
    after = _takes_over(analysis, column, low - BEYOND if below else high + BEYOND)
    if not after:
        return start
    who = either(names(analysis, after))
    end = (
        t("Below, {who} may come first.", who=who)
        if below
        else t("Above, {who} may come first.", who=who)
    )
    return f"{start} {end}"


def _takes_over(analysis: Analysis, column: int, share: float) -> tuple[int, ...]:
    """Who else may be first once one weight has moved to a share."""
    there = moved(analysis.weights, column, min(max(share, 0.0), 1.0))
    return tuple(
        i
        for i in additive(analysis.matrix, there).possible_firsts
        if i not in analysis.verdict.leaders
    )


def _share_span(low: float, high: float) -> str:
    least, most = ceil(100 * low - 1e-9), floor(100 * high + 1e-9)
    if most >= 100:  # noqa: PLR2004 (percent)
        return t("at least {share}", share=percent(least / 100))
    if least <= 0:
        return t("at most {share}", share=percent(most / 100))
    return t("between {low} and {high}", low=number(least), high=percent(most / 100))


def changes(analysis: Analysis) -> list[str]:
    """Everything that would settle or change the first place, one sentence each."""
    cells = [settles(analysis, d) for d in analysis.deciding]
    leader = analysis.verdict.leaders[0] if len(analysis.verdict.leaders) == 1 else None
    moves = [
        holds_while(analysis, s)
        if leader is not None and s.alternative == analysis.matrix.alternatives[leader]
        else _would_be_first(analysis, s)
        for s in analysis.stability
        if s.sure and s.sure[1] - s.sure[0] > BEYOND
    ]
    found = [sentence[:1].upper() + sentence[1:] for sentence in (*cells, *moves)]
    return found or [next_step(analysis) or _could_settle(analysis)]


def _would_be_first(analysis: Analysis, stability: Stability) -> str:
    """Where a weight would have to stand for a lever to be surely first."""
    row = analysis.matrix.alternatives.index(stability.alternative)
    criterion = analysis.case.criterion(stability.criterion).in_sentence
    low, high = stability.sure or (0.0, 0.0)
    return t(
        "{lever} would be first whatever is unknown if {criterion} weighed {share}, "
        "the other weights keeping their proportions.",
        lever=names(analysis, (row,))[0],
        criterion=criterion,
        share=_share_span(low, high),
    )

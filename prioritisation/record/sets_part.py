"""One lever or several, as a record tells it: what was said, and what follows."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from pydantic import Field

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.inquiry import compare_levers_together
from prioritisation.analysis.parts import Figure, Line, Part, Text
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.best import Membership, RobustSets
from prioritisation.analysis.sets.comparison import SetComparison, SetShares
from prioritisation.analysis.sets.discussion import CardSide
from prioritisation.analysis.sets.question import Capacity, Load, NothingLeft, Question, Synergy
from prioritisation.analysis.sets.text import Percent, question_of_fields
from prioritisation.record.ranking_part import Ids, Span, ids, span_part

_SHARES = (0.25, 0.5, 0.75)


class SynergyPart(Part):
    """The synergy of two levers, in a word, and why."""

    first: Line
    second: Line
    word: Synergy
    reason: Text


class LoadPart(Part):
    """The workload of a lever, in a word, and why."""

    lever: Line
    word: Load
    reason: Text


class WaitPart(Part):
    """A lever that must wait, until when if it is known, and why."""

    lever: Line
    reason: Text
    until: dt.date | None


class ValuesPart(Part):
    """What each word is worth, in value."""

    harm: Figure
    help: Figure
    strong: Figure
    light: Figure
    moderate: Figure
    heavy: Figure
    small: Figure
    fair: Figure
    large: Figure


class CardPart(Part):
    """An argument for a second lever, against it, or to decide; its source if it has one."""

    id: Line
    text: Text
    side: CardSide
    source: Line
    place: Text
    edited: bool


class QuestionPart(Part):
    """What the group said of sets of levers, in words.

    Attributes
    ----------
    dilution
        Percents of the effect of each lever that leading several would lose, as the group judges
        it; not written while it does not say.
    """

    most: int
    synergies: tuple[SynergyPart, ...]
    loads: tuple[LoadPart, ...]
    capacity: Capacity | None
    hard: bool
    waits: tuple[WaitPart, ...]
    day: dt.date | None
    values: ValuesPart
    dilution: Percent | None = Field(default=None, exclude_if=lambda loss: loss is None)


class BestSetsPart(Part):
    """The best sets of a size with the weights given."""

    size: int
    sure: tuple[Ids, ...]
    possible: tuple[Ids, ...] | None


class SetPart(Part):
    """Share of the weights for which a set is the best of its size."""

    levers: Ids
    sure: Figure
    possible: Figure


class SetsPart(Part):
    """Shares of the sets of a size; ``error`` is 0 for ballots."""

    size: int
    sets: tuple[SetPart, ...]
    undecided: Figure
    error: Figure
    n: int


class ThresholdsPart(Part):
    """Cost of a second lever from which one alone is better: smallest and largest.

    Those that at least this share of the weights do not exceed.
    """

    share: Figure
    cost: Span


class LossesPart(Part):
    """Smallest and largest loss that several levers bear, as ``PortfolioPart``.

    Those that at least this share of the weights do not exceed.
    """

    share: Figure
    loss: Span


class PortfolioPart(Part):
    """One lever or several.

    Attributes
    ----------
    threshold
        Cost of dispersion, in value, above which one lever alone is better.
    over_weights, over_voters
        Quartiles of that cost, over all weights and over the ballots.
    core, borderline, exterior
        Levers in all, some or none of the largest sets that no other dominates.
    nothing_left
        Whether dates and capacity exclude every lever: then nothing else is told.
    loss
        Share of the effect of each lever that several may lose before one alone is better: -1
        when one is better even if nothing is lost, 2 when several are even if all is.
    losses_over_weights, losses_over_voters
        Quartiles of that share, over all weights and over the ballots.
    """

    threshold: Span | None
    bests: tuple[BestSetsPart, ...]
    sets_over_weights: tuple[SetsPart, ...]
    sets_over_voters: tuple[SetsPart, ...]
    over_weights: tuple[ThresholdsPart, ...]
    over_voters: tuple[ThresholdsPart, ...]
    core: Ids
    borderline: Ids
    exterior: Ids
    waiting: Ids
    too_heavy: tuple[Ids, ...]
    nothing_left: bool
    loss: Span | None = Field(default=None, exclude_if=lambda loss: loss is None)
    losses_over_weights: tuple[LossesPart, ...] = Field(default=(), exclude_if=lambda x: not x)
    losses_over_voters: tuple[LossesPart, ...] = Field(default=(), exclude_if=lambda x: not x)


def question_part(question: Question) -> QuestionPart:
    """What was said, as a record tells it."""
    return QuestionPart.model_validate(asdict(question))


def question_from_part(part: QuestionPart) -> Question:
    """What was said, to be computed with."""
    return question_of_fields(part.model_dump())


def portfolio_part(
    analysis: Analysis, part: QuestionPart, ballots: Sequence[Ballot]
) -> PortfolioPart:
    """Everything computed of sets of levers; raises InvalidQuestion."""
    try:
        comparison = compare_levers_together(analysis, question_from_part(part), ballots)
    except NothingLeft as error:
        return _nothing(error)
    levers, over_voters = comparison.matrix.alternatives, comparison.over_voters
    shares = over_voters if comparison.voters_shown else None
    places = {place: [r.row for r in comparison.roles if r.place is place] for place in Membership}
    return PortfolioPart(
        threshold=span_part(comparison.threshold),
        bests=_bests(comparison),
        sets_over_weights=_shares(levers, comparison.over_weights),
        sets_over_voters=_shares(levers, shares),
        over_weights=tuple(_costs(comparison.over_weights)),
        over_voters=tuple(_costs(shares)),
        core=ids(levers, places[Membership.CORE]),
        borderline=ids(levers, places[Membership.BORDERLINE]),
        exterior=ids(levers, places[Membership.EXTERIOR]),
        waiting=tuple(w.lever for w in comparison.waiting),
        too_heavy=tuple(ids(levers, rows) for rows in comparison.too_heavy),
        nothing_left=False,
        loss=span_part(comparison.dilution),
        losses_over_weights=tuple(_losses(comparison.over_weights)),
        losses_over_voters=tuple(_losses(shares)),
    )


def _nothing(error: NothingLeft) -> PortfolioPart:
    return PortfolioPart(
        threshold=None,
        bests=(),
        sets_over_weights=(),
        sets_over_voters=(),
        over_weights=(),
        over_voters=(),
        core=(),
        borderline=(),
        exterior=(),
        waiting=error.dates,
        too_heavy=tuple((lever,) for lever in error.heavy),
        nothing_left=True,
    )


def _bests(comparison: SetComparison) -> tuple[BestSetsPart, ...]:
    levers = comparison.matrix.alternatives
    lines = []
    for best in comparison.choice.bests:
        possible = best.possible
        lines.append(
            BestSetsPart(
                # Never None: sets of all sizes together are not among these.
                size=best.size or 0,
                sure=tuple(ids(levers, rows) for rows in best.sure),
                possible=None
                if possible is None
                else tuple(ids(levers, rows) for rows in possible),
            )
        )
    return tuple(lines)


def _shares(levers: Ids, shares: SetShares | None) -> tuple[SetsPart, ...]:
    return (
        tuple(_sets(levers, size, robust) for size, robust in shares.robust.items())
        if shares
        else ()
    )


def _sets(levers: Ids, size: int, shares: RobustSets) -> SetsPart:
    lines = tuple(
        SetPart(levers=ids(levers, s.rows), sure=s.sure, possible=s.possible) for s in shares.sets
    )
    return SetsPart(
        size=size, sets=lines, undecided=shares.undecided, error=shares.error, n=shares.n
    )


def _costs(shares: SetShares | None) -> Iterator[ThresholdsPart]:
    if shares and shares.thresholds:
        for share in _SHARES:
            low, high = shares.thresholds.span(share)
            yield ThresholdsPart(share=share, cost=Span(low=low, high=high))


def _losses(shares: SetShares | None) -> Iterator[LossesPart]:
    if shares and shares.losses:
        for share in _SHARES:
            low, high = shares.losses.span(share)
            yield LossesPart(share=share, loss=Span(low=low, high=high))

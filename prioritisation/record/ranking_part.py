"""The ranking and what may be said of it, as a record tells it.

Levers and criteria are told by id, lists follow the order of the case; shares, values and weights
are in [0, 1]. Every figure is computed again by a replay.
"""

from collections.abc import Iterable

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.parts import Figure, Line, Part
from prioritisation.analysis.ranking import Ranking
from prioritisation.analysis.robustness.information import DecidingCell
from prioritisation.analysis.scenario import Analysis, Verdict
from prioritisation.record.case_part import RecordedAmount

Ids = tuple[Line, ...]
Figures = tuple[Figure, ...]


class Span(Part):
    """Two bounds; equal when one value only is possible."""

    low: Figure
    high: Figure


class PlacePart(Part):
    """One lever: ranks (1 is first; ties share the better rank), value, and what it is made of."""

    lever: Line
    best_rank: int
    worst_rank: int
    value: Span
    contributions: tuple[Span, ...]


class VerdictPart(Part):
    """What may be said of the first place; ``winner`` is null unless it may be announced."""

    lead: Line
    leaders: Ids
    rival: Line | None
    gap: Span | None
    solidity: Line
    winner: Line | None


class RegionPart(Part):
    """Share of all weights for which a lever is first, surely and possibly."""

    lever: Line
    sure: Figure
    possible: Figure


class RegionsPart(Part):
    """The shares of all levers; ``error`` and ``draws`` are 0 when they are exact."""

    levers: tuple[RegionPart, ...]
    undecided: Figure
    error: Figure
    draws: int


class StabilityPart(Part):
    """Where one weight may stand for a lever to be first, the others keeping their proportions."""

    lever: Line
    criterion: Line
    sure: Span | None
    possible: Span | None


class DecidingPart(Part):
    """A score that alone would settle the first place, and the values that do."""

    lever: Line
    criterion: Line
    winner: Line
    value: Span
    settles: tuple[RecordedAmount, ...]
    leaves_open: tuple[RecordedAmount, ...]


class AlternatePart(Part):
    """The ranking if one direction still to be confirmed were the other way."""

    criterion: Line
    sense: Line
    verdict: VerdictPart
    places: tuple[PlacePart, ...]


class RankingPart(Part):
    """Ranking and verdict with the weights given."""

    places: tuple[PlacePart, ...]
    verdict: VerdictPart
    regions: RegionsPart
    stability: tuple[StabilityPart, ...]
    deciding: tuple[DecidingPart, ...]
    alternates: tuple[AlternatePart, ...]


def ids(names: tuple[str, ...], rows: Iterable[int]) -> Ids:
    """The ids of some rows or columns."""
    return tuple(names[row] for row in rows)


def plain_figures(values: Floats) -> Figures:
    """An array of one dimension as plain figures."""
    return tuple(values.tolist())


def span_part(bounds: tuple[float, float] | None) -> Span | None:
    """Two bounds; None for none."""
    return None if bounds is None else Span(low=bounds[0], high=bounds[1])


def ranking_part(analysis: Analysis) -> RankingPart:
    """The ranking of an analysis, with all that bears on its first place."""
    regions = analysis.regions
    levers = tuple(
        RegionPart(lever=r.alternative, sure=r.sure_share, possible=r.possible_share)
        for r in regions.regions
    )
    return RankingPart(
        places=place_parts(analysis.ranking),
        verdict=_verdict(analysis.ranking, analysis.verdict),
        regions=RegionsPart(
            levers=levers,
            undecided=regions.undecided_share,
            error=regions.error,
            draws=regions.draws,
        ),
        stability=tuple(
            StabilityPart(
                lever=s.alternative,
                criterion=s.criterion,
                sure=span_part(s.sure),
                possible=span_part(s.possible),
            )
            for s in analysis.stability
        ),
        deciding=tuple(_deciding(analysis, d) for d in analysis.deciding),
        alternates=tuple(
            AlternatePart(
                criterion=a.criterion,
                sense=a.sense,
                verdict=_verdict(a.ranking, a.verdict),
                places=place_parts(a.ranking),
            )
            for a in analysis.alternates
        ),
    )


def place_parts(ranking: Ranking) -> tuple[PlacePart, ...]:
    """All levers, in the order of the case."""
    return tuple(_place(ranking, row) for row in range(len(ranking.alternatives)))


def _place(ranking: Ranking, row: int) -> PlacePart:
    parts = zip(
        ranking.low_contributions[row].tolist(),
        ranking.high_contributions[row].tolist(),
        strict=True,
    )
    return PlacePart(
        lever=ranking.alternatives[row],
        best_rank=int(ranking.best[row]),
        worst_rank=int(ranking.worst[row]),
        value=Span(low=float(ranking.low[row]), high=float(ranking.high[row])),
        contributions=tuple(Span(low=low, high=high) for low, high in parts),
    )


def _verdict(ranking: Ranking, verdict: Verdict) -> VerdictPart:
    names = ranking.alternatives
    return VerdictPart(
        lead=verdict.lead,
        leaders=ids(names, verdict.leaders),
        rival=None if verdict.rival is None else names[verdict.rival],
        gap=span_part(verdict.gap),
        solidity=verdict.robustness,
        winner=None if verdict.winner is None else names[verdict.winner],
    )


def _deciding(analysis: Analysis, cell: DecidingCell) -> DecidingPart:
    levers = analysis.matrix.alternatives
    return DecidingPart(
        lever=levers[cell.row],
        criterion=analysis.matrix.criteria[cell.column],
        winner=levers[cell.winner],
        value=Span(low=cell.low, high=cell.high),
        settles=cell.settles,
        leaves_open=cell.leaves_open,
    )

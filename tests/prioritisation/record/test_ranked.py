import pytest

from prioritisation.analysis.scenario import starting_scenario
from prioritisation.record.ranking_part import ranking_part, span_part
from tests.each import each
from tests.prioritisation.record.made import NAMES, sample
from tests.thresholds import analyse, analysis_of


@each("name", NAMES)
def test_the_ranking_told_is_that_of_the_analysis(name):
    record = sample(name)
    analysis = analysis_of(record.case, record.votes)
    part = record.results.ranking
    for row, place in enumerate(part.places):
        assert place.lever == analysis.matrix.alternatives[row]
        assert place.value.low == pytest.approx(analysis.ranking.low[row])
        assert place.worst_rank == analysis.ranking.worst[row]
        assert sum(c.high for c in place.contributions) == pytest.approx(place.value.high)
    winner = analysis.verdict.winner
    assert part.verdict.winner == (
        None if winner is None else analysis.matrix.alternatives[winner]
    )
    assert sum(r.sure for r in part.regions.levers) + part.regions.undecided == pytest.approx(1)


def test_directions_to_confirm_have_their_other_ranking(case):
    part = ranking_part(analyse(case, starting_scenario(case)))
    assert [a.criterion for a in part.alternates] == ["existing_coverage"]
    assert {d.criterion for d in part.deciding}


def test_no_bounds_are_no_span():
    assert span_part(None) is None
    assert span_part((0.0, 1.0)).high == 1

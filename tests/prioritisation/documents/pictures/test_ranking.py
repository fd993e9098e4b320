import pytest

from prioritisation.analysis.scenario import Scenario
from prioritisation.documents.pictures.charts import pieces, ranking_chart
from prioritisation.documents.pictures.theme import CRITERION_COLOURS
from tests.prioritisation.sentences.made import case, normandie
from tests.thresholds import analyse


def test_the_bars_end_where_the_ranking_says():
    analysis = normandie((50, 30, 20))
    parts = pieces(analysis)
    for i, lever in enumerate(analysis.matrix.alternatives):
        mine = [p for p in parts if p["lever"] == lever]
        solid = max(p["end"] for p in mine if p["solid"] == 1)
        assert solid == pytest.approx(100 * analysis.ranking.low[i])
        assert max(p["end"] for p in mine) == pytest.approx(100 * analysis.ranking.high[i])


def test_levers_keep_the_order_of_the_ranking_and_criteria_their_colours():
    analysis = normandie()
    chart = ranking_chart(analysis).to_dict()
    order = [analysis.matrix.alternatives[i] for i in analysis.ranking.order]
    assert chart["layer"][0]["encoding"]["y"]["sort"] == order
    assert chart["layer"][0]["encoding"]["color"]["scale"]["range"] == list(CRITERION_COLOURS[:3])


def test_a_criterion_keeps_its_colour_when_another_is_left_out():
    kept = Scenario({"ghg_impact": 50, "existing_coverage": 50, "cop_progress": 50}, "gt")
    scale = ranking_chart(analyse(case(), kept)).to_dict()["layer"][0]["encoding"]["color"][
        "scale"
    ]
    assert scale["range"] == [CRITERION_COLOURS[0], CRITERION_COLOURS[2], CRITERION_COLOURS[3]]

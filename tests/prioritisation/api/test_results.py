"""Tables for analysts: the figures of the product, by name."""

import altair as alt
import pandas as pd
import pytest
from hypothesis import given

from criteria.errors import InvalidCase
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.api import analyse, load_case
from prioritisation.api.results import AnalysisResult
from prioritisation.cli.report import analysis_json
from prioritisation.errors import InvalidRequest
from tests import strategies as drawn
from tests.conftest import INTERVALS
from tests.each import each
from tests.synthetic import write_case

SITES = INTERVALS.parent / "sites"


@pytest.fixture(scope="module")
def result():
    return analyse(load_case(str(INTERVALS)))


def test_each_figure_is_that_of_the_command_line(result):
    report = analysis_json(result.analysis, assess_robustness(result.analysis))
    told = report["results"]["ranking"]
    assert set(result.ranking.index) == {lever["lever"] for lever in told["places"]}
    for lever, region in zip(told["places"], told["regions"]["levers"], strict=True):
        row = result.ranking.loc[lever["lever"]]
        share = result.robustness.loc[region["lever"]]
        assert (row.rank_best, row.rank_worst) == (lever["best_rank"], lever["worst_rank"])
        assert row.points_low == pytest.approx(100 * lever["value"]["low"])
        assert row.points_high == pytest.approx(100 * lever["value"]["high"])
        assert share.first_sure == pytest.approx(region["sure"])
        assert share.first_possible == pytest.approx(region["possible"])
    assert result.conclusion == report["conclusion"]


@given(drawn.cases())
def test_contributions_add_up_and_nothing_unknown_is_filled_in(case):
    result = analyse(case)
    parts, ranking = result.contributions, result.ranking
    sums = parts.groupby(level="lever_id")[["points_low", "points_high"]].sum()
    for column in sums:
        assert sums[column].loc[ranking.index].tolist() == pytest.approx(ranking[column].tolist())
    for (lever, criterion), row in parts.iterrows():
        score = result.analysis.table.score(lever, criterion)
        assert pd.isna(row.score_low) is score.unknown
        if score.unknown:
            assert (row.points_low, row.points_high) == pytest.approx((0, 100 * row.weight))


def test_whoever_is_tied_shares_the_better_rank():
    case = load_case(SITES)
    result = analyse(case, {"a_pied": 0, "accord": 1})
    tied = result.ranking.loc[["ecole_fermee", "halle_du_marche", "atelier_communal"]]
    assert tied.rank_best.tolist() == [1, 1, 1]
    assert result.ranking["rank"].str.contains("ex aequo").any()


def test_weights_ways_and_readings_are_those_asked_for():
    case = load_case(SITES)
    result = analyse(case, {"cout": 3, "surface": 1}, senses={"surface": "min"})
    parts = result.contributions.loc["friche_nord"]
    assert parts.weight.to_dict() == {"cout": 0.75, "surface": 0.25}
    assert parts.loc["surface", "points_low"] == pytest.approx(25 * (1 - 1400 / 1500))
    assert parts.unit.to_dict() == {"cout": "k€", "surface": "m²"}
    assert analyse(case).analysis.scenario == starting_scenario(case)


@each(
    ("asked", "said"),
    [
        ({"weights": {"cout": 0}}, "weights : tous les poids sont à zéro"),
        ({"weights": {"cout": -1}}, "weights, cout : « -1 » est négatif"),
        ({"weights": {"cout": "dix"}}, "weights, cout : « dix » n’est pas un nombre"),
        ({"weights": {"cout": float("nan")}}, "weights, cout : « nan » n’est pas un nombre fini"),
        ({"weights": {"nobody": 1}}, "weights : « nobody » n’est pas un critère"),
        ({"senses": {"cout": "up"}}, "senses, cout : « up » n’est pas admis ici"),
        ({"senses": {"nobody": "min"}}, "senses : « nobody » n’est pas un critère"),
        ({"combination": "x"}, "combination : « x » n’est pas une façon de compter"),
    ],
)
def test_what_cannot_be_is_refused_in_french_with_its_place(asked, said):
    with pytest.raises(InvalidRequest) as refused:
        analyse(load_case(SITES), **asked)
    (note,) = refused.value.__notes__
    assert note.replace("\N{NO-BREAK SPACE}", " ").startswith(said)


def test_of_more_levers_than_can_be_compared_in_time_the_number_is_said(tmp_path):
    write_case(tmp_path, 101, 2, lambda *_place: None)
    with pytest.raises(InvalidRequest) as refused:
        analyse(load_case(tmp_path))
    (note,) = refused.value.__notes__
    assert note.endswith("on en compare 100 au plus, il y en a 101")


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(InvalidRequest) as refused:
        analyse(load_case(SITES), {"a": 1, "cout": -1}, combination="x", senses={"cout": "up"})
    assert len(refused.value.__notes__) == 4


def test_a_folder_that_is_no_case_says_what_is_wrong_with_it(tmp_path):
    with pytest.raises(InvalidCase) as refused:
        load_case(tmp_path)
    assert any("case.toml" in note for note in refused.value.__notes__)
    with pytest.raises(InvalidCase) as refused:
        load_case(tmp_path / "nowhere")
    assert "ce dossier n’existe pas" in refused.value.__notes__[0]


def test_its_picture_is_a_chart(result):
    chart = result.chart()
    assert isinstance(chart, alt.LayerChart)
    assert "Mieux produire" in chart.to_json()
    assert isinstance(result, AnalysisResult)

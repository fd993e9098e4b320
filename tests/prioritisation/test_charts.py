import json
from dataclasses import replace

import pytest

from prioritisation import charts
from prioritisation.scenario import Scenario, analyse
from tests.prioritisation.sentences.made import case, normandie


def texts(specification):
    """All its words; the breaks between the lines of a text are spaces."""
    said = json.dumps(specification, ensure_ascii=False).replace("\u00a0", " ")
    return said.replace('", "', " ")


def test_the_picture_says_what_the_screen_says():
    said = texts(charts.picture(normandie((50, 30, 20))))
    for words in (
        "le premier rang est indécidable",
        "7 à 20 points devant Mieux se déplacer",
        "Impact GES 50 %",
        "Périmètre GES : groupes normands",
        "moins couvert = plus prioritaire (à confirmer)",
        "Si c’est l’inverse",
        "Les données présentées sont des données de travail",
        "indécis 63 %",
    ):
        assert words in said, words


def test_the_bars_end_where_the_ranking_says():
    analysis = normandie((50, 30, 20))
    pieces = charts.pieces(analysis)
    for i, lever in enumerate(analysis.matrix.alternatives):
        mine = [p for p in pieces if p["lever"] == lever]
        solid = max(p["end"] for p in mine if p["solid"] == 1)
        assert solid == pytest.approx(100 * analysis.ranking.low[i])
        assert max(p["end"] for p in mine) == pytest.approx(100 * analysis.ranking.high[i])


def test_levers_keep_the_order_of_the_ranking_and_criteria_their_colours():
    analysis = normandie()
    chart = charts.ranking_chart(analysis).to_dict()
    order = [analysis.matrix.alternatives[i] for i in analysis.ranking.order]
    assert chart["layer"][0]["encoding"]["y"]["sort"] == order
    assert chart["layer"][0]["encoding"]["color"]["scale"]["range"] == list(charts.CRITERIA[:3])


def test_numbers_are_french_and_the_font_is_ours():
    configuration = charts.picture(normandie())["config"]
    assert configuration["font"] == "Fira Sans"
    assert configuration["locale"]["number"]["decimal"] == ","


def test_the_picture_fetches_nothing():
    assert "http" not in texts({**charts.picture(normandie()), "$schema": ""})


def test_a_png_is_made_under_each_perimeter():
    for perimeter in case().tables:
        drawn = charts.png(normandie((10, 20, 70), perimeter))
        assert drawn.startswith(b"\x89PNG")
        assert len(drawn) > 50_000


def test_without_three_criteria_there_is_no_triangle():
    table = case().tables["gt"]
    kept = table.criteria[:2]
    small = replace(case(), criteria=kept, tables={"gt": replace(table, criteria=kept)})
    analysis = analyse(small, Scenario({c.id: 50 for c in kept}, "gt"))
    assert len(charts.boards(analysis)) == 1
    assert len(charts.boards(normandie())) == 2

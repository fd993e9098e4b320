import re

import pytest

from criteria.load import load_case
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.documents.pictures.triangle import _SIDE, HEIGHT, triangle_chart
from prioritisation.sentences.shares import first_place_shares, first_texts
from tests.conftest import NORMANDIE
from tests.prioritisation.documents.pictures.made import texts
from tests.prioritisation.sentences.made import normandie
from tests.thresholds import analyse


def rows(chart, layer):
    return chart["datasets"][layer["data"]["name"]]


def test_the_shares_are_those_of_the_screen():
    words = texts(triangle_chart(normandie()).to_dict())
    assert "Mieux produire 25 sur 100" in words
    assert "pas encore départagé 75 sur 100" in words


@pytest.mark.parametrize("points", [(100, 100, 100), (100, 0, 0), (10, 0, 90)])
def test_its_legend_adds_up_and_has_each_lever_that_may_be_first(points):
    analysis = normandie(points)
    chart = triangle_chart(analysis).to_dict()
    words = " ".join(row["text"] for k in range(len(chart["layer"])) for row in words_of(chart, k))
    words = words.replace("\u00a0", " ").partition(" peu")
    assert sum(map(float, re.findall(r"(\d+) sur 100", words[0]))) == 100
    table = first_texts(analysis)
    for first in first_place_shares(analysis.regions):
        most = table.most(first.rows[0]).replace("\u00a0%", " sur 100")
        name = first.name([lever.short_label for lever in analysis.case.levers])
        if first.possible > first.sure:
            assert f"{name} (jusqu’à {most})" in words[2]
        elif first.possible:
            assert f"{name} {most}" in words[0]


def test_shares_that_do_not_add_up_as_written_are_said_to_be_rounded():
    case = load_case(NORMANDIE)
    for analysis in (normandie(), analyse(case, starting_scenario(case))):
        chart = triangle_chart(analysis).to_dict()
        layers = range(len(chart["layer"]))
        words = " ".join(row["text"] for k in layers for row in words_of(chart, k))
        keys = words.replace("\u00a0", " ").partition(" peu")[0]
        total = sum(map(float, re.findall(r"(\d+) sur 100", keys)))
        assert (total != 100) is ("parts arrondies" in keys), keys


def words_of(chart, place):
    """The rows of a layer that have words."""
    return [row for row in rows(chart, chart["layer"][place]) if row.get("text")]


def test_the_diamond_stands_at_the_weights():
    chart = triangle_chart(normandie((100, 0, 0))).to_dict()
    marks = [layer for layer in chart["layer"] if layer["mark"].get("shape") == "diamond"]
    (where,) = rows(chart, marks[0])
    assert (where["x"], where["y"]) == (_SIDE / 2, 0)


def test_the_ground_is_the_whole_triangle():
    chart = triangle_chart(normandie()).to_dict()
    corners = {(round(p["x"]), round(p["y"])) for p in rows(chart, chart["layer"][0])}
    assert corners == {(round(_SIDE / 2), 0), (_SIDE, round(HEIGHT)), (0, round(HEIGHT))}

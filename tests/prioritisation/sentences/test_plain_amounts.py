"""A score in the unit of a room, then in that of the data: the same on every screen."""

import re
from dataclasses import replace

from criteria.model import Score, Status
from criteria.scales import WordScale
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.drawing.projected.amounts import amount_words, unit_words
from prioritisation.sentences.phrases import (
    anchor_in_both,
    plain_anchor,
    plain_score_text,
    score_in_both,
)
from prioritisation.ui.shared.scores import matrix
from tests.each import each
from tests.prioritisation.ui.reading import plain_words


def score(low, high=None):
    return Score("", "", low, low if high is None else high, Status.OFFICIAL)


def written(normandie, criterion, one):
    words = score_in_both(normandie.criterion(criterion), one)
    return words.replace("\u00a0", " ")


@each(
    ("criterion", "one", "words"),
    [
        ("ghg_impact", score(3288), "3,3 millions de tonnes en moins (3 288 ktCO₂e)"),
        ("ghg_impact", score(571), "0,6 million de tonnes en moins (571 ktCO₂e)"),
        ("ghg_impact", score(1400, 3000), "1,4 à 3,0 millions de tonnes en moins (1 400 à 3 000"),
        ("ghg_impact", score(1960), "2,0 millions de tonnes en moins (1 960 ktCO₂e)"),
        ("ghg_impact", score(1400, 1960), "1,4 à 2,0 millions de tonnes en moins (1 400 à"),
        ("ghg_impact", score(20), "moins de 0,1 million de tonnes en moins (20 ktCO₂e)"),
        ("ghg_impact", score(0), "aucune baisse (0 ktCO₂e)"),
        ("existing_coverage", score(3), "3 fiches"),
        ("partner_ecosystem", score("a_construire"), "« à construire »"),
        ("ghg_impact", Score("", "", None, None, Status.UNKNOWN), "note manquante"),
    ],
)
def test_a_score_is_said_as_a_room_counts_then_as_the_source_does(
    normandie, criterion, one, words
):
    told = written(normandie, criterion, one)
    assert told.startswith(words)
    assert ("(" in told) is ("(" in words)


def test_one_of_anything_is_not_several(normandie):
    reached, _combination = set(), normandie.default_combination
    for criterion in normandie.criteria:
        scale, unit = criterion.scale, criterion.plain.unit
        if isinstance(scale, WordScale) or unit is None:
            continue
        one, two = (
            plain_anchor(criterion, n * criterion.plain.per).replace("2", "1") for n in (1, 2)
        )
        if not unit.many.startswith("{n} %"):
            assert one != two, criterion.id
            reached.add(criterion.id)
    assert {"ghg_impact", "existing_coverage", "labour_shortage"} <= reached


def test_what_is_not_nil_is_never_written_as_nil_and_agrees_with_what_is_written(normandie):
    ghg, reached = normandie.criterion("ghg_impact"), set()
    for amount in range(1, 4200, 7):
        told = plain_score_text(ghg, score(amount))
        written = float(re.search(r"[\d,]+", told)[0].replace(",", "."))
        assert written > 0, told
        assert ("millions" in told) is (written >= 2), told
        reached |= {told.startswith("moins de"), written >= 2}
    assert reached == {True, False}


def test_an_anchor_is_said_the_same_way(normandie):
    ghg = normandie.criterion("ghg_impact")
    told = [anchor_in_both(ghg, a) for a in ghg.anchors()]
    assert [one.replace("\u00a0", " ") for one in told] == [
        "aucune baisse (0 ktCO₂e)",
        "8 millions de tonnes en moins (8 000 ktCO₂e de baisse visée)",
    ]


def test_where_a_case_has_one_phrase_only_it_is_used_below_two_too(normandie):
    ghg = normandie.criterion("ghg_impact")
    unit = replace(ghg.plain.unit, one="")
    alone = replace(ghg, plain=replace(ghg.plain, unit=unit))
    told = plain_score_text(alone, score(571))
    assert told == "0,6 millions de tonnes en moins"


def test_the_table_of_scores_has_the_figures_of_the_projector_first_and_the_official_name_once(
    normandie,
):
    scenario = starting_scenario(normandie)
    shown = normandie.keeping(tuple(scenario.points))
    room = shown.in_plain_words(scenario.senses)
    made = matrix(room, scenario)
    cells = [plain_words(cell) for cell in re.findall(r'class="val">(.*?)</span>', made)]
    places = [(v, c) for v in room.levers for c in room.criteria]
    given = room.tables[scenario.combination]
    for cell, (lever, criterion) in zip(cells, places, strict=True):
        one = given.score(lever.id, criterion.id)
        figure = amount_words(criterion, one)
        if unit_words(criterion) and not one.unknown and float(one.low):
            assert cell.startswith(figure.replace("\u00a0", " ")), (cell, figure)
    assert "3 288 ktCO₂e" in plain_words(made)
    names = re.findall(r"nom officiel\W*: ([^<]*)", made)
    assert names == [c.label for c in shown.criteria]

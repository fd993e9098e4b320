import re
from dataclasses import replace

from criteria.load import load_case
from criteria.model import Standing
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.analysis.thresholds import RobustnessThresholds
from prioritisation.analysis.weight_map import weight_map
from prioritisation.sentences.ranking import (
    assumption_lines,
    caveat_texts,
    counting_text,
    map_alternative,
    method,
    rank_reason,
    ranking_alternative,
)
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.sentences.made import case, normandie, plain
from tests.thresholds import analyse


def test_the_ranking_in_words_names_every_lever_in_order():
    said = plain(ranking_alternative(normandie()))
    assert said.startswith(
        "Barres de points sur 100 : Mieux se déplacer, rang 1 à 6, 61 à 64 points ; Mieux produire"
    )
    assert all(lever.label in said for lever in case().levers)


def test_the_map_in_words_gives_each_share():
    analysis = normandie()
    said = plain(map_alternative(analysis, weight_map(analysis)))
    assert "Mieux se déplacer premier pour" in said.split(" ; ")[0]
    assert "répartitions de poids sur 100" in said.split(" ; ")[0]
    assert "%" not in said
    assert "Mieux produire premier pour 25 à 96 répartitions sur 100" in said


def test_a_reason_is_made_of_the_contributions():
    said = plain(rank_reason(normandie((50, 30, 20)), 3))
    assert said == (
        "Mieux produire, rang 1, 59,3 à 71,0 points sur 100 : 25,98 pour l’impact GES, 30,00 "
        "pour l’écosystème partenarial et 3,33 à 15,00 pour la couverture existante."
    )


def test_the_caveat_is_there_under_every_perimeter():
    active = case().keeping(tuple(c.id for c in case().criteria if c.active))
    for combination in case().tables:
        (said,) = caveat_texts(active, combination)
        assert "Les données présentées sont des données de travail" in said
        assert "24/07/2024" in said


def test_the_method_states_the_thresholds_in_use():
    said = plain(" ".join(method(RobustnessThresholds(0.93, 0.705, 0.6))))
    assert re.findall(r"[\d,]+ %", said) == ["93 %", "70,5 %", "60 %"]


def test_a_criterion_that_is_ready_but_off_brings_its_caveat_when_it_counts():
    (source, criterion) = caveat_texts(case().keeping(("ghg_impact", "labour_shortage")), "gt")
    assert "Impact GES" in source
    assert plain(criterion).startswith("Tensions de recrutement : ")
    assert "nationaux" in criterion


@each(
    ("default", "other", "taken", "flagged"),
    [
        (Standing.CONFIRMED, Standing.TO_CONFIRM, 1, True),
        (Standing.CONFIRMED, Standing.TO_CONFIRM, 0, False),
        (Standing.TO_CONFIRM, Standing.CONFIRMED, 1, True),
        (Standing.TO_CONFIRM, Standing.TO_CONFIRM, 0, True),
        (Standing.CONFIRMED, Standing.CONFIRMED, 1, False),
    ],
)
def test_a_way_of_counting_that_is_not_confirmed_is_flagged(default, other, taken, flagged):
    """In force without the group's agreement, or in a question that is still open."""
    asked = load_case(NORMANDIE)
    ghg = asked.questions[0]
    standings = (default, *[other] * (len(ghg.readings) - 1))
    readings = [replace(r, status=s) for r, s in zip(ghg.readings, standings, strict=True)]
    question = replace(ghg, readings=tuple(readings))
    settled = asked.questions[1].settled("primary")
    counted = replace(asked, questions=(question, settled))
    here = counted.reread(counted.default_combination, readings[taken].id)
    lines = [counting_text(one, here) for one in counted.questions]
    assert ("(à confirmer)" in lines[0]) is flagged
    assert "(à confirmer)" not in lines[1]
    assumed = assumption_lines(
        analyse(counted, replace(starting_scenario(counted), combination=here))
    )
    assert ("(à confirmer)" in assumed[0]) is flagged

import datetime as dt
from dataclasses import replace

import pytest

from prioritisation.analysis.scenario import Scenario
from prioritisation.documents.pictures.screen import boards, whole_picture, whole_picture_png
from tests.prioritisation.documents.pictures.made import texts
from tests.prioritisation.sentences.made import case, normandie
from tests.thresholds import analyse

DAY = dt.date(2026, 11, 27)


def test_the_picture_says_whose_weights_it_shows_on_which_day_and_that_nothing_is_decided():
    sentences = texts(whole_picture(normandie(), DAY))
    assert "27 novembre 2026 : poids choisis par une seule personne. Aucune décision." in sentences


def test_the_picture_says_what_the_screen_says():
    sentences = texts(whole_picture(normandie((50, 30, 20)), DAY))
    for words in (
        "Avec ces poids, Mieux produire est premier dans 5 des 6 façons de trancher.",
        "Avec d’autres poids, un autre pourrait passer devant.",
        "Impact GES 50 %",
        "Périmètre GES : groupes normands (à confirmer)",
        "moins couvert = plus prioritaire (à confirmer)",
        "Si c’est l’inverse",
        "Les données présentées sont des données de travail",
        "pas encore départagé 75 sur 100",
    ):
        assert words in sentences, words


def test_the_picture_fetches_nothing():
    assert "http" not in texts({**whole_picture(normandie(), DAY), "$schema": ""})


@pytest.mark.parametrize("combination", case().tables)
def test_the_picture_names_the_way_to_count_and_draws_what_is_ranked_so(combination):
    analysis = normandie((10, 20, 70), combination)
    sentences = texts(whole_picture(analysis, DAY))
    (question,) = case().questions
    assert f"{question.name} : {question.answer(combination).label}" in sentences
    assert " ".join(case().levers[i].id for i in analysis.ranking.order) in sentences


@pytest.mark.slow
def test_a_png_is_made():
    drawn = whole_picture_png(normandie((10, 20, 70), "gt_freight"), DAY)
    assert drawn.startswith(b"\x89PNG")
    assert len(drawn) > 50_000


def test_without_three_criteria_there_is_no_triangle():
    table = case().tables["gt"]
    kept = table.criteria[:2]
    small = replace(case(), criteria=kept, tables={"gt": replace(table, criteria=kept)})
    analysis = analyse(small, Scenario({c.id: 50 for c in kept}, "gt"))
    assert len(boards(analysis)) == 1
    assert len(boards(normandie())) == 2

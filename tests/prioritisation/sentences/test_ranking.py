from prioritisation.analysis.weight_map import weight_map
from prioritisation.sentences.ranking import (
    caveat_texts,
    map_alternative,
    method,
    rank_reason,
    ranking_alternative,
)
from tests.prioritisation.sentences.made import case, normandie, plain


def test_the_ranking_in_words_names_every_lever_in_order():
    said = plain(ranking_alternative(normandie()))
    assert said.startswith(
        "Barres de points sur 100 : Mieux se déplacer, rang 1 à 4, 73 à 76 points ; Mieux produire"
    )
    assert all(lever.label in said for lever in case().levers)


def test_the_map_in_words_gives_each_share():
    analysis = normandie()
    said = plain(map_alternative(analysis, weight_map(analysis)))
    assert "Mieux produire premier pour 37 à 98 % des pondérations" in said


def test_a_reason_is_made_of_the_contributions():
    said = plain(rank_reason(normandie((50, 30, 20)), 3))
    assert said == (
        "Mieux produire, rang 1, 83 à 94 points sur 100 : 49 pour l’impact GES, 30 pour "
        "l’écosystème partenarial et 3 à 15 pour la couverture existante."
    )


def test_the_caveat_is_there_under_every_perimeter():
    active = case().keeping(tuple(c.id for c in case().criteria if c.active))
    for combination in case().tables:
        (said,) = caveat_texts(active, combination)
        assert "Les données présentées sont des données de travail" in said
        assert "24/07/2024" in said


def test_the_method_states_the_thresholds_in_use():
    said = plain(" ".join(method()))
    assert all(f"{t} %" in said for t in (90, 70, 50))


def test_a_criterion_that_is_ready_but_off_brings_its_caveat_when_it_counts():
    (source, criterion) = caveat_texts(case().keeping(("ghg_impact", "labour_shortage")), "gt")
    assert "Impact GES" in source
    assert plain(criterion).startswith("Tensions de recrutement : ")
    assert "nationaux" in criterion

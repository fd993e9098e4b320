import pytest

from prioritisation.ballots.anonymity import shown_colleges
from prioritisation.ballots.ballot import Ballot
from prioritisation.ballots.group import group_weights
from prioritisation.ballots.spread import spreads
from prioritisation.sentences.withheld import (
    abstentions_text,
    carriers_withheld_text,
    colleges_text,
    criteria_withheld_text,
    mean_withheld_text,
    movement_withheld_text,
    withheld_text,
)
from tests.prioritisation.ballots.made import THREE, alike
from tests.prioritisation.sentences.made import plain

LABELS = {"a": "Climat", "b": "Partenaires", "c": "Couverture"}
COLLEGES = {"x": "Collectivités", "y": "Entreprises", "z": "Associations"}


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (
            1,
            (
                "1 bulletin : trop peu de bulletins pour montrer un résultat ; la moyenne des "
                "poids est montrée à partir de 3, le reste à partir de 5."
            ),
        ),
        (
            4,
            (
                "4 bulletins : trop peu de bulletins pour montrer les distributions, les "
                "médianes, les premiers leviers ou les camps ; ils sont montrés à partir de 5."
            ),
        ),
        (5, ""),
    ],
)
def test_what_too_few_ballots_withhold(n, said):
    assert plain(withheld_text(n)) == said


def test_criteria_that_too_few_weigh():
    ballots = alike(100, 50, None, times=6) + alike(100, 50, 20, times=2)
    assert plain(criteria_withheld_text(spreads(ballots, THREE), LABELS)).startswith(
        "Trop peu de bulletins donnent un poids à Couverture pour montrer la distribution"
    )
    assert "sur chaque critère" in mean_withheld_text(group_weights(ballots, THREE), LABELS)
    whole = alike(100, 50, 20)
    assert criteria_withheld_text(spreads(whole, THREE), LABELS) == ""
    assert mean_withheld_text(group_weights(whole, THREE), LABELS) == ""


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, ""),
        ({"x": 5, "y": 7}, "Collèges montrés seuls : Collectivités et Entreprises."),
        (
            {"x": 8},
            "Rien n’est montré par collège : tous les bulletins viennent du même, Collectivités.",
        ),
        (
            {"x": 9, "y": 4},
            (
                "Rien n’est montré par collège : un collège, ou sa différence avec le total, "
                "porterait sur moins de 5 bulletins."
            ),
        ),
        (
            {"x": 9, "y": 6, "z": 1},
            (
                "Collège montré seul : Collectivités. Associations et Entreprises sont réunis "
                "(7 bulletins) : seuls, ou par différence avec le total, certains porteraient sur "
                "moins de 5 bulletins."
            ),
        ),
    ],
)
def test_colleges_shown_merged_or_withheld(counts, said):
    labels = dict(sorted(COLLEGES.items()))
    found = plain(colleges_text(shown_colleges(counts), labels))
    assert found.replace("Entreprises et Associations", "Associations et Entreprises") == said


def test_abstentions_are_counted_by_criterion():
    ballots = [
        *alike(100, 50, None, times=2),
        Ballot({"a": 100, "b": None, "c": 3}, "a"),
        *alike(100, 50, 3),
    ]
    assert plain(abstentions_text(group_weights(ballots, THREE), LABELS)) == (
        "Abstentions : 1 sur Partenaires et 2 sur Couverture, pour 8 bulletins ; le poids d’un "
        "critère vient des bulletins qui en ont donné un."
    )
    assert abstentions_text(group_weights(alike(100, 5, 5), THREE), LABELS) == "Aucune abstention."
    silent = group_weights(alike(100, 5, None), THREE)
    assert plain(abstentions_text(silent, LABELS)) == (
        "Personne ne donne de poids à Couverture : ce n’est pas compté."
    )
    assert abstentions_text(group_weights(alike(100, 5, 5, times=2), THREE), LABELS) == ""


def test_what_is_withheld_says_from_how_many():
    assert "au moins 5 de chaque côté" in plain(carriers_withheld_text())
    assert plain(movement_withheld_text()).endswith("à partir de 5.")

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.ballots.group import completed, group_weights
from prioritisation.sentences.group import abstentions_text, mean_text, withheld_text
from tests.each import each
from tests.prioritisation.analysis.ballots.made import THREE, alike, ballot
from tests.prioritisation.sentences.made import plain

LABELS = {"a": "Climat", "b": "Partenaires", "c": "Couverture"}


@each(
    ("n", "said"),
    [
        (
            1,
            (
                "1 vote : à moins de 5, rien d’autre que le nombre de votes "
                "n’est montré, pour que personne ne soit reconnu."
            ),
        ),
        (
            4,
            (
                "4 votes : à moins de 5, rien d’autre que le nombre de votes "
                "n’est montré, pour que personne ne soit reconnu."
            ),
        ),
        (5, ""),
    ],
)
def test_what_too_few_ballots_withhold(n, said):
    assert plain(withheld_text(n)) == said


def test_a_criterion_that_too_few_weigh_is_named():
    assert plain(withheld_text(8, ["Couverture"])) == (
        "Moins de 5 votes donnent un poids à Couverture : rien d’autre que le nombre de "
        "votes n’est montré, pour que personne ne soit reconnu. Il en faut 5 sur chaque "
        "critère, ou aucun."
    )
    assert withheld_text(3, ["Couverture"]) == withheld_text(3)


def test_ballots_that_somebody_has_read_hide_no_other():
    assert plain(withheld_text(5, typed=1)) == (
        "5 votes, dont 1 saisi depuis le papier, donc lu par quelqu’un : il en faut au moins "
        "5 autres pour montrer plus que leur nombre, afin que personne ne soit reconnu."
    )
    assert "dont 4 saisis depuis le papier" in plain(withheld_text(8, typed=4))
    assert withheld_text(9, typed=4) == withheld_text(6, typed=6) == ""
    assert withheld_text(4, typed=3) == withheld_text(4)


def test_abstentions_are_counted_by_criterion():
    ballots = [
        *alike(100, 50, None, times=2),
        Ballot({"a": 100, "b": None, "c": 3}, "a"),
        *alike(100, 50, 3, times=5),
    ]
    assert plain(abstentions_text(group_weights(ballots, THREE), LABELS)) == (
        "Abstentions : 1 sur Partenaires et 2 sur Couverture, sur 8 votes. Un vote "
        "qui ne se prononce pas est complété avec le poids du groupe sur ce critère : s’il pèse "
        "les autres comme le groupe, il ne change aucun poids."
    )
    assert abstentions_text(group_weights(alike(100, 5, 5), THREE), LABELS) == "Aucune abstention."
    silent = group_weights(alike(100, 5, None), THREE)
    assert plain(abstentions_text(silent, LABELS)) == (
        "Personne ne donne de poids à Couverture : ce n’est pas compté."
    )
    assert abstentions_text(group_weights(alike(100, 5, 5, times=2), THREE), LABELS) == ""


def test_where_too_few_ballots_compare_a_criterion_the_page_says_that_abstaining_lowers_it():
    """Six weigh the last criterion, but three beside the first and three beside the second."""
    cast = alike(100, 50, None, times=5) + alike(100, None, 50, times=3)
    cast += alike(None, 100, 50, times=3)
    group = group_weights(cast, THREE)
    assert plain(abstentions_text(group, LABELS)).endswith(
        "Trop peu de votes (il en faut 5) comparent ces critères aux autres : les poids sont "
        "les moyennes des parts données, ramenées à 100 %, et ne pas se prononcer sur un "
        "critère baisse son poids."
    )
    assert plain(mean_text(group)) == (
        "Poids du groupe, moyenne des parts données par 11 votes, ramenée à 100 %"
    )


@given(st.lists(st.sampled_from([(100, 50, 5), (100, None, 5), (100, 50, None)]), min_size=5))
def test_the_mean_that_is_told_is_that_of_the_figures_beside(points):
    """The plain mean of the ballots is announced only where it is what the weights are."""
    cast = [ballot(*p) for p in points] + alike(100, 50, 5, times=5)
    group = group_weights(cast, THREE)
    shares = share_table(cast, THREE)
    announced = plain(mean_text(group))
    if np.isnan(shares).any():
        assert announced.endswith("étant complétés avec les poids du groupe")
        assert group.mean == pytest.approx(completed(shares, group.mean).mean(axis=0))
    else:
        assert announced == f"Poids du groupe, moyenne de {len(cast)} votes"
        assert group.mean == pytest.approx(shares.mean(axis=0))

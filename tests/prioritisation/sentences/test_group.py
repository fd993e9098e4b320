import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import ballot_shares_of, share_table
from prioritisation.analysis.ballots.group import (
    Backing,
    FirstCounts,
    backing,
    completed,
    first_counts,
    group_weights,
    movement,
)
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.sentences.ballot import Vote, ballot_criteria, trial_ballot_criteria
from prioritisation.sentences.group import (
    camps_text,
    compromise_text,
    firsts_text,
    mean_text,
    movement_text,
    swarm_text,
    withheld_text,
)
from prioritisation.sentences.weight_limits import total_text
from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.analysis.ballots.made import THREE, alike, ballot, groups
from tests.prioritisation.sentences.made import plain, ranking
from tests.thresholds import camps, spreads

LABELS = {"a": "Climat", "b": "Partenaires", "c": "Couverture"}
LEVERS = ("Loger", "Produire", "Bouger")
UNKNOWN = "notes incertaines"
WHOLE = (1.0,)


def values(*column):
    """A ranking of levers on one criterion, from values or intervals."""
    low = [[v[0] if isinstance(v, tuple) else v] for v in column]
    high = [[v[1] if isinstance(v, tuple) else v] for v in column]
    return ranking(low, high, WHOLE)


def test_first_levers_are_counted_in_ballots():
    counts = FirstCounts((9, 0, 0), (12, 3, 5), {}, 5, 14)
    assert plain(firsts_text(counts, LEVERS, UNKNOWN)) == (
        "Loger est premier pour 9 votes sur 14 ; pour 5 votes, on ne sait pas encore, "
        "à cause des notes incertaines."
    )
    counts = FirstCounts((1, 3, 0), (2, 4, 1), {(0, 1): 1}, 0, 5)
    assert plain(firsts_text(counts, LEVERS, UNKNOWN)) == (
        "Produire est premier pour 3 votes sur 5 ; Loger pour 1 vote ; Loger et Produire "
        "à égalité pour 1 vote."
    )
    ties = {(0, 1): 2, (0, 2): 1, (1, 2): 1, (0, 1, 2): 1}
    assert firsts_text(
        FirstCounts((0, 0, 0), (4, 4, 3), ties, 0, 5), LEVERS, "notes incertaines"
    ) == ("Pour 5 votes, plusieurs leviers sont premiers à égalité.")
    nobody = FirstCounts((0, 0, 0), (6, 6, 6), {}, 6, 6)
    assert firsts_text(nobody, LEVERS, UNKNOWN).startswith("Pour 6 votes, on ne sait pas encore")
    assert firsts_text(FirstCounts((4, 0, 0), (4, 0, 0), {}, 0, 4), LEVERS, UNKNOWN) == ""


@each("top", [40, 50, 60])
def test_a_first_that_others_may_only_tie_is_not_said_to_depend_on_unknown_scores(top):
    """Brute force: the unknown score of each lever tried at both ends."""
    low = np.array([[0.5, 0.5, 0.5], [0, 0.5, 0.5], [0, 0, 0]])
    high = np.array([[0.5, 0.5, 0.5], [top / 100, 0.5, 0.5], [0, 0, 0]])
    cast = alike(100, 50, 5, times=6)
    ends = [
        additive(known_matrix(LEVERS, THREE, end, end), np.full(3, 1 / 3)) for end in (low, high)
    ]
    counts = first_counts(known_matrix(LEVERS, THREE, low, high), cast)
    told = plain(firsts_text(counts, LEVERS, UNKNOWN))
    always = all(0 in ranking.possible_firsts for ranking in ends)
    assert ("sait pas encore" in told) is not always
    assert ("peut-être à égalité" in told) is (top == 50)
    assert counts.undecided + sum(counts.sure) + sum(counts.joined.values()) == 6


@given(groups(5, 12), st.integers(0, 2))
def test_the_ballots_counted_in_the_sentence_are_all_there_are(ballots, unknown):
    low = np.array([[1, 0, 0.5], [0, 1, 0.5], [0.75, 0.5, 0.5]])
    high = low.copy()
    high[unknown, 2] = 1
    said = plain(
        firsts_text(
            first_counts(known_matrix(LEVERS, THREE, low, high), ballots),
            LEVERS,
            "notes incertaines",
        )
    )
    assert sum(int(n) for n in re.findall(r"our (\d+) vote", said)) == len(ballots)


def test_nobodys_first_choice_is_a_compromise():
    """Golden example 3 of the method reference."""
    low = np.array([[1, 0, 0.5], [0, 1, 0.5], [0.75, 0.5, 0.5]])
    matrix = known_matrix(LEVERS, THREE, low, low)
    ballots = [ballot(80, 10, 10, first=0)] * 7 + [ballot(10, 80, 10, first=1)] * 7
    found = backing(
        additive(matrix, group_weights(ballots, THREE).mean), first_counts(matrix, ballots)
    )
    assert plain(compromise_text(found, LEVERS)) == (
        "Bouger l’emporte avec la moyenne des poids ; votes qui le mettent premier : 0, sur 14 : "
        "c’est un compromis."
    )


def test_the_winner_is_never_called_a_consensus():
    for sure, more in product(range(15), repeat=2):
        said = compromise_text(Backing(0, sure, min(sure + more, 14), 14), LEVERS)
        assert "onsensus" not in said
        assert ("c’est un compromis" in said) == (min(sure + more, 14) < 7)


def test_camps_with_their_weights_and_first_levers():
    low = np.array([[1, 0, 0.5], [0, 1, 0.5], [0.7, 0.5, 0.5]])
    matrix = known_matrix(LEVERS, THREE, low, low)
    ballots = (
        alike(100, 20, 5, times=4)
        + alike(100, 65, 5, times=6)
        + alike(5, 100, 5, times=7)
        + [ballot(100, None, 3)]
    )
    criteria = list(LABELS.values())
    told = camps_text(camps(matrix, ballots), criteria, LEVERS, UNKNOWN)
    assert plain(told) == (
        "Les votes forment 2 groupes. 10 votes donnent en moyenne le plus de poids à Climat "
        "(67 %) : Bouger est premier pour 6 votes sur 10 ; Loger pour 4 votes. 7 votes donnent "
        "en moyenne le plus de poids à Partenaires (91 %) : Produire est premier pour 7 votes "
        "sur 7. 1 vote avec abstention n’est dans aucun groupe."
    )


def voters(ballots):
    return {str(k): b for k, b in enumerate(ballots)}


def test_movement_between_rounds():
    before = alike(100, 0, 10, times=3) + alike(0, 100, 10, times=3)
    after = alike(100, 50, 10, times=3) + alike(50, 100, 0, times=3)
    said = plain(movement_text(movement(voters(before), voters(after), THREE), LABELS))
    assert said.startswith(
        "6 personnes ont bougé (un poids changé de 5 points ou plus, ou une abstention), sur 6 "
        "ayant voté les deux fois. Les avis se sont rapprochés sur Climat et Partenaires. Les "
        "avis se sont écartés sur Couverture."
    )
    still = plain(movement_text(movement(voters(before), voters(before), THREE), LABELS))
    assert still.startswith("Aucune des 6 personnes ayant voté les deux fois n’a bougé (ni")
    assert still.endswith("Ordre des poids inchangé : Climat, Partenaires, Couverture.")
    turned = movement(voters(alike(100, 50, 10)), voters(alike(50, 100, None)), THREE)
    assert plain(movement_text(turned, LABELS)).endswith(
        "Ordre des poids au premier de ces votes : Climat, Partenaires, Couverture ; au second : "
        "Partenaires, Climat, Couverture."
    )


def test_opinions_move_by_more_than_a_hundredth_and_by_more_than_two_people():
    there = voters(alike(100, 50, 10))
    found = movement(there, there, THREE)
    for after, moved in product((0.23, 0.24, 0.26, 0.27), (0, 2, 3)):
        one = replace(found.changes[0], before=0.25, after=after)
        said = movement_text(replace(found, moved=moved, changes=(one,)), LABELS)
        assert ("Les avis se sont" in said) is (moved == 3 and after in {0.23, 0.27})


@given(groups(5, 12))
def test_at_least_half_of_the_ballots_are_where_the_text_says(ballots):
    for found in spreads(ballots, THREE):
        said = plain(swarm_text(found, 40, "X"))
        low, high = map(int, re.search(r"entre (\d+) et (\d+) %", said).groups())
        given_ = [s for b in ballots if (s := ballot_shares_of(b)[found.criterion]) is not None]
        assert 2 * sum(low - 1e-6 <= 100 * s <= high + 1e-6 for s in given_) >= len(given_)


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


@pytest.fixture
def plain_sitting(monkeypatch, sitting):
    """A meeting about the case that the program starts with, which has plain words."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    return sitting()


def test_each_criterion_is_a_difference_in_the_plain_words_of_its_case(plain_sitting):
    found = {c.id: c for c in ballot_criteria(plain_sitting.stage())}
    coverage = found["existing_coverage"]
    assert (coverage.label, coverage.question) == ("Peu de fiches action", "Reste-t-il à faire ?")
    assert (coverage.worst, coverage.best) == ("déjà 12 fiches", "aucune fiche")
    assert found["partner_ecosystem"].worst == "aucun partenaire identifié"
    assert found["ghg_impact"].best == "8 millions de tonnes en moins"


def test_a_criterion_that_may_be_counted_otherwise_says_how_it_is_counted(sitting):
    here = sitting()
    counted = {c.id: c.counted for c in ballot_criteria(here.stage())}
    assert counted["ghg_impact"] == "Compté ainsi\xa0: groupes normands."
    assert counted["partner_ecosystem"] == ""
    here.room.settle_reading(here.code, here.secret, "sgpe")
    counted = {c.id: c.counted for c in ballot_criteria(here.stage())}
    assert counted["ghg_impact"] == "Compté ainsi\xa0: chantiers du simulateur SGPE."
    assert not any(c.counted for c in trial_ballot_criteria())


def test_a_direction_turned_round_turns_the_difference_and_its_name_round(plain_sitting):
    here = plain_sitting
    sense = here.stage().case.criterion("existing_coverage").direction.default.opposite
    here.room.confirm_direction(here.code, here.secret, "existing_coverage", sense)
    coverage = {c.id: c for c in ballot_criteria(here.stage())}["existing_coverage"]
    assert (coverage.worst, coverage.best) == ("aucune fiche", "déjà 12 fiches")
    assert coverage.label == "Beaucoup de fiches action"
    assert coverage.question == "Peut-on s’appuyer sur l’existant ?"


def test_answers_kept_on_a_device_belong_to_the_same_questions():
    one, other = Vote(1, trial_ballot_criteria()), Vote(1, trial_ballot_criteria()[:2])
    assert one.fingerprint == Vote(2, trial_ballot_criteria()).fingerprint
    assert one.fingerprint != other.fingerprint


def test_a_total_says_what_is_missing_or_too_much():
    assert "il manque 1 point" in total_text(99)
    assert "2 points de trop" in total_text(102)

import re
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.camps import are_enough
from prioritisation.analysis.ballots.group import (
    Backing,
    FirstCounts,
    backing,
    first_counts,
    group_weights,
)
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.sentences.group import (
    ballots_agreement_text,
    camps_text,
    compromise_text,
    firsts_text,
    no_camps_text,
)
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


def test_agreement_names_the_criteria_of_each_flag():
    ballots = alike(100, 0, 10, times=7) + alike(0, 100, 10, times=7)
    assert ballots_agreement_text(spreads(ballots, THREE), LABELS) == (
        "Nos avis sont éloignés sur Climat et Partenaires et proches sur Couverture."
    )
    mild = alike(100, 60, 50) + alike(50, 60, 100)
    assert "Nos avis sont moyennement proches sur Climat et Couverture" in ballots_agreement_text(
        spreads(mild, THREE), LABELS
    )
    assert ballots_agreement_text(spreads(ballots[:3], THREE), LABELS) == ""


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


@each(
    ("sure", "possible", "said"),
    [
        (5, 6, "5 sûr, 6 possible, seul ou à égalité, sur 14 : c’est un compromis."),
        (1, 1, "votes qui le mettent premier : 1, sur 14 : c’est un compromis."),
        (5, 8, "8 possible, seul ou à égalité, sur 14 : peut-être un compromis."),
        (8, 8, "votes qui le mettent premier : 8, sur 14."),
    ],
)
def test_the_winner_and_its_voters(sure, possible, said):
    assert said in plain(compromise_text(Backing(0, sure, possible, 14), LEVERS))


def test_the_winner_is_never_called_a_consensus():
    for sure, more in product(range(15), repeat=2):
        said = compromise_text(Backing(0, sure, min(sure + more, 14), 14), LEVERS)
        assert "onsensus" not in said
        assert ("c’est un compromis" in said) == (min(sure + more, 14) < 7)


def test_no_winner_or_few_ballots_are_not_commented():
    assert compromise_text(None, LEVERS) == ""
    assert compromise_text(Backing(0, 1, 1, 4), LEVERS) == ""


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


@each("whole", range(13))
def test_that_there_are_no_camps_is_said_only_where_two_could_have_been_shown(whole):
    """Two opposed halves, where they are enough, are camps: below, nothing is known of them."""
    halves = alike(100, 5, 5, times=whole // 2) + alike(5, 100, 5, times=whole - whole // 2)
    ballots = halves + [ballot(100, None, 5)] * 3
    low = np.array([[1, 0, 0.5], [0, 1, 0.5]])
    there = camps(known_matrix(LEVERS[:2], THREE, low, low), ballots) is not None
    assert are_enough(ballots, THREE) == there
    assert plain(no_camps_text(enough=there)) == (
        "Les votes ne forment pas de groupes éloignés."
        if there
        else "Trop peu de votes sans abstention pour chercher des groupes : il en faut 10."
    )


def test_criteria_are_not_named_when_they_are_many_and_all():
    ids = tuple("abcdefg")
    ballots = [Ballot({c: 100 if c == "a" else 50 for c in ids}, "a")] * 6
    labels = {c: c.upper() for c in ids}
    assert ballots_agreement_text(spreads(ballots, ids), labels) == (
        "Nos avis sont proches sur tous les critères."
    )

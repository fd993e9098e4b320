import re

import pytest

from prioritisation.ballots.ballot import Ballot
from prioritisation.inquiry import solidity
from prioritisation.sentences.solidity_ballots import ballot_lines
from tests.prioritisation.sentences.made import plain, small

FOR_A, FOR_B = Ballot({"c1": 100, "c2": 0}, "c1"), Ballot({"c1": 0, "c2": 100}, "c2")
LEVERS = ([100, 0], [0, 100])


def told(votes, points=(1, 1)):
    analysis = small(*LEVERS, points=list(points))
    return [plain(line) for line in ballot_lines(analysis, solidity(analysis, votes))]


def test_too_few_ballots_say_nothing():
    assert told({"": [FOR_A] * 4}) == []


def test_ballots_drawn_again_and_nobody_decides_alone():
    drawn, alone = told({"": [FOR_A] * 9 + [FOR_B]}, (9, 1))
    assert re.match(
        r"Si l’on retirait au sort les bulletins : A premier dans (9\d|plus de 99|100) %", drawn
    )
    assert alone.startswith("Aucun bulletin ne décide seul")


def test_a_pivotal_ballot_is_counted_and_never_named():
    votes = {"": [FOR_A] * 3 + [FOR_B] * 3}
    assert told(votes)[1].startswith("6 bulletins sur 6 décident seuls : sans l’un d’eux")


def test_colleges_that_change_the_first_place_are_named_with_their_number():
    votes = {"Une": [FOR_A] * 8, "": [FOR_B] * 6}
    lines = told(votes, (8, 6))
    assert lines[2:] == ["Sans les 8 bulletins de : Une : B serait en tête."]
    merged = {"\nTrois": [FOR_A] * 8, "Une": [FOR_B] * 6}
    assert "sans collège et Trois" in told(merged, (8, 6))[2]


def test_when_no_college_decides_it_is_said():
    votes = {"Une": [FOR_A] * 6, "Deux": [FOR_A] * 5}
    assert told(votes, (1, 0))[2].startswith("Aucun collège ne décide seul")


@pytest.mark.parametrize("votes", [{"Une": [FOR_A] * 8, "Deux": [FOR_B] * 2}])
def test_small_colleges_are_never_told(votes):
    assert "Deux" not in " ".join(told(votes, (8, 2)))

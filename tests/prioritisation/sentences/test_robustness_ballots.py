import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.sentences.robustness_tests import ballot_lines
from tests.prioritisation.sentences.made import plain, small

FOR_A, FOR_B = Ballot({"c1": 100, "c2": 0}, "c1"), Ballot({"c1": 0, "c2": 100}, "c2")
LEVERS = ([100, 0], [0, 100])


UNKNOWN = (0, 100)


def told(votes, points=(1, 1), levers=LEVERS):
    analysis = small(*levers, points=list(points))
    return [plain(line) for line in ballot_lines(analysis, assess_robustness(analysis, votes))]


def test_too_few_ballots_say_nothing():
    assert told({"": [FOR_A] * 4}) == []


def test_when_nobody_decides_alone_it_is_said():
    (alone,) = told({"": [FOR_A] * 9 + [FOR_B]}, (9, 1))
    assert alone.startswith("Aucun vote ne décide seul")


def test_a_pivotal_ballot_is_counted_and_never_named():
    votes = {"": [FOR_A] * 3 + [FOR_B] * 3}
    assert told(votes)[0] == (
        "Sans l’un de 6 votes sur 6, l’égalité à la première place n’est plus sûre."
    )


def test_a_ballot_decides_alone_only_where_another_is_surely_first_without_it():
    """A leads by one ballot in the first; in the second B may also be first without it."""
    votes = [FOR_A] * 4 + [FOR_B] * 3
    levers = [
        ([100, 0], [0, 100], "4 votes sur 7 décident seuls"),
        (
            [100, (0, 10)],
            [(0, 10), 100],
            "Sans l’un de 4 votes sur 7, la première place n’est",
        ),
    ]
    for *both, expected in levers:
        assert told({"": votes}, (4, 3), both)[0].startswith(expected)


def test_colleges_that_change_the_first_place_are_named_with_their_number():
    votes = {"Une": [FOR_A] * 8, "": [FOR_B] * 6}
    lines = told(votes, (8, 6))
    assert lines[1:] == ["Sans les 8 votes (Une) : B serait premier."]
    merged = {"\nTrois": [FOR_A] * 8, "Une": [FOR_B] * 6}
    assert "sans collège et Trois" in told(merged, (8, 6))[1]


def test_when_no_college_decides_it_is_said():
    votes = {"Une": [FOR_A] * 6, "Deux": [FOR_A] * 5}
    assert told(votes, (1, 0))[1].startswith("Aucun collège ne décide seul")


@pytest.mark.parametrize("votes", [{"Une": [FOR_A] * 8, "Deux": [FOR_B] * 2}])
def test_small_colleges_are_never_told(votes):
    assert "Deux" not in " ".join(told(votes, (8, 2)))


def test_when_nobody_is_surely_first_no_ballot_is_said_to_leave_the_same_one():
    levers = ([90, 0], [UNKNOWN, 100])
    assert told({"": [FOR_A] * 6}, (1, 0), levers)[0] == (
        "Aucun levier n’est sûr d’être premier, et retirer un vote, quel qu’il soit, n’y "
        "change rien."
    )
    colleges = told({"Une": [FOR_A] * 6, "Deux": [FOR_A] * 5}, (1, 0), levers)[1:]
    assert len(colleges) == 1
    assert colleges[0].startswith("Retirer les votes d’un collège, quel qu’il soit, ne rend")


def test_ballots_without_which_somebody_would_be_surely_first_are_counted():
    votes = {"": [FOR_A] * 4 + [FOR_B] * 2}
    assert told(votes, (4, 2), ([90, 0], [(0, 50), 100]))[0] == (
        "Aucun levier n’est sûr d’être premier ; sans l’un de 2 votes sur 6, il y en aurait un."
    )

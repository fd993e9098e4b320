from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.sentences.robustness_tests import ballot_lines
from tests.each import each
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
    assert told(votes)[0].startswith("Il y a 6 votes sur 6 dont chacun, retiré seul, change la")


def test_colleges_that_change_the_first_place_are_named_with_their_number():
    votes = {"Une": [FOR_A] * 8, "": [FOR_B] * 6}
    lines = told(votes, (8, 6))
    assert lines[1:] == ["Sans les 8 votes (Une) : B est premier."]
    merged = {"\nTrois": [FOR_A] * 8, "Une": [FOR_B] * 6}
    assert "sans collège et Trois" in told(merged, (8, 6))[1]


def test_when_no_college_decides_it_is_said():
    votes = {"Une": [FOR_A] * 6, "Deux": [FOR_A] * 5}
    assert told(votes, (1, 0))[1].startswith("Aucun collège ne décide seul")


@each("votes", [{"Une": [FOR_A] * 8, "Deux": [FOR_B] * 2}])
def test_small_colleges_are_never_told(votes):
    assert "Deux" not in " ".join(told(votes, (8, 2)))


def test_when_nobody_is_surely_first_no_ballot_is_said_to_leave_the_same_one():
    levers = ([90, 0], [UNKNOWN, 100])
    votes = {"Une": [FOR_A] * 6, "Deux": [FOR_A] * 5}
    assert all(line.endswith("reste aussi sûre.") for line in told(votes, (1, 0), levers))
    votes = {"": [FOR_A] * 4 + [FOR_B] * 2}
    assert "2 votes sur 6" in told(votes, (4, 2), ([90, 0], [(0, 50), 100]))[0]

import pytest

from prioritisation.sentences.phrases import joined, leaders_text
from tests.prioritisation.sentences.made import plain, ranking


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ([9, 5, 1], [9, 5, 1], "A en tête"),
        ([9, 9, 1], [9, 9, 1], "A et B en tête à égalité"),
        ([9, 1, 1], [9, 9, 1], "A en tête, peut-être à égalité avec B"),
        ([9, 9, 1], [9, 9, 9], "A et B sont en tête à égalité, peut-être avec C"),
        ([5, 1, 1], [5, 9, 9], "premier rang indécidable entre A, B et C"),
    ],
)
def test_who_leads(low, high, said):
    found = ranking([[x / 10] for x in low], [[x / 10] for x in high], [1.0])
    assert plain(leaders_text(found, ("A", "B", "C"))) == said


def test_many_levers_are_not_all_named():
    found = ranking([[0.1]] * 8, [[0.9]] * 8, [1.0])
    said = plain(leaders_text(found, "ABCDEFGH"))
    assert said == "premier rang indécidable entre A, B, C, D et 4 autres"


def test_parts_of_a_sentence():
    assert plain(joined(["a", "b", "c"])) == "a ; b ; c"
    assert joined(["a"]) == "a"

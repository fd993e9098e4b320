from prioritisation.sentences.counted import First, first_of, first_text
from prioritisation.sentences.phrases import joined
from tests.each import each
from tests.prioritisation.sentences.made import plain, ranking


@each(
    ("low", "high", "said"),
    [
        ([9, 5, 1], [9, 5, 1], "A est premier"),
        ([9, 9, 1], [9, 9, 1], "A et B sont premiers à égalité"),
        ([9, 1, 1], [9, 9, 1], "A est premier, peut-être à égalité avec B"),
        ([9, 9, 1], [9, 9, 9], "A et B sont premiers à égalité, peut-être avec C"),
        ([5, 1, 1], [5, 9, 1], "2 leviers peuvent encore être premiers (A et B)"),
        ([5, 1, 1], [5, 9, 9], "n’importe lequel des 3 leviers peut encore être premier"),
    ],
)
def test_who_leads(low, high, said):
    found = ranking([[x / 10] for x in low], [[x / 10] for x in high], [1.0])
    assert plain(first_text("ABC", first_of(found))) == said


def test_many_levers_are_not_all_named():
    said = plain(first_text("ABCDEFGHI", First((), tuple(range(8)))))
    assert said == "8 leviers peuvent encore être premiers (A, B, C, D et 4 autres)"


def test_parts_of_a_sentence():
    assert plain(joined(["a", "b", "c"])) == "a ; b ; c"
    assert joined(["a"]) == "a"

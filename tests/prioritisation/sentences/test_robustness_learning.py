from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.sentences.robustness_method import learning_answer, learning_lines
from tests.prioritisation.sentences.made import normandie, plain, small


def told(analysis):
    found = assess_robustness(analysis)
    return [plain(s) for s in (learning_answer(found), *learning_lines(analysis, found))]


def test_the_most_useful_score_comes_first_and_the_useless_ones_together():
    first, *lines = told(normandie())
    assert first == "6 notes sur 10 pourraient changer le premier rang, avec ces poids."
    assert lines[0] == (
        "Préciser la couverture existante de Mieux produire peut changer le premier rang "
        "(chance : 32 %)."
    )
    assert (
        "Connaître l’écosystème partenarial de Mieux se nourrir peut changer le premier"
        in lines[2]
    )
    assert "peut changer le deuxième rang, pas le premier" in lines[6]
    assert lines[-1] == (
        "Ne peuvent changer ni le premier ni le deuxième rang : l’écosystème partenarial de Mieux "
        "consommer ; la couverture existante de Mieux consommer."
    )


def test_when_nothing_can_change_the_first_place_it_is_said():
    assert told(normandie((80, 10, 10)))[0] == (
        "Avec ces poids, aucune note ne peut changer le premier rang."
    )


def test_when_all_is_known_there_is_nothing_to_find_out():
    assert told(small([100, 90], [0, 0])) == [
        "Toutes les notes sont connues et aucune n’est douteuse : il n’y a rien à chercher."
    ]


def test_what_can_only_bring_a_tie_has_a_chance_that_is_not_written_none():
    assert told(small([100], [(0, 100)]))[1] == (
        "Préciser c1 de B peut changer le premier rang (chance : moins de 1 %)."
    )

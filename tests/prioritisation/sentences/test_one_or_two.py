"""One lever or two, in words."""

from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.sentences.one_or_two import argument_lines, two_headline, two_line, two_rows
from tests.prioritisation.sentences.made import normandie, plain, small


def test_who_is_most_surely_there_what_the_second_brings_and_what_is_open():
    analysis = small([80, 20], [20, 70], [10, 10], points=[60, 40])
    both = one_or_two(analysis)
    assert plain(two_headline(analysis, both).answer) == (
        "Aux deux premiers rangs le plus sûrement : A et B."
    )
    assert plain(two_headline(analysis, both).reservation) == "B ajoute surtout « c2 »."
    assert "A : plus de 99" in plain(two_line(analysis, both))
    nobody = small([None, None], [None, None], [None, None])
    assert plain(two_headline(nobody, one_or_two(nobody)).answer) == (
        "Les deux premiers rangs restent ouverts."
    )
    assert two_rows(small([80], [20]), one_or_two(small([80], [20]))) == []


def test_the_arguments_of_the_case_are_told_on_their_side_with_their_place():
    told = plain("\n".join(argument_lines(normandie().case))).splitlines()
    assert len(told) == 5
    assert [line.startswith("Pour un") for line in told] == [True] * 3 + [False] * 2
    assert all("diapo 24" in line for line in told)

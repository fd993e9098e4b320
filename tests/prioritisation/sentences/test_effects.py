"""Who comes first with equal weights in two versions of a case, in one sentence."""

from prioritisation.sentences.effects import effect_lines, firsts_of_versions
from prioritisation.settings import current_case

CASE = current_case()


def test_who_comes_first_in_two_versions_is_one_sentence_each_as_it_counts():
    other = CASE.keeping((CASE.criteria[0].id,))
    own, others = (
        effect_lines(case, case, case.default_combination)[0].partition(": ")[2]
        for case in (CASE, other)
    )
    assert own != others
    same = firsts_of_versions((1, CASE), (3, CASE)).replace("\u00a0", " ")
    assert same == f"À poids égaux, dans les deux : {own}"
    two = firsts_of_versions((1, CASE), (3, other)).replace("\u00a0", " ")
    assert two == f"À poids égaux, version 1 : {own[:-1]} ; version 3 : {others}"

"""Headlines as a lay reader reads them: at most fifteen words, none of specialists."""

from itertools import product

import pytest
from hypothesis import given, settings

from criteria.model import Sense
from prioritisation.analysis.scenario import Lead, starting_scenario
from prioritisation.sentences.verdict import conclusion
from tests.prioritisation.sentences.made import normandie, settled, small
from tests.reading import check_headline, forbidden_in, word_count
from tests.strategies import cases
from tests.thresholds import analyse

CASES = settings(max_examples=200, deadline=None)
SHARES = (0, 20, 50, 100)


def check(analysis):
    for ours in (False, True):
        check_headline(conclusion(analysis, ours=ours), analysis.case)
    return analysis.verdict.lead


def test_headlines_of_two_hundred_cases_are_read_at_a_glance():
    reached = set()

    @CASES
    @given(cases(rows=(1, 8), columns=(1, 3)))
    def every(case):
        analysis = analyse(case, starting_scenario(case))
        reached.add(check(analysis))
        reached.add(check(settled(analysis)))

    every()
    assert reached >= {Lead.OPEN, Lead.AHEAD, Lead.TIED}


@pytest.mark.parametrize("sense", Sense)
def test_headlines_of_the_case_are_read_at_a_glance_whatever_the_weights(sense):
    reached = set()
    for points in filter(any, product(SHARES, repeat=3)):
        analysis = normandie(points, existing_coverage=sense)
        reached.add(check(analysis))
        reached.add(check(settled(analysis)))
    assert {Lead.OPEN, Lead.AHEAD} <= reached


STATES = {
    "one lever": ([50],),
    "nothing known": ([None], [None]),
    "nine open": ([(10, 90)],) * 9,
    "one score open": ([(40, 60)], [50]),
    "two tied": ([50], [50], [10]),
    "five tied, others perhaps": (*([50],) * 5, [(10, 50)], [(10, 50)]),
    "perhaps tied": ([50], [(20, 50)]),
    "perhaps tied with six": ([50], *([(20, 50)],) * 6),
    "neck and neck": ([50.4, 50], [50, 50]),
    "at least, over each": ([90, (50, 90)], [50, 30], [(0, 60), 20]),
    "known": ([90, 80], [40, 30]),
}


@pytest.mark.parametrize("state", STATES)
def test_headlines_of_every_state_are_read_at_a_glance(state):
    analysis = small(*STATES[state])
    check(analysis)
    check(settled(analysis))


def test_words_are_counted_as_a_reader_would():
    case = normandie().case
    assert word_count("Avec nos poids, Mieux produire est premier : 37 % d’avance.", case) == 8
    assert word_count("l’impact GES seulement", case) == 2


def test_words_of_specialists_are_seen():
    assert forbidden_in("Le premier rang est indécidable pour 3 pondérations.")
    assert not forbidden_in("Un proche voisin, acquitté, se nourrit du gélifiant.")

"""Headlines as a lay reader reads them: at most fifteen words, none of specialists."""

from itertools import product

from hypothesis import given, settings

from criteria.model import Sense
from prioritisation.analysis.comparison import Change, Column
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.analysis.opinions import Method, opinion
from prioritisation.analysis.scenario import Lead, starting_scenario
from prioritisation.sentences.columns import comparison_answer
from prioritisation.sentences.one_or_two import two_headline
from prioritisation.sentences.robustness import solid_headline
from prioritisation.sentences.verdict import conclusion
from tests.each import each
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


def test_headlines_of_many_cases_are_read_at_a_glance():
    reached = set()

    @CASES
    @given(cases(rows=(1, 8), columns=(1, 3)))
    def every(case):
        analysis = analyse(case, starting_scenario(case))
        reached.add(check(analysis))
        reached.add(check(settled(analysis)))

    every()
    assert reached >= {Lead.OPEN, Lead.AHEAD, Lead.TIED}


@each("sense", Sense)
def test_headlines_of_the_case_are_read_at_a_glance_whatever_the_weights(sense):
    reached = set()
    for points in filter(any, product(SHARES, repeat=3)):
        analysis = normandie(points, existing_coverage=sense)
        reached.add(check(analysis))
        reached.add(check(settled(analysis)))
    assert {Lead.OPEN, Lead.AHEAD} <= reached


def check_solid(analysis):
    headline = solid_headline(analysis, assess_robustness(analysis))
    check_headline(headline, analysis.case)


def check_sets(analysis):
    check_headline(two_headline(analysis, one_or_two(analysis)), analysis.case)


def check_bench(analysis):
    here, other = (
        Column(change, analysis, opinion(analysis.matrix, analysis.weights, Method.ADDITIVE))
        for change in (Change(), Change(equal=True))
    )
    for columns in ((here,), (here, other)):
        check_headline(comparison_answer(columns), analysis.case)


def test_headlines_of_the_other_pages_of_many_cases_are_read_at_a_glance():
    reached = set()

    @CASES
    @given(cases(rows=(2, 6), columns=(1, 3)))
    def every(case):
        analysis = analyse(case, starting_scenario(case))
        reached.add(analysis.verdict.lead)
        for one in (analysis, settled(analysis)):
            check_solid(one)
            check_bench(one)
        check_sets(analysis)

    every()
    assert reached >= {Lead.OPEN, Lead.AHEAD, Lead.TIED}


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


@each("state", STATES)
def test_headlines_of_every_state_are_read_at_a_glance(state):
    analysis = small(*STATES[state])
    check(analysis)
    check(settled(analysis))
    check_sets(analysis)
    check_solid(analysis)
    check_solid(settled(analysis))
    check_bench(analysis)


def test_words_are_counted_as_a_reader_would():
    case = normandie().case
    assert word_count("Avec nos poids, Mieux produire est premier : 37 % d’avance.", case) == 8
    assert word_count("l’impact GES seulement", case) == 2


def test_words_of_specialists_are_seen():
    assert forbidden_in("Le premier rang est indécidable pour 3 pondérations.")
    assert not forbidden_in("Un proche voisin, acquitté, se nourrit du gélifiant.")

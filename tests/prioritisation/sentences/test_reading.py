"""Headlines as a lay reader reads them: at most fifteen words, none of specialists."""

import re
from itertools import product

import pytest
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
from prioritisation.settings import current_case
from tests.cases.notes.make import HERE
from tests.cases.texts import make
from tests.each import each
from tests.prioritisation.sentences.colons import chained
from tests.prioritisation.sentences.made import normandie, settled
from tests.prioritisation.wording.update import catalogue
from tests.reading import check_headline
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


@pytest.mark.deep
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


# A sentence does not begin after a colon: what stands there is a name, or what somebody wrote.

TYPED = {
    "Objet", "Motifs", "Question posée", "Réponse", "Objection", "Avis minoritaire", "Annexes",
    "À établir en premier", "Pour un deuxième levier", "Contre un deuxième levier",
    "Pourquoi ce sens ? Critère du 5 décembre",
}  # fmt: skip


def names():
    """What begins with a capital because it is a name: levers, criteria, questions, sources."""
    case = current_case()
    labels = [x.label for x in (*case.levers, *case.criteria)]
    labels += [x.short_label for x in case.levers]
    labels += [source.title for source in case.sources.values()]
    return tuple(labels + [question.name for question in case.questions])


@each("name", ["clear", "contested", "undecidable"])
def test_no_sentence_begins_after_a_colon(name):
    text = (HERE / f"{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        for match in re.finditer(r"(?:^|[.!?] )([^.!?]*?) : (?=([A-ZÀÉÈ].*))", line):
            label = match[1].removeprefix("- ").removeprefix("* ").strip()
            assert label in TYPED or match[2].startswith((*names(), "TOPSIS", "VIKOR")), line


def test_no_message_chains_colons():
    french = [
        one
        for message in catalogue()
        for one in (message.string if isinstance(message.string, tuple) else [message.string])
    ]
    blanks = [part for one in french for part in one.split("{blank}")]
    assert [clause for one in blanks for clause in chained(one)] == []


# The main sentences of some situations are those that were read and found true.


def test_the_main_sentences_are_those_that_were_read():
    assert make.text() == make.TEXTS.read_text("utf-8"), "python -m tests.cases.texts.make"

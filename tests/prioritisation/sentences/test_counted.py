"""No page says that a lever is first of more than it holds for: all of them against the core."""

import re
from collections import Counter
from dataclasses import replace
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from criteria.load import load_case
from criteria.model import Sense
from prioritisation.analysis.comparison import Change
from prioritisation.analysis.crossing import answered, crossing_of, open_choices
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.sentences.change import anchor_lines, changes
from prioritisation.sentences.columns import column_first, comparison_answer, what_changes
from prioritisation.sentences.counted import said_with_choices
from prioritisation.sentences.decision import reminder_text
from prioritisation.sentences.lacking import nothing_known
from prioritisation.sentences.robustness import learning_answer, learning_lines, solid_headline
from prioritisation.sentences.robustness_tests import leaving_lines
from prioritisation.sentences.tipping import other_weights_text, otherwise_answered, tipping_lines
from prioritisation.sentences.verdict import alternate_heading, conclusion
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.sentences.made import plain
from tests.strategies import crossed_cases
from tests.thresholds import analyse, compare

GUARDED = re.compile(
    r"\bdans (\d+ des \d+ façons|\d+ façons sur \d+)|[Cc]omptée?s? ainsi|choix act|"
    r"dépend d’abord d’un choix ouvert"
)
CLAIM = re.compile(r"(?<!Qui peut être )\bpremiers?\b|à égalité pour")
"""Who may be first changes in so many rankings: nobody is said to be so."""
CLOSING = "Tout cela avec les choix actuels, encore à confirmer."
COUNTED = re.compile(r"(\w+) \w+ premier dans (\d+) (?:des (\d+) façons|façons sur (\d+))")
points = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(any)


def who(analysis):
    """Who is surely first, and who may be."""
    return analysis.ranking.necessary_firsts, frozenset(analysis.ranking.possible_firsts)


def outcomes(case, scenario):
    """Answers to what is open, and who is then first."""
    choices = open_choices(case, scenario)
    for options in product(*(choice.options for choice in choices)):
        given_ = dict(zip(choices, options, strict=True))
        yield given_, who(analyse(*answered(case, scenario, given_)))


def pages(case, scenario, analysis):
    """What each page says of the first place, by its name."""
    column = compare(case, scenario, [])[0]
    return {
        "classer": str(conclusion(analysis)),
        "solide": str(solid_headline(analysis, assess_robustness(analysis))),
        "comparer": str(comparison_answer((column, column))),
        "comparer, une ligne": what_changes(column, column),
        "décision": reminder_text(analysis, ""),
    }


def is_undone(first, every):
    """Whether some answers undo what is said: who is surely first, or else who may be."""
    sure, possible = first
    return any(other != first if sure else other[1] != possible for other in every)


def check(page, said, first, every, guarded=GUARDED):
    """A first place that some answers undo is told so, and counted of who has most of them."""
    if not said:
        return
    if is_undone(first, every):
        assert guarded.search(plain(said)), (page, said)
    ways = Counter(min(possible) for _, possible in every if len(possible) == 1)
    mostly = {"ABC"[row]: k for row, k in ways.items() if 2 * k > len(every)}
    counted = [(name, int(k), int(n or also)) for name, k, n, also in COUNTED.findall(plain(said))]
    for name, k, n in counted:
        assert (k, n) == (mostly.get(name), len(every)), (page, said)
        assert len(first[1]) == 1, (page, said)
        assert k < n, (page, said)
    if "dépend d’abord" in plain(said):
        assert not mostly, (page, said)


def headlines(case, scenario, analysis):
    """Every headline that says who is first, and is not of two trials."""
    columns = compare(case, scenario, [Change(equal=True)])
    return (
        conclusion(analysis),
        solid_headline(analysis, assess_robustness(analysis)),
        comparison_answer(tuple(columns)),
    )


def sentences_of(said):
    return re.split(r"(?<=[.?]) ", plain(said))


def check_each(said):
    """Every sentence that says who is first says by itself that it is counted so."""
    for sentence in sentences_of(said):
        assert not CLAIM.search(sentence) or GUARDED.search(sentence), (sentence, plain(said))


@given(crossed_cases(), points)
def test_what_is_said_says_what_it_holds_for(case, points):
    """The loud answer with its reservation, what would settle it, what would change it."""
    scenario = Scenario(
        dict(zip([c.id for c in case.criteria], points, strict=True)), case.default_combination
    )
    analysis = analyse(case, scenario)
    assume(not nothing_known(analysis.matrix, analysis.weights))
    every = [first for _, first in outcomes(case, scenario)]
    if len(every) == 1 and not crossing_of(analysis).untold:
        return
    lines = changes(analysis)
    if any(CLAIM.search(plain(line)) or "égalité" in plain(line) for line in lines):
        assert plain(lines[-1]) == CLOSING
    check_each(other_weights_text(analysis))
    robustness = assess_robustness(analysis)
    told = tipping_lines(analysis, robustness) + leaving_lines(analysis, robustness)
    told += anchor_lines(analysis)
    for line in told:
        assert GUARDED.search(plain(said_with_choices(analysis, line))), line
    for line in (learning_answer(analysis, robustness), *learning_lines(analysis, robustness)):
        assert " rang" not in plain(line) or GUARDED.search(plain(line)), line
    for headline in headlines(case, scenario, analysis):
        check_each(headline.settling.text if headline.settling else "")
        if is_undone(every[0], every):
            said = plain(str(headline))
            assert not CLAIM.search(said) or GUARDED.search(said), said


@each(("label", "start"), [("D", "déplacer 8"), ("Déplacer", "Déplacer 8")])
def test_a_capital_is_left_to_a_lever_alone_not_to_a_word_that_begins_as_one(label, start):
    case = load_case(NORMANDIE)
    first, *others = case.levers
    case = replace(case, levers=(replace(first, label=label), *others))
    said = said_with_choices(analyse(case, starting_scenario(case)), "Déplacer 8 %.")
    assert plain(said) == f"Avec les choix actuels, {start} %."


@given(crossed_cases(), points)
def test_no_page_says_that_a_lever_is_first_of_more_than_it_holds_for(case, points):
    scenario = Scenario(
        dict(zip([c.id for c in case.criteria], points, strict=True)), case.default_combination
    )
    analysis = analyse(case, scenario)
    assume(not nothing_known(analysis.matrix, analysis.weights))
    every = dict(enumerate(outcomes(case, scenario)))
    firsts = [first for _, first in every.values()]
    assert firsts[0] == who(analysis)
    for page, said in pages(case, scenario, analysis).items():
        check(page, said, firsts[0], firsts)
    for alternate in analysis.alternates:
        if scenario.points[alternate.criterion] == 0:
            continue
        turned = [
            first
            for given_, first in every.values()
            if any(
                c.about == alternate.criterion and o == alternate.sense.value
                for c, o in given_.items()
            )
        ]
        heading = alternate_heading(analysis, alternate)
        left = re.compile(r"façons de trancher|autres choix actuels|dépend d’abord")
        check("l’inverse", heading, turned[0], turned, left)
        if len(analysis.alternates) == 1:
            _, answer = otherwise_answered(analysis)
            check("et si c’était l’inverse", answer, turned[0], turned, left)


def test_what_a_column_supposes_is_not_counted_again(normandie):
    ids = [c.id for c in normandie.criteria if c.active]
    scenario = Scenario(dict.fromkeys(ids, 50.0), normandie.default_combination)
    scenario = replace(scenario, senses={"existing_coverage": Sense.MAX})
    crossing = crossing_of(analyse(normandie, scenario))
    (choice,) = (c for c in crossing.choices if c.about == "existing_coverage")
    left = crossing.supposing({choice: Sense.MIN.value})
    assert len(left.outcomes) == 24
    assert len({o.sure for o in left.outcomes}) > 1, "what is left changes who is first"
    changed = Change(reversed=frozenset({"existing_coverage"}))
    here, there = compare(normandie, scenario, [changed])
    assert "est premier dans 26 des 48 façons de trancher" in plain(column_first(here))
    rest = plain(column_first(there))
    assert "des 24 façons de trancher" in rest or "les autres choix actuels" in rest


@each("method", [Method.TOPSIS, Method.WEIGHTED_PRODUCT])
def test_another_calculation_is_never_said_of_all_that_is_open(normandie, method):
    ids = [c.id for c in normandie.criteria if c.active]
    scenario = Scenario(dict.fromkeys(ids, 50.0), normandie.default_combination)
    column = compare(normandie, scenario, [Change(method=method)])[1]
    assert "avec les choix actuels" in plain(what_changes(column, column)).lower()

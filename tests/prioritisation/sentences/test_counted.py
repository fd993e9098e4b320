"""No page says that a lever is first of more than it holds for: all of them against the core."""

import random
import re
from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria.load import load_case
from criteria.model import Standing
from criteria.scales import LinearScale, PiecewiseScale, WordLevel, WordScale
from prioritisation.analysis.ballots.group import duels, first_counts, means_differ
from prioritisation.analysis.comparison import Change
from prioritisation.analysis.crossing import answered, crossing_of, open_choices
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.cli.report import analysis_text
from prioritisation.documents.writing.note import note_of
from prioritisation.record.making import record_of
from prioritisation.sentences.change import anchor_lines, change_lines
from prioritisation.sentences.columns import comparison_answer, what_changes
from prioritisation.sentences.counted import said_with_choices
from prioritisation.sentences.crossing import branch_text, count_text, open_choices_text
from prioritisation.sentences.decision import reminder_text
from prioritisation.sentences.dossiers import to_confirm_lines
from prioritisation.sentences.group import duels_text, firsts_text, way, ways_text
from prioritisation.sentences.lacking import doubtful_scores, nothing_known
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.robustness import learning_answer, learning_lines, solid_headline
from prioritisation.sentences.robustness_tests import leaving_lines
from prioritisation.sentences.tipping import change_answer, other_weights_text, tipping_lines
from prioritisation.sentences.verdict import alternate_heading, conclusion
from prioritisation.ui.comparing import ranks_of_columns
from tests.cases.notes.make import text_of
from tests.each import each
from tests.prioritisation.sentences.everything import ballots_of, facts_of
from tests.prioritisation.sentences.made import held, plain, ranking, small
from tests.prioritisation.sentences.made import small as analyse_small
from tests.strategies import crossed_cases
from tests.synthetic import identical, unknown, write_case
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
    for line in held(analysis):
        check_each(line)
    check_each(other_weights_text(analysis))
    robustness = assess_robustness(analysis)
    told = tipping_lines(analysis, robustness) + leaving_lines(analysis, robustness)
    told += anchor_lines(analysis)
    for line in told:
        assert GUARDED.search(plain(said_with_choices(analysis, line))), line
    for line in (learning_answer(analysis, robustness), *learning_lines(analysis, robustness)):
        assert " rang" not in plain(line) or GUARDED.search(plain(line)), line
    for headline in headlines(case, scenario, analysis):
        if is_undone(every[0], every):
            said = plain(str(headline))
            assert not CLAIM.search(said) or GUARDED.search(said), said


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


@each("method", [Method.TOPSIS, Method.WEIGHTED_PRODUCT])
def test_another_calculation_is_never_said_of_all_that_is_open(normandie, method):
    ids = [c.id for c in normandie.criteria if c.active]
    scenario = Scenario(dict.fromkeys(ids, 50.0), normandie.default_combination)
    column = compare(normandie, scenario, [Change(method=method)])[1]
    assert "avec les choix actuels" in plain(what_changes(column, column)).lower()


# What is told of the open choices of the case itself: counted, named, no more than is known.

IDS = ("ghg_impact", "partner_ecosystem", "existing_coverage")


@pytest.fixture(scope="module")
def weighed(normandie):
    """Analyses of the case with other points, readings and directions."""

    def of(points=(50, 50, 50), combination="gt-primary", senses=None):
        scenario = starting_scenario(normandie)
        given = dict(zip(IDS, map(float, points), strict=True))
        chosen = replace(
            scenario, points=given, combination=combination, senses=senses or scenario.senses
        )
        return analyse(normandie, chosen)

    return of


def test_what_undoes_the_first_place_is_named_with_who_may_take_it(weighed):
    told = plain(open_choices_text(weighed((50, 30, 20))))
    assert told.startswith(
        "Mieux produire est sûr d’être premier dans 32 des 48 façons de trancher les choix encore "
        "ouverts. Ce qui le défait : Périmètre GES « groupes normands », « déjà fortement "
        "mobilisé, puis plutôt favorable » et « moins couvert = plus prioritaire » (Mieux se "
        "déplacer) ; "
    )
    assert "« moins couvert = plus prioritaire » (Mieux produire ou Mieux consommer, pas" in told
    assert told.endswith(" ; 1 autre ligne du tableau.")


def test_choices_that_change_nothing_are_named_the_direction_too(weighed):
    told = plain(open_choices_text(weighed((70, 28, 2))))
    assert "Ce qui le défait : Périmètre GES « chantiers du simulateur SGPE » (" in told
    assert "Ne change rien ici : le sens de la couverture existante et Fiches comptées." in told


def test_where_few_ways_put_a_lever_first_these_are_named(weighed):
    """« What undoes it » would be nearly all of them."""
    analysis = weighed((10, 10, 80))
    crossing = crossing_of(analysis)
    assert 0 < 2 * crossing.sure_count(crossing.leader) < len(crossing.outcomes)
    told = plain(open_choices_text(analysis))
    assert "Ce qui le défait" not in told
    assert "Ce qui le met premier : " in told


def test_who_is_first_counted_so_is_told_beside_who_is_so_in_most_ways(weighed):
    said = conclusion(weighed((50, 0, 50)))
    assert plain(said.answer).endswith(
        "Mieux produire est premier dans 16 des 24 façons de trancher."
    )
    assert plain(said.reservation).startswith("Comptés ainsi, Mieux se nourrir est premier. ")


def test_too_many_ways_are_told_to_be_so_and_nothing_is_sure(weighed, monkeypatch):
    monkeypatch.setattr("prioritisation.analysis.crossing.MOST_CROSSED", 47)
    analysis = weighed((50, 30, 20))
    assert crossing_of(analysis) is None
    assert "elles ne sont pas comparées" in plain(open_choices_text(analysis))
    assert "et comptés ainsi, Mieux produire est premier." in plain(conclusion(analysis).answer)


@each("points", [(0, 50, 0), (50, 50, 50), (0, 0, 50), (50, 0, 50), (1, 0, 99)])
def test_ways_that_tie_levers_for_first_are_counted_and_not_said_to_be_undecided(weighed, points):
    """Against the conclusion of the page in each way, asked one by one."""
    analysis = weighed(points)
    crossing = crossing_of(analysis)
    if crossing is None or len(crossing.outcomes) == 1:
        return
    tied = Counter()
    for outcome in crossing.outcomes:
        verdict = analyse(outcome.case, outcome.scenario).ranking
        if (
            len(verdict.necessary_firsts) > 1
            and verdict.necessary_firsts == verdict.possible_firsts
        ):
            tied[verdict.necessary_firsts] += 1
    told = plain(count_text(analysis, crossing))
    for rows, count in tied.items():
        names = " et ".join(analysis.case.levers[row].label for row in rows)
        assert f"{names} sont premiers à égalité dans {count} d’entre elles" in told
    assert ("à égalité" in told) == bool(tied)
    for branch in crossing.branches:
        assert branch_text(analysis, branch).endswith("à égalité") == bool(branch.tied)
    assert sum(b.count for b in crossing.branches if b.tied) == tied.total()


def test_nobody_is_sure_only_where_nobody_is_surely_first():
    """« No lever is surely first » beside a lever first alone or tied, or beside two tied ones."""
    perhaps_tied = analyse_small([50, (50, 60)], [50, 50])
    assert count_of(perhaps_tied).startswith("Aucun levier n’est sûr d’être seul premier, dans ")
    equal = analyse_small([50, 50], [50, 50])
    assert count_of(equal).startswith("A et B sont premiers à égalité dans les 4 façons")
    assert "Aucun" not in count_of(equal)


def count_of(analysis):
    return plain(count_text(analysis, crossing_of(analysis)))


# Ways to put ballots together answer alike when the same levers may be first, and no less.

LEVERS = ("Loger", "Produire", "Bouger")
STEPS = (0, 0.25, 0.5, 0.75, 1)


def values(*column):
    """A ranking of levers on one criterion, from values or intervals."""
    low = [[v[0] if isinstance(v, tuple) else v] for v in column]
    high = [[v[1] if isinstance(v, tuple) else v] for v in column]
    return ranking(low, high, (1.0,))


def firsts_by_hand(low, high, weights):
    """Who is first, alone or tied, in each way to fill in the scores at their ends."""
    cells = [sorted({a, b}) for a, b in zip(low.ravel(), high.ravel(), strict=True)]
    for filled in product(*cells):
        points = np.array(filled).reshape(low.shape) @ weights
        yield frozenset(np.flatnonzero(points >= points.max() - 1e-9).tolist())


@st.composite
def ways(draw):
    """Scores of three levers on two criteria, two of them unknown at most, and two weightings."""
    low = np.array([draw(st.sampled_from(STEPS)) for _ in range(6)]).reshape(3, 2)
    high = low.copy()
    for cell in draw(st.lists(st.sampled_from(list(product(range(3), range(2)))), max_size=2)):
        low[cell], high[cell] = 0, 1
    one, other = (draw(st.sampled_from(STEPS)) for _ in "ab")
    return low, high, np.array([one, 1 - one]), np.array([other, 1 - other])


@given(ways())
def test_what_is_said_is_what_every_completion_gives(found):
    low, high, *weights = found
    told = plain(
        ways_text(
            *(
                way(name, ranking(low, high, w))
                for name, w in zip(("m",), weights[:1], strict=True)
            ),
            [way("médiane", ranking(low, high, weights[1]))],
            LEVERS,
        )
    )
    each = [set(firsts_by_hand(low, high, w)) for w in weights]
    possible = [frozenset.union(*firsts) for firsts in each]
    sure = [frozenset.intersection(*firsts) for firsts in each]
    if possible[0] == possible[1] and sure[0] == sure[1]:
        assert told.endswith("même réponse." if sure[0] == possible[0] else "être premiers.")
        return
    assert told.startswith("Attention, la réponse sur le premier rang change")
    for row, lever in enumerate(LEVERS):
        if row in possible[1]:
            assert row in possible[0] or lever in told
        if row in possible[0] - possible[1] and not sure[1]:
            assert lever not in told


def test_a_way_that_rules_a_lever_out_does_not_answer_the_same():
    mean, median = values((0.2, 0.8), (0.3, 0.7), 0.4), values((0.2, 0.8), (0.3, 0.7), 0.2)
    assert plain(ways_text(way("moyenne", mean), [way("médiane", median)], LEVERS)) == (
        "Attention, la réponse sur le premier rang change avec la façon de réunir les votes. "
        "Médiane : 2 leviers peuvent encore être premiers (Loger et Produire)."
    )
    assert means_differ([mean.firsts_answer, median.firsts_answer])


def test_what_may_be_is_not_what_is():
    open_ = way("moyenne", values((0.2, 0.6), 0.5, 0.1))
    assert plain(ways_text(open_, [open_], LEVERS)).endswith("peuvent être premiers.")
    perhaps = way("médiane", values(0.5, (0.1, 0.5), 0.1))
    assert "Loger est premier, peut-être à égalité avec Produire" in plain(
        ways_text(open_, [perhaps], LEVERS)
    )


# What of a scale is left to confirm is told by what it has: words, a curve, or two ends.

WORDS = WordScale((WordLevel("no", "contre", 0), WordLevel("yes", "pour", 1)))


@each(
    ("scale", "line"),
    [
        (WORDS, "les mots de l’échelle, et ce que vaut chacun"),
        (
            PiecewiseScale((0, 3, 10), (0, 0.5, 1)),
            "les deux bouts de l’échelle, et la courbe entre les deux",
        ),
        (LinearScale(0, 10), "les deux bouts de l’échelle"),
    ],
)
def test_a_scale_to_confirm_is_told_by_what_it_has(normandie, scale, line):
    first, *others = normandie.criteria
    made = replace(first, scale_status=Standing.TO_CONFIRM, scale=scale)
    lines = to_confirm_lines(replace(normandie, criteria=(made, *others)))
    assert f"{first.plain_name()}\u00a0: {line}" in lines


# Scores that are not known have one name wherever a sentence rests on them: uncertain.

INTERVAL, NOTHING = (20, 70), None
KINDS = {"uncertain": (INTERVAL, 60), "unknown": (NOTHING, 60), "both": (NOTHING, INTERVAL)}
ABOUT = re.compile(
    r"(?:quel(?:le)?s que soient|selon|dépend(?: encore)? des?"
    r"|essais au hasard de poids et de|trait :)"
    r"(?: les poids et)?(?: les)? (notes (?:inconnues|incertaines|manquantes)(?: ou incertaines)?)"
    r"|([Nn]otes (?:inconnues|incertaines|manquantes)(?: ou incertaines)?) tirées"
)
"""Where a sentence says on which scores it rests."""


def case(kind):
    first, second = KINDS[kind]
    return small([90, first, 50], [50, second, 60], [30, 20, 70])


def everything(analysis):
    """All that surfaces say of an analysis and of ballots on it."""
    ballots = ballots_of(random.Random(1), list(analysis.matrix.criteria)) * 2  # noqa: S311 (test data)
    levers = [lever.label for lever in analysis.case.levers]
    yield text_of(note_of(record_of(facts_of(analysis.case, analysis.scenario, ballots))))
    yield analysis_text(analysis, assess_robustness(analysis)).replace("\n    ", " ")
    scores = doubtful_scores(analysis.matrix)
    yield firsts_text(first_counts(analysis.matrix, ballots), levers, scores)
    yield duels_text(duels(analysis.matrix, ballots), levers, scores)
    columns = compare(analysis.case, analysis.scenario, (Change(), Change(equal=True)))
    beside = ranks_of_columns(analysis.case, analysis.scenario, columns)
    yield re.sub("<[^>]*>", " ", beside)


def named(text):
    return [a or b for a, b in ABOUT.findall(re.sub(r"\s+", " ", plain(text)))]


@each("kind", KINDS)
def test_scores_that_are_not_known_have_one_name_everywhere(kind):
    found = [one for text in everything(case(kind)) for one in named(text)]
    assert len(found) >= 6, found
    assert {one.lower() for one in found} == {"notes incertaines"}


# Cases from which little can be concluded: the sentence says what can, and what cannot.


@pytest.fixture
def made(tmp_path):
    def of(*arguments):
        case = load_case(write_case(tmp_path / "case", *arguments))
        return analyse(case, starting_scenario(case))

    return of


def test_one_criterion_alone_is_said_and_called_solid_by_nobody(case):
    analysis = analyse(case, Scenario({"ghg_impact": 50}, "gt"))
    assert plain(conclusion(analysis)) == (
        "Avec l’impact GES seulement, Mieux produire est premier dans 2 des 3 façons de trancher. "
        "Dans les autres, ce n’est pas sûr."
    )
    assert analysis.verdict.robustness is RobustnessWord.ALONE


def test_thirty_levers_about_which_nothing_is_known_cannot_be_ranked(made):
    analysis = made(30, 3, unknown)
    assert plain(conclusion(analysis)) == ("Rien à classer : aucune note n’est encore connue.")
    assert analysis.verdict.winner is None
    assert {int(rank) for rank in analysis.ranking.worst} == {30}


def test_identical_levers_are_tied_and_nothing_separates_them(made):
    analysis = made(4, 3, identical)
    assert plain(conclusion(analysis)).endswith("Au groupe de choisir.")
    assert plain(caveats(analysis)[-1]) == (
        "Tous les leviers ont les mêmes notes : aucun poids ne peut les départager."
    )
    assert change_lines(analysis) == []
    assert [r.sure_share for r in analysis.regions.regions] == [0.25] * 4


def test_where_nothing_is_known_no_page_says_that_nothing_changes():
    analysis = small([None, None], [None, None], [None, None])
    columns = compare(analysis.case, analysis.scenario, (Change(), Change(method=Method.TOPSIS)))
    assert plain(comparison_answer(columns).answer) == (
        "Rien à comparer : aucune note n’est encore connue."
    )
    assert plain(change_answer(assess_robustness(analysis))) == (
        "Plusieurs leviers peuvent déjà être premiers."
    )

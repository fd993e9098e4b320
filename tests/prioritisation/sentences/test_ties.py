"""Two levers that are tied are never told apart: not first alone, for sure or solid."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.scenario import Lead
from prioritisation.analysis.weights import with_weight
from prioritisation.sentences.change import changes
from prioritisation.sentences.decision import reminder_text
from prioritisation.sentences.phrases import contribution_texts, points_text
from prioritisation.sentences.robustness import decided_word, solid_headline
from prioritisation.sentences.shares import first_place_shares
from prioritisation.sentences.tipping import change_answer, other_weights_text, smallest_change
from prioritisation.sentences.verdict import conclusion
from prioritisation.ui.robustness import first_picture
from tests.each import each
from tests.prioritisation.sentences.everything import TWINS, lines_of, made
from tests.prioritisation.sentences.made import plain, ranking, settled, small
from tests.strategies import ENOUGH
from tests.thresholds import analyse

OF_A_FIRST = re.compile(r"premier|première|en tête|coup sûr|solide|meilleur", re.IGNORECASE)
SEEDS = 0, 1, 2, 5, 6, 7, 11, 12, 16, 17, 20, 24
TIED = re.compile(r"égalité|ex aequo", re.IGNORECASE)
CLAUSES = re.compile(r" ; |(?<=\.) ")
SCORES = st.sampled_from([0, 50, 100, (0, 50), (50, 100)])


def one_alone(clause):
    """Whether it is about a first place, names one of the twins only, and tells of no tie."""
    words = clause.lower()
    named = sum(twin in words for twin in TWINS)
    return named == 1 and OF_A_FIRST.search(clause) and not TIED.search(clause)


@each("seed", SEEDS)
def test_no_sentence_says_of_one_of_two_equal_levers_that_it_is_first(seed):
    lines = lines_of(seed)
    clauses = [clause for line in lines for clause in CLAUSES.split(line)]
    assert not {*filter(one_alone, clauses)}
    told = [c for c in clauses if all(twin in c.lower() for twin in TWINS) and TIED.search(c)]
    assert told, "that they are tied is said somewhere"


def test_the_cases_have_equal_levers_first_alone_of_all_and_not():
    firsts = {_lead_of(seed) for seed in SEEDS}
    assert {"equal", "another", "open"} <= firsts


def _lead_of(seed):
    case, scenario, _ = made(seed)
    sure = analyse(case, scenario).ranking.necessary_firsts
    return "open" if not sure else "equal" if 0 in sure else "another"


analyses = st.integers(2, 3).flatmap(
    lambda n: st.builds(
        lambda rows, points: settled(small(*rows, points=points)),
        st.lists(st.lists(SCORES, min_size=n, max_size=n), min_size=2, max_size=4),
        st.lists(st.sampled_from([1, 1, 2]), min_size=n, max_size=n),
    )
)


@ENOUGH
@given(analyses)
def test_no_word_of_solidity_is_for_a_lever_that_is_tied_or_may_be(analysis):
    robustness = assess_robustness(analysis)
    said = plain(solid_headline(analysis, robustness))
    word = decided_word(analysis, robustness.word)
    alone = _alone(analysis.matrix, analysis.weights, analysis.verdict.leaders)
    if not alone:
        assert not re.search(r"c’est (plutôt |peu )?solide", said)
        assert word in ("", "Aucun levier n’est sûr d’être seul premier")
    if analysis.verdict.lead in (Lead.TIED, Lead.REACHABLE):
        assert "à égalité" in said
        assert plain(reminder_text(analysis, word)).count("à égalité") == 1


@each("row", [(50, 20), ((10, 60), 20), (None, None)])
def test_one_lever_alone_is_not_perhaps_tied_with_nobody(row):
    analysis = small(row)
    assert plain(conclusion(analysis)) == "Un seul levier, A : il n’y a rien à classer."


def _alone(matrix, weights, rows):
    """Whether a lever is ahead of all others at any value of the unknown scores, told anew."""
    if len(rows) != 1:
        return False
    others = np.arange(len(matrix.low)) != rows[0]
    return bool((matrix.low[rows[0]] @ weights > matrix.high[others] @ weights + TIE).all())


WEIGHS = re.compile(
    r"^(?P<lever>\w+) (?P<claim>reste premier|serait premier|seraient?).*?"
    r"(?:(?:quel que soit le poids of|si|tant que) (?P<criterion>c\d))"
    r"(?: p[eè]s(?:ait|e) (?P<range>.*?), les autres)?"
)


@ENOUGH
@given(analyses)
def test_what_is_told_sure_of_a_weight_is_so_at_both_ends_of_what_is_written(analysis):
    for sentence in map(plain, changes(analysis)):
        match = WEIGHS.match(sentence)
        if match is None:
            continue
        row = [lever.label for lever in analysis.case.levers].index(match["lever"])
        column = [c.id for c in analysis.case.criteria].index(match["criterion"])
        low, high = _range(match["range"])
        for share in np.linspace(low, high, 7):
            weights = with_weight(analysis.weights, column, float(share))
            assert row in additive(analysis.matrix, weights).necessary_firsts, sentence
            if "à égalité" not in sentence:
                assert _alone(analysis.matrix, weights, (row,)), sentence


def _range(text):
    """Shares from the words: all of them, up to one, from one on, or between two.

    A unit inside what is told to the nearest.
    """
    if text is None:
        return 0.0, 1.0
    figures = re.findall(r"\d+(?:,\d+)?", text.partition(" (")[0])
    digits = max(len(figure.partition(",")[2]) for figure in figures)
    unit = 0.01 / 10**digits if "environ" in text else 0.0
    ends = [float(figure.replace(",", ".")) / 100 for figure in figures]
    if "au plus" in text:
        return 0.0, ends[0] - unit
    if "au moins" in text:
        return ends[0] + unit, 1.0
    return ends[0] + unit, ends[-1] - unit


def test_a_lead_that_ends_in_a_tie_when_one_criterion_has_all_the_weight_is_not_sure_there():
    said = plain(conclusion(settled(small([60, 50], [50, 50]))).settling.text)
    assert said == "A reste premier, seul ou à égalité, quel que soit le poids que l’on déplace."


def test_equal_levers_have_their_share_together_and_it_is_named_after_both():
    analysis = small([80, 20, 50], [20, 80, 50], [80, 20, 50])
    shares = first_place_shares(analysis.regions)
    labels = [lever.label for lever in analysis.case.levers]
    assert [(one.name(labels), round(one.sure, 6)) for one in shares] == [
        ("A et C, à égalité", 0.5),
        ("B", 0.5),
    ]
    assert plain(shares[0].sentence(labels, "50 %")) == ("A et C premiers à égalité pour 50 %")


def test_a_lever_that_another_may_equal_everywhere_is_named_with_it():
    analysis = settled(small([80, 20], [(50, 80), 20], [10, 10]))
    labels = [lever.label for lever in analysis.case.levers]
    (first, *_) = first_place_shares(analysis.regions)
    assert first.name(labels) == "A, peut-être à égalité avec B"
    assert analysis.region(0).sure_share == pytest.approx(1)
    assert analysis.region(0).alone_share == 0
    headline = solid_headline(analysis, assess_robustness(analysis))
    assert plain(headline.answer) == "Pas tout à fait : A est premier, peut-être à égalité."


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(-9, 9)), min_size=2, max_size=6))
def test_points_that_are_tied_are_one_figure(drawn):
    """Half points and less than a tie beside them: what rounding would tell apart."""
    values = np.array([[k / 2000 + noise * TIE / 20] for k, noise in drawn])
    made_ranking = ranking(values, values, [1.0])
    for i in range(len(values)):
        for j in range(len(values)):
            if abs(values[i, 0] - values[j, 0]) <= TIE:
                assert points_text(made_ranking, i) == points_text(made_ranking, j)
                assert contribution_texts(made_ranking, i) == contribution_texts(made_ranking, j)


def test_a_lever_that_weights_only_make_equal_is_never_said_to_be_put_first():
    """B equals A when all the weight is on c2, and is first for no share of the weights."""
    analysis = small([100, 100], [0, 100], [0, 0], points=[60, 40])
    robustness = assess_robustness(analysis)
    change = plain(smallest_change(analysis, robustness))
    assert "B en tête" in change
    assert (
        plain(change_answer(robustness)) == "1 autre levier pourrait l’être, avec d’autres poids."
    )
    picture = plain(first_picture(analysis, robustness))
    assert "Au mieux premiers à égalité : b." in picture
    assert "Jamais premiers : c." in picture


def test_of_levers_that_are_level_here_each_has_its_share_of_other_weights():
    analysis = small([100, 0], [0, 100], [10, 10], points=[50, 50])
    assert analysis.verdict.leaders == (0, 1)
    told = plain(other_weights_text(analysis))
    assert "A premier pour 50 répartitions de poids sur 100" in told
    assert "B premier pour 50 répartitions de poids sur 100" in told

import re
from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import load_case
from criteria.model import Standing
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.matrix import DecisionMatrix
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.regions import Region, Regions
from prioritisation.analysis.scenario import Lead, starting_scenario
from prioritisation.analysis.weights import with_weight
from prioritisation.sentences.counted import first_of, first_text
from prioritisation.sentences.decision import departure_text, departures_text, reminder_text
from prioritisation.sentences.phrases import contribution_texts, points_text, rank_text
from prioritisation.sentences.ranking import (
    assumption_lines,
    counting_text,
    rank_reason,
    ranking_alternative,
)
from prioritisation.sentences.robustness import decided_word, solid_headline
from prioritisation.sentences.rounding import rounded_sure, rounded_whole
from prioritisation.sentences.shares import (
    exact_weight_texts,
    first_place_shares,
    possible_share,
    region_texts,
    rounded_note,
    sure_share,
    weight_texts,
)
from prioritisation.sentences.tipping import change_answer, tipping_lines
from prioritisation.ui.experts import first_picture
from prioritisation.wording.numbers import points
from tests.cases.notes.make import HERE
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.sentences.everything import TWINS, lines_of
from tests.prioritisation.sentences.made import (
    case,
    held,
    normandie,
    plain,
    ranking,
    settled,
    small,
)
from tests.strategies import ENOUGH
from tests.thresholds import ROBUSTNESS, analyse


def test_the_ranking_in_words_names_every_lever_in_order():
    said = plain(ranking_alternative(normandie()))
    assert said.startswith(
        "Barres de points sur 100 : Mieux se déplacer, rang 1 à 6, 61 à 64 points ; Mieux produire"
    )
    assert all(lever.label in said for lever in case().levers)


def test_a_reason_is_made_of_the_contributions():
    said = plain(rank_reason(normandie((50, 30, 20)), 3))
    assert said == (
        "Mieux produire, rang 1, 59,3 à 71,0 points sur 100 : 25,98 pour l’impact GES, 30,00 "
        "pour l’écosystème partenarial et 3,33 à 15,00 pour la couverture existante."
    )


@each(
    ("default", "other", "taken", "flagged"),
    [
        (Standing.CONFIRMED, Standing.TO_CONFIRM, 1, True),
        (Standing.CONFIRMED, Standing.TO_CONFIRM, 0, False),
        (Standing.TO_CONFIRM, Standing.CONFIRMED, 1, True),
        (Standing.TO_CONFIRM, Standing.TO_CONFIRM, 0, True),
        (Standing.CONFIRMED, Standing.CONFIRMED, 1, False),
    ],
)
def test_a_way_of_counting_that_is_not_confirmed_is_flagged(default, other, taken, flagged):
    """In force without the group's agreement, or in a question that is still open."""
    asked = load_case(NORMANDIE)
    ghg = asked.questions[0]
    standings = (default, *[other] * (len(ghg.readings) - 1))
    readings = [replace(r, status=s) for r, s in zip(ghg.readings, standings, strict=True)]
    question = replace(ghg, readings=tuple(readings))
    settled = asked.questions[1].settled("primary")
    counted = replace(asked, questions=(question, settled))
    here = counted.reread(counted.default_combination, readings[taken].id)
    lines = [counting_text(one, here) for one in counted.questions]
    assert ("(à confirmer)" in lines[0]) is flagged
    assert "(à confirmer)" not in lines[1]
    assumed = assumption_lines(
        analyse(counted, replace(starting_scenario(counted), combination=here))
    )
    assert ("(à confirmer)" in assumed[0]) is flagged


def test_ranks_are_numbers_intervals_or_shared():
    found = ranking([[1, 1], [0, 0.2], [0, 0.4]], [[1, 1], [0.5, 0.5], [0.5, 0.5]], [0.5, 0.5])
    assert [rank_text(found, i) for i in range(3)] == ["1", "2 à 3", "2 à 3"]
    tied = ranking([[1, 0], [0, 1], [0, 0]], [[1, 0], [0, 1], [0, 0]], [0.5, 0.5])
    assert [rank_text(tied, i) for i in range(3)] == ["1 ex aequo", "1 ex aequo", "3"]
    below = ranking([[0.5], [0.5], [0]], [[0.5], [0.5], [1]], [1])
    assert [rank_text(below, i) for i in range(3)] == ["1 à 2 ex aequo", "1 à 2 ex aequo", "1 à 3"]


def test_points_have_decimals_only_when_they_are_needed_to_tell_levers_apart():
    clear = ranking([[0.731, 0], [0.5, 0]], [[0.731, 0], [0.5, 0]], [1, 0])
    assert points_text(clear, 0) == "73"
    near = ranking([[0.7312, 0], [0.7308, 0]], [[0.7312, 0], [0.7308, 0]], [1, 0])
    assert [points_text(near, i) for i in (0, 1)] == ["73,12", "73,08"]
    assert points_text(ranking([[0.734], [0.726]], [[0.734], [0.726]], [1]), 0) == "73,4"


@each(
    ("share", "sure", "possible"),
    [
        (0.0, "0 %", "0 %"), (1.0, "100 %", "100 %"), (0.3719, "37 %", "38 %"),
        (0.4999, "49 %", "50 %"), (0.997, "plus de 99 %", "plus de 99 %"),
        (0.002, "moins de 1 %", "moins de 1 %"), (0.0199, "1 %", "2 %"),
    ],
)  # fmt: skip
def test_shares_never_claim_more_than_they_are(share, sure, possible):
    assert plain(sure_share(share)) == sure
    assert plain(possible_share(share)) == possible


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


# Where a proposal departs from the ranking, against every way to settle what is not known.

VALUES = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
SPANS = st.tuples(VALUES, VALUES).map(sorted)
LEVERS = ["A", "B", "C", "D"]


def ranked(spans):
    low, high = (np.array([[s[k]] for s in spans]) for k in (0, 1))
    ids = tuple(LEVERS[: len(spans)])
    return additive(DecisionMatrix(ids, ("c",), low, high, {}), np.array([1.0]))


def leads(values, proposed):
    """Whether no lever left out has more points than one proposed."""
    others = [v for i, v in enumerate(values) if i not in proposed]
    return not others or min(values[i] for i in proposed) >= max(others)


@given(st.lists(SPANS, min_size=2, max_size=4), st.sets(st.integers(0, 3), min_size=1))
def test_it_says_what_every_completion_says(spans, chosen):
    proposed = [i for i in chosen if i < len(spans)]
    ranking = ranked(spans)
    texts = departures_text(ranking, LEVERS, proposed)
    outcomes = {leads(values, proposed) for values in product(*spans)} if proposed else {True}
    assert ("s’écarte du classement" in texts) == (outcomes == {False})
    assert ("pourrait passer devant" in texts) == (outcomes == {True, False})
    if "autant de points" in texts:
        assert outcomes == {True}
    for name, i in zip(LEVERS, range(len(spans)), strict=False):
        first = all(values[i] > max(values[:i] + values[i + 1 :]) for values in product(*spans))
        if first and i in proposed:
            assert f"devant {name}" not in departure_text(ranking, LEVERS, proposed)


def test_a_tie_is_said():
    text = departures_text(ranked([(0.5, 0.5), (0.5, 0.5), (0.2, 0.2)]), LEVERS, [0])
    assert (
        text == "B a autant de points que A\u00a0: c’est le groupe qui choisit, pas le classement."
    )


# Two levers that are tied are never told apart: not first alone, for sure or solid.

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
    for sentence in held(analysis):
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
    said = held(settled(small([60, 50], [50, 50])))
    assert "A reste premier, seul ou à égalité, quel que soit le poids of c1." in said, said


def test_equal_levers_have_their_share_together_and_it_is_named_after_both():
    analysis = small([80, 20, 50], [20, 80, 50], [80, 20, 50])
    shares = first_place_shares(analysis.regions)
    labels = [lever.label for lever in analysis.case.levers]
    assert [(one.name(labels), round(one.sure, 6)) for one in shares] == [
        ("A et C, à égalité", 0.5),
        ("B", 0.5),
    ]
    assert plain(shares[0].sentence(labels, "50 %")) == ("A et C premiers à égalité pour 50 %")


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
    assert "met B en tête, au moins à égalité" in plain(tipping_lines(analysis, robustness)[0])
    assert (
        plain(change_answer(robustness)) == "1 autre levier pourrait l’être, avec d’autres poids."
    )
    picture = plain(first_picture(analysis, robustness))
    assert "Au mieux premiers à égalité : b." in picture
    assert "Jamais premiers : c." in picture


# « 1,9 point », « 2,0 points »: French has the plural from two on, of the figure that is read.

_AMOUNT = re.compile(r"(\d[\d ]*(?:,\d+)?) (points?)\b")


def disagreeing(text):
    """The amounts of points of a text whose noun is not that of the figure before it."""
    found = _AMOUNT.findall(plain(text))
    return [
        f"{figure} {noun}"
        for figure, noun in found
        if (float(figure.replace(" ", "").replace(",", ".")) >= 2) != (noun == "points")
    ]


@each(
    ("figure", "words"),
    [
        ("1,9", "1,9 point"), ("2,0", "2,0 points"), ("1 à 2", "1 à 2 points"), ("0", "0 point"),
        ("1\u00a0004", "1 004 points"), ("\N{MINUS SIGN}2", "\N{MINUS SIGN}2 points"),
    ],
)  # fmt: skip
def test_the_plural_is_that_of_the_figure_as_written(figure, words):
    assert plain(points(figure)) == words


@each("name", ["clear", "contested", "undecidable"])
def test_every_note_agrees(name):
    assert disagreeing((HERE / f"{name}.txt").read_text("utf-8")) == []


# What makes up a whole adds up to it, and no figure says more than is known: on random shares.

THRESHOLDS = ROBUSTNESS
LIMITS = (0.9, 0.7, 0.5)
parts = st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any)


def of_one(numbers):
    return [n / sum(numbers) for n in numbers]


def read(text):
    """The least and the most that a share may be, in percent, as somebody reads it."""
    for words, low, high in (("moins de ", 0, None), ("plus de ", None, 100)):
        if text.startswith(words):
            figure = number(text.removeprefix(words))
            return (low, figure) if high is None else (figure, high)
    return (number(text),) * 2


def number(text):
    return float(text.removesuffix(" %").replace(",", "."))


def regions(numbers, undecided, more):
    """Shares of the weights: sure ones, an undecided part, and what is possible beside."""
    whole = sum(numbers) + undecided
    sure = [n / whole for n in numbers]
    possible = [min(1.0, s + undecided * m / whole) for s, m in zip(sure, more, strict=True)]
    made = (Region(str(k), *pair) for k, pair in enumerate(zip(sure, possible, strict=True)))
    return Regions(tuple(made), undecided / whole)


@given(parts, st.sampled_from([(exact_weight_texts, 0.0501), (weight_texts, 0.5 + 1e-6)]))
def test_weights_add_up_or_say_why_and_equal_ones_are_written_alike(numbers, way):
    (written, error), weights = way, of_one(numbers)
    texts = [plain(text) for text in written(weights)]
    for text, weight in zip(texts, weights, strict=True):
        low, high = read(text)
        assert low - error <= 100 * weight <= high + error
        assert (text == texts[weights.index(weight)]) is True
        assert high > 0 or weight <= 1e-9
    low, high = (sum(ends) for ends in zip(*map(read, texts), strict=True))
    adds_up = low - 1e-6 <= 100 <= high + 1e-6
    if written is weight_texts:
        assert rounded_note(weights) == ("" if adds_up else "poids arrondis")
        return
    equal = len(set(weights)) < len(weights)
    assert equal or adds_up


@given(parts)
def test_weights_of_a_room_are_whole_the_nearest_and_in_their_order(numbers):
    weights = of_one(numbers)
    texts = [plain(text) for text in weight_texts(weights)]
    assert not any("," in text for text in texts)
    for text, weight in zip(texts, weights, strict=True):
        if "de" not in text:
            assert abs(100 * weight - read(text)[0]) <= 0.5 + 1e-6
    ranked = [read(texts[k]) for k in sorted(range(len(weights)), key=weights.__getitem__)]
    assert ranked == sorted(ranked)


@given(parts)
def test_whole_shares_keep_their_order_and_reach_no_limit_before_it_is(numbers):
    shares = of_one(numbers)
    units = rounded_whole(shares, LIMITS).units
    for share, unit in zip(shares, units, strict=True):
        assert abs(100 * share - unit) < 1
        for limit in LIMITS:
            assert unit < 100 * limit or share >= limit - 1e-9
    assert [u for _, u in sorted(zip(shares, units, strict=True))] == sorted(units)


@given(parts, st.integers(1, 10**6), st.data())
def test_what_is_undecided_lets_no_sure_share_be_rounded_up(numbers, undecided, data):
    more = data.draw(st.lists(st.floats(0, 1), min_size=len(numbers), max_size=len(numbers)))
    given_ = regions(numbers, undecided, more)
    texts = region_texts(given_, THRESHOLDS)
    least = [read(plain(text)) for text in texts.sure]
    most = [read(plain(text)) for text in texts.possible]
    for region, (low, _), (_, high) in zip(given_.regions, least, most, strict=True):
        assert low <= 100 * region.sure_share + 1e-6
        # An exact share is one figure.
        exact = region.possible_share - region.sure_share <= 1e-9
        assert exact or high >= 100 * region.possible_share - 1e-6
        assert low >= 100 * region.sure_share - 1
    low, high = read(plain(texts.undecided))
    assert low - 1 <= 100 * given_.undecided_share <= high + 1e-6
    assert not any("," in plain(text) for text in (*texts.sure, *texts.possible, texts.undecided))
    rounded = rounded_sure([r.sure_share for r in given_.regions], given_.undecided_share)
    assert rounded.whole <= sum(rounded.units) + len(numbers)


@each(
    ("shares", "written"),
    [
        ([1 / 3, 1 / 3, 1 / 3], ["33,3 %"] * 3),
        ([0.5, 0.25, 0.25], ["50 %", "25 %", "25 %"]),
        ([0.34635620915, 0.266801051617, 0.386842739232], ["34,6 %", "26,7 %", "38,7 %"]),
        ([1.0, 0.0], ["100 %", "0 %"]),
    ],
)
def test_weights_as_they_are_written(shares, written):
    assert [plain(text) for text in exact_weight_texts(shares)] == written


@each(
    ("shares", "written"),
    [
        ([1 / 3, 1 / 3, 1 / 3], ["33 %"] * 3),
        ([0.3387, 0.3226, 0.3387], ["34 %", "32 %", "34 %"]),
        ([0.34635620915, 0.266801051617, 0.386842739232], ["35 %", "27 %", "39 %"]),
        ([0.996, 0.004], ["plus de 99 %", "moins de 1 %"]),
    ],
)
def test_weights_as_a_room_reads_them(shares, written):
    assert [plain(text) for text in weight_texts(shares)] == written

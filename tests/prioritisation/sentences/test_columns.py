import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.comparison import Change, Column
from prioritisation.analysis.opinions import Method, opinion
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.drawing.rank_bench import RankSpan
from prioritisation.sentences.columns import (
    change_label,
    column_first,
    comparison_answer,
    exactness_note,
    what_changes,
)
from prioritisation.sentences.counted import answers_once
from prioritisation.sentences.explained import method_name, method_note
from prioritisation.sentences.headline import MOST_WORDS
from tests.each import each
from tests.prioritisation.sentences.made import case, normandie, plain, settled, small
from tests.strategies import cases, completions
from tests.thresholds import compare

DECIDED = {"ghg_impact": 50, "partner_ecosystem": 30, "existing_coverage": 20}
OTHERS = [m for m in Method if m is not Method.ADDITIVE]


def column(analysis, change=None, *, examined=0):
    """A column of an analysis; ``examined``: as if so many cases only had been examined."""
    change = change or Change()
    found = opinion(analysis.matrix, analysis.weights, change.method)
    if examined:
        found = replace(found, exhaustive=False, completions=examined)
    return Column(change, analysis, found)


def first(*rows, **options):
    return plain(column_first(column(settled(small(*rows)), **options)))


def decided():
    return Scenario(DECIDED, "gt")


@each(
    ("rows", "said"),
    [
        pytest.param([[90], [50], [10]], "A est premier", id="first for sure"),
        pytest.param([[50], [50], [10]], "A et B sont premiers à égalité", id="tied"),
        pytest.param([[50], [50]], "A et B sont premiers à égalité", id="two levers, identical"),
        pytest.param(
            [[50], [(10, 50)], [10]], "A est premier, peut-être à égalité avec B", id="reached"
        ),
        pytest.param(
            [[50], [(1, 50)], [(2, 50)]],
            "A est premier, peut-être à égalité avec B ou C",
            id="perhaps tied with two",
        ),
        pytest.param(
            [[50], [50], [(10, 50)]],
            "A et B sont premiers à égalité, peut-être avec C",
            id="tied and perhaps more",
        ),
        pytest.param(
            [[(40, 60)], [50], [10]], "2 leviers peuvent encore être premiers (A et B)", id="open"
        ),
        pytest.param(
            [[(0, 100)], [50], [50]],
            "n’importe lequel des 3 leviers peut encore être premier",
            id="anybody",
        ),
    ],
)  # fmt: skip
def test_who_is_first_is_said_for_every_state(rows, said):
    assert first(*rows) == said


@each(
    ("rows", "said"),
    [
        ([[90], [50], [10]], "A est premier dans les 512 cas examinés"),
        ([[50], [50], [10]], "A et B sont premiers à égalité dans les 512 cas examinés"),
        (
            [[(40, 60)], [50], [10]],
            "2 leviers peuvent encore être premiers (A et B) dans les 512 cas examinés",
        ),
        # That anybody may be first is proved by the cases examined.
        ([[(0, 100)], [50], [50]], "n’importe lequel des 3 leviers peut encore être premier"),
    ],
)
def test_what_was_found_in_some_cases_is_not_said_of_all(rows, said):
    assert first(*rows, examined=512) == said


def test_many_levers_are_counted_and_a_few_are_named():
    rows = [[(10 + i, 90)] for i in range(20)] + [[0]]
    assert first(*rows) == ("20 leviers peuvent encore être premiers (A, B, C, D et 16 autres)")
    assert first(*[[50]] * 6, [0]) == "A, B, C, D et 2 autres sont premiers à égalité"
    assert first([50], *[[(i, 50)] for i in range(6)]) == (
        "A est premier, peut-être à égalité avec B, C, D, E ou l’un de 2 autres"
    )
    assert first(*[[(10, 90)]] * 30).startswith("n’importe lequel des 30 leviers")


def test_one_other_alone_is_named():
    assert first(*[[50]] * 5, [0]) == "A, B, C, D et E sont premiers à égalité"


@given(st.data())
def test_only_a_lever_that_is_first_whatever_is_unknown_is_said_to_be(data):
    drawn = data.draw(cases())
    (shown,) = compare(drawn, starting_scenario(drawn), [])
    said = column_first(shown)
    named = {i for i, lever in enumerate(drawn.levers) if lever.label in said}
    assert named <= set(shown.possible_firsts)
    values = data.draw(completions(shown.analysis.matrix)) @ shown.analysis.weights
    best = {i for i, v in enumerate(values) if v >= values.max() - 1e-9}
    if re.search(" est premier| sont premiers", said):
        sure = said.split(", peut-être")[0]
        assert {i for i in named if drawn.levers[i].label in sure} <= best
        assert best <= named
    elif "n’importe lequel" not in said and "dépend d’abord" not in said:
        assert best <= named


@each("method", OTHERS)
@each("points", [(50, 50, 50), (50, 30, 20), (0, 100, 0), (90, 10, 0)])
def test_on_the_case_of_normandie_nothing_sampled_is_announced_as_certain(method, points):
    """Its unknown scores and counts have too many completions to be all examined."""
    shown = column(normandie(points), Change(method=method))
    said, changed = (plain(s) for s in (column_first(shown), what_changes(shown, shown)))
    if shown.opinion.exhaustive:
        assert "examinés" not in said
    elif len(shown.possible_firsts) == len(case().levers):
        assert said.startswith("avec les choix actuels, n’importe lequel des 6 leviers")
    else:
        assert said.endswith("dans les 512 cas examinés")
    assert said in changed


def test_the_sampled_first_place_of_topsis_is_found_and_not_proved():
    shown = column(normandie((50, 30, 20)), Change(method=Method.TOPSIS))
    assert not shown.opinion.exhaustive
    assert plain(column_first(shown)) == (
        "avec les choix actuels, Mieux produire est premier dans les 512 cas examinés"
    )


def test_ranks_are_numbers_spans_or_shared():
    shown = column(small([90], [(20, 60)], [40], [10], [10]))
    assert [plain(RankSpan.of(shown.opinion, i)) for i in range(5)] == [
        "1", "2 à 3", "2 à 3", "4 ex aequo", "4 ex aequo",
    ]  # fmt: skip


def test_a_column_is_named_by_what_it_changes():
    whole, here = case(), starting_scenario(case())
    turned = replace(here, senses={"existing_coverage": Sense.MAX})
    coverage = frozenset({"existing_coverage"})
    for scenario, change, label in [
        (here, Change(), "Classement actuel"),
        (here, Change(equal=True), "Poids égaux"),
        (here, Change(method=Method.TOPSIS), "Distance à l’idéal"),
        (here, Change(method=Method.WEIGHTED_PRODUCT), "Produit pondéré"),
        (here, Change(readings=("sgpe",)), "Chantiers du simulateur SGPE"),
        (here, Change(reversed=coverage), "Plus couvert = plus prioritaire"),
        (turned, Change(reversed=coverage), "Moins couvert = plus prioritaire"),
        (
            here,
            Change(equal=True, method=Method.VIKOR, readings=("sgpe",), reversed=coverage),
            (
                "Poids égaux + compromis + chantiers du simulateur SGPE + "
                "plus couvert = plus prioritaire"
            ),
        ),
    ]:
        assert plain(change_label(whole, scenario, change)) == label


@each("method", Method)
def test_each_method_says_what_it_looks_at(method):
    name, note = plain(method_name(method)), plain(method_note(method))
    assert re.match(rf"{name}( \([^)]+\))? : ", note, re.IGNORECASE)
    assert note.endswith(".")


def test_a_column_with_the_same_answer_says_so():
    here, other = column(settled(small([90], [50]))), column(settled(small([60], [50])))
    assert plain(what_changes(here, other)) == "Même réponse : A est premier."
    assert plain(what_changes(here, column(settled(small([10], [50]))))) == "B est premier."
    wider = column(settled(small([(10, 90)], [50])))
    assert plain(what_changes(here, wider)) == (
        "N’importe lequel des 2 leviers peut encore être premier."
    )


@given(st.lists(st.sampled_from(["A est premier.", "B est premier.", "C."]), max_size=8))
def test_an_answer_that_stands_above_is_led_to_in_one_step(answers):
    rows = {f"n{k}": answer for k, answer in enumerate(answers)}
    said = dict(zip(rows, answers_once(rows.items()), strict=True))
    assert [a for a in said.values() if a in answers] == list(dict.fromkeys(answers))
    for name, answer in rows.items():
        like = re.fullmatch(r"Même réponse que « (\w+) ».", plain(said[name]))
        assert answer == (said[like[1]] if like else said[name])


def test_nothing_beside_is_said():
    assert plain(comparison_answer((column(small([9], [5])),))) == (
        "Rien n’est encore comparé. Choisissez un autre classement ci-dessous."
    )


SO = "Tout cela avec les choix actuels, encore à confirmer."
UNSETTLED = small([90], [50], [10])
A, B = settled(UNSETTLED), settled(small([50], [90], [10]))
TIED, OPEN = settled(small([50], [50], [10])), settled(small([(0, 100)], [50], [10]))


@each(
    ("analyses", "loud", "rest"),
    [
        pytest.param(
            [A, A],
            "Rien ne change : l’autre classement donne la même réponse.",
            "A est premier.",
            id="same",
        ),
        pytest.param(
            [A, A, A],
            "Rien ne change : les 2 autres classements donnent la même réponse.",
            "A est premier.",
            id="same in two",
        ),
        pytest.param(
            [UNSETTLED, UNSETTLED],
            "Rien ne change : l’autre classement donne la même réponse.",
            "La première place dépend d’abord d’un choix ouvert, le sens of c1.",
            id="same counted so",
        ),
        pytest.param(
            [OPEN, A],
            "La réponse change dans 1 autre classement sur 1.",
            "Sur 2 classements : plusieurs leviers peuvent être premiers dans 1, A est premier "
            "dans 1.",
            id="one other",
        ),
        pytest.param(
            [A, OPEN],
            "La réponse n’est plus sûre dans 1 autre classement sur 1.",
            "Sur 2 classements : A est premier dans 1, plusieurs leviers peuvent être premiers "
            "dans 1.",
            id="no longer sure",
        ),
        pytest.param(
            [A, OPEN, B],
            "La réponse change dans 1 autre classement sur 2, n’est plus sûre dans 1.",
            "Sur 3 classements : A est premier dans 1, plusieurs leviers peuvent être premiers "
            "dans 1, B est premier dans 1.",
            id="changed or no longer sure",
        ),
        pytest.param(
            [A, A, B],
            "La réponse change dans 1 autre classement sur 2.",
            "Sur 3 classements : A est premier dans 2, B est premier dans 1.",
            id="another lever",
        ),
        pytest.param(
            [OPEN, A, B, TIED],
            "La réponse change dans 3 autres classements sur 3.",
            "Sur 4 classements : plusieurs leviers peuvent être premiers dans 1, A est premier "
            "dans 1, B est premier dans 1, A et B sont premiers à égalité dans 1.",
            id="everything",
        ),
        pytest.param(
            [OPEN, small([10], [(0, 100)], [50]), OPEN],
            "Qui peut être premier change dans 1 autre classement sur 2.",
            "Sur 3 classements : plusieurs leviers peuvent être premiers dans tous. " + SO,
            id="never decided",
        ),
        pytest.param(
            [OPEN, small([10], [(0, 100)], [50])],
            "Qui peut être premier change dans 1 autre classement sur 1.",
            "Sur 2 classements : plusieurs leviers peuvent être premiers dans tous. " + SO,
            id="never decided in two",
        ),
        pytest.param(
            [OPEN, A, small([10], [(0, 100)], [50])],
            "La réponse change dans 1 autre classement sur 2.",
            "Sur 3 classements : plusieurs leviers peuvent être premiers dans 2, "
            "A est premier dans 1. " + SO,
            id="decided once",
        ),
    ],
)
def test_the_answer_counts_the_rankings_that_change_it(analyses, loud, rest):
    said = comparison_answer(tuple(column(a) for a in analyses))
    assert [plain(said.answer), plain(said.reservation)] == [loud, rest]
    assert len([w for w in plain(said.answer).split() if re.search(r"\w", w)]) <= MOST_WORDS


@each("several", [1, 2, 3])
def test_a_tie_that_others_may_join_is_never_counted_with_one_that_they_cannot(several):
    sure = small(*[[50]] * several, [10], [10])
    joined = small(*[[50]] * several, [(10, 50)], [10])
    columns = tuple(column(a) for a in (sure, joined, small([10], [10], [90], [20], [30])))
    rest = plain(comparison_answer(columns).reservation)
    assert rest.count("peut-être") == 1
    assert "dans 2" not in rest


def test_the_answer_says_which_methods_were_only_sampled():
    topsis, vikor = (Change(method=m) for m in (Method.TOPSIS, Method.VIKOR))
    sampled = [column(A, change, examined=512) for change in (topsis, vikor)]
    said = plain(comparison_answer((column(B), *sampled)).reservation)
    assert said == "Sur 3 classements : B est premier dans 1, A est premier dans 2."
    assert exactness_note([column(A)]) == ""
    sampled = column(A, Change(method=Method.TOPSIS), examined=512)
    assert plain(exactness_note([column(A), sampled, sampled])) == (
        "Distance à l’idéal : rangs constatés sur 512 cas, pas sur tous (un cas donne une valeur "
        "possible à chaque note incertaine) ; l’étendue vraie peut être plus large."
    )


@given(
    st.tuples(*[st.integers(0, 100)] * 3).filter(any),
    st.sampled_from(["gt", "gt_freight", "sgpe"]),
    st.lists(
        st.builds(
            Change,
            st.booleans(),
            st.just(Method.ADDITIVE),
            st.sampled_from([(), ("gt",), ("gt_freight",), ("sgpe",)]),
            st.sampled_from([frozenset(), frozenset({"existing_coverage"})]),
        ),
        max_size=3,
    ),
)
def test_every_comparison_has_whole_sentences(points, combination, changes):
    scenario = Scenario(dict(zip(DECIDED, points, strict=True)), combination)
    columns = compare(case(), scenario, changes)
    sentences = [
        str(comparison_answer(columns)),
        *(what_changes(columns[0], c) for c in columns),
    ]
    for sentence in sentences:
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert not re.search(r"\b(first|and|or|the|of|in|tied)\b", sentence)


def test_the_answer_names_no_lever_that_is_never_first():
    columns = compare(case(), decided(), [Change(equal=True), Change(readings=("sgpe",))])
    may = {i for c in columns for i in c.possible_firsts}
    said = str(comparison_answer(columns))
    for i, lever in enumerate(case().levers):
        assert i in may or lever.label not in said

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.comparison import Change, Column
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.opinions import Method, opinion
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.sentences.columns import column_first, comparison_answer, what_changes
from prioritisation.sentences.headline import MOST_WORDS
from prioritisation.sentences.verdict import conclusion
from tests.each import each
from tests.prioritisation.sentences.made import case, normandie, plain, settled, small
from tests.strategies import cases, completions
from tests.thresholds import analyse, compare

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


def test_a_column_with_the_same_answer_says_so():
    here, other = column(settled(small([90], [50]))), column(settled(small([60], [50])))
    assert plain(what_changes(here, other)) == "Même réponse : A est premier."
    assert plain(what_changes(here, column(settled(small([10], [50]))))) == "B est premier."
    wider = column(settled(small([(10, 90)], [50])))
    assert plain(what_changes(here, wider)) == (
        "N’importe lequel des 2 leviers peut encore être premier."
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


def test_the_answer_names_no_lever_that_is_never_first():
    columns = compare(case(), decided(), [Change(equal=True), Change(readings=("sgpe",))])
    may = {i for c in columns for i in c.possible_firsts}
    said = str(comparison_answer(columns))
    for i, lever in enumerate(case().levers):
        assert i in may or lever.label not in said


# In how many rankings beside it the answer changes: as *Classer* counts the same ones.


def column_column_answer(analysis):
    return Column(Change(), analysis, opinion(analysis.matrix, analysis.weights, Method.ADDITIVE))


def counted(sentence, *patterns, left=0):
    """How many it says that change, and that are not sure; ``left``: how many the others are."""
    for pattern in patterns:
        if match := re.search(pattern, plain(sentence)):
            found = match.groupdict()
            return tuple(
                left if f"all_{name}" in found else int(found.get(name) or 0)
                for name in ("other", "unsure")
            )
    return 0, 0


COLUMN_ANSWER_A = [[90], [50], [10]]
OUT = [[10], [(0, 100)], [50]]
"""A cannot be first, and nobody knows who is."""

MAYBE, NOT_ALONE = [[50], [(0, 100)], [10]], [[50], [(10, 50)], [10]]


@each(
    ("others", "said"),
    [
        pytest.param(
            [OUT], "La réponse change dans 1 autre classement sur 1.", id="cannot be first"
        ),
        pytest.param(
            [OUT, MAYBE],
            "La réponse change dans 1 autre classement sur 2, n’est plus sûre dans 1.",
            id="one of each",
        ),
        pytest.param(
            [NOT_ALONE],
            "La réponse n’est plus sûre dans 1 autre classement sur 1.",
            id="perhaps not alone",
        ),
        pytest.param(
            [COLUMN_ANSWER_A, MAYBE, MAYBE],
            "La réponse n’est plus sûre dans 2 autres classements sur 3.",
            id="only no longer sure",
        ),
    ],
)
def test_a_ranking_in_which_the_first_cannot_be_first_changes_the_answer(others, said):
    columns = (column_column_answer(settled(small(*rows))) for rows in (COLUMN_ANSWER_A, *others))
    answer = plain(comparison_answer(tuple(columns)).answer)
    assert answer == said
    assert len(answer.split()) <= MOST_WORDS


WAYS_OF_CLASSER = (
    r"Dans (?P<other>\d+) autres?, c’est .* ; dans (?P<unsure>\d+), ce n’est pas sûr",
    r"Dans les autres, c’est (?P<all_other>)",
    r"Dans les autres, ce n’est pas sûr(?P<all_unsure>)",
)
RANKINGS_BESIDE = (
    r"La réponse change dans (?P<other>\d+) autres? .*, n’est plus sûre dans (?P<unsure>\d+)",
    r"La réponse change dans (?P<other>\d+)",
    r"La réponse n’est plus sûre dans (?P<unsure>\d+)",
)


@each("combination", ["gt-primary", "sgpe-all_links"])
@each("points", [(1, 1, 1), (50, 30, 20), (70, 15, 15), (20, 60, 20), (20, 20, 60), (10, 45, 45)])
def test_it_is_what_classer_counts_of_the_same_ways(normandie, points, combination):
    ids = [criterion.id for criterion in normandie.criteria if criterion.active]
    analysis = analyse(normandie, Scenario(dict(zip(ids, points, strict=True)), combination))
    here, *others = crossing_of(analysis).outcomes
    if here.sure is None or any(outcome.tied for outcome in others):
        assert "façons de trancher. Dans" not in plain(conclusion(analysis))
        return
    beside = [column_column_answer(analyse(outcome.case, outcome.scenario)) for outcome in others]
    of_columns = counted(
        comparison_answer((column_column_answer(analysis), *beside)).answer, *RANKINGS_BESIDE
    )
    left = sum(outcome.sure != here.sure for outcome in others)
    of_ways = counted(conclusion(analysis).reservation, *WAYS_OF_CLASSER, left=left)
    # Where *Classer* names who is first in some, the rest is not sure, whoever is out in it.
    named = any(outcome.sure not in (None, here.sure) for outcome in others)
    assert sum(of_columns) == sum(of_ways)
    assert of_columns[0] >= of_ways[0] if named else of_columns == of_ways

"""In how many rankings beside it the answer changes: as *Classer* counts the same ones."""

import re

import pytest

from prioritisation.analysis.comparison import Change, Column
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.opinions import Method, opinion
from prioritisation.analysis.scenario import Scenario
from prioritisation.sentences.columns import comparison_answer
from prioritisation.sentences.headline import MOST_WORDS
from prioritisation.sentences.verdict import conclusion
from tests.each import each
from tests.prioritisation.sentences.made import plain, settled, small
from tests.thresholds import analyse


def column(analysis):
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


A = [[90], [50], [10]]
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
            [A, MAYBE, MAYBE],
            "La réponse n’est plus sûre dans 2 autres classements sur 3.",
            id="only no longer sure",
        ),
    ],
)
def test_a_ranking_in_which_the_first_cannot_be_first_changes_the_answer(others, said):
    columns = (column(settled(small(*rows))) for rows in (A, *others))
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
    beside = [column(analyse(outcome.case, outcome.scenario)) for outcome in others]
    of_columns = counted(comparison_answer((column(analysis), *beside)).answer, *RANKINGS_BESIDE)
    left = sum(outcome.sure != here.sure for outcome in others)
    of_ways = counted(conclusion(analysis).reservation, *WAYS_OF_CLASSER, left=left)
    # Where *Classer* names who is first in some, the rest is not sure, whoever is out in it.
    named = any(outcome.sure not in (None, here.sure) for outcome in others)
    assert sum(of_columns) == sum(of_ways)
    assert of_columns[0] >= of_ways[0] if named else of_columns == of_ways

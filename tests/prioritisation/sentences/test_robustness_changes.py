import re

from hypothesis import given

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.ranking import additive
from prioritisation.sentences.robustness_tests import leaving_lines
from prioritisation.sentences.tipping import tipping_lines
from tests.prioritisation.sentences.made import LEVERS, plain, small
from tests.strategies import matrix_of, weighted


def lines(analysis, tell=tipping_lines):
    return [plain(line) for line in tell(analysis, assess_robustness(analysis))]


def test_an_enough_move_is_rounded_up():
    told = lines(small([100, 0], [0, 50], points=[1, 1]))
    assert told[0].startswith("Déplacer 17 % du poids met B en tête")


@given(weighted(rows=(2, 4), columns=(2, 3)))
def test_nothing_is_said_to_stay_when_who_may_be_first_is_another(pair):
    """Against the two rankings, with and without, made apart."""
    matrix, weights = pair
    rows = [
        [(100 * low, 100 * high) for low, high in zip(lows, highs, strict=True)]
        for lows, highs in zip(matrix.low, matrix.high, strict=True)
    ]
    analysis = small(*rows, points=list(weights))
    ranking = analysis.ranking
    told = " ".join(lines(analysis, leaving_lines))
    for row in range(len(rows)):
        others = [i for i in range(len(rows)) if i != row]
        alone = additive(matrix_of(matrix.low[others], matrix.high[others]), analysis.weights)
        after, before = (
            tuple(tuple(names[k] for k in firsts if names[k] != row) for firsts in both)
            for names, both in (
                (others, (alone.necessary_firsts, alone.possible_firsts)),
                (range(len(rows)), (ranking.necessary_firsts, ranking.possible_firsts)),
            )
        )
        assert (f"Sans {LEVERS[row].upper()} : " in told) is (after != before)
    nothing = "ne change rien entre les autres" in told
    assert nothing is (re.search("Sans [A-D] : ", told) is None)

import pytest

from criteria.evidence import Claim
from criteria.model import Score, Status
from criteria.scales import LinearScale, WordLevel, WordScale
from prioritisation.analysis.conflicts import ClaimOutcome, check_claim
from tests.each import each
from tests.strategies import case_of, criterion_of

WORDS = WordScale((WordLevel("none", "", 0), WordLevel("some", "", 0.3), WordLevel("all", "", 1)))
LESS_IS_BETTER = LinearScale(12, 0)
YES, NO = ClaimOutcome.SUPPORTED, ClaimOutcome.CONTRADICTED
MAYBE, NOBODY_KNOWS = ClaimOutcome.OVERLAPPING, ClaimOutcome.UNKNOWN


def table_of(bounds, scale=LESS_IS_BETTER):
    scores = {(v, "c"): Score(v, "c", *b, Status.OPINION) for v, b in bounds.items()}
    return case_of([criterion_of("c", scale)], scores).tables["here"]


def claim_of(higher, lower):
    return Claim("C1", "c", tuple(higher), tuple(lower), ("E1",), (), "as we read it", "")


@each(
    ("higher", "lower", "outcome"),
    [
        pytest.param((5, 5), (4, 4), YES, id="above"),
        pytest.param((4, 4), (5, 5), NO, id="below"),
        pytest.param((4, 4), (4, 4), MAYBE, id="equal"),
        pytest.param((4, 6), (1, 3), YES, id="an interval above"),
        pytest.param((1, 3), (4, 6), NO, id="an interval below"),
        pytest.param((3, 6), (1, 3), MAYBE, id="intervals that touch, the right way"),
        pytest.param((1, 3), (3, 6), MAYBE, id="intervals that touch, the wrong way"),
        pytest.param((1, 6), (3, 4), MAYBE, id="an interval around the other"),
        pytest.param((None, None), (3, 4), NOBODY_KNOWS, id="the higher unknown"),
        pytest.param((12, 12), (None, None), NOBODY_KNOWS, id="the lower unknown"),
    ],
)
def test_two_scores_support_or_contradict_a_statement(higher, lower, outcome):
    check = check_claim(claim_of("a", "b"), table_of({"a": higher, "b": lower}))
    (pair,) = check.pairs
    assert (pair.outcome, check.outcome) == (outcome, outcome)
    assert (pair.higher, pair.lower) == ("a", "b")


@each(
    ("higher", "lower", "outcome"),
    [
        (("all", "all"), ("some", "some"), YES),
        (("none", "none"), ("some", "all"), NO),
        (("some", "all"), ("none", "some"), MAYBE),
    ],
)
def test_words_are_compared_by_their_order_not_by_their_letters(higher, lower, outcome):
    for scale in (WORDS, WORDS.reversed()):
        table = table_of({"a": higher, "b": lower}, scale)
        assert check_claim(claim_of("a", "b"), table).outcome is outcome


def test_every_lever_of_one_side_is_held_against_every_lever_of_the_other():
    table = table_of({v: (n, n) for n, v in enumerate("abcd")})
    check = check_claim(claim_of("cd", "ab"), table)
    assert [(p.higher, p.lower) for p in check.pairs] == [*map(tuple, ("ca", "cb", "da", "db"))]
    assert check.outcome is YES


@each(
    ("others", "outcome"),
    [
        ({}, YES),
        ({"x": (4, 6)}, MAYBE),
        ({"x": (4, 6), "y": (None, None)}, NOBODY_KNOWS),
        ({"y": (None, None), "z": (1, 1)}, NO),
        ({"x": (4, 6), "y": (None, None), "z": (1, 1)}, NO),
    ],
)
def test_the_whole_claim_is_worth_its_weakest_pair(others, outcome):
    table = table_of({"a": (9, 9), "b": (5, 5)} | others)
    assert check_claim(claim_of("a" + "".join(others), "b"), table).outcome is outcome

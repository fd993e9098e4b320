"""« 1,9 point », « 2,0 points »: French has the plural from two on, of the figure that is read."""

import re

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.comparison import Change
from prioritisation.sentences.columns import reasons_of
from prioritisation.sentences.ranking import rank_reason, ranking_alternative
from prioritisation.sentences.verdict import conclusion
from prioritisation.wording.numbers import points
from tests.cases.notes.make import HERE
from tests.each import each
from tests.prioritisation.sentences.everything import lines_of
from tests.prioritisation.sentences.made import plain, settled, small
from tests.thresholds import compare

_AMOUNT = re.compile(r"(\d[\d ]*(?:,\d+)?) (points?)\b")
NEAR_TWO = st.floats(0, 4)


def disagreeing(text):
    """The amounts of points of a text whose noun is not that of the figure before it."""
    found = _AMOUNT.findall(plain(text))
    return [
        f"{figure} {noun}"
        for figure, noun in found
        if (float(figure.replace(" ", "").replace(",", ".")) >= 2) != (noun == "points")
    ]


def test_the_reader_of_amounts_sees_a_wrong_plural():
    assert disagreeing("A a 2 point, B 1,9 points, C 0,9 à 2,0 point") == [
        "2 point",
        "1,9 points",
        "2,0 point",
    ]
    assert not disagreeing("A a 1 à 2 points, B 1,9 point, C 0 point, D 1 004 points")


@each(
    ("figure", "words"),
    [
        ("1,9", "1,9 point"),
        ("2,0", "2,0 points"),
        ("1 à 2", "1 à 2 points"),
        ("0", "0 point"),
        ("1\u00a0004", "1 004 points"),
        ("\N{MINUS SIGN}2", "\N{MINUS SIGN}2 points"),
    ],
)
def test_the_plural_is_that_of_the_figure_as_written(figure, words):
    assert plain(points(figure)) == words


@given(low=NEAR_TWO, wide=NEAR_TWO)
def test_a_lead_has_the_plural_of_its_figure(low, wide):
    for known in (50 + low, (50 + low, 50 + low + wide)):
        analysis = settled(small((known,), (50,), (49,)))
        assert not disagreeing(conclusion(analysis))
        assert not disagreeing(ranking_alternative(analysis))


@given(low=NEAR_TWO, wide=NEAR_TWO)
def test_points_of_a_lever_have_the_plural_of_their_figure(low, wide):
    analysis = small(((low, low + wide),), (30,))
    assert not disagreeing(ranking_alternative(analysis))
    assert not disagreeing(" ".join(rank_reason(analysis, row) for row in (0, 1)))
    changes = Change(), Change(reversed=("c1",))
    columns = compare(analysis.case, analysis.scenario, changes)
    assert not disagreeing(" ".join(reasons_of(*columns)))


@each("seed", range(4))
def test_everything_said_of_a_small_case_agrees(seed):
    assert disagreeing("\n".join(lines_of(seed))) == []


@each("name", ["clear", "contested", "undecidable"])
def test_every_note_agrees(name):
    assert disagreeing((HERE / f"{name}.txt").read_text("utf-8")) == []


def test_a_lead_that_rounds_to_two_points_is_plural():
    assert "2 points d’avance sur B" in plain(conclusion(settled(small((51.96,), (50,)))))

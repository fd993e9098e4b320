from criteria.evidence import ARGUED_OF_CRITERIA, Stance
from criteria.scales import LinearScale, PiecewiseScale
from prioritisation.sentences.criteria import bends_text, plea_text
from tests.each import each
from tests.prioritisation.sentences.made import case, plain
from tests.strategies import criterion_of

COVERAGE, PARTNERS = "existing_coverage", "partner_ecosystem"


def test_a_statement_on_a_direction_says_which_one_it_argues_for():
    said = {s: plain(plea_text(case().criterion(COVERAGE), s)) for s in ARGUED_OF_CRITERIA}
    assert said == {
        Stance.MORE: "Plaide pour « plus couvert = plus prioritaire ».",
        Stance.LESS: "Plaide pour « moins couvert = plus prioritaire ».",
        Stance.UNDECIDED: "Se lit dans les deux sens.",
        Stance.CONTEXT: "D’où vient ce critère.",
    }


@each(
    ("scale", "start"),
    [
        (PiecewiseScale((0, 10, 30), (0, 0.5, 1)), "entre les deux, 50 points pour 10"),
        (PiecewiseScale((0, 10, 30, 50), (1, 0.9, 0.125, 0)), "12,5 points pour 30 et 90 points"),
        (PiecewiseScale((0, 10), (0, 1)), ""),
        (PiecewiseScale((0, 10, 20), (0, 0.5, 1)), ""),
        (LinearScale(0, 10), ""),
    ],
)
def test_a_scale_says_where_it_turns_and_a_straight_line_says_nothing(scale, start):
    text = plain(bends_text(criterion_of("c", scale)))
    assert start in text
    assert bool(text) == bool(start)

import re

from criteria.evidence import ARGUED_OF_CRITERIA, Stance, Target
from criteria.model import Sense
from criteria.scales import LinearScale, PiecewiseScale, WordLevel, WordScale
from prioritisation.sentences.criteria import (
    bends_text,
    gaps_text,
    plea_text,
    plea_texts,
)
from tests.each import each
from tests.prioritisation.sentences.made import case, plain
from tests.strategies import criterion_of

COVERAGE, PARTNERS = "existing_coverage", "partner_ecosystem"
MAX = {COVERAGE: Sense.MAX}
DRAWS = 20_000


def words(*values):
    return WordScale(tuple(WordLevel(f"w{k}", f"w{k}", v) for k, v in enumerate(values)))


def test_a_statement_on_a_direction_says_which_one_it_argues_for():
    said = {s: plain(plea_text(case().criterion(COVERAGE), s)) for s in ARGUED_OF_CRITERIA}
    assert said == {
        Stance.MORE: "Plaide pour « plus couvert = plus prioritaire ».",
        Stance.LESS: "Plaide pour « moins couvert = plus prioritaire ».",
        Stance.UNDECIDED: "Se lit dans les deux sens.",
        Stance.CONTEXT: "D’où vient ce critère.",
    }


def test_slides_25_and_27_both_stand_by_the_direction_and_say_that_they_are_read(normandie):
    texts = list(map(plain, plea_texts(normandie, normandie.criterion(COVERAGE))))
    assert [re.search(r"diapo \d+", text).group() for text in texts] == [
        "diapo 27", "diapo 25", "diapo 25",
    ]  # fmt: skip
    assert texts[0].startswith("Plaide pour « plus couvert = plus prioritaire ». « Importance de")
    assert all(text.startswith("Se lit dans les deux sens. « ") for text in texts[1:])
    assert all("notre lecture (inféré)" in text for text in texts)


def test_why_there_is_a_criterion_argues_for_no_direction(normandie):
    assert normandie.evidence_for(Target.CRITERION, PARTNERS)
    assert plea_texts(normandie, normandie.criterion(PARTNERS)) == []


@each(
    ("scale", "start"),
    [
        (words(0, 1 / 3, 2 / 3, 1), "Les 4 mots sont placés à écarts égaux"),
        (words(0, 0.5, 1), "Les 3 mots sont placés à écarts égaux"),
        (words(0, 0.4, 1), "Les écarts entre ces mots sont une convention"),
        (words(0, 1), ""),
        (LinearScale(0, 10), ""),
    ],
)
def test_gaps_between_words_are_said_to_be_a_convention_where_one_is_made(scale, start):
    text = plain(gaps_text(scale))
    assert text.startswith(start)
    assert bool(text) == bool(start)


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


def test_the_same_scale_the_other_way_says_what_it_is_then_worth():
    scale = PiecewiseScale((0, 10, 30), (0, 0.2, 1))
    text = bends_text(criterion_of("c", scale), Sense.MIN)
    assert "80 points pour 10" in plain(text)

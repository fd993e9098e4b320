import re

import numpy as np
import pytest

from criteria.evidence import ARGUED_OF_CRITERIA, Stance, Target
from criteria.model import Sense
from criteria.scales import LinearScale, PiecewiseScale, WordLevel, WordScale
from prioritisation.sentences.criteria import (
    bends_text,
    gaps_text,
    other_gaps_text,
    plea_text,
    plea_texts,
)
from tests.prioritisation.sentences.made import case, plain, small
from tests.prioritisation.sentences.made import normandie as intervals
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


@pytest.mark.parametrize(
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


def test_numbers_have_no_gaps_to_try():
    assert [bool(other_gaps_text(intervals(), j)) for j in range(3)] == [False, True, False]
    assert other_gaps_text(small([1, 2], [3, 4]), 0) == ""


def test_a_first_place_that_no_gap_changes_is_said_to_stay():
    assert plain(other_gaps_text(intervals(**MAX), 1)) == (
        "Avec d’autres écarts (20 000 tirés au hasard, mots dans le même ordre) : Mieux produire "
        "reste premier avec tous, quelles que soient les notes incertaines."
    )


def other_codings(analysis, seed=3):
    """Sure and possible firsts over gaps drawn as parts of a stick, added up lever by lever.

    Another way than sorted draws, and another law written for the same thing: three parts of a
    stick broken at random are uniform among all that sum to 1 (Dirichlet of ones).
    """
    gaps = np.random.default_rng(seed).dirichlet([1, 1, 1], DRAWS)
    values = np.hstack([np.zeros((DRAWS, 1)), gaps.cumsum(axis=1)])
    scale = analysis.case.criterion(PARTNERS).scale
    place = {level.id: k for k, level in enumerate(scale.levels)}
    sums = []
    for i, lever in enumerate(analysis.case.levers):
        score = analysis.table.score(lever.id, PARTNERS)
        ends = (0, 3) if score.unknown else (place[score.low], place[score.high])
        for bound, end in zip((analysis.matrix.low, analysis.matrix.high), ends, strict=True):
            rest = bound[i, 0] * analysis.weights[0] + bound[i, 2] * analysis.weights[2]
            sums.append(rest + analysis.weights[1] * values[:, end])
    low, high = np.array(sums[::2]), np.array(sums[1::2])
    others = [[*range(i), *range(i + 1, len(low))] for i in range(len(low))]
    sure = [(low[i] >= high[o].max(axis=0)).mean() for i, o in enumerate(others)]
    possible = [(high[i] >= low[o].max(axis=0)).mean() for i, o in enumerate(others)]
    return dict(zip([v.label for v in analysis.case.levers], zip(sure, possible, strict=True),
                    strict=True))  # fmt: skip


def test_who_stays_first_is_so_as_often_as_another_way_of_drawing_gaps_finds():
    analysis = intervals((40, 50, 10))
    text = plain(other_gaps_text(analysis, 1))
    share = int(
        re.search(r"Mieux produire reste premier avec environ (\d+) % d’entre eux", text).group(1)
    )
    assert share / 100 == pytest.approx(other_codings(analysis)["Mieux produire"][0], abs=0.02)
    assert 0.8 < share / 100 < 1


def test_who_may_be_first_is_so_as_often_as_another_way_of_drawing_gaps_finds():
    """Se déplacer cannot be first with the gaps as they are; it can with some others."""
    analysis = intervals((20, 70, 10))
    text = plain(other_gaps_text(analysis, 1))
    assert "aucun levier n’est sûr d’être premier" in text
    written = re.findall(
        r"(?:; |, | et )?([A-ZÉ][^,;()]+) \((?:environ|plus de) (\d+) %\)", text.split(":", 1)[1]
    )
    found = {label.strip(): int(share) / 100 for label, share in written}
    expected = {v: p for v, (_, p) in other_codings(analysis).items() if p}
    assert found == pytest.approx(expected, abs=0.02)
    assert text.endswith("avec les écarts de l’échelle, pas Mieux se déplacer.")


@pytest.mark.parametrize(
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

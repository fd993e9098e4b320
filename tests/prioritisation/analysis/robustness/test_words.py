import pytest

from prioritisation.analysis.robustness.words import RobustnessWord, robustness_word
from prioritisation.settings import RobustnessThresholds


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (1.0, RobustnessWord.SOLID),
        (0.9, RobustnessWord.SOLID),
        (0.899, RobustnessWord.FAIR),
        (0.7, RobustnessWord.FAIR),
        (0.5, RobustnessWord.SHARED),
        (0.499, RobustnessWord.UNDECIDABLE),
        (-0.1, RobustnessWord.UNDECIDABLE),
    ],
)
def test_a_share_has_the_word_of_its_threshold(share, word):
    assert robustness_word(share, RobustnessThresholds()) is word


def test_other_thresholds_give_other_words():
    assert robustness_word(0.9, RobustnessThresholds(solid=0.95)) is RobustnessWord.FAIR

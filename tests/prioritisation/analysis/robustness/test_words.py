import pytest

from prioritisation.analysis.robustness.words import Solidity, solidity
from prioritisation.settings import Thresholds


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (1.0, Solidity.SOLID),
        (0.9, Solidity.SOLID),
        (0.899, Solidity.FAIR),
        (0.7, Solidity.FAIR),
        (0.5, Solidity.SHARED),
        (0.499, Solidity.UNDECIDABLE),
        (-0.1, Solidity.UNDECIDABLE),
    ],
)
def test_a_share_has_the_word_of_its_threshold(share, word):
    assert solidity(share, Thresholds()) is word


def test_other_thresholds_give_other_words():
    assert solidity(0.9, Thresholds(solid=0.95)) is Solidity.FAIR

"""Tables of a criterion in words beside one in numbers."""

from criteria.model import Score, Status
from criteria.scales import LinearScale, WordLevel, WordScale
from tests.strategies import case_of, criterion_of

WORDS = WordScale(
    tuple(WordLevel(n, n, k / 3) for k, n in enumerate(["none", "some", "much", "full"]))
)


NUMBERS = LinearScale(0, 100)


def table_of(rows):
    """A criterion in words beside one in numbers; a pair of words is an interval, None unknown."""
    scores = {}
    for k, (word, number) in enumerate(rows):
        lever = f"lever_{k}"
        low, high = word if isinstance(word, tuple) else (word, word)
        status = Status.UNKNOWN if word is None else Status.OPINION
        scores[lever, "words"] = Score(lever, "words", low, high, status, "someone")
        scores[lever, "numbers"] = Score(lever, "numbers", number, number, Status.OPINION, "you")
    criteria = [criterion_of("words", WORDS), criterion_of("numbers", NUMBERS)]
    return case_of(criteria, scores).tables["here"]

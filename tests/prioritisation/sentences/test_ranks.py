from prioritisation.sentences.phrases import contribution_texts, points_text, rank_text
from prioritisation.sentences.shares import possible_share, sure_share
from tests.each import each
from tests.prioritisation.sentences.made import plain, ranking


def test_ranks_are_numbers_intervals_or_shared():
    found = ranking([[1, 1], [0, 0.2], [0, 0.4]], [[1, 1], [0.5, 0.5], [0.5, 0.5]], [0.5, 0.5])
    assert [rank_text(found, i) for i in range(3)] == ["1", "2 à 3", "2 à 3"]
    tied = ranking([[1, 0], [0, 1], [0, 0]], [[1, 0], [0, 1], [0, 0]], [0.5, 0.5])
    assert [rank_text(tied, i) for i in range(3)] == ["1 ex aequo", "1 ex aequo", "3"]
    below = ranking([[0.5], [0.5], [0]], [[0.5], [0.5], [1]], [1])
    assert [rank_text(below, i) for i in range(3)] == ["1 à 2 ex aequo", "1 à 2 ex aequo", "1 à 3"]


def test_points_have_decimals_only_when_they_are_needed_to_tell_levers_apart():
    clear = ranking([[0.731, 0], [0.5, 0]], [[0.731, 0], [0.5, 0]], [1, 0])
    assert points_text(clear, 0) == "73"
    near = ranking([[0.7312, 0], [0.7308, 0]], [[0.7312, 0], [0.7308, 0]], [1, 0])
    assert [points_text(near, i) for i in (0, 1)] == ["73,12", "73,08"]
    assert points_text(ranking([[0.734], [0.726]], [[0.734], [0.726]], [1]), 0) == "73,4"


def test_contributions_are_in_points():
    found = ranking([[1, 0.5], [0, 0]], [[1, 1], [0, 0]], [0.6, 0.4])
    assert contribution_texts(found, 0) == ("60", "20 à 40")


@each(
    ("share", "sure", "possible"),
    [
        (0.0, "0 %", "0 %"),
        (1.0, "100 %", "100 %"),
        (0.3719, "37 %", "38 %"),
        (0.4999, "49 %", "50 %"),
        (0.997, "plus de 99 %", "plus de 99 %"),
        (0.002, "moins de 1 %", "moins de 1 %"),
        (0.0199, "1 %", "2 %"),
    ],
)
def test_shares_never_claim_more_than_they_are(share, sure, possible):
    assert plain(sure_share(share)) == sure
    assert plain(possible_share(share)) == possible

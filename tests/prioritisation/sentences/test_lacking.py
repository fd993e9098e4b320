from criteria.model import Score, Status
from prioritisation.sentences.lacking import why_missing


def missing(reason):
    return Score("move", "coverage", None, None, Status.UNKNOWN, "here", "2026", "", reason)


def test_a_score_that_nothing_gives_yet_says_so_and_one_with_a_reason_says_that():
    assert why_missing(missing("")) == "rien de recensé pour la calculer\u00a0: à compter"
    assert why_missing(missing("personne ne sait")) == "personne ne sait"


def test_a_known_score_has_nothing_to_excuse():
    assert why_missing(Score("move", "coverage", 3, 3, Status.OPINION)) == ""

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.sentences.ballot import trial_ballot_criteria
from prioritisation.web.ballot.filled_form import percents, slices


def test_slices_follow_each_other_and_an_abstention_has_no_width():
    criteria = trial_ballot_criteria()
    a, b, c = (x.id for x in criteria)
    found = slices(criteria, percents(Ballot({a: 100, b: None, c: 60}, a), (a, b, c)))
    assert [(s.start, s.width) for s in found] == [("0", "63"), ("63", "0"), ("63", "37")]
    assert [s.text for s in found] == ["63\xa0%", "abstention", "37\xa0%"]

from prioritisation.analysis.ballots.ballot import Ballot, ballot_shares_of
from prioritisation.sentences.ballot import trial_ballot_criteria
from prioritisation.web.ballot.form import rounded_word, slices


def test_slices_follow_each_other_and_an_abstention_has_no_width():
    criteria = trial_ballot_criteria()
    a, b, c = (x.id for x in criteria)
    shares = ballot_shares_of(Ballot({a: 100, b: None, c: 60}, a))
    found = slices(criteria, shares)
    assert [(s.start, s.width) for s in found] == [("0", "62.5"), ("62.5", "0"), ("62.5", "37.5")]
    assert [s.text for s in found] == ["63\xa0%", "je ne me prononce pas", "38\xa0%"]
    assert rounded_word(shares) == "poids arrondis"
    assert rounded_word(ballot_shares_of(Ballot({a: 60, b: None, c: 40}, a))) == ""

from prioritisation.analysis.ballots.ballot import Ballot, Mode
from prioritisation.web.ballot.form import LONGEST_NUMBER, empty, from_ballot, from_fields


def test_an_empty_form_has_no_value_beforehand():
    assert empty(["a", "b"]).numbers == {"a": "", "b": ""}
    assert empty(["a"]).first == ""


def test_what_came_in_is_shown_again_whatever_it_was():
    fields = {"premier": "a", "n_b": "x" * 99, "autant_b": "1", "abstention_c": "", "raison": "r"}
    found = from_fields(fields, ["a", "b", "c"])
    assert (found.first, found.numbers["b"]) == ("a", "x" * LONGEST_NUMBER)
    assert (found.as_much, found.abstained, found.reason) == ({"b"}, {"c"}, "r")


def test_a_ballot_is_shown_with_its_abstentions():
    found = from_ballot(Ballot({"a": 100, "b": None, "c": 0}, "a"), "r")
    assert (found.numbers, found.abstained) == ({"a": "100", "b": "", "c": "0"}, {"b"})


def test_places_are_shown_again_and_changed():
    found = from_fields({"rang_a": "2", "rang_b": "abstention"}, ["a", "b", "c"])
    assert found.places == {"a": "2", "b": "abstention", "c": ""}
    ballot = Ballot({"a": 1, "b": None, "c": 1}, "", Mode.ROC)
    assert from_ballot(ballot, "").places == {"a": "1", "b": "abstention", "c": "1"}

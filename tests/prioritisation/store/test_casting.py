import pytest

from prioritisation.store.casting import content
from tests.prioritisation.store.made import CODE, ballot, first, second, voting


@pytest.mark.parametrize(
    "changes", [{"nonce": "n2"}, {"points_json": "{}"}, {"reason": "Parce que"}]
)
def test_a_ballot_is_known_by_its_nonce_and_what_it_says(changes):
    assert content(ballot()) == content(ballot(receipt="other", voter="v2", kind="paper"))
    assert content(ballot()) != content(ballot(**changes))


def test_texts_do_not_run_into_each_other():
    assert content(ballot(nonce="n", points_json="12")) != content(
        ballot(nonce="n1", points_json="2")
    )


def test_a_ballot_sent_twice_at_once_is_stored_once(store):
    voting(store, "v1")
    with store.change(CODE):  # both gather behind it
        futures = [store.cast_soon(ballot(), first) for _ in range(5)]
    assert len({future.result(30) for future in futures}) == 1
    assert store.version(CODE) == 3


def test_the_same_ballot_in_two_rounds_is_two_ballots(store):
    voting(store, "v1")
    one, two = store.cast(ballot(), first), store.cast(ballot(), second)
    assert (one.round, two.round) == (1, 2)
    assert store.cast(ballot(), first) == one
    assert store.cast(ballot(), second) == two

from prioritisation.meeting.store.casting import content
from tests.each import each
from tests.prioritisation.meeting.store.made import CODE, ballot, first, second, voting


@each("changes", [{"nonce": "n2"}, {"points_json": "{}"}, {"reason": "Parce que"}])
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


def test_an_older_ballot_sent_again_is_answered_with_the_one_that_counts(store):
    voting(store, "v1", "v2")
    one = store.cast(ballot(), first)
    two = store.cast(ballot(nonce="n2", points_json="{}"), first)
    other = store.cast(ballot(voter="v2"), first)
    assert store.cast(ballot(), first) == two != one
    assert store.cast(ballot(voter="v2"), first) == other
    assert [b.version for b in store.ballots(CODE, 1)] != []
    assert store.ballot_count(CODE, 1) == 2


def test_an_older_ballot_sent_again_in_the_same_instant_is_not_the_one_that_counts(store):
    voting(store, "v1")
    sent = [ballot(), ballot(nonce="n2", points_json="{}"), ballot()]
    with store.change(CODE):  # they gather behind it
        futures = [store.cast_soon(one, first) for one in sent]
    one, two, again = [future.result(30) for future in futures]
    assert again == two != one


def test_an_older_ballot_sent_again_when_the_round_is_over_is_not_the_one_that_counts(store):
    def over(_state):
        raise LookupError

    voting(store, "v1")
    store.cast(ballot(), first)
    two = store.cast(ballot(nonce="n2", points_json="{}"), first)
    assert store.cast(ballot(), over) == two

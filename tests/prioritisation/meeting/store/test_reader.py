from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.prioritisation.meeting.store.made import CODE, ballot, first, voting


def test_threads_that_make_a_setting_together_get_the_same(store):
    together = Barrier(8)

    def made(number):
        together.wait(30)
        return store.setting("secret", lambda: str(number))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(made, range(8)))) == 1


def test_settings_are_apart(store):
    assert [store.setting(name, lambda n=name: n) for name in "ab"] == ["a", "b"]


def test_the_last_ballot_of_a_round_is_known_by_the_version_it_made(store):
    voting(store, "v1", "v2")
    assert store.last_cast(CODE, 1) == 0
    store.cast(ballot("v1"), first)
    with store.change(CODE) as change:
        change.mark("facilitator")
    last = store.cast(ballot("v2", "n2"), first)
    assert (store.last_cast(CODE, 1), store.last_cast(CODE, 2)) == (last.version, 0)
    with store.change(CODE) as change:
        change.rewind()
    store.cast(ballot("v1", "n3"), first)
    assert store.last_cast(CODE, 1) > last.version

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def test_threads_that_make_a_setting_together_get_the_same(store):
    together = Barrier(8)

    def made(number):
        together.wait(30)
        return store.setting("secret", lambda: str(number))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(made, range(8)))) == 1


def test_settings_are_apart(store):
    assert [store.setting(name, lambda n=name: n) for name in "ab"] == ["a", "b"]

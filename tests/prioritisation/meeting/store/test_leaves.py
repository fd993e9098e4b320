from concurrent.futures import ThreadPoolExecutor

import pytest

from prioritisation.meeting.store import TooManyLeaves, UnknownLeaf, Unstorable, texts
from tests.prioritisation.meeting.store.made import CODE, voting


def test_a_text_kept_is_read_back_by_its_key_alone_and_never_changes(store):
    store.keep_leaf("k", '{"raison": "« là »"}')
    store.keep_leaf("k", "autre")
    assert store.leaf("k") == '{"raison": "« là »"}'
    with pytest.raises(UnknownLeaf):
        store.leaf("rien")


def test_it_belongs_to_no_meeting(store):
    voting(store, "v1")
    store.keep_leaf("k", "{}")
    store.purge(CODE)
    assert store.leaf("k") == "{}"


def test_no_more_are_kept_than_may_be_and_one_that_is_there_is_no_other(store, monkeypatch):
    monkeypatch.setattr(texts, "MOST", 2)
    for key in ("a", "b", "a"):
        store.keep_leaf(key, "{}")
    with pytest.raises(TooManyLeaves) as error:
        store.keep_leaf("c", "{}")
    assert error.value.most == 2
    with pytest.raises(UnknownLeaf):
        store.leaf("c")
    store.keep_leaf("b", "{}")


def test_many_who_keep_the_same_at_once_keep_one(store):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.keep_leaf("k", "{}"), range(16)))
    assert store.leaf("k") == "{}"


def test_what_no_database_takes_is_refused(store):
    with pytest.raises(Unstorable):
        store.keep_leaf("k", "\0")

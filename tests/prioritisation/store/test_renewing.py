from threading import Event, Thread

import pytest

from tests.prioritisation.store.made import CODE, meeting, voting


def test_settings_have_other_values_for_all_who_share_the_base(store, url, opened):
    other = opened(url)
    assert other.known("a") is None
    assert store.setting("a", lambda: "1") == "1"
    store.renew({"a": "2", "b": "3"})
    assert (other.known("a"), other.known("b")) == ("2", "3")
    assert other.setting("a", lambda: "4") == "2"


def test_who_does_not_agree_leaves_everything_as_it_was(store):
    store.setting("a", lambda: "1")
    voting(store, "v1")
    store.create(meeting("AUTRE"))
    seen = []

    def never(meetings):
        seen.extend(m.code for m in meetings)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 (its own)
        store.renew({"a": "2", "b": "3"}, never)
    assert seen == sorted([CODE, "AUTRE"])
    assert (store.known("a"), store.known("b")) == ("1", None)


def test_no_meeting_is_written_meanwhile(store, url, opened):
    voting(store)
    other, asked, done = opened(url), Event(), []

    def write():
        asked.wait()
        with other.change(CODE) as change:
            done.append(change.meeting.state)

    writing = Thread(target=write)
    writing.start()

    def agreed(_meetings):
        asked.set()
        writing.join(0.3)
        assert not done

    store.renew({"a": "2"}, agreed)
    writing.join()
    assert len(done) == 1

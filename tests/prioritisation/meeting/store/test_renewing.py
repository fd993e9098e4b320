from threading import Event, Thread

import pytest

from tests.prioritisation.meeting.store.made import CODE, ballot, first, meeting, voting


def test_settings_have_other_values_for_all_who_share_the_base(store, url, opened):
    other = opened(url)
    assert other.setting_if_made("a") is None
    assert store.setting("a", lambda: "1") == "1"
    store.renew({"a": "2", "b": "3"})
    assert (other.setting_if_made("a"), other.setting_if_made("b")) == ("2", "3")
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
        store.renew_with_meetings({"a": "2", "b": "3"}, never)
    assert seen == sorted([CODE, "AUTRE"])
    assert (store.setting_if_made("a"), store.setting_if_made("b")) == ("1", None)
    assert store.version(CODE) == 2


def test_each_meeting_has_another_version_and_all_are_told(store, url, opened):
    voting(store, "v1")
    store.create(meeting("AUTRE"))
    other, told = opened(url), []
    store.add_listener(lambda *what: told.append(what))
    store.renew_with_meetings({"a": "2"}, lambda _meetings: None)
    assert other.versions() == {CODE: 3, "AUTRE": 2} == dict(told)
    assert store.cast(ballot("v1"), first).version == 4


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

    store.renew_with_meetings({"a": "2"}, agreed)
    writing.join()
    assert len(done) == 1

import pytest

from prioritisation.meeting.store import (
    Conflict,
    NewText,
    Overtaken,
    StoredText,
    UnknownMeeting,
    Unstorable,
)
from tests.prioritisation.meeting.store.made import CODE, meeting, papers, voting

AT = "2026-11-25T09:30:00+00:00"


def write(store, content, expected, name="portfolio", code=CODE):
    with store.change(code) as change:
        return change.write_text(NewText(name, content, "recorder", expected))


def test_a_paper_nobody_wrote_is_version_zero(store):
    voting(store)
    assert store.text(CODE, "portfolio") == StoredText("portfolio", 0, "", "", "")
    assert papers(store, "portfolio") == ()


def test_each_version_is_kept_and_the_last_is_read(store):
    voting(store)
    assert write(store, '{"a": 1}', 0).version == 1
    assert write(store, '{"a": "é"}', 1).version == 2
    assert store.text(CODE, "portfolio") == StoredText(
        "portfolio", 2, '{"a": "é"}', "recorder", AT
    )
    assert [(p.version, p.content) for p in papers(store, "portfolio")] == [
        (1, '{"a": 1}'),
        (2, '{"a": "é"}'),
    ]


def test_who_comes_second_is_told_what_is_there_and_writes_nothing(store):
    voting(store)
    write(store, '{"a": 1}', 0)
    before = store.version(CODE)
    with pytest.raises(Overtaken) as error:
        write(store, '{"a": 2}', 0)
    found = error.value
    assert (found.name, found.version, found.content) == ("portfolio", 1, '{"a": 1}')
    assert isinstance(found, Conflict)
    assert store.version(CODE) == before
    assert len(papers(store, "portfolio")) == 1


@pytest.mark.parametrize("expected", [-1, 2, 10])
def test_a_version_that_never_was_is_refused(store, expected):
    voting(store)
    write(store, "{}", 0)
    with pytest.raises(Overtaken):
        write(store, "{}", expected)


def test_names_and_meetings_have_versions_of_their_own(store):
    voting(store)
    store.create(meeting("B"))
    write(store, '"a"', 0)
    assert write(store, '"b"', 0, name="decision").version == 1
    assert write(store, '"c"', 0, code="B").version == 1
    assert store.text("B", "portfolio").content == '"c"'
    store.purge("B")
    assert store.text(CODE, "decision").content == '"b"'


def test_a_write_tells_those_who_listen_and_grows_the_version(store):
    voting(store)
    told = []
    store.add_listener(lambda *news: told.append(news))
    before = store.version(CODE)
    write(store, "{}", 0)
    assert told == [(CODE, before + 1)]


def test_what_cannot_be_stored_or_read_is_said(store):
    voting(store)
    with pytest.raises(Unstorable):
        write(store, "\0", 0)
    with pytest.raises(UnknownMeeting):
        store.text("NUL00", "portfolio")

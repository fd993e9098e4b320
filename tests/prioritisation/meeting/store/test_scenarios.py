import pytest

from prioritisation.meeting.store import (
    Conflict,
    NewScenario,
    TooManyScenarios,
    UnknownMeeting,
    UnknownScenario,
    Unstorable,
    texts,
)
from tests.prioritisation.meeting.store.made import CODE, voting

NEW = NewScenario("k1", "normandie", "Et si… ?", '{"name": "Et si… ?"}')


def test_a_scenario_kept_is_read_back_by_its_key(store):
    store.keep_scenario(NEW)
    found = store.scenario("k1")
    assert (found.name, found.content, found.parent) == (NEW.name, NEW.content, None)
    assert found.created_at.startswith("2026-11-25")


def test_a_key_nobody_has_is_said(store):
    with pytest.raises(UnknownScenario):
        store.scenario("rien")


def test_a_scenario_is_never_overwritten(store):
    store.keep_scenario(NEW)
    with pytest.raises(Conflict):
        store.keep_scenario(NewScenario("k1", "normandie", "Autre", "{}"))
    assert store.scenario("k1").name == NEW.name


def test_the_scenarios_of_a_meeting_are_its_own_and_go_with_it(store):
    voting(store, "v1")
    store.keep_scenario(NEW)
    store.keep_scenario(NewScenario("k2", "normandie", "Deux", "{}", CODE, "k1"))
    assert [(s.key, s.code) for s in store.scenarios(CODE)] == [("k2", CODE)]
    assert [store.scenario(key).code for key in ("k1", "k2")] == ["", CODE]
    store.purge(CODE)
    with pytest.raises(UnknownScenario):
        store.scenario("k2")
    assert store.scenario("k1").key == "k1"


def test_a_meeting_that_is_not_there_keeps_nothing(store):
    with pytest.raises(UnknownMeeting):
        store.keep_scenario(NewScenario("k3", "normandie", "Trois", "{}", "NUL00"))
    with pytest.raises(Unstorable):
        store.keep_scenario(NewScenario("k4", "normandie", "\0", "{}"))


@pytest.mark.parametrize("code", ["", CODE])
def test_no_more_are_kept_than_may_be_and_each_place_counts_its_own(store, monkeypatch, code):
    voting(store)
    monkeypatch.setattr(texts, "MOST_IN_MEETING", 2)
    monkeypatch.setattr(texts, "MOST_BESIDE", 2)
    for key in "ab":
        store.keep_scenario(NewScenario(key, "normandie", "Deux", "{}", code))
    with pytest.raises(TooManyScenarios):
        store.keep_scenario(NewScenario("c", "normandie", "Trois", "{}", code))
    with pytest.raises(UnknownScenario):
        store.scenario("c")
    other = "" if code else CODE
    store.keep_scenario(NewScenario("d", "normandie", "Ailleurs", "{}", other))

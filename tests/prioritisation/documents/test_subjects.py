"""What a note is about, and who may have it when: every role, every phase."""

import datetime as dt

import pytest

from prioritisation.analysis.scenario import starting_scenario
from prioritisation.documents.kinds import BadAddress, MayBeUnderWay, UnderWay
from prioritisation.documents.subjects import meeting_subject, scenario_of, scenario_subject
from prioritisation.meeting.rules import Act, Form, Reason, Refused, Role
from prioritisation.meeting.store import StoreUnavailable
from tests.each import each
from tests.prioritisation.documents.writing.recorded import normandie
from tests.sitting import open_round
from tests.voting import as_kept, voted

DAY = dt.date(2026, 12, 5)


@pytest.fixture
def made(room):
    meeting = room.create("Essai", form=Form.SHORT)
    room.act(meeting.code, meeting.facilitator, Act.OPEN_LOBBY)
    return meeting


def refused(subject):
    with pytest.raises(Refused) as error:
        subject.check()
    with pytest.raises(Refused):
        subject.facts()
    return error.value.refusal.reason


def test_nothing_before_the_reveal_nor_while_another_round_is_open(room, made):
    def subject():
        return meeting_subject(room, made.code, made.facilitator)

    assert refused(subject()) is Reason.PHASE
    open_round(room, made.code, made.facilitator)
    assert refused(subject()) is Reason.ROUND_OPEN
    voted(room, made)
    room.act(made.code, made.facilitator, Act.REVEAL)
    subject().check()
    assert subject().facts().rounds
    open_round(room, made.code, made.facilitator)
    assert refused(subject()) is Reason.ROUND_OPEN


@each("role", Role)
def test_the_facilitator_and_the_recorder_only(role, room, made):
    open_round(room, made.code, made.facilitator)
    voted(room, made)
    room.act(made.code, made.facilitator, Act.REVEAL)
    linked = (Role.FACILITATOR, Role.RECORDER, Role.LEAD, Role.EXPERT)
    secret = room.new_link(made.code, made.facilitator, role) if role in linked else "x"
    subject = meeting_subject(room, made.code, secret)
    if role in (Role.FACILITATOR, Role.RECORDER):
        subject.check()
    else:
        assert refused(subject) is Reason.ROLE


def test_what_is_written_in_the_meeting_makes_another_subject(room, made):
    before = meeting_subject(room, made.code, made.facilitator).key
    assert meeting_subject(room, made.code, made.facilitator).key == before
    room.act(made.code, made.facilitator, Act.START_REVIEW)
    assert meeting_subject(room, made.code, made.facilitator).key != before


def test_a_scenario_is_hidden_while_people_vote_on_its_case(room, made):
    scenario = starting_scenario(normandie())
    cookies = as_kept(room, {f"present_{made.code}": "1"})
    subject = scenario_subject(lambda: room, normandie(), scenario, cookies, DAY)
    subject.check()
    assert subject.facts().rounds == ()
    open_round(room, made.code, made.facilitator)
    room._voting = (float("-inf"), ())  # noqa: SLF001 (a quarter of a second is not waited for)
    with pytest.raises(UnderWay):
        subject.check()
    with pytest.raises(UnderWay):
        subject.facts()
    scenario_subject(lambda: room, normandie(), scenario, {}, DAY).check()


def test_without_a_store_a_scenario_is_closed_to_those_of_a_meeting_only():
    def gone():
        raise StoreUnavailable("gone")

    def subject(cookies):
        return scenario_subject(gone, normandie(), starting_scenario(normandie()), cookies, DAY)

    subject({}).check()
    for name in ("present_ABCDE", "lien_ABCDE"):
        with pytest.raises(MayBeUnderWay):
            subject({name: "1"}).check()
        with pytest.raises(MayBeUnderWay):
            subject({name: "1"}).facts()


@each(
    "query",
    [
        [("lecture", "lune")],
        [("lecture", "gt"), ("lecture", "gt")],
        [("poids.ghg_impact", "beaucoup")],
        [(f"poids.{c}", "0") for c in ("ghg_impact", "partner_ecosystem", "existing_coverage")],
    ],
)
def test_an_address_that_is_wrong_is_told_whole(query):
    with pytest.raises(BadAddress) as error:
        scenario_of(normandie(), query)
    assert error.value.problems
    assert "l’adresse n’est pas comprise" in error.value.sentence

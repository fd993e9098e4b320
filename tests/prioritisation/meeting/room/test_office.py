import pytest

from criteria.errors import InvalidCase
from prioritisation.meeting.room import InvalidFrame, MeetingCase
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Form, Phase, Refused
from tests.conftest import NORMANDIE
from tests.each import each
from tests.other_cases import SITES


def test_a_meeting_is_created_on_the_case_as_it_stands_and_keeps_its_files(room):
    made = room.create("  CREFOP du 3 décembre ", form=Form.SHORT, colleges=["A", "A", " "])
    stage = room.stage(made.code)
    assert (stage.title, stage.setup.colleges) == ("CREFOP du 3 décembre", ("A",))
    assert stage.meeting.phase is Phase.DRAFT
    assert "levers.csv" in room.store.files(made.code)
    with pytest.raises(InvalidCase):
        room.create("x", about=MeetingCase({}))


@each(("folder", "asks"), [(NORMANDIE, True), (SITES, False)])
def test_who_carries_a_sheet_is_asked_where_there_are_sheets_only(room, folder, asks):
    about = MeetingCase(case_files_of(folder))
    made = room.create("Un", asks_carrying=True, about=about)
    assert room.stage(made.code).setup.asks_carrying is asks


def test_meetings_are_listed_with_their_phase(room):
    room.create("Un")
    room.create("Deux")
    assert [m.title for m in room.meetings()] == ["Deux", "Un"]


def test_links_are_listed_without_their_secrets_and_only_to_the_facilitator(room):
    made = room.create("Un")
    assert made.facilitator not in repr(room.links(made.code, made.facilitator))
    with pytest.raises(Refused):
        room.links(made.code, "")


def test_a_countdown_has_an_end_and_can_be_taken_away(sitting):
    sitting.open()
    sitting.room.set_countdown(sitting.code, sitting.secret, 3)
    assert sitting.stage().setup.deadline
    sitting.room.set_countdown(sitting.code, sitting.secret, None)
    assert sitting.stage().setup.deadline == ""
    with pytest.raises(InvalidFrame):
        sitting.room.set_countdown(sitting.code, sitting.secret, 10**6)

"""Colleges on paper: by their names, those told together too, and whoever gave none."""

import pytest

from prioritisation.documents.writing.note import new_note, note_of
from prioritisation.drawing.group import colleges
from prioritisation.meeting.rules import Role
from prioritisation.record.making import computed_record
from tests.cases.notes.make import text_of
from tests.prioritisation.sentences.made import plain
from tests.thresholds import facts_of

NAMES = ("Entreprises et branches", "Syndicats", "Collectivités")


@pytest.fixture
def meeting(sitting):
    """Seven of one college, and eight of two others and of none, told together."""
    made = sitting(colleges=list(NAMES))
    made.open()
    sizes = {NAMES[0]: 7, NAMES[1]: 3, NAMES[2]: 3, "": 2}
    for name, size in sizes.items():
        for _ in range(size):
            points = [100, 0, 0] if name == NAMES[0] else [0, 10, 100]
            made.cast(made.voter(**({"college": name} if name else {})), points)
    return made.reveal()


def lines(meeting):
    facts = facts_of(meeting.room.rationale(meeting.code, meeting.secret))
    record, computed = computed_record(facts)
    return plain(text_of(new_note(record, computed))), plain(text_of(note_of(record)))


def test_whoever_gave_no_college_is_in_words_wherever_colleges_are_named(meeting):
    together = "sans collège, Collectivités et Syndicats"
    for told in lines(meeting):
        assert f"Entreprises et branches 7 ; {together} 8" in told
    results = meeting.room.results(meeting.code, Role.FACILITATOR)
    assert f"{together} (8)" in colleges(results)


def test_a_college_that_decides_alone_is_called_by_its_name_in_the_note(meeting):
    for told in lines(meeting):
        said = [
            x
            for x in told.splitlines()
            if x.startswith("- ") and "sans le" in x.lower() and "vote" in x
        ]
        assert any("Entreprises et branches" in x or "Syndicats" in x for x in said), said
        assert not any(" de 0" in x or " de 1 " in x for x in said)

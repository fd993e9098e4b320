"""Where a proposal departs from the ranking: the same sentence wherever the proposal is read."""

import re
from html import unescape

import pytest

from prioritisation.documents.making import preview_of, recorded_note
from prioritisation.documents.writing.content import Paragraph
from prioritisation.drawing.decision import departs_text
from prioritisation.drawing.projector import projector_view
from prioritisation.meeting.rules import Act, Role
from prioritisation.meeting.rules.decision import Decision, to_json
from tests.sitting import PhoneSitting
from tests.thresholds import facts_of

NBSP = "\u00a0"


@pytest.fixture
def deciding(room):
    here = PhoneSitting(room).open()
    here.others_vote(6).reveal()
    return here.act(Act.START_ANALYSIS).act(Act.START_DECISION)


def plain(markup):
    text = unescape(re.sub("<[^>]+>", " ", markup)).replace(NBSP, " ")
    return re.sub(r"\s+", " ", text)


def surfaces(here, device):
    """Name -> all the words of a surface, spaces alike."""
    room = here.room
    made = recorded_note(facts_of(room.rationale(here.code, here.secret)))
    note, preview = made.note, preview_of(made.record, made.note)
    return {
        "phone": device().get(here.path).words,
        "projector": projector_view(room, here.stage()).html,
        "minutes": note.minutes,
        "preview": preview.replace(r"\n", " "),
        "note": " ".join(b.text for b in note.sections[0].blocks if isinstance(b, Paragraph)),
        "slides": " ".join(slide.notes for slide in note.slides).replace("\n", " "),
    }


def test_every_surface_says_it_or_none_does(deciding, device):
    levers = [lever.id for lever in deciding.stage().case.levers]
    results = deciding.room.results(deciding.code, Role.FACILITATOR)
    departing = 0
    for version, lever in enumerate(levers[:4]):
        decision = Decision(proposed=(lever,))
        room = deciding.room
        room.write_text(deciding.code, deciding.secret, "decision", to_json(decision), version)
        sentence = plain(departs_text(results, decision))
        departing += "s’écarte" in sentence
        for name, words in surfaces(deciding, device).items():
            assert sentence in plain(words), name
            assert ("s’écarte" in plain(words)) == ("s’écarte" in sentence), name
    assert 0 < departing < len(levers[:4])

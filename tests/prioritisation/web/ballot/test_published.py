from dataclasses import replace

import pytest

from prioritisation.meeting.room.rationale import MeetingTexts
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import (
    Decision,
    Objection,
    Outcome,
    ShowOfHands,
    to_json,
)
from prioritisation.web.ballot.after import DecisionPublisher, published_decision
from prioritisation.web.ballot.async_room import AsyncRoom, Look


@pytest.fixture
def deciding(sitting):
    here = sitting().open()
    here.others_vote(5).reveal()
    here.act(Act.START_ANALYSIS).act(Act.START_DECISION)
    return here


def write(here, **texts):
    lever = here.stage().case.levers[0]
    decision = Decision(proposed=(lever.id,), **texts)
    version = here.room.text(here.code, "decision").version
    here.room.write_text(here.code, here.secret, "decision", to_json(decision), version)
    return lever.label


def test_nothing_is_published_before_the_decision(sitting, room):
    here = sitting().open()
    published = DecisionPublisher().published
    assert published(room, here.stage(), None) is None
    here.others_vote(5).reveal()
    assert published(room, here.stage(), None) is None


def test_what_is_proposed_answers_the_question_of_the_case(deciding):
    case = deciding.stage().case
    decision = Decision(proposed=(case.levers[0].id,))
    label = case.levers[0].label
    told = [
        published_decision(decision, replace(case, choice=choice)).sentence
        for choice in ("", "Où installer la maison des projets ?")
    ]
    assert told == [f"Commencer par {label}", f"Le groupe propose {label}"]


def test_phones_read_the_project_then_the_decision(deciding, device):
    page = device().get(deciding.path)
    assert "décision" not in page.words.lower()
    first = deciding.stage().key
    label = write(deciding)
    assert deciding.stage().key != first
    page = device().get(deciding.path)
    assert "La décision en cours d’écriture" in page.words
    assert f"Commencer par {label}" in page.words
    write(deciding, motives="Parce que.\nEt <b>aussi</b>.", no_objection=True)
    deciding.act(Act.CLOSE)
    page = device().get(deciding.path)
    assert "Ce que le groupe propose" in page.words
    assert "Et <b>aussi</b>." in page.words
    assert "Avec le vote du groupe, " in page.words


def test_a_kept_objection_and_the_minority_are_never_left_out(deciding):
    objections = (
        Objection(text="Trop tôt", answer="Noté", outcome=Outcome.KEPT),
        Objection(text="Trop cher", answer="Réglé", outcome=Outcome.LIFTED),
    )
    vote = ShowOfHands(favour=8, against=2, abstaining=1)
    lever = deciding.stage().case.levers[0].id
    decision = Decision(
        proposed=(lever,), objections=objections, minority="Attendre", vote=vote, motives="Oui"
    )
    found = published_decision(decision, deciding.stage().case)
    said = dict(found.parts)
    assert said["Objection maintenue"] == ("Trop tôt",)
    assert said["Avis minoritaire"] == ("Attendre",)
    assert ("8" in found.vote, "abstention" in found.vote) == (True, True)
    assert [found.hands.count(side) for side in ("for", "against", "abstaining")] == [8, 2, 1]
    crowd = decision.model_copy(update={"vote": ShowOfHands(favour=58, against=2, abstaining=1)})
    told = published_decision(crowd, deciding.stage().case)
    assert (told.hands, "58" in told.vote) == ((), True)


def test_while_another_round_is_open_the_decision_is_hidden(deciding, device):
    label = write(deciding, motives="Parce que")
    assert label in device().get(deciding.path).words
    deciding.open()
    page = device().get(deciding.path)
    assert label not in page.words
    assert "Parce que" not in page.words


def test_two_stores_with_a_meeting_of_the_same_code_never_share_a_decision(deciding, runner):
    """A server that is given another database tells nothing of the first one."""
    label = write(deciding)
    stage, read = deciding.stage(), deciding.room.text

    class Other:
        def __getattr__(self, name):
            return getattr(deciding.room, name)

        def text(self, *asked):
            return replace(read(*asked), content="", version=0)

        decision = MeetingTexts.decision

    first, other = AsyncRoom(lambda: deciding.room), AsyncRoom(Other)
    pages = [
        runner.run(desk.opened(Look(stage.code, ""))).page.values() for desk in (first, other)
    ]
    assert label in pages[0]["decided"].sentence
    assert pages[1]["decided"] is None

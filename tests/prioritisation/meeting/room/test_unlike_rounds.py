"""Two rounds on different things, one after the other, in every way the rules allow."""

import pytest

from criteria.model import Sense, Status
from prioritisation.analysis.ballots.ballot import Ballot, Mode
from prioritisation.analysis.ballots.group import Unlike
from prioritisation.analysis.warnings import WarningKind
from prioritisation.documents.writing.annex import annex_of
from prioritisation.documents.writing.content import Bullets
from prioritisation.documents.writing.method import movement_line
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.subject import subject_of
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.case_edits import ScoreEdit
from prioritisation.meeting.room.errors import InvalidFrame
from prioritisation.meeting.rules import Act, Phase, Reason, Refused, Role
from prioritisation.meeting.rules.state import Shown
from prioritisation.record.making import record_of
from prioritisation.record.model import record_from, text_of
from prioritisation.record.replaying import replay
from prioritisation.sentences.group import unlike_text
from tests.each import each
from tests.prioritisation.meeting.room.conftest import begun
from tests.thresholds import facts_of

THREE = ("ghg_impact", "partner_ecosystem", "existing_coverage")
FOUR = (*THREE, "labour_shortage")
OTHERS = ("cop_progress", "partner_ecosystem", "labour_shortage")

CHANGES = {
    "one more": ({"criteria": FOUR}, {}, (Unlike.CRITERIA,)),
    "one less": ({"criteria": THREE[:2]}, {}, (Unlike.CRITERIA,)),
    "others": ({"criteria": OTHERS}, {}, (Unlike.CRITERIA,)),
    "asked otherwise": ({"weighting": Mode.ROC}, {}, (Unlike.ASKING,)),
    "the other way": ({}, {"existing_coverage": Sense.MAX}, (Unlike.DIRECTION,)),
    "another perimeter": ({"combination": "sgpe"}, {}, ()),
}


def ballot_on(sitting, k):
    """Apart in the first round, alike in the second: what a sudden agreement looks like."""
    stage = sitting.stage()
    ids = [c.id for c in stage.criteria]
    second = len(stage.meeting.rounds) > 1
    first = ids[0] if second or k % 2 else ids[1]
    if stage.setup.weighting is Mode.ROC:
        return Ballot({c: 1 + i for i, c in enumerate(ids)}, "", Mode.ROC)
    return Ballot({c: 100 if c == first else 0 for c in ids}, first)


def vote(sitting, voters):
    for k, voter in enumerate(voters):
        ballot = ballot_on(sitting, k)
        sitting.room.cast_soon(sitting.code, voter, ballot, "", f"n{k}").result()
    sitting.act(Act.REVEAL)


def reopened(sitting, frame, senses):
    """Reveal, reopen the review, change what is asked, open again: all of it is legal."""
    sitting.act(Act.REOPEN, target=Phase.REVIEW, reason="on change")
    chosen = {"combination": "gt", "criteria": THREE, **frame}
    sitting.room.choose_frame(sitting.code, sitting.secret, **chosen)
    default = dict.fromkeys(sitting.stage().meeting.unconfirmed, Sense.MIN)
    for criterion, sense in (default | senses).items():
        sitting.room.confirm_direction(sitting.code, sitting.secret, criterion, sense)
    sitting.room.freeze(sitting.code, sitting.secret)
    sitting.act(Act.START_CHECKS)
    sitting.open()


@pytest.fixture(scope="module", params=CHANGES)
def _twice(request, new_store):
    """A meeting that voted twice, on what it is, and why its two rounds do not compare."""
    frame, senses, why = CHANGES[request.param]
    sitting = begun(Room(new_store()))
    voters = [sitting.voter() for _ in range(7)]
    sitting.open()
    vote(sitting, voters)
    reopened(sitting, frame, senses)
    vote(sitting, voters)
    facts_of(
        sitting.room.rationale(sitting.code, sitting.secret)
    )  # draws the names of its ballots, once
    yield sitting, why
    sitting.room.store.close()


@pytest.fixture
def twice(_twice):
    """The same, which the tests share: none of them writes anything in it."""
    sitting, why = _twice
    before = written(sitting)
    yield sitting, why
    assert written(sitting) == before


def written(sitting):
    """All that the store holds of a meeting, whatever was read of it."""
    store, code = sitting.room.store, sitting.code
    meeting = store.meeting(code)
    return meeting, store.audit(code), [store.ballots(code, n) for n in (1, 2)]


@pytest.fixture(scope="module")
def _recorded(_twice):
    sitting, why = _twice
    return record_of(facts_of(sitting.room.rationale(sitting.code, sitting.secret))), why


@pytest.fixture
def recorded(_recorded):
    """Its record, another for each test, and why its rounds do not compare."""
    record, why = _recorded
    return record.model_copy(deep=True), why


def test_every_reader_of_two_rounds_follows_the_one_rule(twice):
    sitting, why = twice
    found = sitting.room.results(sitting.code, Role.OBSERVER)
    facts = facts_of(sitting.room.rationale(sitting.code, sitting.secret))
    kinds = {w.kind for w in sitting.room.warnings(sitting.code, Role.FACILITATOR)}
    assert found.unlike == facts.unlike == why
    assert (found.movement and found.movement.moved) == facts.moved
    assert (found.movement is None) == bool(why)
    assert (WarningKind.SUDDEN in kinds) == (not why)
    assert (found.number, found.before) == (2, 1)


def test_the_record_says_why_and_is_recomputed_identical(recorded):
    record, why = recorded
    assert record.votes.unlike == why
    again = record_from(text_of(record).encode())
    assert again == record
    found = replay(again)
    assert (found.genuine, found.differences) == (True, ())


def test_the_annex_of_the_note_says_it_in_words_and_no_movement(recorded):
    record, why = recorded
    blocks = [b for s in annex_of(record, subject_of(record), None) for b in s.blocks]
    told = " ".join(" ".join(b.items) for b in blocks if isinstance(b, Bullets))
    assert ("ont bougé" in told) != bool(why)
    assert ("ne se compare pas" in told) == bool(why)
    assert unlike_text(why, 1, 2) in told


def test_a_void_round_between_two_others_is_passed_over(sitting):
    voters = [sitting.voter() for _ in range(7)]
    sitting.open()
    vote(sitting, voters)
    reopened(sitting, {"criteria": FOUR}, {})
    sitting.act(Act.VOID_ROUND, reason="erreur")
    sitting.act(Act.OPEN_ROUND)
    vote(sitting, voters)
    assert sitting.room.results(sitting.code, Role.OBSERVER).unlike == (Unlike.CRITERIA,)
    record = record_of(facts_of(sitting.room.rationale(sitting.code, sitting.secret)))
    assert (
        movement_line(record)
        == "Le 3e vote ne se compare pas au premier\u00a0: les critères ne sont pas les mêmes."
    )


def changed(name):
    """After a round: the frame changes, and the group votes again."""
    frame, senses, _ = CHANGES[name]

    def change(sitting, voters):
        reopened(sitting, frame, senses)
        vote(sitting, voters)

    return change


def scored(sitting, voters):
    """A score is written, some leave, others come, one vote is void, thresholds are others."""
    sitting.act(Act.REOPEN, target=Phase.REVIEW, reason="on change")
    lever = sitting.stage().case.levers[0].id
    edit = ScoreEdit(lever, THREE[2], 9.0, 9.0, Status.OPINION, "une fiche", "comptée")
    sitting.room.edit_score(sitting.code, sitting.secret, edit)
    sitting.open()
    sitting.act(Act.VOID_ROUND, reason="erreur")
    sitting.act(Act.OPEN_ROUND)
    vote(sitting, [*voters[1:], sitting.voter()])


def few(sitting, voters):
    sitting.act(Act.OPEN_ROUND)
    vote(sitting, voters[:3])


AFTER = {**{name: changed(name) for name in CHANGES}, "scored": scored, "few": few}


def told_of_the_first(sitting):
    """Its round in the record, and what the note says."""
    facts = facts_of(sitting.room.rationale(sitting.code, sitting.secret))
    record = record_from(text_of(record_of(facts)).encode())
    assert replay(record).identical
    first = record.votes.rounds[0].model_dump(exclude={"ballots", "shares"})
    note = repr(note_of(record)).replace("\\xa0", " ")
    return first, note


def first_round(sitting):
    """Seven with a reason and one on paper, revealed; the voters."""
    voters = [sitting.voter() for _ in range(7)]
    sitting.open()
    room, given = sitting.room, ballot_on(sitting, 1)
    room.paper_ballot(sitting.code, sitting.secret, given)
    for k, voter in enumerate(voters):
        ballot = ballot_on(sitting, k)
        room.cast_soon(sitting.code, voter, ballot, f"raison {k}", f"n{k}").result()
    sitting.act(Act.REVEAL)
    return voters


def test_a_round_declared_void_changes_nothing_of_another_and_is_told_as_it_was(sitting):
    voters = first_round(sitting)
    first, _ = told_of_the_first(sitting)
    sitting.act(Act.OPEN_ROUND)
    vote(sitting, voters)
    sitting.act(Act.VOID_ROUND, reason="erreur")
    assert told_of_the_first(sitting)[0] == first
    sitting.act(Act.OPEN_ROUND)
    vote(sitting, voters)
    assert told_of_the_first(sitting)[0] == first


@each("after", AFTER)
def test_whatever_is_done_after_a_round_it_is_told_as_it_was(sitting, monkeypatch, after):
    voters = first_round(sitting)
    first, _ = told_of_the_first(sitting)
    assert (first["shown"], first["count"], first["paper"]) == (Shown.ALL, 8, 1)
    AFTER[after](sitting, voters)
    monkeypatch.setenv("PRIORITISATION_DISAGREEMENT", "5,2")
    again, note = told_of_the_first(sitting)
    assert again == first
    assert "Premier vote : 8 votes, " in note
    assert "dont 1 sur papier, résultats montrés au groupe" in note
    assert all(f"raison {k}" in note for k in range(7))
    if after != "few":
        assert "le groupe est revenu en arrière : « on change »" in note
    gone = set(THREE) - {c.id for c in sitting.stage().criteria}
    assert all(label["label"] in note for label in first["criteria"] if label["id"] in gone)


@each("frame", [{}, {"criteria": OTHERS}], ids=["same", "others"])
def test_a_ballot_read_in_a_round_never_enters_the_next(room, monkeypatch, frame):
    """It was on its way, or came to a server that had not heard yet of the next round."""
    monkeypatch.setattr("prioritisation.meeting.room.stage.STAGE_FRESH_S", 60.0)
    sitting, elsewhere = begun(room), Room(room.store)
    voter = sitting.voter()
    sitting.open()
    ballot = ballot_on(sitting, 0)
    assert elsewhere.stage(sitting.code).takes_ballots
    sitting.act(Act.REVEAL)
    reopened(sitting, frame, {})
    with pytest.raises(Refused) as refused:
        elsewhere.cast_soon(sitting.code, voter, ballot, "", "late").result()
    assert refused.value.refusal.reason is Reason.ROUND_CLOSED
    assert sitting.stage().ballots == 0


@each("frame", [{"criteria": OTHERS}, {"weighting": Mode.ROC}], ids=str)
def test_neither_does_one_on_paper_nor_a_simulated_one(room, monkeypatch, frame):
    monkeypatch.setattr("prioritisation.meeting.room.stage.STAGE_FRESH_S", 60.0)
    sitting, elsewhere = begun(room), Room(room.store)
    sitting.open()
    ballot = ballot_on(sitting, 0)
    seen = elsewhere.stage(sitting.code).meeting.stamp
    sitting.act(Act.REVEAL)
    reopened(sitting, frame, {})
    with pytest.raises(InvalidFrame):
        elsewhere.paper_ballot(sitting.code, sitting.secret, ballot)
    asked = ballot_on(sitting, 0)
    with pytest.raises(Refused) as refused:
        elsewhere.paper_ballot(sitting.code, sitting.secret, asked, stamp=seen)
    assert refused.value.refusal.reason is Reason.OVERTAKEN
    assert sitting.stage().ballots == 0
    now = sitting.stage().meeting.stamp
    elsewhere.paper_ballot(sitting.code, sitting.secret, asked, stamp=now)
    assert sitting.stage().ballots == 1

"""A meeting takes up the last version of its dossier before its first vote, and never after."""

import pytest

from criteria.model import Sense, Status
from prioritisation.cases.editing.scales import ends_change
from prioritisation.cases.rights import DossierRefused
from prioritisation.cases.settled import settled_change
from prioritisation.cases.taking import later_version, lost_scores, take_later
from prioritisation.cases.units import canonical_json
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.room import Room, ScoreEdit
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.meeting.rules import Act, Details, Form, Phase, Reason, Refused, Role
from tests.prioritisation.cases.conftest import FILES
from tests.shelving import Shelved
from tests.sitting import Sitting

OURS, THEIRS = "mieux_se_loger", "mieux_consommer"
PARTNERS = "partner_ecosystem"


class Prepared:
    """A meeting on a dossier that moves: two scores were written in it."""

    def __init__(self, room):
        self.room, self.dossier = room, Shelved(room, files=FILES)
        self.meeting = Sitting(room, Form.FULL, about=self.dossier.meeting())
        for lever in (OURS, THEIRS):
            edit = ScoreEdit(lever, PARTNERS, *["plutot_favorable"] * 2, Status.OPINION, "pilote")
            room.edit_score(*self.door, edit)

    @property
    def door(self):
        return self.meeting.code, self.meeting.secret

    @property
    def own(self):
        return self.dossier.key, self.dossier.secret

    def correct(self, lever, level="a_construire"):
        unit = f"score/{lever}/{PARTNERS}/"
        before = self.dossier.shelf.state(*self.own)[unit]
        tree = {"score": level, "status": "avis", "source_id": "deck", "reason": "vu"}
        change = {unit: (before, canonical_json(tree))}
        edit = DossierEdit(change, self.dossier.seq, "form", "vu")
        self.dossier.shelf.write(*self.own, edit)
        return self

    def later(self):
        return later_version(self.room, self.meeting.code, self.dossier.secret)

    def take(self):
        return take_later(self.room, *self.door, self.later())

    def score(self, lever):
        case = self.room.stage(self.meeting.code, fresh=True).case
        return case.tables[case.default_combination].score(lever, PARTNERS).low


@pytest.fixture
def prepared(shelf):
    return Prepared(Room(shelf.store))


def test_nothing_is_to_be_taken_from_a_dossier_that_has_not_moved(prepared):
    assert prepared.later() is None


def test_what_the_dossier_did_not_write_stays_and_what_it_did_is_named_before_and_in_the_log(
    prepared,
):
    prepared.correct(THEIRS)
    later = prepared.later()
    named = [one.lever for one in lost_scores(prepared.room, *prepared.door, later)]
    assert named == [THEIRS]
    other = Room(prepared.room.store)  # as another server, which has read the meeting before
    assert other.stage(prepared.meeting.code).case.title == "Bretagne"
    assert [one.lever for one in prepared.take()] == [THEIRS]
    assert (prepared.score(OURS), prepared.score(THEIRS)) == ("plutot_favorable", "a_construire")
    assert prepared.room.dossier_of(prepared.meeting.code).seq == prepared.dossier.seq
    assert prepared.later() is None
    (entry,) = [e for e in prepared.room.audit(*prepared.door) if e.act == Act.TAKE_DOSSIER]
    assert THEIRS in entry.detail
    assert OURS not in entry.detail
    seen = other.stage(prepared.meeting.code, fresh=True).case
    assert seen.tables[seen.default_combination].score(THEIRS, PARTNERS).low == "a_construire"


def test_the_record_and_the_files_are_those_of_the_version_taken(prepared):
    prepared.dossier.shelf.rename(*prepared.own, "Autre titre", "Groupe")
    prepared.take()
    assert prepared.room.stage(prepared.meeting.code, fresh=True).case.title == "Autre titre"
    files = prepared.room.store.files(prepared.meeting.code)
    assert files == dict(prepared.dossier.meeting().files)


@pytest.mark.parametrize("moved", [True, False])
def test_what_the_meeting_settled_stays_unless_the_dossier_settled_it_too(prepared, moved):
    room, dossier = prepared.room, prepared.dossier
    room.confirm_direction(*prepared.door, "existing_coverage", Sense.MAX)
    room.settle_reading(*prepared.door, "gt_freight")
    stage = prepared.meeting.stage()
    if moved:
        for choice in settled_choices(stage.case, stage.setup):
            units = dossier.shelf.state(*prepared.own)
            change = settled_change(units, choice, "tranché ailleurs")
            dossier.shelf.write(*prepared.own, DossierEdit(change, dossier.seq, "form", "vu"))
    else:
        prepared.correct(THEIRS)
    prepared.take()
    now = room.stage(prepared.meeting.code, fresh=True)
    assert now.setup.senses == ({} if moved else {"existing_coverage": Sense.MAX})
    assert now.setup.settled == (() if moved else ("gt_freight",))
    # Either way it is counted so, and nothing of it is to be settled again.
    assert now.scenario().combination.startswith("gt_freight")
    assert "existing_coverage" not in now.meeting.unconfirmed


def test_once_people_vote_the_meeting_never_moves(prepared):
    meeting, room = prepared.meeting, prepared.room
    prepared.correct(THEIRS)
    later = prepared.later()
    meeting.lobby().act(Act.START_REVIEW)
    for criterion in room.stage(meeting.code).meeting.unconfirmed:
        room.confirm_direction(*prepared.door, criterion, Sense.MIN)
    room.freeze(*prepared.door)
    with pytest.raises(Refused) as error:
        take_later(room, *prepared.door, later)
    assert error.value.refusal.reason is Reason.FROZEN
    meeting.open().reveal()
    room.act(*prepared.door, Act.REOPEN, Details(reason="une erreur", target=Phase.REVIEW))
    with pytest.raises(Refused) as error:
        take_later(room, *prepared.door, later)
    assert error.value.refusal.reason is Reason.BEGUN
    assert room.dossier_of(meeting.code).seq == later.version.seq


def test_a_rehearsal_and_others_than_who_leads_take_nothing(prepared):
    prepared.correct(THEIRS)
    later, room = prepared.later(), prepared.room
    lead = room.new_link(*prepared.door, Role.LEAD)
    for secret in (lead, "", "x"):
        with pytest.raises(Refused):
            take_later(room, prepared.meeting.code, secret, later)
    reader = prepared.dossier.link(Role.OBSERVER)
    with pytest.raises(DossierRefused):
        later_version(room, prepared.meeting.code, reader)
    prepared.meeting.lobby().act(Act.REHEARSE)
    with pytest.raises(Refused):
        take_later(room, *prepared.door, later)


def test_two_presses_take_it_once_and_a_later_one_finds_what_moved_meanwhile(prepared):
    prepared.correct(THEIRS)
    first = prepared.later()
    take_later(prepared.room, *prepared.door, first)
    with pytest.raises(Refused) as error:
        take_later(prepared.room, *prepared.door, first)
    assert error.value.refusal.reason is Reason.OVERTAKEN


def test_an_answer_about_scales_does_not_stand_for_other_ends(prepared):
    shelf, own = prepared.dossier.shelf, prepared.own
    prepared.meeting.act(Act.ANSWER_WARNING, warning="anchors", reason="Accepté")
    prepared.correct(THEIRS).take()
    assert "anchors" not in prepared.meeting.stage().meeting.unanswered, "the scales are the same"
    before = shelf.state(*own)
    change = ends_change(before, "ghg_impact", "0", "9000")
    shelf.write(*own, DossierEdit(change, prepared.dossier.seq, "form", "vu"))
    prepared.take()
    assert "anchors" in prepared.meeting.stage().meeting.unanswered

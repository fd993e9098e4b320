"""What others propose is written once somebody accepts it; so is what a meeting corrected."""

import tomllib
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest

from criteria.errors import InvalidCase
from criteria.model import Sense, Standing, Status
from criteria.writing import toml_text
from prioritisation.cases.blank import BlankCase, BlankCriterion, blank_files
from prioritisation.cases.editing.scales import ends_change, turned_change, with_reason
from prioritisation.cases.reading import (
    DoorOrigin,
    DossierConflict,
    InvalidDossierField,
    NoSuchProposal,
    TooManyProposals,
)
from prioritisation.cases.reporting import report, report_of
from prioritisation.cases.rights import DossierReason, DossierRefused
from prioritisation.cases.shelf import shelf_of
from prioritisation.cases.units import canonical_json
from prioritisation.cases.versions import MOST_WAITING
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.room import Room, ScoreEdit
from prioritisation.meeting.rules import Act, Form, Refused, Role
from prioritisation.meeting.store import NewProposal, Unstorable
from tests.prioritisation.cases.conftest import FILES
from tests.shelving import Shelved
from tests.sitting import Sitting

NOTE = "score/mieux_se_loger/partner_ecosystem/"
NUMBER = "score/mieux_se_loger/cop_progress/"


def note(level, **others):
    tree = {"score": level, "status": "avis", "source_id": "deck", "reason": "dit"}
    return canonical_json(tree | others)


def edit(shelf, door, level="a_construire", why="vu sur le terrain"):
    state = shelf.state(*door)
    return DossierEdit({NOTE: (state[NOTE], note(level))}, 1, "form", why)


@pytest.fixture
def expert(shelf, normandie):
    """The key of the dossier, and an expert's secret."""
    return normandie[0], shelf.new_link(*normandie, Role.EXPERT)


def test_a_proposal_changes_nothing_until_it_is_accepted(shelf, normandie, expert):
    before = shelf.state(*normandie)
    number = shelf.propose(*expert, edit(shelf, expert))
    assert (shelf.state(*normandie), shelf.open(*normandie).seq) == (before, 1)
    (waiting,) = shelf.proposals(*normandie)
    assert (waiting.id, waiting.role, waiting.reason) == (number, "expert", "vu sur le terrain")
    assert shelf.accept(*normandie, number, "merci") == 2
    assert "a_construire" in shelf.state(*normandie)[NOTE]
    (done,) = shelf.proposals(*normandie)
    assert (done.answer, done.word, done.answered_by, done.seq) == (
        "accepted",
        "merci",
        "facilitator",
        2,
    )
    # The history says who accepted, and the reason of whoever proposed.
    assert shelf.history(*normandie)[0].reason == "vu sur le terrain"


def edits(shelf, door, n):
    """As many proposals, of one score and as many reasons."""
    return [edit(shelf, door, why=f"fichier {k}") for k in range(n)]


def test_several_are_proposed_at_once_and_none_of_them_twice(shelf, normandie, expert):
    several = edits(shelf, expert, 3)
    assert shelf.propose_each(*expert, several) == 3
    assert shelf.propose_each(*expert, several) == 0
    assert [p.reason for p in shelf.proposals(*normandie)] == [one.reason for one in several]


def test_of_several_those_that_find_room_are_proposed_and_then_none(shelf, expert):
    shelf.propose(*expert, edit(shelf, expert))
    several = edits(shelf, expert, MOST_WAITING + 2)
    assert shelf.propose_each(*expert, several) == MOST_WAITING - 1
    with pytest.raises(TooManyProposals):
        shelf.propose_each(*expert, several)
    assert len(shelf.proposals(*expert)) == MOST_WAITING


def test_one_of_several_that_would_make_no_case_keeps_all_of_them_back(shelf, expert):
    state = shelf.state(*expert)
    wrong = DossierEdit({NOTE: (state[NOTE], note("nulle_part"))}, 1, "import", "fichier")
    with pytest.raises(InvalidCase):
        shelf.propose_each(*expert, [edit(shelf, expert), wrong])
    assert shelf.proposals(*expert) == ()


def test_whoever_may_but_read_proposes_nothing_however_many(shelf, normandie):
    reader = normandie[0], shelf.new_link(*normandie, Role.OBSERVER)
    with pytest.raises(DossierRefused) as refused:
        shelf.propose_each(*reader, [edit(shelf, normandie)])
    assert refused.value.reason is DossierReason.ROLE


def test_what_would_make_no_case_is_refused_to_whoever_proposes_it(shelf, expert):
    """It would wait for an answer that can be one only."""
    state = shelf.state(*expert)
    wrong = DossierEdit({NOTE: (state[NOTE], note("nulle_part"))}, 1, "form", "vu")
    with pytest.raises(InvalidCase):
        shelf.propose(*expert, wrong)
    assert shelf.proposals(*expert) == ()


def test_what_waits_already_is_not_proposed_again(shelf, expert):
    """A button that is pressed twice proposes once; other words are another proposal."""
    first = shelf.propose(*expert, edit(shelf, expert))
    assert shelf.propose(*expert, edit(shelf, expert)) == first
    other = shelf.propose(*expert, edit(shelf, expert, why="lu dans un bilan"))
    assert [p.id for p in shelf.proposals(*expert)] in ([first, other], [other, first])
    shelf.withdraw(*expert, first)
    assert shelf.propose(*expert, edit(shelf, expert)) not in (first, other)


def test_a_refusal_has_its_word_and_is_final(shelf, normandie, expert):
    number = shelf.propose(*expert, edit(shelf, expert))
    with pytest.raises(InvalidDossierField):
        shelf.refuse(*normandie, number, " ")
    shelf.refuse(*normandie, number, "compté ailleurs")
    assert shelf.open(*normandie).seq == 1
    for again in (
        lambda: shelf.accept(*normandie, number),
        lambda: shelf.refuse(*normandie, number, "encore"),
        lambda: shelf.withdraw(*expert, number),
        lambda: shelf.accept(*normandie, 999),
    ):
        with pytest.raises(NoSuchProposal):
            again()


def test_a_proposal_that_comes_too_late_is_compared_and_not_applied(shelf, normandie, expert):
    number = shelf.propose(*expert, edit(shelf, expert))
    shelf.write(*normandie, edit(shelf, normandie, "fortement_mobilise"))
    (waiting,) = shelf.proposals(*normandie)
    assert shelf.late(waiting, shelf.state(*normandie))
    with pytest.raises(DossierConflict):
        shelf.accept(*normandie, number)
    assert "fortement_mobilise" in shelf.state(*normandie)[NOTE]
    now = shelf.state(*normandie)
    instead = {NOTE: (now[NOTE], note("plutot_favorable"))}
    shelf.accept(*normandie, number, "entre les deux", instead)
    assert "plutot_favorable" in shelf.state(*normandie)[NOTE]


def test_others_see_and_withdraw_their_own_only(shelf, expert):
    number = shelf.propose(*expert, edit(shelf, expert))
    shelf.withdraw(*expert, number)
    assert [p.answer for p in shelf.proposals(*expert)] == ["withdrawn"]


def test_who_proposes_neither_accepts_nor_refuses(shelf, normandie, expert):
    number = shelf.propose(*expert, edit(shelf, expert))
    reader = normandie[0], shelf.new_link(*normandie, Role.OBSERVER)
    for door in (expert, reader, (normandie[0], "x")):
        for act in (shelf.accept, lambda *a: shelf.refuse(*a, "non")):
            with pytest.raises(DossierRefused):
                act(*door, number)
    with pytest.raises(DossierRefused):
        shelf.propose(*reader, edit(shelf, reader))


def test_what_is_accepted_with_nothing_of_it_writes_nothing(shelf, normandie, expert):
    """All that it changes was written meanwhile, and whoever answers leaves that as it stands."""
    number = shelf.propose(*expert, edit(shelf, expert))
    before = shelf.state(*normandie)
    assert shelf.accept(*normandie, number, "déjà écrit autrement", {}) == 1
    assert shelf.state(*normandie) == before
    assert [p.answer for p in shelf.proposals(*normandie)] == ["accepted"]


def test_a_link_fills_no_inbox(light_shelf):
    made = light_shelf.create(FILES, DoorOrigin("copy"))
    door = made.key, light_shelf.new_link(made.key, made.secret, Role.EXPERT)
    for k in range(MOST_WAITING):
        light_shelf.propose(*door, edit(light_shelf, door, why=f"raison {k}"))
    with pytest.raises(TooManyProposals):
        light_shelf.propose(*door, edit(light_shelf, door))
    light_shelf.withdraw(*door, light_shelf.proposals(*door)[0].id)
    light_shelf.propose(*door, edit(light_shelf, door))


class Corrected:
    """A meeting on a dossier where two scores were corrected."""

    def __init__(self, room):
        self.room, self.dossier = room, Shelved(room, files=FILES)
        self.meeting = Sitting(room, Form.FULL, about=self.dossier.meeting()).lobby()
        self.meeting.act(Act.START_REVIEW)
        self.write("mieux_se_loger", "partner_ecosystem", "plutot_favorable", "pilote du GT 2")
        self.write("mieux_consommer", "partner_ecosystem", None, "")

    def write(self, lever, criterion, level, source):
        status = Status.OPINION if level else Status.UNKNOWN
        edit = ScoreEdit(lever, criterion, level, level, status, source, "dit en séance")
        self.room.edit_score(self.meeting.code, self.meeting.secret, edit)

    @property
    def door(self):
        return self.meeting.code, self.meeting.secret


@pytest.fixture
def corrected(shelf):
    return Corrected(Room(shelf.store))


def test_what_a_meeting_corrected_is_proposed_once_and_accepted_by_the_dossier(corrected):
    room, dossier = corrected.room, corrected.dossier
    assert len(report_of(room, *corrected.door).waiting) == 2
    assert (report(room, *corrected.door), report(room, *corrected.door)) == (2, 0)
    shelf, door = shelf_of(room), (dossier.key, dossier.secret)
    assert shelf.state(*door)[NOTE] == shelf.state(*door, dossier.seq)[NOTE]
    for proposal in shelf.proposals(*door):
        assert proposal.meeting == corrected.meeting.code
        shelf.accept(*door, proposal.id)
    case = shelf.open(*door).case
    table = case.tables[case.default_combination]
    score = table.score("mieux_se_loger", "partner_ecosystem")
    assert (score.low, score.status) == ("plutot_favorable", Status.OPINION)
    assert (score.reason, case.sources[score.source].title) == ("dit en séance", "pilote du GT 2")
    missing = table.score("mieux_consommer", "partner_ecosystem")
    assert case.sources[missing.source].kind == "séance"
    assert table.score("mieux_consommer", "partner_ecosystem").unknown
    assert report(room, *corrected.door) == 0


def test_presses_at_the_same_time_propose_once(corrected):
    room, start, counts = corrected.room, Barrier(4), []

    def press():
        start.wait()
        counts.append(report(room, *corrected.door))

    threads = [Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    dossier = corrected.dossier
    assert sum(counts) == len(dossier.shelf.proposals(dossier.key, dossier.secret)) == 2


def test_a_score_that_the_dossier_computes_is_told_and_not_written(corrected):
    corrected.write("mieux_consommer", "ghg_impact", 12.0, "estimation")
    assert report_of(corrected.room, *corrected.door).aside == (("mieux_consommer", "ghg_impact"),)


def made_in_meeting(count, meeting="AB12CD"):
    """As many corrections of one meeting, each another."""
    changes = [{NOTE: (None, note("a_construire", date=f"{2000 + k}"))} for k in range(count)]
    return [NewProposal(c, 1, "meeting", "recorder", meeting, "dit") for c in changes]


def test_nothing_is_proposed_to_a_dossier_that_is_put_away(shelf, normandie):
    shelf.archive(*normandie, archived=True)
    with pytest.raises(DossierRefused) as refused:
        shelf.propose_from_meeting(normandie[0], made_in_meeting(2))
    assert refused.value.reason is DossierReason.ARCHIVED
    assert shelf.store.dossiers.proposals(normandie[0]) == ()


def test_a_meeting_that_corrected_much_proposes_what_may_wait_then_the_rest(shelf, normandie):
    """It was refused as a whole once thirty of them stood there."""
    new = made_in_meeting(MOST_WAITING + 2)
    assert shelf.propose_from_meeting(normandie[0], new) == MOST_WAITING
    with pytest.raises(TooManyProposals):
        shelf.propose_from_meeting(normandie[0], new)
    for one in shelf.proposals(*normandie)[:5]:
        shelf.refuse(*normandie, one.id, "non")
    assert shelf.propose_from_meeting(normandie[0], new) == 2
    assert shelf.propose_from_meeting(normandie[0], new) == 0


def test_what_comes_without_a_reason_is_accepted_with_a_word(shelf, normandie):
    """The history would say of a score that it was changed, and not why."""
    before = shelf.state(*normandie)[NOTE]
    new = replace(made_in_meeting(1)[0], changes={NOTE: (before, note("a_construire"))}, reason="")
    shelf.propose_from_meeting(normandie[0], [new])
    (waiting,) = shelf.proposals(*normandie)
    with pytest.raises(InvalidDossierField) as error:
        shelf.accept(*normandie, waiting.id, " ")
    assert error.value.field == "word"
    shelf.accept(*normandie, waiting.id, "vérifié auprès du pilote")
    assert shelf.history(*normandie)[0].reason == "vérifié auprès du pilote"


def test_what_a_meeting_proposes_is_kept_whole_or_not_at_all(shelf, normandie):
    wrong = replace(made_in_meeting(3)[2], reason="a\0b")
    with pytest.raises(Unstorable):
        shelf.propose_from_meeting(normandie[0], [*made_in_meeting(2), wrong])
    assert shelf.store.dossiers.proposals(normandie[0]) == ()


def test_two_scores_of_one_source_that_was_typed_have_that_one(corrected):
    corrected.write("mieux_consommer", "partner_ecosystem", "a_construire", "Pilote du GT 2")
    report(corrected.room, *corrected.door)
    shelf, door = shelf_of(corrected.room), (corrected.dossier.key, corrected.dossier.secret)
    before = shelf.open(*door).case.sources
    for proposal in shelf.proposals(*door):
        shelf.accept(*door, proposal.id)
    new = [s for ident, s in shelf.open(*door).case.sources.items() if ident not in before]
    assert [source.title for source in new] == ["pilote du GT 2"]


def scored_by_way(files):
    """A case whose cost has a score of each site under each of two ways of counting."""
    answers = [
        {
            "id": name,
            "label": name,
            "description": "d",
            "status": "confirmé",
            "default": name == "r1",
        }
        for name in ("r1", "r2")
    ]
    asked = {"id": "q", "name": "Q", "question": "Q ?", "criteria": ["cout"], "readings": answers}
    case = tomllib.loads(files["case.toml"])
    header, *rows = files["scores.csv"].splitlines()
    apart = [
        f"{row},{way}" for row in rows for way in (("r1", "r2") if ",cout," in row else ("",))
    ]
    scores = "\n".join([f"{header},reading", *apart, ""])
    asking = toml_text({**case, "questions": [asked]})
    return {**files, "case.toml": asking, "scores.csv": scores}


def test_what_is_right_under_one_way_of_counting_is_not_proposed_of_the_others(light_shelf):
    cost = BlankCriterion("Coût", "100", "0", unit="k€")
    noise = BlankCriterion("Bruit", "10", "0")
    case = BlankCase("Où ?", ("A", "B", "C"), (cost, noise), "G", option="site")
    room = Room(light_shelf.store)
    dossier = Shelved(room, files=scored_by_way(blank_files(case, date(2026, 12, 1))))
    meeting = Sitting(room, Form.FULL, about=dossier.meeting()).lobby()
    meeting.act(Act.START_REVIEW)
    first = room.stage(meeting.code).case.levers[0].id
    edit = ScoreEdit(first, "cout", 5.0, 5.0, Status.OFFICIAL, "INSEE", "lu", reading="r1")
    room.edit_score(meeting.code, meeting.secret, edit)
    (change,) = report_of(room, meeting.code, meeting.secret).waiting
    assert [unit for unit in change if unit.startswith("score")] == [f"score/{first}/cout/r1"]


def test_only_who_leads_the_meeting_reports_it(corrected):
    secret = corrected.room.new_link(*corrected.door, Role.EXPERT)
    for wrong in (secret, "", "x"):
        with pytest.raises(Refused):
            report(corrected.room, corrected.meeting.code, wrong)


def test_a_meeting_on_no_dossier_or_on_one_that_is_erased_reports_nothing(corrected):
    room = corrected.room
    corrected.dossier.shelf.erase(corrected.dossier.key, corrected.dossier.secret)
    assert report_of(room, *corrected.door).waiting == ()
    alone = Sitting(room, Form.FULL)
    assert report_of(room, alone.code, alone.secret).key == ""


def test_what_is_corrected_in_a_rehearsal_is_no_correction(shelf):
    room = Room(shelf.store)
    dossier = Shelved(room, files=FILES)
    meeting = Sitting(room, Form.FULL, about=dossier.meeting()).lobby().act(Act.REHEARSE)
    assert report_of(room, meeting.code, meeting.secret).key == ""


@pytest.mark.parametrize("sense", Sense)
def test_what_a_meeting_settled_is_proposed_to_its_dossier_and_is_then_its_own(shelf, sense):
    room = Room(shelf.store)
    dossier = Shelved(room, files=FILES)
    meeting = Sitting(room, Form.FULL, about=dossier.meeting())
    door, own = (meeting.code, meeting.secret), (dossier.key, dossier.secret)
    room.confirm_direction(*door, "existing_coverage", sense)
    room.settle_reading(*door, "gt_freight")
    assert (report(room, *door), report(room, *door)) == (2, 0)
    for proposal in dossier.shelf.proposals(*own):
        assert (proposal.meeting, proposal.role) == (meeting.code, "facilitator")
        assert "Tranché par le groupe dans la séance" in proposal.reason
        dossier.shelf.accept(*own, proposal.id)
    case, seen = dossier.shelf.open(*own).case, meeting.stage()
    assert case.default_combination == seen.setup.combination
    direction = case.criterion("existing_coverage").direction
    assert (direction.default, direction.status) == (sense, Standing.CONFIRMED)
    (question,) = [q for q in case.questions if q.id == "perimeter"]
    standing = {r.id: r.status for r in question.readings}
    assert standing.pop("gt_freight") is Standing.CONFIRMED
    assert set(standing.values()) == {Standing.TO_CONFIRM}
    # A meeting on what the dossier says now has nothing of this to settle, nor to report.
    again = Sitting(room, Form.FULL, about=dossier.meeting())
    assert "existing_coverage" not in again.stage().meeting.unconfirmed
    assert report(room, again.code, again.secret) == 0


def scales_to_confirm(case):
    """Of the criteria that are weighed."""
    weighed = (c for c in case.criteria if c.active)
    return {c.id for c in weighed if c.scale_status is Standing.TO_CONFIRM}


@pytest.mark.parametrize("words", ["Accepté", "Cela va pour cette année."])
def test_scales_that_a_meeting_accepted_are_proposed_to_its_dossier_one_by_one(shelf, words):
    room = Room(shelf.store)
    dossier = Shelved(room, files=FILES)
    meeting = Sitting(room, Form.FULL, about=dossier.meeting())
    door, own = (meeting.code, meeting.secret), (dossier.key, dossier.secret)
    before = scales_to_confirm(dossier.shelf.open(*own).case)
    assert len(before) > 1
    assert report(room, *door) == 0, "nobody accepted them yet"
    meeting.act(Act.ANSWER_WARNING, warning="anchors", reason=words)
    assert (report(room, *door), report(room, *door)) == (len(before), 0)
    first, *others = dossier.shelf.proposals(*own)
    assert first.reason.startswith("Tranché par le groupe dans la séance")
    assert first.reason.endswith(f"« {words} »") == (words != "Accepté")
    dossier.shelf.accept(*own, first.id)
    left = scales_to_confirm(dossier.shelf.open(*own).case)
    assert len(left) == len(before) - 1, "those that are accepted alone"
    for proposal in others:
        dossier.shelf.accept(*own, proposal.id)
    case = dossier.shelf.open(*own).case
    assert scales_to_confirm(case) == set()
    aside = [c for c in case.criteria if not c.active]
    assert {c.scale_status for c in aside} == {Standing.TO_CONFIRM}, "nobody weighed on them"
    again = Sitting(room, Form.FULL, about=dossier.meeting())
    assert report(room, again.code, again.secret) == 0


def correct(dossier, make, *names):
    """Whoever leads a dossier changes a scale of it, always with the same reason."""
    before = dossier.shelf.state(dossier.key, dossier.secret)
    change = with_reason(make(before, *names), "Relu.")
    return dossier.shelf.write(
        dossier.key, dossier.secret, DossierEdit(change, dossier.seq, "form", "Relu.")
    )


def test_what_a_group_accepted_of_a_scale_is_said_of_no_other_ends(shelf):
    room = Room(shelf.store)
    dossier = Shelved(room, files=FILES)
    correct(dossier, ends_change, "existing_coverage", "13", "0")
    meeting = Sitting(room, Form.FULL, about=dossier.meeting())
    meeting.act(Act.ANSWER_WARNING, warning="anchors", reason="Accepté")
    report(room, meeting.code, meeting.secret)
    seq = correct(dossier, ends_change, "existing_coverage", "900", "0")
    about = "criterion/existing_coverage/scale"
    own = (dossier.key, dossier.secret)
    (one,) = [p for p in dossier.shelf.proposals(*own) if about in p.changes]
    with pytest.raises(DossierConflict):
        dossier.shelf.accept(*own, one.id)
    assert dossier.seq == seq


def test_a_direction_that_was_settled_is_said_of_no_scale_that_was_turned_since(shelf):
    room = Room(shelf.store)
    dossier = Shelved(room, files=FILES)
    meeting, own = Sitting(room, Form.FULL, about=dossier.meeting()), (dossier.key, dossier.secret)
    sense = dossier.opened().case.criterion("existing_coverage").direction.default
    room.confirm_direction(meeting.code, meeting.secret, "existing_coverage", sense)
    report(room, meeting.code, meeting.secret)
    correct(dossier, turned_change, "existing_coverage")
    assert dossier.opened().case.criterion("existing_coverage").direction.default is not sense
    (one,) = dossier.shelf.proposals(*own)
    with pytest.raises(DossierConflict):
        dossier.shelf.accept(*own, one.id)


def test_words_that_a_meeting_counts_the_other_way_are_turned_once_accepted(shelf):
    room = Room(shelf.store)
    direction = {"max": "plus", "min": "moins", "status": "à confirmer", "reason": "vu"}
    dossier = Shelved(room, files=FILES)
    before = dossier.shelf.state(dossier.key, dossier.secret)
    unit = "criterion/partner_ecosystem/direction"
    change = {unit: (before[unit], canonical_json(direction))}
    edited = DossierEdit(change, dossier.seq, "form", "à voir")
    dossier.shelf.write(dossier.key, dossier.secret, edited)
    meeting = Sitting(room, Form.FULL, about=dossier.meeting())
    room.confirm_direction(meeting.code, meeting.secret, "partner_ecosystem", Sense.MIN)
    first = dossier.opened().case.criterion("partner_ecosystem").scale.levels[0].id
    report(room, meeting.code, meeting.secret)
    (one,) = dossier.shelf.proposals(dossier.key, dossier.secret)
    dossier.shelf.accept(dossier.key, dossier.secret, one.id)
    turned = dossier.opened().case.criterion("partner_ecosystem")
    assert turned.scale.levels[-1].id == first
    said = turned.direction
    assert (said.labels[said.default], said.status) == ("moins", Standing.CONFIRMED)

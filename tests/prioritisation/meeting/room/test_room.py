"""A whole meeting through the room: who may, what is kept, what is never shown."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product

import pytest

from criteria.load import case_from_files
from criteria.model import Sense, Status
from criteria.scales import WordScale
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import InvalidFrame, Rewritten, ScoreEdit
from prioritisation.meeting.room.case_edits import ScoreEdit as ScoreEditDossier
from prioritisation.meeting.room.case_edits import (
    case_files_of,
    check_edit,
    fingerprint,
    matrix_content,
    with_edit,
)
from prioritisation.meeting.room.errors import InvalidScore, Unsourced
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.rules import Act, Details, Form, Phase, Reason, Refused, Role
from prioritisation.meeting.rules.setup import TRIAL_IDS, framed, starting_setup
from prioritisation.meeting.store import Conflict, UnknownMeeting, UnknownVoter
from prioritisation.settings import current_case
from prioritisation.wording import problem_sentence
from tests.conftest import INTERVALS
from tests.each import each


def refused(call, *arguments, **named):
    with pytest.raises(Refused) as found:
        call(*arguments, **named)
    return found.value.refusal.reason


def test_two_rounds_from_the_welcome_to_the_minutes(sitting):
    voters = [sitting.voter(college="État") for _ in range(6)]
    sitting.open()
    for k, voter in enumerate(voters):
        sitting.cast(voter, [100, 40, 5 * k])
    assert (sitting.stage().ballots, sitting.stage().present) == (6, 6)
    sitting.act(Act.REVEAL)
    first = sitting.room.results(sitting.code, Role.OBSERVER)
    sitting.open()
    for voter in voters:
        sitting.cast(voter, [20, 30, 100])
    sitting.act(Act.REVEAL)
    second = sitting.room.results(sitting.code, Role.OBSERVER)
    assert (first.number, second.number, second.before) == (1, 2, 1)
    assert (second.movement.both, second.movement.moved) == (6, 6)
    assert second.group.by_criterion()["existing_coverage"] > 0.5
    for act in (Act.START_ANALYSIS, Act.START_DECISION, Act.CLOSE):
        sitting.act(act)
    assert sitting.stage().meeting.phase is Phase.CLOSED


def test_what_is_voted_on_is_kept_under_its_hash_and_read_again_from_it(sitting):
    digest = sitting.open().stage().meeting.frozen
    (kept,) = sitting.room.store.matrices(sitting.code)
    assert kept.sha256 == digest == sitting.stage().meeting.rounds[0].matrix


def test_the_dialog_writes_all_or_nothing(sitting):
    before = sitting.room.store.version(sitting.code)
    answers = {w.id: "oui" for w in sitting.room.warnings(sitting.code)}
    why = refused(
        sitting.room.open_round, sitting.code, sitting.secret, senses={}, answers=answers
    )
    assert why is Reason.DIRECTION
    senses = {"existing_coverage": Sense.MIN}
    lacking = {**answers, "unknown": "  "}
    why = refused(
        sitting.room.open_round, sitting.code, sitting.secret, senses=senses, answers=lacking
    )
    assert why is Reason.WARNINGS
    assert sitting.room.store.version(sitting.code) == before
    assert sitting.stage().meeting.unconfirmed == ("existing_coverage",)


@pytest.mark.parametrize("role", Role)
def test_while_a_round_is_open_nobody_reads_results(sitting, role):
    voter = sitting.voter()
    sitting.open()
    sitting.cast(voter, [100, 50, 50])
    assert refused(sitting.room.results, sitting.code, role) is Reason.ROUND_OPEN


def test_a_ballot_after_the_reveal_is_refused_and_the_earlier_one_counts(sitting):
    voter = sitting.voter()
    sitting.open()
    sitting.cast(voter, [100, 50, 50])
    sitting.act(Act.REVEAL)
    with pytest.raises(Refused):
        sitting.cast(voter, [10, 100, 50], nonce="2")
    assert sitting.room.own_ballot(sitting.code, voter).points_json.count("50") == 2


def test_a_trial_ballot_is_on_the_trial_question_only(sitting):
    voter = sitting.voter()
    trial = Ballot(dict(zip(TRIAL_IDS, (100, 20, 0), strict=True)), TRIAL_IDS[0])
    kept = sitting.room.cast_soon(sitting.code, voter, trial, "", "1").result()
    assert kept.round == 0
    with pytest.raises(InvalidFrame):
        sitting.cast(voter, [100, 50, 50])
    sitting.open()
    with pytest.raises(InvalidFrame):
        sitting.room.cast_soon(sitting.code, voter, trial, "", "2").result()
    assert sitting.stage().ballots == 0


def test_tokens_forged_cut_or_of_another_meeting_are_nobody_s(sitting):
    room, code = sitting.room, sitting.code
    token = room.new_token(code)
    other = room.create("Autre").code
    for wrong in ("", "x", token[:-1], "a" + token, room.new_token(other), token + "é", "." * 9):
        assert room.voter_of(code, wrong) is None
    sitting.open()
    with pytest.raises(UnknownVoter):
        sitting.cast(room.voter_of(code, token), [100, 1, 1])  # never joined


def test_an_invitation_is_one_voter_on_one_device_and_nobody_else_may_join(room):
    made = room.create("Invités", invited=True)
    room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    (invitation,) = room.new_invitations(made.code, made.facilitator, drawn_invitations(1))
    token, other = (room.new_token(made.code) for _ in range(2))
    assert room.join_soon(made.code, token, invitation=invitation).result()
    assert not room.join_soon(made.code, token, invitation=invitation).result()
    with pytest.raises(Conflict):
        room.join_soon(made.code, other, invitation=invitation).result()
    with pytest.raises(UnknownVoter):
        room.join_soon(made.code, other, invitation="ABCDEFGHJK").result()
    assert refused(room.join_soon, made.code, other) is Reason.ROLE
    assert room.invitations(made.code) == (1, 1)


def test_a_lost_link_is_made_again_and_a_revoked_one_opens_nothing(sitting):
    room, code = sitting.room, sitting.code
    again = room.recover(code)
    assert room.role(code, again) is Role.FACILITATOR
    first, _ = sorted(room.links(code, again), key=lambda link: link.id)
    room.revoke(code, again, first.id)
    assert room.role(code, sitting.secret) is Role.OBSERVER
    assert room.role(room.create("Autre").code, again) is Role.OBSERVER


def test_a_sheet_of_paper_is_one_person_present_in_each_round(sitting):
    people = [sitting.voter(), sitting.voter()]
    for _ in range(2):
        sitting.open()
        ids = [c.id for c in sitting.stage().criteria]
        for voter in people:
            sitting.cast(voter, (100, 50, 0), nonce=str(len(sitting.stage().meeting.rounds)))
        typed = Ballot(dict(zip(ids, (100, 50, None), strict=True)), ids[0])
        sitting.room.paper_ballot(sitting.code, sitting.secret, typed)
        stage = sitting.stage()
        assert (stage.ballots, stage.present, stage.missing) == (3, 3, 0)
        sitting.room.close_round(sitting.code, sitting.secret)  # nobody is missing


@each(
    "wrong",
    [
        lambda s: s.room.create("  "),
        lambda s: s.room.create("x" * 500),
        lambda s: s.room.create("x", colleges=[str(k) for k in range(40)]),
        lambda s: s.room.new_invitations(s.code, s.secret, drawn_invitations(0)),
        lambda s: s.room.simulate(s.code, s.secret, 10**6),
        lambda s: s.room.set_countdown(s.code, s.secret, -1),
        lambda s: s.room.project(s.code, s.secret, "<b>"),
        lambda s: s.room.new_link(s.code, s.secret, Role.VOTER),
        lambda s: s.voter(college="Martiens"),
        lambda s: s.room.choose_frame(s.code, s.secret, combination="lune", criteria=[]),
        lambda s: s.room.confirm_direction(s.code, s.secret, "ghg_impact", Sense.MIN),
    ],
)
def test_what_cannot_be_is_named_and_changes_nothing(sitting, wrong):
    before = sitting.room.store.version(sitting.code)
    with pytest.raises(InvalidFrame):
        wrong(sitting)
    assert sitting.room.store.version(sitting.code) == before


def test_the_log_holds_acts_and_reasons_and_no_vote(sitting):
    voter = sitting.voter()
    sitting.open()
    sitting.cast(voter, [100, 37, 12], reason="parce que")
    sitting.act(Act.VOID_ROUND, reason="consigne mal lue")
    log = sitting.room.audit(sitting.code, sitting.secret)
    told = str([(line.role, line.act, line.detail) for line in log])
    assert "consigne mal lue" in told
    assert "parce que" not in told
    assert voter not in told
    assert "37" not in told.replace(sitting.stage().meeting.frozen, "")
    assert refused(sitting.room.audit, sitting.code, "") is Reason.ROLE


def test_an_erased_meeting_is_gone(sitting):
    assert refused(sitting.room.purge, sitting.code, "x") is Reason.ROLE
    sitting.room.purge(sitting.code, sitting.secret)
    with pytest.raises(UnknownMeeting):
        sitting.stage()


# Writes by the desk, with the review in the room.


@pytest.fixture
def review(room):
    made = room.create("Revue", form=Form.FULL)
    for act in (Act.OPEN_LOBBY, Act.START_REVIEW):
        room.act(made.code, made.facilitator, act)
    return made


def unknown(room, code):
    stage = room.stage(code, fresh=True)
    return next(s for s in stage.case.tables[stage.setup.combination].unknowns)


def edit(score, low, high):
    return ScoreEdit(score.lever, score.criterion, low, high, Status.OPINION, "la salle")


def test_a_score_filled_in_the_room_changes_the_table_and_its_warnings(room, review):
    code, secret = review.code, review.facilitator
    while True:
        stage = room.stage(code, fresh=True)
        left = stage.case.tables[stage.setup.combination].unknowns
        if not left:
            break
        level = stage.case.criterion(left[0].criterion).scale.levels[1].id
        room.edit_score(code, secret, edit(left[0], level, level))
    assert "unknown" not in {w.id for w in room.warnings(code)}
    assert len(room.store.edits(code)) == 4


def test_a_refused_score_leaves_everything_as_it_was(room, review):
    before = room.store.version(review.code)
    with pytest.raises(InvalidScore):
        room.edit_score(
            review.code, review.facilitator, edit(unknown(room, review.code), "rêvé", "rêvé")
        )
    assert room.store.version(review.code) == before


@each("amount", [1e30, 1e308, -1e30, float("inf"), float("nan")])
def test_a_score_of_any_size_is_refused_in_french(room, review, amount):
    stage = room.stage(review.code, fresh=True)
    table, numbered = stage.case.tables[stage.setup.combination], 0
    for criterion in stage.case.criteria:
        if isinstance(criterion.scale, WordScale):
            continue
        numbered += 1
        score = table.score(stage.case.levers[0].id, criterion.id)
        with pytest.raises(InvalidScore) as refusal:
            room.edit_score(review.code, review.facilitator, edit(score, amount, amount))
        sentence = problem_sentence(refusal.value.problems[0])
        assert sentence.startswith("note saisie, ")
        assert "est hors de l’échelle" in sentence
    assert numbered


def test_each_freeze_is_a_version_and_the_former_one_stays(room, review):
    code, secret = review.code, review.facilitator
    _confirm(room, review)
    first = room.freeze(code, secret)
    assert first.frozen
    with pytest.raises(Refused):
        room.edit_score(code, secret, edit(unknown(room, code), None, None))
    room.act(code, secret, Act.START_CHECKS)
    room.act(code, secret, Act.REOPEN, Details(reason="une note", target=Phase.REVIEW))
    score = unknown(room, code)
    level = room.stage(code).case.criterion(score.criterion).scale.levels[3].id
    room.edit_score(code, secret, edit(score, level, level))
    second = room.freeze(code, secret)
    kept = room.store.matrices(code)
    assert [m.number for m in kept] == [1, 2]
    assert {m.sha256 for m in kept} == {first.frozen, second.frozen}
    assert first.frozen != second.frozen


def _confirm(room, made):
    for criterion in room.stage(made.code, fresh=True).meeting.unconfirmed:
        sense = room.stage(made.code).case.criterion(criterion).direction.default
        room.confirm_direction(made.code, made.facilitator, criterion, sense)


def test_results_are_those_of_the_matrix_that_was_voted_on(room, review):
    """A score changed after a round does not change what that round said."""
    code, secret = review.code, review.facilitator
    _confirm(room, review)
    score = unknown(room, code)
    room.freeze(code, secret)
    room.act(code, secret, Act.START_CHECKS)
    answers = {w.id: "oui" for w in room.warnings(code)}
    room.open_round(code, secret, answers=answers)
    tokens = [room.new_token(code) for _ in range(5)]
    for token in tokens:
        room.join_soon(code, token).result()
        ids = [c.id for c in room.stage(code).criteria]
        ballot = Ballot(dict(zip(ids, (20, 100, 20), strict=True)), ids[1])
        room.cast_soon(code, room.voter_of(code, token), ballot, "", "1").result()
    room.act(code, secret, Act.REVEAL)
    before = room.results(code, Role.OBSERVER).analysis.ranking.high.tolist()
    room.act(code, secret, Act.REOPEN, Details(reason="une note", target=Phase.REVIEW))
    level = room.stage(code, fresh=True).case.criterion(score.criterion).scale.levels[0].id
    room.edit_score(code, secret, edit(score, level, level))
    stage = room.stage(code, fresh=True)
    found = room._read(stage, 1).results  # noqa: SLF001 (as it will be read again later)
    assert found.analysis.ranking.high.tolist() == before


def test_a_score_without_a_source_is_refused_by_the_room_and_changes_nothing(room, review):
    before = room.store.version(review.code)
    score = unknown(room, review.code)
    level = room.stage(review.code).case.criterion(score.criterion).scale.levels[0].id
    bare = ScoreEdit(score.lever, score.criterion, level, level, Status.OPINION, " ")
    with pytest.raises(Unsourced):
        room.edit_score(review.code, review.facilitator, bare)
    assert room.store.version(review.code) == before


def test_of_two_people_who_replace_the_same_score_in_the_same_instant_one_is_told(room, review):
    """Whoever comes second, and however close: the score that each saw is no longer there."""
    code, secret = review.code, review.facilitator
    seen = unknown(room, code)
    levels = room.stage(code).case.criterion(seen.criterion).scale.levels[:2]

    def write(level):
        return room.edit_score(code, secret, edit(seen, level.id, level.id), seen)

    with ThreadPoolExecutor(2) as both:
        done = [one.exception() for one in [both.submit(write, level) for level in levels]]
    (told,) = filter(None, done)
    assert isinstance(told, Rewritten)
    assert len(room.store.edits(code)) == 1
    room.edit_score(code, secret, edit(seen, levels[0].id, levels[0].id), told.score)
    assert len(room.store.edits(code)) == 2


# The parts that several writes of the desk share.


def test_an_answer_that_has_no_end_is_refused_and_nothing_is_kept(sitting):
    with pytest.raises(InvalidFrame):
        sitting.act(Act.ANSWER_WARNING, warning="unknown", reason="o" * 1001)
    assert sitting.room.store.answers(sitting.code) == ()


def test_the_dialog_never_writes_over_a_direction_that_somebody_confirmed_meanwhile(sitting):
    room, code, secret = sitting.room, sitting.code, sitting.secret
    answers = {w.id: "oui" for w in room.warnings(code)}
    room.confirm_direction(code, secret, "existing_coverage", Sense.MAX)
    for sense in (Sense.MIN, Sense.MAX):
        senses = {"existing_coverage": sense}
        if sense is Sense.MIN:
            why = refused(room.open_round, code, secret, senses=senses, answers=answers)
            assert why is Reason.OVERTAKEN
            assert sitting.stage().meeting.rounds == ()
        else:
            room.open_round(code, secret, senses=senses, answers=answers)
    assert sitting.stage().setup.senses == {"existing_coverage": Sense.MAX}


def test_what_was_seen_before_the_meeting_moved_on_is_done_by_nobody(sitting):
    """Two facilitators: one reveals and opens another round, the other closes « round 1 »."""
    room, code, secret = sitting.room, sitting.code, sitting.secret
    sitting.open()
    stamp = sitting.stage().meeting.stamp
    sitting.act(Act.REVEAL)
    sitting.open()
    before = room.store.version(code)
    reason = Details(reason="mal lu")
    for act, details in ((Act.REVEAL, Details()), (Act.VOID_ROUND, reason)):
        assert refused(room.act, code, secret, act, details, stamp=stamp) is Reason.OVERTAKEN
    assert refused(room.set_countdown, code, secret, 3, stamp=stamp) is Reason.OVERTAKEN
    assert room.store.version(code) == before
    sitting.act(Act.REVEAL)
    assert refused(room.open_round, code, secret, stamp=stamp) is Reason.OVERTAKEN
    assert len(sitting.stage().meeting.rounds) == 2


def test_what_was_seen_in_a_rehearsal_is_not_done_in_the_meeting(sitting):
    """Same round, same matrix: one erases the rehearsal and opens, the other still rehearses."""
    sitting.act(Act.REHEARSE)
    sitting.open()
    stamp = sitting.stage().meeting.stamp
    sitting.act(Act.END_REHEARSAL)
    sitting.open()
    room, code, secret = sitting.room, sitting.code, sitting.secret
    assert refused(room.act, code, secret, Act.REVEAL, stamp=stamp) is Reason.OVERTAKEN
    assert sitting.stage().takes_ballots


FILES = case_files_of(INTERVALS)
CASE = framed(case_from_files(FILES), starting_setup(current_case()))
SETUP = starting_setup(CASE)


def cell(**changes):
    lever = next(s for s in CASE.tables["gt"].unknowns).lever
    levels = [v.id for v in CASE.criterion("partner_ecosystem").scale.levels]
    given = {
        "lever": lever, "criterion": "partner_ecosystem", "low": levels[0], "high": levels[2],
        "status": Status.OPINION, "source": "séance", "reason": "à main levée",
    }  # fmt: skip
    return ScoreEditDossier(**{**given, **changes})


def test_the_files_kept_make_the_same_case():
    whole = current_case()
    again = case_from_files(FILES)
    assert again.tables["gt"].scores == whole.tables["gt"].scores
    assert [c.id for c in again.criteria] == [c.id for c in whole.criteria]


def test_a_score_written_in_the_room_is_in_every_table_with_where_it_comes_from():
    edit = check_edit(CASE, "gt", cell())
    seen = with_edit(CASE, edit)
    for table in seen.tables.values():
        score = table.score(edit.lever, edit.criterion)
        assert (score.low, score.high, score.source) == (edit.low, edit.high, "séance")
    assert CASE.tables["gt"].score(edit.lever, edit.criterion).unknown


LEVELS = [v.id for v in CASE.criterion("partner_ecosystem").scale.levels]
AMOUNTS = {
    "partner_ecosystem": LEVELS,
    "existing_coverage": [0.0, 1.0, 2.0, 5.0, 10.0],
    "ghg_impact": [100.0, 1000.5, 4000.0],
}


def faults_of(work):
    """Kinds of the problems of a refusal; none of what is taken."""
    try:
        work()
    except InvalidScore as error:
        return [problem.kind for problem in error.problems]
    return []


@each("sense", [Sense.MIN, Sense.MAX])
@each("criterion", AMOUNTS)
def test_a_low_end_beyond_the_high_one_is_refused_and_neither_is_guessed(criterion, sense):
    """Each pair of ends, whichever way the criterion counts."""
    case = framed(CASE, replace(SETUP, senses={**SETUP.senses, criterion: sense}))
    for (i, low), (j, high) in product(enumerate(AMOUNTS[criterion]), repeat=2):
        wrong = ["low_above_high"] if i > j else []
        edit = cell(criterion=criterion, low=low, high=high)
        assert faults_of(lambda edit=edit: check_edit(case, "gt", edit)) == wrong
        if not wrong:
            taken = check_edit(case, "gt", edit)
            assert (taken.low, taken.high) == (low, high)


def test_a_score_that_depends_on_the_perimeter_is_about_that_one_only():
    edit = check_edit(CASE, "gt", cell(criterion="ghg_impact", low=10.0, high=10.0))
    assert edit.reading == "gt"
    seen = with_edit(CASE, edit)
    assert seen.tables["gt"].score(edit.lever, "ghg_impact").low == 10.0
    assert seen.tables["sgpe"].score(edit.lever, "ghg_impact").low != 10.0


@each(
    "changes",
    [
        {"low": "extraordinaire"},
        {"criterion": "existing_coverage", "low": -1.0, "high": 3.0},
        {"criterion": "existing_coverage", "low": 1.0, "high": float("nan")},
        {"criterion": "existing_coverage", "low": 1.0, "high": float("inf")},
        {"criterion": "ghg_impact", "low": 1.0, "high": 10.0**9},
    ],
)
def test_a_score_out_of_its_scale_is_refused(changes):
    with pytest.raises(InvalidScore):
        check_edit(CASE, "gt", cell(**changes))


def test_the_hash_follows_each_score_and_each_choice_and_nothing_else():
    same = fingerprint(matrix_content(CASE, SETUP, 0))
    assert (
        fingerprint(matrix_content(case_from_files(FILES).keeping(SETUP.criteria), SETUP, 0))
        == same
    )
    other = with_edit(CASE, check_edit(CASE, "gt", cell()))
    assert fingerprint(matrix_content(other, SETUP, 0)) != same


@each("said", ["", "   ", "…", "—", "?", "\u200b"])
def test_a_score_needs_its_source_and_an_unknown_at_least_a_reason(said):
    with pytest.raises(Unsourced) as error:
        check_edit(CASE, "gt", cell(source=said))
    assert error.value.field == "source"
    nobody = {"low": None, "high": None, "status": Status.UNKNOWN}
    with pytest.raises(Unsourced) as error:
        check_edit(CASE, "gt", cell(**nobody, source=said, reason=said))
    assert error.value.field == "reason"
    assert check_edit(CASE, "gt", cell(**nobody, source=said)).low is None
    assert check_edit(CASE, "gt", cell(**nobody, reason=said)).low is None

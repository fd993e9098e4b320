"""Writes by the desk, with the review in the room."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from criteria.model import Status
from criteria.scales import WordScale
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import InvalidFrame, Rewritten, ScoreEdit
from prioritisation.meeting.room.errors import InvalidScore, Unsourced
from prioritisation.meeting.rules import Act, Details, Form, Phase, Refused, Role
from prioritisation.wording import problem_sentence
from tests.each import each


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


def test_a_score_between_two_is_refused_wherever_scores_are_whole(room, review):
    code, secret = review.code, review.facilitator
    stage = room.stage(code, fresh=True)
    table, scales = stage.case.tables[stage.setup.combination], 0
    for criterion in stage.case.criteria:
        scale = criterion.scale
        if not getattr(scale, "whole", False):
            continue
        scales += 1
        score = table.score(stage.case.levers[0].id, criterion.id)
        low, high = sorted((scale.worst, scale.best))
        for ends in ((low, low + 0.5), (high - 0.25, high), (low + 0.5, low + 0.5)):
            with pytest.raises(InvalidScore) as refusal:
                room.edit_score(code, secret, edit(score, *ends))
            sentences = [problem_sentence(problem) for problem in refusal.value.problems]
            assert all("n’est pas un nombre entier" in sentence for sentence in sentences)
        room.edit_score(code, secret, edit(score, low, high))
    assert scales


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


def test_ends_of_a_score_in_the_wrong_order_leave_everything_as_it_was(room, review):
    before, score = room.store.version(review.code), unknown(room, review.code)
    levels = [v.id for v in room.stage(review.code).case.criterion(score.criterion).scale.levels]
    with pytest.raises(InvalidScore):
        room.edit_score(review.code, review.facilitator, edit(score, levels[3], levels[0]))
    assert room.store.version(review.code) == before
    assert room.store.edits(review.code) == ()


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


def test_a_score_of_a_criterion_that_is_there_no_more_is_refused_as_such(room, review):
    """Whoever was writing it saw it a moment ago."""
    code, secret = review.code, review.facilitator
    seen = unknown(room, code)
    level = room.stage(code).case.criterion(seen.criterion).scale.levels[0].id
    kept = [c.id for c in room.stage(code).criteria if c.id != seen.criterion]
    room.choose_frame(code, secret, combination="gt", criteria=kept)
    with pytest.raises(InvalidFrame):
        room.edit_score(code, secret, edit(seen, level, level), seen)

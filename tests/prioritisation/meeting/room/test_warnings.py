import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from criteria.model import Sense
from prioritisation.analysis.warnings import WarningKind
from prioritisation.drawing.projected.question import counted_picture
from prioritisation.meeting.room import InvalidFrame
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.meeting.rules import Act, Details, Form, Phase, Reason, Refused, Role
from prioritisation.settings import QUORUM, current_case
from tests.each import each
from tests.prioritisation.meeting.room.conftest import begun
from tests.prioritisation.sentences.made import plain
from tests.sitting import Sitting
from tests.synthetic import write_case

CASE = current_case().id


def ids(sitting, role=Role.OBSERVER):
    return {w.id for w in sitting.room.warnings(sitting.code, role)}


def voted(sitting, points=([100, 0, 0],) * 5, number="1"):
    voters = [sitting.voter() for _ in points]
    sitting.open()
    for voter, one in zip(voters, points, strict=True):
        sitting.cast(voter, one, nonce=number)
    return voters


def answered(sitting, warning, answer="dit en séance"):
    return sitting.act(Act.ANSWER_WARNING, warning=warning, reason=answer)


def test_few_people_present_are_told_before_the_vote_and_stop_nothing(sitting):
    assert "few_present" in ids(sitting)
    for _ in range(10):
        sitting.voter()
    assert "few_present" not in ids(sitting)


def test_nothing_of_the_ballots_is_told_while_a_round_is_open(sitting):
    voted(sitting)
    for role in Role:
        assert {w.kind for w in sitting.room.warnings(sitting.code, role)} <= {
            WarningKind.UNKNOWN,
            WarningKind.INFERRED,
            WarningKind.PERIMETER,
            WarningKind.ANCHORS,
            WarningKind.SHARED_SOURCE,
        }
    with pytest.raises(Refused) as refused:
        answered(sitting, "few:1")
    assert refused.value.refusal.reason is Reason.PHASE


def test_a_second_round_hides_what_the_first_had_shown(sitting):
    voted(sitting)
    sitting.act(Act.REVEAL)
    assert "few:1" in ids(sitting)
    sitting.act(Act.OPEN_ROUND)
    assert not {i for i in ids(sitting) if i.endswith(":1")}


def test_after_the_reveal_the_facilitator_answers_and_nobody_else(sitting):
    voted(sitting)
    sitting.act(Act.REVEAL)
    for move in (Act.START_ANALYSIS, Act.START_DECISION):
        answered(sitting, "few:1", f"avant {move}")
        assert answer_of(sitting, "few:1") == f"avant {move}"
        sitting.act(move)
    assert sitting.stage().meeting.phase is Phase.DECISION
    answered(sitting, "few:1", "le groupe est petit")
    assert answer_of(sitting, "few:1") == "le groupe est petit"
    recorder = sitting.room.new_link(sitting.code, sitting.secret, Role.RECORDER)
    details = Details(warning="few:1", reason="autre")
    for secret in ("", recorder):
        with pytest.raises(Refused):
            sitting.room.act(sitting.code, secret, Act.ANSWER_WARNING, details)
    acts = [e.detail for e in sitting.room.audit(sitting.code, sitting.secret)]
    assert acts.count("few:1") == 3


def answer_of(sitting, warning):
    found = {w.id: w.answer for w in sitting.room.warnings(sitting.code)}
    return found[warning]


def test_an_answer_to_a_warning_that_does_not_apply_or_without_end_is_refused(sitting):
    voted(sitting)
    sitting.act(Act.REVEAL)
    for warning, answer in (("few:2", "oui"), ("<b>", "oui"), ("few:1", "o" * 1001)):
        with pytest.raises(InvalidFrame):
            answered(sitting, warning, answer)
    with pytest.raises(Refused):
        answered(sitting, "few:1", "  ")
    assert answer_of(sitting, "few:1") == ""


def test_those_who_joined_and_did_not_vote_are_counted(sitting, monkeypatch):
    for _ in range(6):
        sitting.voter()
    voted(sitting)
    sitting.act(Act.REVEAL)
    assert "quorum:1" in ids(sitting)
    monkeypatch.setenv(QUORUM.variable, "40")
    sitting.voter()
    assert "quorum:1" not in ids(sitting)


def test_below_five_ballots_only_counts_are_told(sitting):
    voted(sitting, ([100, 0, 0], [0, 100, 0], [0, 0, 100]))
    sitting.act(Act.REVEAL)
    assert {i for i in ids(sitting) if i.endswith(":1")} == {"few:1"}


def test_ballots_that_come_close_in_round_two_without_a_word(sitting):
    apart = ([100, 0, 0],) * 3 + ([0, 100, 0],) * 3
    voters = voted(sitting, apart)
    sitting.act(Act.REVEAL)
    sitting.act(Act.OPEN_ROUND)
    for voter in voters:
        sitting.cast(voter, [100, 60, 10], nonce="2")
    sitting.act(Act.REVEAL)
    assert "sudden:2" in ids(sitting)


@each(("sizes", "told"), [((5, 5), True), ((4, 6), False)])
def test_a_pivotal_college_is_counted_only_where_colleges_may_be_shown(
    room, tmp_path, sizes, told
):
    folder = write_case(tmp_path / "known", 2, 2, lambda i, j: (10, 10) if i == j else (0, 0))
    here = begun(room, folder=folder)
    state = [(here.voter(college="État"), [100, 0]) for _ in range(sizes[0])]
    region = [(here.voter(college="Région"), [20, 100]) for _ in range(sizes[1])]
    here.open()
    for voter, points in state + region:
        here.cast(voter, points)
    here.act(Act.REVEAL)
    assert ("pivotal_college:1" in ids(here)) is told


def test_a_table_that_changed_after_a_round_asks_for_another_one(sitting):
    voted(sitting)
    sitting.act(Act.REVEAL)
    assert "changed:1" not in ids(sitting)
    sitting.act(Act.REOPEN, reason="une note fausse", target=Phase.REVIEW)
    other = list(sitting.stage().case.tables)[1]
    kept = [c.id for c in sitting.stage().criteria]
    sitting.room.choose_frame(sitting.code, sitting.secret, combination=other, criteria=kept)
    for criterion in sitting.stage().meeting.unconfirmed:
        sitting.room.confirm_direction(sitting.code, sitting.secret, criterion, Sense.MIN)
    sitting.room.freeze(sitting.code, sitting.secret)
    assert "changed:1" in ids(sitting)
    sitting.act(Act.START_CHECKS)
    answered(sitting, "changed:1", "nous revotons")
    sitting.act(Act.START_ANALYSIS)
    found = sitting.room.results(sitting.code, Role.OBSERVER)
    assert found.scenario.combination != other, "the weights stay beside the table they are about"
    assert answer_of(sitting, "changed:1") == "nous revotons"


def test_openings_of_the_ranking_are_counted_until_the_first_round_without_who(sitting):
    room, code = sitting.room, sitting.code
    assert "ranking_seen" not in ids(sitting)
    room.ranking_opened(CASE, {f"lien_{code}": sitting.secret})
    room.ranking_opened("another", {})
    assert "ranking_seen" not in ids(sitting), "neither the facilitator's look nor another case"
    room.ranking_opened(CASE, {})
    room.ranking_opened(CASE, {})
    (seen,) = (w for w in room.warnings(code) if w.kind is WarningKind.RANKING_SEEN)
    assert seen.n == 2
    voted(sitting)
    sitting.act(Act.REVEAL)
    room.ranking_opened(CASE, {})
    (seen,) = (w for w in room.warnings(code) if w.kind is WarningKind.RANKING_SEEN)
    assert seen.n == 2, "what is seen after a vote changes no vote before it"
    told = [e.role for e in room.audit(code, sitting.secret) if e.act == Act.SEE_CASE_RANKING]
    assert told == [Role.OBSERVER, Role.OBSERVER]


def rehearsed(sitting, n):
    sitting.act(Act.REHEARSE)
    sitting.open()
    sitting.room.simulate(sitting.code, sitting.secret, n)
    sitting.act(Act.REVEAL)


def test_what_was_answered_about_a_rehearsal_is_no_answer_about_the_vote(sitting):
    rehearsed(sitting, 6)
    answered(sitting, "few:1", "ce n’est qu’une répétition")
    sitting.act(Act.END_REHEARSAL)
    voted(sitting)
    sitting.act(Act.REVEAL)
    assert answer_of(sitting, "few:1") == ""
    assert answer_of(sitting, "unknown"), "what was answered about the case stays"


def changed_since_a_vote(sitting):
    """In review, once the group has voted and then counts otherwise."""
    voted(sitting)
    sitting.act(Act.REVEAL)
    sitting.act(Act.REOPEN, reason="une note fausse", target=Phase.REVIEW)
    other = list(sitting.stage().case.tables)[1]
    kept = [c.id for c in sitting.stage().criteria]
    sitting.room.choose_frame(sitting.code, sitting.secret, combination=other, criteria=kept)
    for criterion in sitting.stage().meeting.unconfirmed:
        sitting.room.confirm_direction(sitting.code, sitting.secret, criterion, Sense.MIN)
    sitting.room.freeze(sitting.code, sitting.secret)
    sitting.act(Act.START_CHECKS)


def with_the_ranking_seen(sitting):
    sitting.room.ranking_opened(CASE, {})


def with_few_there(sitting):
    assert "few_present" in ids(sitting)


@pytest.mark.parametrize("meanwhile", [False, True])
@pytest.mark.parametrize(
    ("warning", "come_to"),
    [
        ("changed:1", changed_since_a_vote),
        ("ranking_seen", with_the_ranking_seen),
        ("few_present", with_few_there),
    ],
)
def test_each_warning_that_a_round_opens_without_may_be_answered_as_it_opens(
    sitting, warning, come_to, meanwhile, monkeypatch
):
    """What was typed of a table that had changed was lost without a word."""
    come_to(sitting)
    room, code, secret = sitting.room, sitting.code, sitting.secret
    senses = dict.fromkeys(sitting.stage().meeting.unconfirmed, Sense.MIN)
    answers = dict.fromkeys((*sitting.stage().meeting.unanswered, warning), "nous le savons")
    role = room.role

    def somebody_answers_first(*keys):
        monkeypatch.setattr(room, "role", role)
        if meanwhile:
            answered(sitting, warning, "dit avant")
        return role(*keys)

    # As late as may be before the write: what is answered then is not written over.
    monkeypatch.setattr(room, "role", somebody_answers_first)
    room.open_round(code, secret, senses=senses, answers=answers)
    told = {a.warning: a.answer for a in room.store.answers(code)}
    assert told[warning] == ("dit avant" if meanwhile else "nous le savons")


# Who retained what is counted and when: as the log has it, in every case.

LINE = re.compile(
    r"✓ (\d+) réponses? retenues? (par l’animation avant la séance \((.*?)\))?"
    r"(?:, (\d+) )?(après l’ouverture de l’accueil)?\."
)


def answer(made, k, turn):
    """Give an answer: the direction, or the way of counting."""
    if k:
        sense = (Sense.MIN, Sense.MAX)[turn]
        (criterion,) = (c.id for c in made.stage().criteria if len(c.direction.labels) > 1)
        made.room.confirm_direction(made.code, made.secret, criterion, sense)
    else:
        reading = made.stage().plain_case.live_questions[0].readings[turn].id
        made.room.settle_reading(made.code, made.secret, reading)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(some.integers(0, 1), some.integers(0, 1), some.booleans())))
def test_the_line_counts_each_answer_where_it_was_given_last(room, answers):
    made = Sitting(room, Form.FULL)
    where = {}
    for late in (False, True):
        if late:
            made.lobby()
        for k, turn, is_late in answers:
            if is_late == late:
                answer(made, k, turn)
                where[k] = late
    stage = made.stage()
    moments = room.answer_moments(stage)
    assert len(moments.before) == list(where.values()).count(False)
    assert len(moments.since) == list(where.values()).count(True)
    seen = plain(counted_picture(stage, moments))
    assert seen.count('<b class="p-helps">✓</b>') == len(where)
    line = LINE.search(re.sub("<[^>]+>", "", seen.rpartition("p-foot")[2]))
    assert bool(line) == bool(where)
    if line:
        n, before, _, others, late = line.groups()
        assert bool(before) == (False in where.values())
        assert bool(late) == (True in where.values())
        assert int(n) + int(others or 0) == len(where)


def test_answers_of_several_days_have_the_first_and_the_last(room, clock):
    made = Sitting(room, Form.FULL)
    answer(made, 0, 0)
    clock(timedelta(days=3).total_seconds())
    answer(made, 1, 0)
    seen = plain(counted_picture(made.stage(), room.answer_moments(made.stage())))
    first, last = re.search(r"\((\d\d/\d\d/\d{4}) au (\d\d/\d\d/\d{4})\)", seen).groups()
    assert first != last


def test_what_an_erased_rehearsal_answered_is_no_answer(room):
    made = Sitting(room, Form.FULL)
    answer(made, 0, 0)
    made.lobby().act(Act.REHEARSE)
    answer(made, 0, 0)
    answer(made, 1, 0)
    assert len(room.answer_moments(made.stage()).since) == 2
    made.act(Act.END_REHEARSAL)
    moments = room.answer_moments(made.stage())
    assert (len(moments.before), len(moments.since)) == (1, 0)
    assert len(settled_choices(made.stage().plain_case, made.stage().setup)) == 1
